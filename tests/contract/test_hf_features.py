"""The contract as Features of the datasets library."""

import pytest
import yaml

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.hf_features import feature_list, features, yaml_features

TABLES = ["article", "quote", "entity", "rejection"]


@pytest.mark.parametrize("record", TABLES)
def test_the_form_of_the_card_gives_the_features_back(contract, record):
    import datasets

    wanted = features(contract, contract.record(record))
    assert datasets.Features._from_yaml_list(wanted._to_yaml_list()) == wanted


@pytest.mark.parametrize("record", TABLES)
def test_the_features_survive_being_written_as_yaml(contract, record):
    import datasets

    text = yaml_features(contract, contract.record(record))
    assert datasets.Features._from_yaml_list(yaml.safe_load(text)) == features(contract, contract.record(record))


@pytest.mark.parametrize("record", TABLES)
def test_the_features_have_the_types_of_the_arrow_schema(contract, record):
    wanted = schema(contract, contract.record(record), lenient=True)
    result = features(contract, contract.record(record)).arrow_schema.remove_metadata()
    assert [(field.name, str(field.type).replace("item:", "element:")) for field in result] == [
        (field.name, str(field.type)) for field in wanted
    ]


def test_a_list_of_records_stays_a_list_of_records(contract):
    quotes = next(
        one_item for one_item in feature_list(contract, contract.record("article")) if one_item["name"] == "quotes"
    )
    assert [entry["name"] for entry in quotes["list"]][:3] == ["text", "start", "end"]


def test_a_changed_file_changes_the_features(edited_schema, contract):
    other = load(edited_schema("entity.toml", 'name = "entity_id"', 'name = "identifier"'))
    result = [list(features(one_item, one_item.record("entity"))) for one_item in (contract, other)]
    assert ["identifier" in names for names in result] == [False, True]
