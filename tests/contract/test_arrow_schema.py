"""The contract as pyarrow schemas."""

import pyarrow
import pytest

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema

TABLES = ["article", "quote", "entity", "rejection"]


@pytest.mark.parametrize("record", TABLES)
def test_the_columns_are_those_of_the_contract_in_its_order(contract, record):
    columns = contract.columns(contract.record(record))
    assert [(field.name, field.nullable) for field in schema(contract, contract.record(record))] == [
        (field.name, field.nullable) for field in columns
    ]


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("id", pyarrow.string()),
        ("date", pyarrow.date32()),
        ("published_at", pyarrow.timestamp("us", tz="UTC")),
        ("word_count", pyarrow.int32()),
        ("authors", pyarrow.list_(pyarrow.field("element", pyarrow.string()))),
        (
            "removed",
            pyarrow.list_(
                pyarrow.field(
                    "element",
                    pyarrow.struct(
                        [
                            pyarrow.field("start", pyarrow.int64(), nullable=False),
                            pyarrow.field("end", pyarrow.int64(), nullable=False),
                            pyarrow.field("reason", pyarrow.string(), nullable=False),
                        ]
                    ),
                )
            ),
        ),
    ],
)
def test_types_are_the_ones_promised(contract, column, kind):
    assert schema(contract, contract.record("article")).field(column).type.equals(kind, check_metadata=True)


def test_list_items_are_called_element_at_every_depth(contract):
    quotes = schema(contract, contract.record("article")).field("quotes").type
    assert [quotes.value_field.name, quotes.value_type.field("parts").type.value_field.name] == ["element", "element"]


def test_the_lenient_form_allows_null_at_every_depth(contract):
    lenient = schema(contract, contract.record("article"), lenient=True)
    parts = lenient.field("quotes").type.value_type.field("parts").type.value_type
    assert (lenient.field("id").nullable, parts.field("start").nullable) == (True, True)


def test_the_lenient_form_has_the_same_names(contract):
    article = contract.record("article")
    assert schema(contract, article, lenient=True).names == schema(contract, article).names


def test_a_changed_file_changes_the_schema(edited_schema, contract):
    other = load(edited_schema("part.toml", 'type = "int32"', 'type = "int64"'))
    kinds = [
        schema(item, item.record("quote")).field("parts").type.value_type.field("start").type
        for item in (contract, other)
    ]
    assert kinds == [pyarrow.int32(), pyarrow.int64()]
