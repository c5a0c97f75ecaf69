"""The contract versions that the toolkit ships."""

import pytest

from toolkit.contract import load, schema_folder
from toolkit.contract.records import Article, Entity
from toolkit.contract.row_conversion import from_row
from toolkit.contract.shipped_contracts import additions, earlier_contract, shipped_contracts, shipped_version

OLD, NEW = load(schema_folder("v1")), load()


def test_the_first_contract_is_shipped_beside_the_second():
    assert [contract.version for contract in shipped_contracts()] == ["1.0.0", "1.1.0"]


@pytest.mark.parametrize("contract", shipped_contracts(), ids=lambda contract: contract.version)
def test_a_shipped_contract_is_known_by_its_digest(contract):
    assert shipped_version(contract.digest) == contract.version


def test_a_changed_contract_is_not_known(edited_schema):
    assert shipped_version(load(edited_schema("quote.toml", 'title = "Quote"', 'title = "Words"')).digest) is None


def test_the_contract_before_the_second_is_the_first():
    assert earlier_contract(NEW) == OLD
    assert earlier_contract(OLD) is None


def test_nothing_of_the_first_contract_is_missing_in_the_second():
    assert list(additions(NEW, OLD)) == []


def test_everything_that_the_second_adds_may_be_null():
    tables = {record.name for record in NEW.tables()} - {record.name for record in OLD.tables()}
    additional = [item for item in additions(OLD, NEW) if item.value is None and item.record not in tables]
    added = [NEW.record(item.record).field(item.field) for item in additional]
    assert added
    assert all(field.nullable for field in added)


def test_the_second_knows_the_new_reasons_and_the_new_method():
    values = {(item.field, item.value) for item in additions(OLD, NEW) if item.value is not None}
    assert values == {
        ("reason", "several_articles"), ("reason", "truncated"), ("reason", "no_text"), ("method", "not_looked_for"),
    }  # fmt: skip


def test_a_row_of_the_first_contract_becomes_a_record_with_defaults(row):
    names = {field.name for field in OLD.record("article").fields}
    article = from_row(Article, {name: value for name, value in row().items() if name in names})
    assert (article.headline, article.version_of, article.subjects) == (row()["headline"], None, None)


def test_a_row_without_a_required_field_is_refused():
    with pytest.raises(KeyError, match="confidence"):
        from_row(Entity, {"text": "Halden", "start": 0, "end": 6, "type": "LOC", "name": "Halden", "entity_id": None})
