"""Finished rows held against the contract: releases, Parquet files, JSON Lines files."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from toolkit.contract.arrow import schema
from toolkit.contract.rows import flatten, to_table
from toolkit.errors import ReleaseError, SourceError, ToolkitError
from toolkit.validation import validate


def _lines(path, rows):
    text = "".join(json.dumps(row, default=lambda value: value.isoformat()) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def _places(validation):
    return [(fault.row, fault.rule, fault.path) for fault in validation.faults]


@pytest.fixture
def parquet(contract, tmp_path):
    """Write rows as Parquet, with nullability and types left open."""

    def run(rows, name="articles.parquet", record="article"):
        lenient = schema(contract, contract.record(record), lenient=True)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=lenient), tmp_path / name)
        return tmp_path / name

    return run


@pytest.fixture(params=["parquet", "jsonl"])
def file_of(request, parquet, tmp_path):
    """Write rows as either kind of file."""
    return parquet if request.param == "parquet" else lambda rows: _lines(tmp_path / "articles.jsonl", rows)


def test_good_rows_pass(file_of, row):
    found = validate(file_of([row(), row(id="f" * 24)]))
    assert (found.passed, found.faults, list(found.rows.values())) == (True, (), [2])


def test_no_rows_pass(file_of):
    found = validate(file_of([]))
    assert (found.passed, list(found.rows.values())) == (True, [0])


def test_a_bad_row_is_named_by_number_id_rule_and_place(file_of, row):
    bad = row(id="f" * 24, word_count=0)
    (fault,) = validate(file_of([row(), bad])).faults
    assert (fault.row, fault.id, fault.rule, fault.path, fault.value) == (1, "f" * 24, "minimum", "word_count", "0")


def test_a_bad_row_names_the_raw_document_it_was_made_from(file_of, row):
    (fault,) = validate(file_of([row(word_count=0)])).faults
    assert (fault.raw_path, fault.raw_line) == ("raw/ferry.txt", 1)


def test_rows_are_numbered_through_many_batches(file_of, row):
    rows = [
        row(id=f"{number:024x}", quotes=[], entities=None, word_count=0 if number in (17, 5003) else 3)
        for number in range(5010)
    ]
    assert _places(validate(file_of(rows))) == [(17, "minimum", "word_count"), (5003, "minimum", "word_count")]


def test_an_id_that_occurs_in_two_batches_is_found(file_of, row):
    rows = [row(id=f"{number % 5005:024x}", quotes=[], entities=None) for number in range(5006)]
    assert _places(validate(file_of(rows))) == [(5005, "field_uniqueness", "id")]


def test_a_group_in_two_splits_is_found(tmp_path, row, sample_copy):
    articles = {split: next(sample_copy.glob(f"data/articles/{split}-*")) for split in ("train", "test")}
    train = pyarrow.parquet.ParquetFile(articles["train"]).read()
    test = pyarrow.parquet.ParquetFile(articles["test"]).read()
    column = test.column_names.index("group")
    moved = test.set_column(
        column, test.schema.field("group"), pyarrow.array([train["group"][0].as_py()] * test.num_rows)
    )
    pyarrow.parquet.write_table(moved, articles["test"])
    assert {fault.rule for fault in validate(sample_copy).faults} == {"one_split"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b"{", "json"),
        (b"[]", "json"),
        (b"7", "json"),
        (b"\xff\xfe", "json"),
        (b'{"a": 1}', "column_in_schema"),
        (b"\x00", "json"),
    ],
)
def test_a_line_that_is_no_row_is_found_at_its_number(tmp_path, row, line, rule):
    path = _lines(tmp_path / "articles.jsonl", [row()])
    path.write_bytes(path.read_bytes() + line + b"\n")
    found = _places(validate(path))
    assert (found[0][0], found[0][1]) == (1, rule)
    assert {place[0] for place in found} == {1}


def test_a_value_of_another_type_is_found_at_its_place(tmp_path, row):
    bad = row()
    bad["quotes"][1]["end"] = "late"
    assert _places(validate(_lines(tmp_path / "articles.jsonl", [bad]))) == [(0, "type", "quotes[1].end")]


def test_a_field_that_is_missing_from_a_line_is_found(tmp_path, row):
    short = row()
    del short["rights"]
    assert _places(validate(_lines(tmp_path / "articles.jsonl", [short]))) == [(0, "not_nullable", "rights")]


def test_blank_lines_are_no_rows(tmp_path, row):
    path = _lines(tmp_path / "articles.jsonl", [row()])
    path.write_bytes(b"\n\n" + path.read_bytes() + b"  \n\n")
    assert dict(validate(path).rows) == {"articles.jsonl": 1}


def test_a_column_of_another_type_is_found_once(tmp_path, row, contract):
    table = to_table([], contract, contract.record("article"))
    names = [name for name in table.column_names if name != "word_count"]
    table = table.select(names).append_column("word_count", pyarrow.array([], pyarrow.list_(pyarrow.string())))
    pyarrow.parquet.write_table(table, tmp_path / "articles.parquet")
    rows = pyarrow.Table.from_pylist([{**row(), "word_count": ["many"]}], schema=table.schema)
    pyarrow.parquet.write_table(rows, tmp_path / "articles.parquet")
    assert [place for place in _places(validate(tmp_path / "articles.parquet")) if "word_count" in place[2]] == [
        (None, "type", "word_count")
    ]


def test_a_narrower_type_that_loses_nothing_is_good(tmp_path, row, contract):
    table = pyarrow.Table.from_pylist([row()], schema=schema(contract, contract.record("article"), lenient=True))
    column = table.column_names.index("word_count")
    pyarrow.parquet.write_table(
        table.set_column(column, "word_count", table["word_count"].cast(pyarrow.int64())), tmp_path / "articles.parquet"
    )
    assert validate(tmp_path / "articles.parquet").passed


def test_columns_missing_and_too_many_are_found(tmp_path, row, contract):
    table = pyarrow.Table.from_pylist([row()], schema=schema(contract, contract.record("article"), lenient=True))
    pyarrow.parquet.write_table(
        table.drop_columns("removed").append_column("colour", pyarrow.array(["red"])), tmp_path / "articles.parquet"
    )
    assert set(_places(validate(tmp_path / "articles.parquet"))) == {
        (None, "column_in_dataframe", "removed"),
        (None, "column_in_schema", "colour"),
    }


@pytest.mark.parametrize("record", ["quote", "entity"])
def test_a_flattened_table_is_recognised_by_its_columns(parquet, article, contract, record):
    rows = flatten(
        to_table([article()], contract, contract.record("article")), contract, contract.record(record)
    ).to_pylist()
    path = parquet([{**rows[0], "text": ""}, *rows[1:]], f"{record}.parquet", record)
    assert _places(validate(path)) == [(0, "min_length", "text")]


def test_the_sample_release_passes(sample):
    found = validate(sample.folder)
    assert (found.passed, sum(found.rows.values()) > 100) == (True, True)


def test_every_table_of_a_release_is_checked(sample_copy):
    rows = validate(sample_copy).rows
    assert {name.split("/")[-2] for name in rows} == {"articles", "quotes", "entities", "quarantine"}


def test_a_bad_row_of_a_release_is_found_in_its_file(sample_copy):
    path = next(sample_copy.glob("data/articles/train-*"))
    table = pyarrow.parquet.ParquetFile(path).read()
    column = table.column_names.index("word_count")
    counts = [0, *table["word_count"].to_pylist()[1:]]
    pyarrow.parquet.write_table(
        table.set_column(column, table.schema.field("word_count"), pyarrow.array(counts, pyarrow.int32())), path
    )
    (fault,) = validate(sample_copy).faults
    assert (fault.file, fault.row, fault.rule) == (path.relative_to(sample_copy).as_posix(), 0, "minimum")


def test_a_release_that_lost_rows_is_found(sample_copy):
    path = next(sample_copy.glob("data/articles/train-*"))
    pyarrow.parquet.write_table(pyarrow.parquet.ParquetFile(path).read().slice(1), path)
    assert "row_count" in {fault.rule for fault in validate(sample_copy).faults}


@pytest.mark.parametrize("name", ["nowhere.parquet", "nowhere", "articles.csv"])
def test_what_is_no_release_and_no_file_of_rows_is_an_error(tmp_path, name):
    if name.endswith(".csv"):
        (tmp_path / name).touch()
    with pytest.raises(SourceError, match=name):
        validate(tmp_path / name)


def test_a_folder_that_is_no_release_is_an_error(tmp_path):
    with pytest.raises(ReleaseError, match="manifest"):
        validate(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 50 + b"PAR1"])
def test_a_file_that_is_no_parquet_is_an_error_of_one_line(tmp_path, content):
    (tmp_path / "articles.parquet").write_bytes(content)
    with pytest.raises(ToolkitError, match=r"articles\.parquet") as refusal:
        validate(tmp_path / "articles.parquet")
    assert "\n" not in str(refusal.value)


def test_a_table_of_something_else_is_an_error_that_names_its_columns(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"colour": ["red"], "shade": ["dark"]}), tmp_path / "paint.parquet")
    with pytest.raises(SourceError, match="colour, shade"):
        validate(tmp_path / "paint.parquet")


def test_a_release_with_a_broken_contract_is_an_error(sample_copy):
    (sample_copy / "contract" / "article.toml").write_text("[", encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"article\.toml"):
        validate(sample_copy)
