"""What a release folder holds."""

import json
import subprocess
from datetime import UTC, datetime

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import ReleaseError
from toolkit.release.checksums import content_files, read_checksums, write_checksums
from toolkit.release.release_folder import open_release, shard_name, split_of, split_order, table_files
from toolkit.storage.hashing import digest_text, file_digest, logical_digest

TABLES = ("articles", "quotes", "entities", "quarantine")


def test_a_release_is_called_as_its_folder(sample):
    assert open_release(sample.folder).name == sample.folder.name


def test_a_release_carries_its_contract(sample, contract):
    assert open_release(sample.folder).contract.digest == contract.digest


@pytest.mark.parametrize("table", TABLES[:3])
def test_a_table_is_the_sum_of_its_splits(sample, table):
    release = open_release(sample.folder)
    parts = [release.read(table, split) for split in ("train", "validation", "test")]
    assert pyarrow.concat_tables(parts).equals(release.read(table))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_as_many_rows_as_the_manifest_says(sample, table):
    rows = open_release(sample.folder).read(table).num_rows
    balance, tables = sample.manifest["balance"], sample.manifest["tables"]
    assert rows == (balance["read"] - balance["published"] if table == "quarantine" else tables[table]["rows"])


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_files_has_columns_and_no_rows(sample_copy, table):
    release = open_release(sample_copy)
    names = release.read(table).column_names
    for path in release.files(table):
        path.unlink()
    assert (release.read(table).num_rows, release.read(table).column_names) == (0, names)


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"{}",
        b'{"name": "news", "version": "1.0.0"}',
        b'{"name": "news", "version": "1.0.0", "tables": {}}',
    ],
)
def test_a_folder_without_a_good_manifest_is_no_release(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        open_release(tmp_path)


def test_a_folder_that_does_not_exist_is_no_release(tmp_path):
    with pytest.raises(ReleaseError, match="nowhere"):
        open_release(tmp_path / "nowhere")


def test_files_come_by_split_and_number(tmp_path):
    names = [
        "test-00000-of-00001",
        "train-00001-of-00002",
        "dev-00000-of-00001",
        "validation-00000-of-00001",
        "train-00000-of-00002",
    ]
    (tmp_path / "data" / "articles").mkdir(parents=True)
    for name in [*names, "notes"]:
        (tmp_path / "data" / "articles" / f"{name}.{'txt' if name == 'notes' else 'parquet'}").touch()
    assert [path.stem for path in table_files(tmp_path, "articles")] == [
        names[4],
        names[1],
        names[3],
        names[0],
        names[2],
    ]


@pytest.mark.parametrize(("split", "location"), [("train", 0), ("validation", 1), ("test", 2), ("dev", 3)])
def test_usual_splits_come_first(split, location):
    assert split_order(split) == (location, split)


def test_a_shard_s_name_gives_its_split_back(tmp_path):
    name = shard_name("train", 1, 12)
    assert (name, split_of(tmp_path / name)) == ("train-00001-of-00012.parquet", "train")


def test_checksums_are_read_as_they_were_written(tmp_path):
    (tmp_path / "data").mkdir()
    for name in ("data/two words.txt", "README.md", "Fähre 🚲.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_checksums(tmp_path)
    assert read_checksums(tmp_path) == {
        path.relative_to(tmp_path).as_posix(): file_digest(path) for path in content_files(tmp_path)
    }


def test_the_usual_program_reads_the_checksums(sample):
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=sample.folder, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_the_list_of_checksums_names_every_file_but_itself(sample):
    wanted = {path.relative_to(sample.folder).as_posix() for path in sample.folder.rglob("*") if path.is_file()}
    assert read_checksums(sample.folder).keys() == wanted - {"SHA256SUMS"}


@pytest.mark.parametrize("content", [None, b"one word", b"\xff\xff  name"])
def test_a_list_of_checksums_that_cannot_be_read_is_an_error(tmp_path, content):
    if content is not None:
        (tmp_path / "SHA256SUMS").write_bytes(content)
    with pytest.raises(ReleaseError, match="SHA256SUMS"):
        read_checksums(tmp_path)


cells = st.fixed_dictionaries(
    {
        "text": st.none() | st.text("aé🚲", max_size=3),
        "number": st.integers(-5, 5),
        "parts": st.lists(st.integers(0, 3), max_size=2),
    }
)
SCHEMA = pyarrow.schema(
    [("text", pyarrow.string()), ("number", pyarrow.int32()), ("parts", pyarrow.list_(pyarrow.int32()))]
)


@given(st.lists(cells, max_size=8), st.integers(0, 8), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_logical_digest_depends_on_the_rows_and_not_on_their_order_or_layout(rows, cut, random):
    whole = pyarrow.Table.from_pylist(rows, schema=SCHEMA)
    shuffled = random.sample(rows, len(rows))
    pieces = [
        pyarrow.Table.from_pylist(shuffled[:cut], schema=SCHEMA),
        pyarrow.Table.from_pylist(shuffled[cut:], schema=SCHEMA),
    ]
    digest = logical_digest(whole)
    assert logical_digest(pyarrow.concat_tables(pieces)) == digest
    assert sum(logical_digest(piece) for piece in pieces) % 2**256 == digest


@given(st.lists(cells, min_size=1, max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_the_logical_digest_changes_with_any_value(rows, data):
    location = data.draw(st.integers(0, len(rows) - 1))
    other = data.draw(cells.filter(lambda row: row != rows[location]))
    changed = [*rows[:location], other, *rows[location + 1 :]]
    one, two = (logical_digest(pyarrow.Table.from_pylist(item, schema=SCHEMA)) for item in (rows, changed))
    assert one != two


def test_the_logical_digest_counts_a_row_as_often_as_it_occurs():
    row = {"text": "a", "number": 1, "parts": []}
    one, two = (logical_digest(pyarrow.Table.from_pylist([row] * count, schema=SCHEMA)) for count in (1, 2))
    assert two == 2 * one % 2**256


def test_the_logical_digest_takes_days_moments_and_bytes():
    moment = datetime(2024, 3, 5, 10, tzinfo=UTC)
    table = pyarrow.table({"day": [moment.date()], "moment": [moment], "raw": [b"\xff"]})
    assert logical_digest(table) != logical_digest(table.drop_columns("raw"))


@pytest.mark.parametrize("table", TABLES[:3])
def test_the_manifest_names_the_logical_digest_of_each_table(sample, table):
    result = digest_text(logical_digest(open_release(sample.folder).read(table)))
    assert result == sample.manifest["tables"][table]["digest"]


def test_the_text_of_a_digest_has_64_digits():
    assert digest_text(255) == "0" * 62 + "ff"


def test_the_manifest_is_the_file(sample):
    written = json.loads((sample.folder / "manifest.json").read_text(encoding="utf-8"))
    assert open_release(sample.folder).manifest == written
