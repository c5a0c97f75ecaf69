"""The contract as JSON Schema."""

import base64
import json
from datetime import UTC, date, datetime

import jsonschema
import pytest

from toolkit.contract import load
from toolkit.contract.json_schema import json_schema
from toolkit.contract.records import Failure, Rejection
from toolkit.contract.row_conversion import flatten, to_row, to_table

TABLES = ["article", "quote", "entity", "rejection"]


def _written(value):
    """Return a row as JSON writes it."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat()


def _as_json(row):
    return json.loads(json.dumps(row, default=_written))


@pytest.fixture(scope="module")
def validator(contract):
    def make(record):
        return jsonschema.Draft202012Validator(
            json_schema(contract, contract.record(record)),
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )

    return make


@pytest.mark.parametrize("record", TABLES)
def test_it_is_a_schema(contract, record):
    jsonschema.Draft202012Validator.check_schema(json_schema(contract, contract.record(record)))


@pytest.mark.parametrize("record", TABLES)
def test_it_can_be_written_as_json(contract, record):
    schema = json_schema(contract, contract.record(record))
    assert json.loads(json.dumps(schema)) == schema


def test_a_good_article_is_valid(validator, article):
    assert list(validator("article").iter_errors(_as_json(to_row(article())))) == []


def test_rows_of_a_flattened_table_are_valid(validator, article, contract):
    for name in ("quote", "entity"):
        rows = flatten(to_table([article()], contract, contract.record("article")), contract, contract.record(name))
        assert [list(validator(name).iter_errors(_as_json(row))) for row in rows.to_pylist()] == [[]] * rows.num_rows


def test_a_rejection_is_valid(validator, article):
    rejection = Rejection(
        id=article().id,
        stage="validate",
        reason="invalid",
        detail="A rule was broken.",
        path="raw/ferry.txt",
        record=3,
        line=4,
        sha256="0" * 64,
        media_type="text/plain",
        size=3,
        raw=b"\x00\xff\n",
        failures=(Failure("pattern", "id", "x", "must keep pattern"),),
    )
    assert list(validator("rejection").iter_errors(_as_json(to_row(rejection)))) == []


def test_released_rows_are_valid(validator, sample):
    import pyarrow.parquet

    for record, table in (
        ("article", "data/articles"),
        ("quote", "data/quotes"),
        ("entity", "data/entities"),
        ("rejection", "quarantine"),
    ):
        for path in (sample.folder / table).glob("*.parquet"):
            rows = pyarrow.parquet.ParquetFile(path).read().to_pylist()
            assert [error for row in rows for error in validator(record).iter_errors(_as_json(row))] == []


@pytest.mark.parametrize(
    ("column", "value", "path"),
    [
        ("id", "ferry", ["id"]),
        ("id", None, ["id"]),
        ("date", date(2024, 3, 5).strftime("%d.%m.%Y"), ["date"]),
        ("authors", [""], ["authors"]),
        ("authors", "Ida Brandt", ["authors"]),
        ("word_count", 0, ["word_count"]),
        ("word_count", 1.5, ["word_count"]),
        ("word_count", 2**31, ["word_count"]),
        ("date_precision", "decade", ["date_precision"]),
        ("quotes", [{"text": "Hello"}], ["quotes", 0]),
        ("entities", [None], ["entities"]),
        ("rights", {}, ["rights"]),
    ],
)
def test_a_bad_value_is_found_at_its_place(validator, row, column, value, path):
    errors = list(validator("article").iter_errors(_as_json(row(**{column: value}))))
    assert errors
    assert all(list(error.absolute_path)[: len(path)] == path for error in errors)


def test_a_column_too_many_or_too_few_is_found(validator, row):
    fewer = _as_json(row())
    del fewer["removed"]
    messages = [
        error.message
        for item in (_as_json(row(colour="red")), fewer)
        for error in validator("article").iter_errors(item)
    ]
    assert ["colour" in messages[0], "removed" in messages[1], len(messages)] == [True, True, 2]


def test_a_moment_is_written_with_its_zone(validator, row):
    good = _as_json(row(published_at=datetime(2024, 3, 5, 10, tzinfo=UTC), date_precision="time"))
    assert list(validator("article").iter_errors(good)) == []


def test_a_changed_file_changes_the_schema(edited_schema):
    other = load(edited_schema("part.toml", "rules = { minimum = 0 }", "rules = { minimum = 7 }"))
    definitions = json_schema(other, other.record("article"))["$defs"]
    assert definitions["part"]["properties"]["start"]["minimum"] == 7
