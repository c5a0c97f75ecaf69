"""Parquet files whose bytes depend on the rows alone."""

import hashlib
import json
from datetime import date
from itertools import pairwise

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.hf_features import features
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.release.options import PackageOptions
from toolkit.release.parquet_writer import ShardWriter

CONTRACT = load()
ARTICLE = CONTRACT.record("article")
SMALL = PackageOptions(month_rows=1, row_group_rows=8)


@pytest.fixture(scope="module")
def table(article):
    """Make a table of articles; each has an id that is the digest of its number."""

    def make(numbers):
        several = [
            article(
                id=hashlib.sha256(str(number).encode()).hexdigest()[:24],
                headline=f"Ferry {number} carries bicycles" if number % 3 else None,
                quotes=article().quotes if number % 2 else (),
                entities=None if number % 5 == 0 else article().entities,
                authors=("Ida Brandt",) * (number % 4),
            )
            for number in numbers
        ]
        return to_table(several, CONTRACT, ARTICLE)

    return make


@pytest.fixture
def written(tmp_path):
    """Write tables and return the files by name."""

    def run(*tables, options=SMALL, record=ARTICLE, name="data"):
        folder = tmp_path / name
        with ShardWriter(folder, "train", CONTRACT, record, options) as writer:
            for item in tables:
                writer.write(item)
        return {path.name: path for path in sorted(folder.glob("*"))} if folder.exists() else {}

    return run


def _groups(path):
    """Return the ids of each row group."""
    file = pyarrow.parquet.ParquetFile(path)
    return [tuple(file.read_row_group(index, ["id"])["id"].to_pylist()) for index in range(file.num_row_groups)]


def test_what_is_written_is_read_back(written, table):
    rows = table(range(40))
    (path,) = written(rows).values()
    assert pyarrow.parquet.ParquetFile(path).read().equals(rows)


def test_the_file_has_the_canonical_schema(written, table):
    (path,) = written(table(range(3))).values()
    result = pyarrow.parquet.ParquetFile(path).schema_arrow.remove_metadata()
    assert result.equals(schema(CONTRACT, ARTICLE), check_metadata=False)


WHOLE = 60


@pytest.fixture(scope="module")
def whole(table, tmp_path_factory):
    """Give sixty rows, and the files that they become when they come all at once."""
    rows, result = table(range(WHOLE)), {}
    for record in ("article", "quote", "entity"):
        folder = tmp_path_factory.mktemp(record)
        with ShardWriter(folder, "train", CONTRACT, CONTRACT.record(record), SMALL) as writer:
            writer.write(rows if record == "article" else flatten(rows, CONTRACT, CONTRACT.record(record)))
        result[record] = (folder / "train-00000-of-00001.parquet").read_bytes()
    return rows, result


@given(st.sets(st.integers(0, WHOLE), max_size=12), st.booleans())
@settings(max_examples=20, deadline=None)
def test_the_bytes_do_not_depend_on_how_the_rows_arrive(whole, tmp_path_factory, cuts, copied):
    rows, wanted = whole
    edges = [0, *sorted(cuts), WHOLE]
    for record in wanted:
        folder = tmp_path_factory.mktemp("pieces")
        with ShardWriter(folder, "train", CONTRACT, CONTRACT.record(record), SMALL) as writer:
            for start, end in pairwise(edges):
                piece = rows.slice(start, end - start)
                piece = pyarrow.Table.from_pylist(piece.to_pylist(), schema=rows.schema) if copied else piece
                writer.write(piece if record == "article" else flatten(piece, CONTRACT, CONTRACT.record(record)))
        assert (folder / "train-00000-of-00001.parquet").read_bytes() == wanted[record]


def test_row_groups_have_about_the_size_that_was_asked_for(written, table):
    sizes = [len(group) for path in written(table(range(300))).values() for group in _groups(path)]
    assert min(sizes[:-1]) >= 2
    assert max(sizes) <= 32
    assert 4 <= sum(sizes) / len(sizes) <= 16


