"""Finished rows in batches, whoever wrote them."""

import json

import pyarrow
import pyarrow.parquet
import pytest

from toolkit.contract.arrow_schema import schema
from toolkit.validation.row_batches import json_batches, parquet_batches


@pytest.fixture
def table(contract, row):
    lenient = schema(contract, contract.record("article"), lenient=True)
    return pyarrow.Table.from_pylist([row(), row(id="f" * 24)], schema=lenient)


def _batches(table, tmp_path, contract):
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    return [batch for _, batch in parquet_batches(tmp_path / "a.parquet", contract, None)]


def test_parquet_rows_come_in_the_types_of_the_contract(table, tmp_path, contract):
    wide = table.set_column(
        table.column_names.index("word_count"), "word_count", table["word_count"].cast(pyarrow.int64())
    )
    (batch,) = _batches(wide, tmp_path, contract)
    (same,) = _batches(table, tmp_path, contract)
    assert batch.frame.equals(same.frame)
    assert (batch.misfits, batch.count, list(batch.rows)) == ((), 2, [0, 1])


def test_an_empty_file_is_one_batch_without_rows(table, tmp_path, contract):
    (batch,) = _batches(table.slice(0, 0), tmp_path, contract)
    assert (batch.count, batch.frame.height) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        (pyarrow.int8(), True), (pyarrow.uint64(), True), (pyarrow.string(), False), (pyarrow.float64(), True),
    ],
)  # fmt: skip
def test_a_number_may_have_another_width_and_nothing_else(table, tmp_path, contract, kind, fits):
    location = table.column_names.index("word_count")
    (batch,) = _batches(table.set_column(location, "word_count", table["word_count"].cast(kind)), tmp_path, contract)
    assert [item.failure.path for item in batch.misfits] == ([] if fits else ["word_count"])


def test_lines_are_counted_with_the_blank_ones(tmp_path, contract, row):
    line = json.dumps(row(), default=lambda value: value.isoformat())
    (tmp_path / "a.jsonl").write_text(f"\n{line}\n\nbad\n{line}\n", encoding="utf-8")
    (batch,) = json_batches(tmp_path / "a.jsonl", contract, contract.record("article"))
    assert (list(batch.rows), list(batch.lines), batch.count) == ([0, 2], [2, 5], 3)
    assert [(item.row, item.line, item.failure.rule) for item in batch.misfits] == [(1, 4, "json")]


def test_a_fraction_is_no_whole_number(table, tmp_path, contract):
    location = table.column_names.index("word_count")
    half = table.set_column(location, "word_count", pyarrow.array([26.0, 26.5]))
    (batch,) = _batches(half, tmp_path, contract)
    assert [(item.failure.rule, item.failure.path) for item in batch.misfits] == [("type", "word_count")]
