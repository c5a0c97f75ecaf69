"""The contract as Markdown."""

import re

import pytest

from toolkit.contract import Field, Record, load
from toolkit.contract.markdown_table import field_table, schema_page


def _cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.mark.parametrize("record", ["article", "quote", "entity", "rejection", "rights"])
def test_every_column_has_a_row_in_the_order_of_the_contract(contract, record):
    lines = field_table(contract, contract.record(record)).splitlines()[2:]
    assert [_cells(line)[0].strip("`") for line in lines] == [
        field.name for field in contract.columns(contract.record(record))
    ]


def test_a_row_says_type_unit_null_meaning_and_terms(contract):
    line = next(
        line for line in field_table(contract, contract.record("article")).splitlines() if "`word_count`" in line
    )
    assert _cells(line) == [
        "`word_count`",
        "`int32, words`",
        "no",
        "Number of words of the body; each character of a script written without spaces counts as one.",
        "ninjs `bodies.wordcount`, schema.org `wordCount`",
    ]


def test_allowed_values_are_listed(contract):
    assert "One of `direct`, `fragment`, `indirect`." in field_table(contract, contract.record("quote"))


def test_a_bar_in_a_text_does_not_end_its_cell(contract):
    record = Record("note", "Note", "", (Field("text", "string", "One | two."),))
    assert len(_cells(field_table(contract, record).splitlines()[2])) == 5


def test_the_page_has_every_record_with_every_rule(contract):
    page = schema_page(contract)
    titles = [record.title for record in contract.records.values()]
    rules = {f"`{rule.name}`" for record in contract.records.values() for rule in record.rules}
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [*titles, "Added since version 1.0.0"]
    assert {rule for rule in rules if rule not in page} == set()


def test_a_changed_file_changes_the_table_and_the_page(edited_schema):
    other = load(edited_schema("quote.toml", 'name = "cue"', 'name = "verb"'))
    assert "`verb`" in field_table(other, other.record("quote"))
    assert "`verb`" in schema_page(other)
