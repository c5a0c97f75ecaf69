"""datapackage.json."""

import hashlib
import json

import jsonschema
import pytest

from toolkit.release.metadata.datapackage import data_package
from toolkit.release.options import dataset_options
from toolkit.release.release_folder import open_release
from toolkit.release.statistics import compute_statistics

RECORDS = {"articles": "article", "quotes": "quote", "entities": "entity", "quarantine": "rejection"}


@pytest.fixture(scope="module")
def described(sample):
    return json.loads((sample.folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def resources(described):
    return {item["name"]: item for item in described["resources"]}


def test_it_is_computed_from_facts_and_manifest_alone(sample, contract):
    text = data_package(compute_statistics(sample.folder), sample.manifest, dataset_options(sample.manifest), contract)
    assert text == (sample.folder / "datapackage.json").read_text(encoding="utf-8")


def test_it_names_the_profile_of_version_2(described):
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_every_file_is_listed_with_its_digest(sample, resources):
    files = [file for item in resources.values() for file in item["files"]]
    assert {file["path"] for file in files} == {
        path.relative_to(sample.folder).as_posix() for path in sample.folder.rglob("*.parquet")
    }
    for file in files:
        content = (sample.folder / file["path"]).read_bytes()
        assert (file["hash"], file["bytes"]) == (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))


@pytest.mark.parametrize("name", RECORDS)
def test_every_column_is_described(resources, contract, name):
    fields = [field["name"] for field in resources[name]["schema"]["fields"]]
    assert fields == [field.name for field in contract.columns(contract.record(RECORDS[name]))]
    assert resources[name]["path"] == [file["path"] for file in resources[name]["files"]]


@pytest.mark.parametrize("name", ["quotes", "entities"])
def test_flattened_tables_point_to_their_article(resources, name):
    assert resources[name]["schema"]["foreignKeys"] == [
        {"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["id"]}}
    ]
    assert resources[name]["schema"]["primaryKey"] == ["article_id", "position"]


def test_a_key_that_may_be_null_is_no_primary_key(resources):
    assert "primaryKey" not in resources["quarantine"]["schema"]


@pytest.mark.parametrize("name", ["articles", "quotes", "entities"])
def test_the_rows_keep_the_constraints(sample, resources, name):
    for field in resources[name]["schema"]["fields"]:
        limits = dict(field["constraints"])
        required, inner = limits.pop("required"), limits.pop("jsonSchema", None)
        limits.pop("unique", None)
        schema = inner if inner is not None else limits
        jsonschema.Draft202012Validator.check_schema(schema)
        checker = jsonschema.Draft202012Validator(schema)
        for value in open_release(sample.folder).read(name).column(field["name"]).to_pylist()[:5]:
            assert value is not None or not required
            if value is not None and not (inner and field["name"] == "rights" and value["embargo_until"]):
                assert list(checker.iter_errors(value)) == []
