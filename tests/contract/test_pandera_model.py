"""The contract as polars types and pandera models."""

import pandera.errors
import polars
import pytest

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.pandera_model import model, polars_schema

TABLES = ["article", "quote", "entity", "rejection"]


@pytest.mark.parametrize("record", TABLES)
def test_polars_sees_the_types_of_the_arrow_schema(contract, record):
    empty = schema(contract, contract.record(record)).empty_table()
    assert polars.from_arrow(empty).schema == polars_schema(contract, contract.record(record))


@pytest.mark.parametrize("record", TABLES)
def test_the_model_has_the_columns_of_the_contract(contract, record):
    columns = contract.columns(contract.record(record))
    result = model(contract, columns, {}, {}).columns
    assert {name: column.nullable for name, column in result.items()} == {
        field.name: field.nullable for field in columns
    }


def test_every_field_rule_becomes_a_check(contract):
    rules = {"values": "values", "meanings": "values"}
    for record in contract.records.values():
        columns = model(contract, record.fields, {}, {}).columns
        for field in record.fields:
            wanted = {rules.get(rule, rule) for rule in field.rules} - {"unique"}
            assert {check.name for check in columns[field.name].checks} == wanted, (record.name, field.name)


def test_a_unique_field_is_a_unique_column(contract):
    columns = model(contract, contract.record("article").fields, {}, {}).columns
    assert [name for name, column in columns.items() if column.unique] == ["id"]


def test_a_further_rule_is_checked_and_null_keeps_it(contract):
    even = {"start": [("even", polars.col("start") % 2 == 0)]}
    fields = tuple(item for item in contract.record("removed").fields if item.name == "start")
    frame = polars.DataFrame({"start": [2, 3]}, schema={"start": polars.Int64})
    with pytest.raises(pandera.errors.SchemaErrors) as result:
        model(contract, fields, even, {}).validate(frame, lazy=True)
    assert result.value.failure_cases["index"].to_list() == [1]


def test_a_column_that_is_neither_field_nor_context_is_found(contract):
    fields = contract.record("part").fields
    frame = polars.DataFrame(
        {"start": [1], "end": [2], "_at": [0], "colour": ["red"]},
        schema_overrides={"start": polars.Int32, "end": polars.Int32},
    )
    with pytest.raises(pandera.errors.SchemaErrors) as result:
        model(contract, fields, {}, {"_at": polars.Int64()}).validate(frame, lazy=True)
    assert result.value.failure_cases["failure_case"].to_list() == ["colour"]


def test_a_changed_file_changes_the_types(edited_schema):
    other = load(edited_schema("removed.toml", 'type = "int64"', 'type = "int32"'))
    assert polars_schema(other, other.record("article"))["removed"].inner.fields[0].dtype == polars.Int32


def test_a_changed_file_changes_the_model(edited_schema, contract):
    other = load(edited_schema("part.toml", "rules = { minimum = 0 }", "rules = { minimum = 7 }"))
    frame = polars.DataFrame({"start": [3], "end": [9]}, schema={"start": polars.Int32, "end": polars.Int32})
    assert model(contract, contract.record("part").fields, {}, {}).validate(frame).height == 1
    with pytest.raises(pandera.errors.SchemaError):
        model(other, other.record("part").fields, {}, {}).validate(frame)
