"""contract.odcs.yaml, read as plain YAML and by the standard's own model."""

import json
from importlib.resources import files

import jsonschema
import pytest
import yaml

from toolkit.release.metadata.odcs import data_contract
from toolkit.release.options import dataset_options
from toolkit.release.statistics import compute_statistics

RECORDS = {"articles": "article", "quotes": "quote", "entities": "entity", "quarantine": "rejection"}


@pytest.fixture(scope="module")
def described(sample):
    return yaml.safe_load((sample.folder / "contract.odcs.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tables(described):
    return {item["name"]: item for item in described["schema"]}


@pytest.fixture(scope="module")
def standard():
    return pytest.importorskip(
        "open_data_contract_standard.model", reason="open-data-contract-standard, a test dependency, is not installed"
    )


def test_it_is_computed_from_facts_and_manifest_alone(sample, contract):
    text = data_contract(compute_statistics(sample.folder), sample.manifest, dataset_options(sample.manifest), contract)
    assert text == (sample.folder / "contract.odcs.yaml").read_text(encoding="utf-8")


def test_its_version_is_the_contracts_and_not_the_datas(described, contract):
    assert (described["kind"], described["version"]) == ("DataContract", contract.version)


@pytest.mark.parametrize("name", RECORDS)
def test_every_column_is_described(tables, contract, name):
    result = {item["name"]: item for item in tables[name]["properties"]}
    columns = contract.columns(contract.record(RECORDS[name]))
    assert list(result) == [column.name for column in columns]
    assert [result[column.name]["required"] for column in columns] == [not column.nullable for column in columns]


def test_records_are_described_at_every_depth(tables):
    quotes = next(item for item in tables["articles"]["properties"] if item["name"] == "quotes")
    parts = next(item for item in quotes["items"]["properties"] if item["name"] == "parts")
    assert (quotes["logicalType"], parts["logicalType"], parts["items"]["logicalType"]) == ("array", "array", "object")
    assert [item["name"] for item in parts["items"]["properties"]] == ["start", "end"]


def test_rules_and_rows_are_told(tables, contract, sample):
    named = {item.get("name") for item in tables["articles"]["quality"]}
    assert {rule.name for rule in contract.record("article").rules} <= named
    (rows,) = (item["mustBe"] for item in tables["quotes"]["quality"] if item.get("metric") == "rowCount")
    assert rows == sample.manifest["tables"]["quotes"]["rows"]


def test_the_standards_model_accepts_it(standard, described):
    assert standard.OpenDataContractStandard(**described).schema_[0].name == "articles"


def test_the_standards_json_schema_accepts_it(standard, described):
    schema = json.loads(files("open_data_contract_standard").joinpath("schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in checker.iter_errors(described)] == []
