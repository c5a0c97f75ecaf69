"""A release of the first contract beside one of the second: opened, compared, checked and continued."""

import dataclasses
from functools import partial

import pytest

from toolkit.contract import load, schema_folder
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.pipeline.names_stage import corpus_names
from toolkit.release.diff.diff import diff
from toolkit.release.load import load as load_release
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.previous_release import read_previous
from toolkit.release.release_folder import open_release
from toolkit.release.version_bump import bump
from toolkit.release.writer import Companions, Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest
from toolkit.validation.validate_target import validate

VERSIONS = {"old": "v1", "new": "v1.1"}


@pytest.fixture(scope="module")
def releases(article, tmp_path_factory):
    """Write one article as a release under each contract."""
    root = tmp_path_factory.mktemp("contracts")
    for name, version in VERSIONS.items():
        contract = load(schema_folder(version))
        rows = to_table([article()], contract, contract.record("article"))
        tables = {
            "articles": rows,
            "quotes": flatten(rows, contract, contract.record("quote")),
            "entities": flatten(rows, contract, contract.record("entity")),
        }
        content = Content(
            articles=[("train", rows)],
            rejections=[],
            digests={table: digest_text(logical_digest(part)) for table, part in tables.items()},
            inputs={"documents": 1, "digest": "0" * 64},
            balance={"read": 1, "published": 1, "quarantined": 0, "duplicates": 0, "withheld": 0},
            options={},
            created="2024-03-05",
        )
        dataset = DatasetOptions(version="1.0.0")
        companions = Companions(names=partial(corpus_names, work_folder=root / "work"))
        schema = schema_folder(version)
        write_release(
            content, root / name, dataset, PackageOptions(), lambda _: None, schema=schema, companions=companions
        )
    return root


def _errors(folder, **options):
    """Return the errors, without that of the report page, which only a build writes."""
    return [fault for fault in validate(folder, **options).errors if fault.file != "report.html"]


@pytest.mark.parametrize("name", VERSIONS)
def test_a_release_names_the_contract_it_was_made_with(releases, name):
    stated = open_release(releases / name).manifest["contract"]
    contract = load(schema_folder(VERSIONS[name]))
    assert (stated["version"], stated["digest"]) == (contract.version, contract.digest)


@pytest.mark.parametrize("name", VERSIONS)
def test_a_release_is_checked_by_its_own_contract(releases, name):
    assert _errors(releases / name) == []


@pytest.mark.parametrize("name", VERSIONS)
def test_a_parquet_file_is_checked_by_the_contract_whose_columns_it_has(releases, name):
    path = next((releases / name / "data" / "articles").glob("*.parquet"))
    assert validate(path).errors == ()


def test_a_column_that_is_missing_under_both_contracts_is_named(releases, tmp_path):
    import pyarrow.parquet

    path = next((releases / "old" / "data" / "articles").glob("*.parquet"))
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).drop_columns(["headline"]), tmp_path / "cut.parquet")
    result = validate(tmp_path / "cut.parquet").errors
    assert [(item.path, item.rule) for item in result] == [("headline", "column_in_dataframe")]


def test_the_difference_between_the_two_is_the_added_columns(releases):
    result = diff(releases / "old", releases / "new")
    assert {change.change for change in result.schema} == {"added"}
    assert {"version_of", "images", "entities[].latitude"} <= {change.column for change in result.schema}
    assert (result.counts.changed, result.counts.unchanged) == (0, 1)
    assert bump(result).level == "MINOR"


def test_a_later_release_can_follow_one_of_the_first_contract(releases, article):
    assert list(read_previous(releases / "old").articles) == [article().id]
    assert _errors(releases / "new", against=releases / "old") == []


def test_a_release_of_the_first_contract_loads_with_its_own_columns(releases):
    rows = load_release(releases / "old", form="polars", split="train")
    assert "version_of" not in rows.columns
    assert rows["id"].len() == 1


def test_the_columns_of_the_second_are_stored(article, releases):
    rows = load_release(releases / "new", form="polars", split="train")
    assert rows.columns == [field.name for field in dataclasses.fields(article())]