def test_a_row_that_is_added_changes_no_row_group_but_those_around_it(written, table):
    rows, added = table(range(300)), table([1000])
    (before,) = written(rows, name="before").values()
    changed = []
    for location in (0, 57, 150, 299, 300):
        pieces = [rows.slice(0, location), added, rows.slice(location)]
        (after,) = written(*pieces, name=f"after-{location}").values()
        changed.append(len(set(_groups(after)) - set(_groups(before))))
    assert len(_groups(before)) > 20
    assert max(changed) <= 4


def test_nothing_is_written_without_rows(written, table):
    assert written() == {}
    assert written(table([])) == {}


def test_rows_are_spread_over_several_files_when_one_is_full(written, table):
    rows = table(range(120))
    files = written(rows, options=PackageOptions(row_group_rows=8, shard_bytes=rows.nbytes // 4))
    count = len(files)
    assert count >= 4
    assert list(files) == [f"train-{index:05d}-of-{count:05d}.parquet" for index in range(count)]
    assert pyarrow.concat_tables(pyarrow.parquet.ParquetFile(path).read() for path in files.values()).equals(rows)


def test_a_row_larger_than_a_file_has_a_file_of_its_own(written, table):
    files = written(table(range(6)), options=PackageOptions(row_group_rows=1, shard_bytes=1))
    assert [pyarrow.parquet.read_metadata(path).num_rows for path in files.values()] == [1] * 6


def test_the_metadata_name_features_contract_and_chunking_but_no_time(written, table):
    (path,) = written(table(range(3))).values()
    result = {key.decode(): json.loads(value) for key, value in pyarrow.parquet.read_schema(path).metadata.items()}
    assert result["huggingface"] == {"info": {"features": features(CONTRACT, ARTICLE).to_dict()}}
    assert result["toolkit"]["contract_digest"] == CONTRACT.digest
    assert set(result) == {"huggingface", "toolkit", "content_defined_chunking"}


def test_every_page_has_an_index_and_every_column_is_compressed_with_zstd(written, table):
    (path,) = written(table(range(30))).values()
    metadata = pyarrow.parquet.read_metadata(path)
    columns = [metadata.row_group(0).column(index) for index in range(metadata.num_columns)]
    assert {column.compression for column in columns} == {"ZSTD"}
    assert all(column.has_column_index and column.has_offset_index for column in columns)


def test_list_items_are_called_as_the_parquet_format_asks(written, table):
    (path,) = written(table(range(3))).values()
    columns = pyarrow.parquet.read_metadata(path).schema
    assert "authors.list.element" in [columns.column(index).path for index in range(len(columns))]


def _write_half(folder, rows):
    with ShardWriter(folder, "train", CONTRACT, ARTICLE, SMALL) as writer:
        writer.write(rows)
        raise RuntimeError("half way")


def test_no_file_has_its_final_name_when_writing_fails(tmp_path, table):
    with pytest.raises(RuntimeError, match="half way"):
        _write_half(tmp_path / "data", table(range(50)))
    assert [path.name for path in (tmp_path / "data").iterdir() if not path.name.startswith(".")] == []


def test_a_table_of_another_schema_is_refused(tmp_path):
    with (
        ShardWriter(tmp_path / "data", "train", CONTRACT, ARTICLE, SMALL) as writer,
        pytest.raises((pyarrow.ArrowException, ValueError)),
    ):
        writer.write(pyarrow.table({"id": ["one"]}))


@pytest.fixture(scope="module")
def dated(article):
    """Make a table of articles of the given months of 2024, five in each; 0 stands for an unknown day."""

    def make(months):
        several = [
            article(
                id=hashlib.sha256(f"{month} {number}".encode()).hexdigest()[:24],
                date=date(2024, month, 1 + number) if month else None,
            )
            for month in months
            for number in range(5)
        ]
        return to_table(several, CONTRACT, ARTICLE)

    return make


def _months(files):
    return [
        sorted({str(day)[:7] for day in pyarrow.parquet.ParquetFile(path).read(["date"])["date"].to_pylist()})
        for path in files.values()
    ]


def test_each_month_has_a_file_of_its_own_and_so_have_undated_rows(written, dated):
    assert _months(written(dated([1, 2, 4, 0]))) == [["2024-01"], ["2024-02"], ["2024-04"], ["None"]]


@pytest.mark.parametrize("record", ["article", "quote", "entity"])
def test_a_later_month_changes_no_byte_of_the_files_before(written, dated, record):
    kind = CONTRACT.record(record)

    def bytes_of(months, name):
        rows = dated(months)
        files = written(rows if record == "article" else flatten(rows, CONTRACT, kind), record=kind, name=name)
        return [path.read_bytes() for path in files.values()]

    before, after = bytes_of([1, 2, 3, 0], "before"), bytes_of([1, 2, 3, 4, 0], "after")
    assert (len(before), len(after)) == (4, 5)
    assert [*after[:3], after[4]] == before


def test_small_months_share_a_file_when_that_is_wanted(written, dated):
    files = written(dated([1, 2, 3, 4, 5, 0]), options=PackageOptions(month_rows=8))
    assert _months(files) == [["2024-01", "2024-02"], ["2024-03", "2024-04"], ["2024-05", "None"]]


def test_a_month_has_several_files_when_one_is_full(written, dated):
    rows = dated([1, 2])
    files = written(rows, options=PackageOptions(row_group_rows=1, shard_bytes=rows.slice(0, 2).nbytes))
    assert len(files) > 4
    assert all(len(months) == 1 for months in _months(files))


@given(st.sets(st.integers(0, 30), max_size=6))
@settings(max_examples=15, deadline=None)
def test_files_of_months_do_not_depend_on_how_the_rows_arrive(dated, tmp_path_factory, cuts):
    rows = dated([1, 2, 3, 4, 5, 0])

    def bytes_of(pieces):
        folder = tmp_path_factory.mktemp("months")
        with ShardWriter(folder, "train", CONTRACT, ARTICLE, PackageOptions(row_group_rows=3, month_rows=7)) as writer:
            for piece in pieces:
                writer.write(piece)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    edges = [0, *sorted(cuts), rows.num_rows]
    pieces = [rows.slice(start, end - start) for start, end in pairwise(edges)]
    assert bytes_of(pieces) == bytes_of([rows])


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("article", ["date", "id"]),
        ("quote", ["date", "article_id", "position"]),
        ("entity", ["date", "article_id", "position"]),
    ],
)
def test_every_row_group_says_how_it_is_sorted(written, dated, record, wanted):
    rows, kind = dated([1, 2, 0]), CONTRACT.record(record)
    files = written(rows if record == "article" else flatten(rows, CONTRACT, kind), record=kind)
    for path in files.values():
        metadata = pyarrow.parquet.read_metadata(path)
        for index in range(metadata.num_row_groups):
            sorting = metadata.row_group(index).sorting_columns
            assert [metadata.schema.column(item.column_index).path for item in sorting] == wanted
            assert not any(item.descending or item.nulls_first for item in sorting)


def test_texts_have_no_dictionary_and_names_have_one(written, table):
    (path,) = written(table(range(30)), options=PackageOptions()).values()
    group = pyarrow.parquet.read_metadata(path).row_group(0)
    columns = {group.column(index).path_in_schema: group.column(index) for index in range(group.num_columns)}
    texts = {"id", "url", "headline", "standfirst", "body", "quotes.list.element.text", "entities.list.element.text"}
    plain = {name for name, item in columns.items() if "RLE_DICTIONARY" not in item.encodings}
    assert texts | {"provenance.sha256"} <= plain
    assert not {"source", "group", "language", "quotes.list.element.speaker", "rights.licence"} & plain


def test_a_row_group_ends_before_its_texts_are_too_long_for_the_viewer(written, article, monkeypatch):
    monkeypatch.setattr("toolkit.release.parquet_writer.GROUP_BYTES", 50_000)
    several = [article(id=f"{number:024x}", body="Ferries. " * 1000) for number in range(20)]
    (path,) = written(to_table(several, CONTRACT, ARTICLE), options=PackageOptions(row_group_rows=1000)).values()
    assert [len(group) for group in _groups(path)] == [6, 6, 6, 2]
