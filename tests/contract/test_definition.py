"""What a contract consists of."""

import pytest

from toolkit.contract import Contract, Field


@pytest.mark.parametrize(
    ("kind", "is_list", "item"),
    [
        ("string", False, "string"),
        ("list<string>", True, "string"),
        ("list<quote>", True, "quote"),
        ("rights", False, "rights"),
    ],
)
def test_a_type_names_its_items(kind, is_list, item):
    field = Field("name", kind, "")
    assert (field.is_list, field.item_type) == (is_list, item)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ({}, ()),
        ({"minimum": 0}, ()),
        ({"values": ["one", "two"]}, ("one", "two")),
        ({"meanings": {"empty": "Nothing.", "binary": "No text."}}, ("empty", "binary")),
    ],
)
def test_allowed_values_come_from_values_or_meanings(rules, allowed):
    assert Field("name", "string", "", rules=rules).allowed == allowed


def test_tables_come_in_the_order_of_the_card(contract: Contract):
    assert [record.table.name for record in contract.tables()] == [
        "articles",
        "quotes",
        "entities",
        "names",
        "standoff",
        "quarantine",
    ]


def test_a_flattened_table_carries_columns_of_its_article_before_its_own(contract: Contract):
    names = [field.name for field in contract.columns(contract.record("quote"))]
    assert names[:6] == ["article_id", "position", "source", "date", "group", "text"]


def test_a_carried_column_keeps_its_rules_but_for_uniqueness(contract: Contract):
    carried = contract.columns(contract.record("quote"))[0]
    assert carried.rules == {"pattern": "^[0-9a-f]{24}$"}


def test_a_carried_column_may_be_null_where_the_article_s_may(contract: Contract):
    columns = {field.name: field for field in contract.columns(contract.record("entity"))}
    assert (columns["source"].nullable, columns["group"].nullable) == (True, False)


def test_a_record_that_is_not_flattened_has_its_own_fields_as_columns(contract: Contract):
    article = contract.record("article")
    assert contract.columns(article) == article.fields


def test_an_unknown_field_or_record_is_a_key_error(contract: Contract):
    with pytest.raises(KeyError, match="nothing"):
        contract.record("article").field("nothing")
    with pytest.raises(KeyError, match="nothing"):
        contract.record("nothing")
