"""Parts of a build join to the release of one build, or are refused in one sentence."""

import filecmp
import json
import shutil
from pathlib import Path

import pytest

from toolkit import api
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline import partition
from toolkit.pipeline.parts import parse_shard

STORY = (
    "Ferry to Ormsund runs again\n\nBy Ida Brandt\n\nHALDEN, March {day}, 2024 (Courier News) -- The ferry to Ormsund "
    "runs again after {word} days.\n\n“We waited long,” said Jon Myhre, who lives on the island. He thanked the {word} "
    "council for the new engine, and the crew of the {word} boat for its patience.\n"
)
WORDS = ["amber", "birch", "cedar", "dusty", "elder", "fable", "grove", "hazel", "ivory", "jolly", "kettle", "lemon"]


@pytest.fixture(scope="module", autouse=True)
def _small_tasks():
    """Cut tasks so small that a few stories are many tasks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "TASK_ITEMS", 2)
        yield


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """Write stories, copies of some of them that fall into other tasks, and a record that is refused."""
    folder = tmp_path_factory.mktemp("parts") / "raw"
    folder.mkdir()
    for number, word in enumerate(WORDS):
        text = STORY.format(day=number + 1, word=word)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
        if number % 3 == 0:
            (folder / f"z{number:02}.txt").write_text(f"{text}\nMore to follow.\n", encoding="utf-8")
    lines = [
        json.dumps({"headline": "A", "text": ""}),
        json.dumps({"title": "Lido", "text": STORY.format(day=3, word="x")}),
    ]
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def _parts(raw, out, count, **options):
    return [
        api.build_part([raw], f"{number}/{count}", out=out, engine="here", **options).folder
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def whole(raw, tmp_path_factory):
    return api.build([raw], out=tmp_path_factory.mktemp("whole"), engine="here").folder


@pytest.fixture(scope="module")
def three(raw, tmp_path_factory):
    return _parts(raw, tmp_path_factory.mktemp("three"), 3, cache="off")


@pytest.mark.parametrize("count", [1, 3, 12])
def test_parts_join_to_the_bytes_of_one_build(raw, whole, tmp_path, count):
    parts = _parts(raw, tmp_path / "parts", count, cache=tmp_path / "cache")
    merged = api.merge(reversed(parts), out=tmp_path / "out", engine="here").folder
    names = _files(whole)
    assert _files(merged) == names
    assert [name for name in names if not filecmp.cmp(whole / name, merged / name, shallow=False)] == []


def test_the_work_is_divided_among_the_parts(three, whole):
    described = [json.loads((folder / "part.json").read_bytes()) for folder in three]
    assert all(part["shards"] for part in described)
    assert sum(len(part["shards"]) for part in described) == described[0]["build"]["corpus"]["tasks"]


def test_a_copy_is_found_in_another_part(three, tmp_path):
    merged = api.merge(three, out=tmp_path, engine="here")
    assert merged.manifest["balance"]["duplicates"] >= 1


def test_parts_are_joined_where_the_raw_documents_are_not(raw, whole, tmp_path):
    moved = shutil.copytree(raw, tmp_path / "raw")
    parts = _parts(moved, tmp_path / "parts", 2)
    shutil.rmtree(moved)
    merged = api.merge(parts, out=tmp_path / "out", engine="here").folder
    assert (merged / "SHA256SUMS").read_bytes() == (whole / "SHA256SUMS").read_bytes()


def test_a_part_below_the_inputs_is_not_read(raw, whole, tmp_path):
    inside = shutil.copytree(raw, tmp_path / "raw")
    _parts(inside, inside / "dist", 2)
    built = api.build([inside], out=inside / "dist", engine="here").folder
    assert (built / "SHA256SUMS").read_bytes() == (whole / "SHA256SUMS").read_bytes()


@pytest.mark.parametrize("taken", [(0, 1), (0, 1, 2, 2), (1, 2)])
def test_a_part_that_is_missing_or_named_twice_is_refused(three, tmp_path, taken):
    with pytest.raises(ReleaseError, match=r"Part [123]/3 is (missing|twice); name each part once"):
        api.merge([three[index] for index in taken], out=tmp_path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"config": {"annotate": {"indirect": True}}}, r"annotate\.indirect True"),
        ({"version": "7.0.0"}, r"dataset\.version '7\.0\.0'"),
        ({"mapping": {"body": "Full text"}}, r"read\.mapping"),
    ],
)
def test_a_part_of_another_configuration_is_refused(raw, three, tmp_path, change, named):
    other = api.build_part([raw], "2/3", out=tmp_path, engine="here", **change).folder
    with pytest.raises(ReleaseError, match=rf"was built with {named}.*same configuration"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


def test_a_part_of_another_version_of_the_toolkit_is_refused(three, tmp_path):
    other = shutil.copytree(three[1], tmp_path / "other")
    described = json.loads((other / "part.json").read_bytes())
    described["build"]["toolkit"] = "0.0.1"
    (other / "part.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"was built with toolkit '0\.0\.1'"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


def test_parts_of_other_inputs_are_refused(raw, three, tmp_path):
    more = shutil.copytree(raw, tmp_path / "raw")
    (more / "99.txt").write_text(STORY.format(day=20, word="late"), encoding="utf-8")
    other = api.build_part([more], "2/3", out=tmp_path, engine="here").folder
    with pytest.raises(ReleaseError, match="different builds"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


def test_a_damaged_part_is_named(three, tmp_path):
    other = shutil.copytree(three[1], tmp_path / "other")
    entry = next(path for path in sorted(other.glob("annotated/??/*")))
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    with pytest.raises(ReleaseError, match=r"other is damaged; build it again with --shard 2/3"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 2}', b"{"])
def test_a_damaged_description_is_named(three, tmp_path, content):
    other = shutil.copytree(three[1], tmp_path / "other")
    (other / "part.json").write_bytes(content)
    with pytest.raises(ReleaseError, match=r"part\.json is damaged.*build this part again"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


def test_a_key_that_leads_out_of_the_part_is_refused(three, tmp_path):
    other = shutil.copytree(three[1], tmp_path / "other")
    described = json.loads((other / "part.json").read_bytes())
    described["shards"][0]["normalised"] = "../../secret"
    (other / "part.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"part\.json is damaged"):
        api.merge([three[0], other, three[2]], out=tmp_path / "out")


def test_a_folder_that_is_no_part_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match=r"no part of a build, or not finished: it has no part\.json"):
        api.merge([tmp_path], out=tmp_path / "out")


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"])
def test_a_shard_that_cannot_be_is_refused(shard):
    with pytest.raises(ConfigError, match="write 2/8 for the second of eight parts"):
        parse_shard(shard)


def test_the_commands_build_parts_and_merge_them(command, raw, whole, tmp_path):
    out = tmp_path / "dist"
    for number in (1, 2):
        result = command("build", str(raw), "--out", str(out), "--shard", f"{number}/2", "--engine", "here")
        assert result.code == 0, result.out
        assert f"part {number} of 2" in result.out
    parts = sorted(str(path) for path in out.glob("*-part-*"))
    result = command("merge", *parts, "--out", str(out), "--engine", "here")
    assert result.code == 0, result.out
    assert (out / whole.name / "SHA256SUMS").read_bytes() == (whole / "SHA256SUMS").read_bytes()


def test_options_of_a_whole_release_are_refused_for_a_part(command, raw):
    result = command("build", str(raw), "--shard", "1/2", "--gate", "min_articles=1")
    assert (result.code, "give it to `toolkit merge`" in result.err) == (2, True)
