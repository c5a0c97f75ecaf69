"""Values as JSON writes them."""

import base64
import json
from datetime import UTC, date, datetime

import pytest

from toolkit.contract import Field
from toolkit.contract.json_values import convert
from toolkit.contract.records import Article
from toolkit.contract.row_conversion import from_row


def _convert(contract, kind, value):
    values, failures = convert(contract, (Field("value", kind, ""),), {"value": value})
    return values["value"], [(failure.rule, failure.path) for failure in failures]


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("string", "Fähre 🚲", "Fähre 🚲"),
        ("string", "", ""),
        ("binary", base64.b64encode(b"\x00\xff").decode(), b"\x00\xff"),
        ("bool", True, True),
        ("int32", -(2**31), -(2**31)),
        ("int64", 2**63 - 1, 2**63 - 1),
        ("float64", 1, 1.0),
        ("date32", "2024-02-29", date(2024, 2, 29)),
        ("timestamp", "2024-03-05T10:00:00Z", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("timestamp", "2024-03-05T10:00:00.5+02:00", datetime(2024, 3, 5, 8, 0, 0, 500000, tzinfo=UTC)),
        ("list<string>", ["one", "two"], ["one", "two"]),
        ("list<string>", [], []),
        ("part", {"start": 1, "end": 2}, {"start": 1, "end": 2}),
    ],
)
def test_a_fitting_value_gets_its_type(contract, kind, value, wanted):
    assert _convert(contract, kind, value) == (wanted, [])


@pytest.mark.parametrize(
    "kind", ["string", "binary", "bool", "int32", "float64", "date32", "timestamp", "list<string>", "part"]
)
def test_null_stays_null(contract, kind):
    assert _convert(contract, kind, None) == (None, [])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 5), ("string", "\ud800"), ("binary", "not base64!"), ("binary", 5), ("bool", 1), ("bool", "true"),
        ("int32", 2**31), ("int32", 1.0), ("int32", True), ("int32", "1"), ("int64", 2**63), ("float64", "0.5"),
        ("float64", True), ("date32", "2023-02-29"), ("date32", "5 March 2024"), ("date32", 20240305),
        ("timestamp", "2024-03-05T10:00:00"), ("timestamp", "2024-03-05"), ("timestamp", "noon"), ("timestamp", 0),
        ("list<string>", "one"), ("list<string>", {"0": "one"}), ("part", "1-2"), ("part", [1, 2]),
    ],
)  # fmt: skip
def test_another_value_is_named_and_becomes_null(contract, kind, value):
    assert _convert(contract, kind, value) == (None, [("type", "value")])


def test_a_moment_beyond_the_calendar_is_named_and_becomes_null(contract):
    assert _convert(contract, "timestamp", "0001-01-01T00:00:00+14:00") == (None, [("type", "value")])


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ([{"start": 0, "end": "2"}], "quotes[0].end"),
        ([{}, {"parts": [{"start": 0}, {"start": 0.5}]}], "quotes[1].parts[1].start"),
        ([{}, {}, 7], "quotes[2]"),
        ({}, "quotes"),
    ],
)
def test_a_failure_says_where_it_is(contract, value, path):
    _, failures = convert(contract, (contract.record("article").field("quotes"),), {"quotes": value})
    assert [failure.path for failure in failures] == [path]


def test_a_key_that_is_not_in_the_contract_is_named_at_its_depth(contract):
    row = {"quotes": [{"colour": "red"}], "shade": "dark"}
    _, failures = convert(contract, (contract.record("article").field("quotes"),), row)
    assert sorted((failure.rule, failure.path) for failure in failures) == [
        ("column_in_schema", "quotes[0].colour"),
        ("column_in_schema", "shade"),
    ]


def test_a_missing_key_counts_as_null(contract):
    values, failures = convert(contract, contract.record("part").fields, {"start": 1})
    assert (values, failures) == ({"start": 1, "end": None}, [])


def test_a_long_value_is_cut_in_the_failure(contract):
    _, (failure,) = convert(contract, (Field("value", "int32", ""),), {"value": "x" * 5000})
    assert len(failure.value) == 200


def test_an_article_survives_being_written_as_json(contract, article, row):
    wanted = article(published_at=datetime(2024, 3, 5, 10, tzinfo=UTC), date_precision="time")
    written = json.loads(
        json.dumps(
            row(published_at=wanted.published_at, date_precision="time"), default=lambda value: value.isoformat()
        )
    )
    values, failures = convert(contract, contract.record("article").fields, written)
    assert (from_row(Article, values), failures) == (wanted, [])
