"""croissant.json, read as plain JSON and by mlcroissant itself."""

import hashlib
import json
import logging
import re

import pytest

from toolkit.release.metadata.croissant import croissant
from toolkit.release.options import dataset_options
from toolkit.release.release_folder import open_release
from toolkit.release.statistics import TABLES, compute_statistics

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning")  # those of the libraries below mlcroissant
RECORDS = {"articles": "article", "quotes": "quote", "entities": "entity"}


@pytest.fixture(scope="module")
def described(sample):
    return json.loads((sample.folder / "croissant.json").read_text(encoding="utf-8"))


def _of_type(described, kind):
    return {item["@id"]: item for item in described["distribution"] if item["@type"] == kind}


def _record_set(described, name):
    (result,) = (item for item in described["recordSet"] if item["@id"] == name)
    return result


def test_it_is_computed_from_facts_and_manifest_alone(sample, contract):
    text = croissant(compute_statistics(sample.folder), sample.manifest, dataset_options(sample.manifest), contract)
    assert text == (sample.folder / "croissant.json").read_text(encoding="utf-8")


def test_it_has_every_property_that_croissant_asks_for(described):
    wanted = [
        "@context",
        "@type",
        "conformsTo",
        "name",
        "description",
        "license",
        "url",
        "creator",
        "datePublished",
        "distribution",
    ]
    assert set(wanted) <= described.keys()
    assert described["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"


def test_schema_org_is_named_with_https(described):
    assert {described["@context"]["@vocab"], described["@context"]["sc"]} == {"https://schema.org/"}


def test_every_file_is_listed_with_its_real_digest_and_size(sample, described):
    files = _of_type(described, "cr:FileObject").values()
    assert {item["contentUrl"] for item in files} == {
        path.relative_to(sample.folder).as_posix() for path in sample.folder.rglob("*.parquet")
    }
    for item in files:
        content = (sample.folder / item["contentUrl"]).read_bytes()
        assert (item["sha256"], item["contentSize"]) == (hashlib.sha256(content).hexdigest(), f"{len(content)} B")


def test_every_set_of_files_matches_those_of_its_table(sample, described):
    release = open_release(sample.folder)
    for table in filter(release.files, TABLES):
        pattern = _of_type(described, "cr:FileSet")[f"{table}-files"]["includes"]
        assert set(sample.folder.glob(pattern)) == set(release.files(table))


@pytest.mark.parametrize("table", RECORDS)
def test_every_column_is_a_field_after_the_split(described, contract, table):
    fields = [item["name"] for item in _record_set(described, table)["field"]]
    assert fields == ["split", *(field.name for field in contract.columns(contract.record(RECORDS[table])))]


@pytest.mark.parametrize("column", ["quotes", "entities"])
def test_lists_of_records_have_a_field_for_each_of_their_own(described, column):
    (result,) = (item for item in _record_set(described, "articles")["field"] if item["name"] == column)
    assert (result["isArray"], result["arrayShape"]) == (True, "-1")
    assert {"text", "start", "end"} <= {item["name"] for item in result["subField"]}


def test_no_identifier_stands_twice(described):
    result = re.findall(r'"@id": "([^"]+)", "@type"', json.dumps(described, sort_keys=True))
    assert len(result) == len(set(result)) > 60


@pytest.mark.parametrize("table", RECORDS)
def test_the_split_of_a_row_is_found_in_the_path_of_its_file(sample, described, table):
    (split,) = (item for item in _record_set(described, table)["field"] if item["name"] == "split")
    pattern = re.compile(split["source"]["transform"]["regex"])
    for name in open_release(sample.folder).files(table):
        result = pattern.match(str(name)).group(1)
        assert (result, pattern.match(result).group(1)) == (name.name.split("-")[0], result)


@pytest.fixture(scope="module")
def mlcroissant():
    return pytest.importorskip("mlcroissant", reason="mlcroissant, a test dependency, is not installed")


def _records(mlcroissant, sample, name):
    """Read a record set; a fresh object for each, since the library mixes them up otherwise."""
    dataset = mlcroissant.Dataset(jsonld=sample.folder / "croissant.json")
    return list(dataset.records(name))


def test_mlcroissant_finds_nothing_wrong(mlcroissant, sample, caplog):
    with caplog.at_level(logging.WARNING):
        dataset = mlcroissant.Dataset(jsonld=sample.folder / "croissant.json")
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    assert caplog.messages == []


def test_mlcroissant_reads_the_splits(mlcroissant, sample):
    assert [row["splits/name"] for row in _records(mlcroissant, sample, "splits")] == ["train", "validation", "test"]


@pytest.mark.parametrize(("table", "key"), [("articles", ["id"]), ("quotes", ["article_id", "position"])])
def test_mlcroissant_reads_every_row_with_its_split(mlcroissant, sample, table, key):
    release = open_release(sample.folder)
    wanted = {
        (split, *(str(row[name]) for name in key))
        for split in release.manifest["tables"][table]["splits"]
        for row in release.read(table, split).select(key).to_pylist()
    }
    rows = _records(mlcroissant, sample, table)
    assert {tuple(_text(row[f"{table}/{name}"]) for name in ("split", *key)) for row in rows} == wanted
    assert len(rows) == len(wanted)


def test_mlcroissant_reads_quotes_and_entities_inside_their_article(mlcroissant, sample):
    wanted = {row["id"]: row for row in open_release(sample.folder).read("articles").to_pylist()}
    for row in _records(mlcroissant, sample, "articles"):
        article = wanted[_text(row["articles/id"])]
        assert _text(row["articles/body"]) == article["body"]
        for column in ("quotes", "entities"):
            result = [
                [_text(item[f"articles/{column}/{name}"]) for name in ("text", "start", "end")]
                for item in row[f"articles/{column}"] or []
                if item[f"articles/{column}/text"] is not None
            ]
            assert result == [[item["text"], str(item["start"]), str(item["end"])] for item in article[column] or []]


def _text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)
