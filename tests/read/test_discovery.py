"""Finding files: which are read, and under which path each is recorded."""

import os

import pytest

from toolkit.contract.records import Rejection
from toolkit.errors import SourceError
from toolkit.read import ReadOptions, Source, discover

OPTIONS = ReadOptions()


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The lighthouse at Ormsund opened to visitors.")
    return folder


def paths(inputs, options=OPTIONS):
    return [result.path for result in discover(inputs, options)]


def test_a_folder_is_searched_to_its_depth_and_sorted_by_recorded_path(tmp_path):
    folder = make(tmp_path / "wire", "b.txt", "a/z.html", "a/b/c.jsonl.gz", "B.txt")
    assert paths([folder]) == ["wire/B.txt", "wire/a/b/c.jsonl.gz", "wire/a/z.html", "wire/b.txt"]


def test_a_single_file_is_recorded_under_its_name(tmp_path):
    folder = make(tmp_path / "wire", "b.txt")
    assert paths([folder / "b.txt"]) == ["b.txt"]


def test_recorded_paths_do_not_depend_on_the_current_folder(tmp_path, monkeypatch):
    make(tmp_path / "wire", "a/one.txt", "two.txt")
    monkeypatch.chdir(tmp_path / "wire")
    assert paths(["."]) == paths([tmp_path / "wire"]) == paths(["../wire/"])


def test_a_glob_records_the_same_paths_as_its_folder(tmp_path):
    folder = make(tmp_path / "wire", "a/one.txt", "two.txt", "three.html")
    assert paths([f"{folder}/**/*.txt"]) == ["wire/a/one.txt", "wire/two.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_found(tmp_path):
    folder = make(tmp_path, "report [final].txt")
    assert paths([folder / "report [final].txt"]) == ["report [final].txt"]


@pytest.mark.parametrize("name", [".hidden.txt", ".git/config", "one.gold.json", "toolkit.toml"])
def test_files_that_are_no_articles_are_left_out(tmp_path, name):
    assert paths([make(tmp_path / "wire", "a.txt", name)]) == ["wire/a.txt"]


def test_include_and_exclude_choose_by_name_or_recorded_path(tmp_path):
    folder = make(tmp_path / "wire", "a/one.txt", "b/one.txt", "b/two.txt", "three.html")
    options = ReadOptions(include=("*.txt",), exclude=("wire/a/*", "two.*"))
    assert paths([folder], options) == ["wire/b/one.txt"]


def test_inputs_that_would_collide_get_the_folders_above_as_prefix(tmp_path):
    first = make(tmp_path / "monday" / "wire", "one.txt", "two.txt")
    second = make(tmp_path / "tuesday" / "wire", "one.txt")
    assert paths([second, first]) == ["monday/wire/one.txt", "monday/wire/two.txt", "tuesday/wire/one.txt"]


def test_a_file_that_two_inputs_reach_is_read_once(tmp_path):
    folder = make(tmp_path / "wire", "a/one.txt", "two.txt")
    expected = ["wire/a/one.txt", "wire/two.txt"]
    assert paths([folder, folder / "a", folder / "two.txt"]) == expected
    assert paths([folder / "two.txt", folder / "a", folder]) == expected


def test_a_symlink_loop_ends(tmp_path):
    folder = make(tmp_path / "wire", "a/one.txt")
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "again").symlink_to(folder / "a")
    assert paths([folder]) == ["wire/a/one.txt"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    folder = make(tmp_path / "wire", "one.txt")
    (folder / "more").symlink_to(make(tmp_path / "elsewhere", "two.txt"))
    assert paths([folder]) == ["wire/more/two.txt", "wire/one.txt"]


def test_a_link_to_nothing_and_to_itself_are_refused_as_unreadable(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    result = discover([tmp_path], OPTIONS)
    assert [(item.reason, item.sha256) for item in result] == [("unreadable", None)] * 2


def test_a_pipe_is_refused_without_being_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (result,) = discover([tmp_path], OPTIONS)
    assert isinstance(result, Rejection)


def test_a_missing_input_is_one_sentence_of_error(tmp_path):
    with pytest.raises(SourceError, match=r"There is no file or folder '.*gone'; check the path"):
        discover([tmp_path / "gone"], OPTIONS)


def test_a_glob_that_matches_nothing_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="Nothing matches"):
        discover([f"{tmp_path}/*.txt"], OPTIONS)


def make_bytes(tmp_path, *names):
    for name in names:
        make(tmp_path / "wire", os.fsdecode(name))
    return tmp_path / "wire"


def test_names_with_line_ends_emoji_or_foreign_bytes_are_recorded_as_valid_text(tmp_path):
    folder = make_bytes(tmp_path, b"two\nlines.txt", "boat\N{SAILBOAT}.txt".encode(), b"caf\xe9.txt")
    expected = ["wire/boat\N{SAILBOAT}.txt", "wire/caf\\xe9.txt", "wire/two\\nlines.txt"]
    assert sorted(paths([folder])) == sorted(expected)


def test_names_that_differ_only_after_escaping_stay_apart(tmp_path):
    assert len(set(paths([make_bytes(tmp_path, b"\xe9.txt", rb"\xe9.txt")]))) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_closed_file_and_a_closed_subfolder_are_refused(tmp_path):
    folder = make(tmp_path / "wire", "a/one.txt", "two.txt")
    (folder / "a").chmod(0)
    (folder / "two.txt").chmod(0)
    result = discover([folder], OPTIONS)
    (folder / "a").chmod(0o700)
    assert [(item.path, item.reason) for item in result] == [
        ("wire/a", "unreadable"),
        ("wire/two.txt", "unreadable"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_closed_input_folder_is_an_error(tmp_path):
    tmp_path.chmod(0)
    with pytest.raises(SourceError, match="cannot be listed"):
        discover([tmp_path], OPTIONS)
    tmp_path.chmod(0o700)


def test_size_and_reader_are_known_before_a_file_is_opened(tmp_path):
    folder = make(tmp_path / "wire", "one.txt")
    location = str(folder / "one.txt")
    assert discover([folder], OPTIONS) == [Source(location, "wire/one.txt", "text", 45)]


RELEASE = ("manifest.json", "SHA256SUMS", "README.md", "report.html")


@pytest.mark.parametrize("folder", ["", "dist/halden-1.0.0"])
def test_a_release_among_the_inputs_is_refused_with_one_sentence(tmp_path, folder):
    release = tmp_path / folder
    release.mkdir(parents=True, exist_ok=True)
    for name in RELEASE:
        (release / name).write_text("{}")
    with pytest.raises(SourceError, match="is a release, not raw articles"):
        discover([tmp_path], ReadOptions())
    assert discover([tmp_path], ReadOptions(), beside_releases=True)


def test_a_release_that_is_left_out_is_no_input(tmp_path):
    (tmp_path / "dist").mkdir()
    for name in RELEASE:
        (tmp_path / "dist" / name).write_text("{}")
    (tmp_path / "a.txt").write_text("The bell rings.")
    (source,) = discover([tmp_path], ReadOptions(exclude=("*/dist/*",)))
    assert source.path.endswith("a.txt")
