"""Zip and tar archives."""

import io
import tarfile
import zipfile

import pytest

from toolkit.read import ReadOptions
from toolkit.read.archive_limits import member_path

FILES = {"a.txt": b"The bell rings again.", "more/b.jsonl": b'{"text": "The dam holds."}\n{"text": "It does."}'}


def zipped(files):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return sink.getvalue()


def tarred(files, mode="w"):
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode=mode) as archive:
        for name, raw in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return sink.getvalue()


PACKED = {
    "a.zip": zipped(FILES),
    "a.tar": tarred(FILES),
    "a.tgz": tarred(FILES, "w:gz"),
    "a.tar.bz2": tarred(FILES, "w:bz2"),
}


@pytest.mark.parametrize("name", [*PACKED, "a.tar.gz", "a.zip.zst"])
def test_an_archive_is_read_as_the_folder_it_holds(read_bytes, name):
    packed = name not in PACKED
    raw = PACKED[name.rpartition(".")[0]] if packed else PACKED[name]
    result = read_bytes(name, raw, packed=packed)
    assert [(item.path, item.record, item.text) for item in result] == [
        (f"{name}/a.txt", None, "The bell rings again."),
        (f"{name}/more/b.jsonl", 0, "The dam holds."),
        (f"{name}/more/b.jsonl", 1, "It does."),
    ]


@pytest.mark.parametrize("wrap", [zipped, tarred])
def test_names_of_members_are_data(read_bytes, tmp_path, wrap):
    name = "a.zip" if wrap is zipped else "a.tar"
    result = read_bytes(name, wrap({"../../up.txt": b"The bell rings.", "/etc/top.txt": b"It does."}))
    assert [item.path for item in result] == [f"{name}/up.txt", f"{name}/etc/top.txt"]
    assert not (tmp_path.parent / "up.txt").exists()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/./b.txt", "a/b.txt"),
        ("..\\..\\b.txt", "b.txt"),
        ("__MACOSX/b.txt", None),
        ("a/.hidden", None),
        ("..", None),
        ("a\nb\x1b.txt", "a\ufffdb\ufffd.txt"),
    ],
)
def test_a_name_becomes_a_path_that_says_no_more_than_it_should(name, path):
    assert member_path(name) == path


def test_the_globs_of_the_options_hold_inside_of_archives(read_bytes):
    (document,) = read_bytes("a.zip", zipped(FILES), ReadOptions(exclude=("*.jsonl",)))
    assert document.path == "a.zip/a.txt"


def test_two_members_of_one_name_have_two_paths(read_bytes):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", b"The bell rings.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"The dam holds.")
    assert [item.path for item in read_bytes("a.zip", sink.getvalue())] == ["a.zip/a.txt", "a.zip/a.txt~2"]


@pytest.mark.parametrize("wrap", [zipped, lambda files: tarred(files, "w:gz")])
def test_an_archive_bomb_is_refused(read_bytes, wrap):
    name = "a.zip" if wrap is zipped else "a.tgz"
    *_, refusal = read_bytes(name, wrap({"a.bin": bytes(80_000_000)}))
    assert (refusal.reason, "200 times its size" in refusal.detail) in [("too_large", True), ("broken_archive", True)]


def test_an_archive_in_an_archive_is_refused(read_bytes):
    (refusal,) = read_bytes("a.zip", zipped({"b.zip": zipped(FILES)}))
    assert (refusal.reason, refusal.path) == ("unsupported", "a.zip/b.zip")


def test_a_member_with_a_password_is_refused(read_bytes):
    raw = bytearray(zipped({"a.txt": b"The bell rings."}))
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    (refusal,) = read_bytes("a.zip", bytes(raw))
    assert (refusal.reason, "password" in refusal.detail) == ("broken_archive", True)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz"])
def test_what_comes_before_a_damage_is_read(read_bytes, name):
    raw = PACKED[name]
    result = read_bytes(name, raw[:1700] if name.endswith("r") else raw[: len(raw) * 2 // 3])
    assert result[-1].reason == "broken_archive"


def test_a_tar_archive_without_its_end_mark_may_have_lost_files(read_bytes):
    *_, last, refusal = read_bytes("a.tar", PACKED["a.tar"][:2048])
    assert (last.text, refusal.reason, "end mark" in refusal.detail) == ("It does.", "broken_archive", True)


@pytest.mark.parametrize(("name", "raw"), [("a.zip", zipped({})), ("a.tar", tarred({}))])
def test_an_archive_without_files_is_empty(read_bytes, name, raw):
    (refusal,) = read_bytes(name, raw)
    assert refusal.reason == "empty"
