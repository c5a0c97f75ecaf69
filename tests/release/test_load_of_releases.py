"""What people load a release with: datasets, polars and DuckDB."""

import json
import os
import subprocess
import sys

import duckdb
import polars
import pytest

from toolkit.contract.hf_features import features
from toolkit.release.release_folder import open_release

TABLES = {"articles": "article", "quotes": "quote", "entities": "entity", "names": "name"}
LOADING = """
import json, sys
import datasets

datasets.disable_progress_bars()
folder, place = sys.argv[1:]
for table in ("articles", "quotes", "entities", "names"):
    loaded = datasets.load_dataset(folder, table)
    print(json.dumps({
        "table": table,
        "features": loaded[next(iter(loaded))].features.to_dict(),
        "splits": {name: len(split) for name, split in loaded.items()},
    }))
    for name, split in loaded.items():
        split.to_parquet(f"{place}/{table}-{name}.parquet")
default = datasets.load_dataset(folder)
print(json.dumps({"table": "default", "splits": {name: len(split) for name, split in default.items()}}))
for split in default.values():
    for row in split:
        for span in [*row["quotes"], *(row["entities"] or [])]:
            assert row["body"][span["start"] : span["end"]] == span["text"], row["id"]
"""


@pytest.fixture(scope="module")
def loaded(sample, tmp_path_factory):
    """Load every configuration with datasets, in a process of its own without network and without any cache."""
    home = tmp_path_factory.mktemp("home")
    surroundings = {
        **os.environ,
        **dict.fromkeys(("HF_DATASETS_OFFLINE", "HF_HUB_OFFLINE"), "1"),
        **dict.fromkeys(("HF_HOME", "HOME", "XDG_CACHE_HOME"), str(home)),
    }
    line = [sys.executable, "-c", LOADING, str(sample.folder), str(home)]
    done = subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = {item["table"]: item for item in map(json.loads, done.stdout.splitlines())}
    return home, result


@pytest.mark.parametrize("table", TABLES)
def test_datasets_finds_the_splits_and_rows_of_the_manifest(sample, loaded, table):
    assert loaded[1][table]["splits"] == sample.manifest["tables"][table]["splits"]


def test_datasets_takes_articles_when_nothing_is_named(loaded):
    assert loaded[1]["default"]["splits"] == loaded[1]["articles"]["splits"]


@pytest.mark.parametrize(("table", "record"), TABLES.items())
def test_datasets_has_the_features_of_the_contract(loaded, contract, table, record):
    assert loaded[1][table]["features"] == features(contract, contract.record(record)).to_dict()


@pytest.mark.parametrize("table", TABLES)
def test_datasets_reads_the_rows_that_were_released(sample, loaded, table):
    release = open_release(sample.folder)
    for split in loaded[1][table]["splits"]:
        result = polars.read_parquet(loaded[0] / f"{table}-{split}.parquet")
        assert result.to_dicts() == polars.from_arrow(release.read(table, split)).to_dicts()


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_the_rows_that_were_released(sample, table):
    result = polars.read_parquet(sample.folder / "data" / table / "*.parquet")
    assert result.height == sample.manifest["tables"][table]["rows"]


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_the_rows_that_were_released(sample, table):
    ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{sample.folder}/data/{table}/*.parquet'").fetchall()
    assert count == sample.manifest["tables"][table]["rows"]


def test_duckdb_unrolls_the_same_quotes_that_stand_in_their_table(sample):
    articles, quotes = (f"'{sample.folder}/data/{table}/*.parquet'" for table in ("articles", "quotes"))
    nested = f"SELECT id, unnest(quotes) AS quote FROM {articles}"
    unrolled = duckdb.sql(f"SELECT id, quote.text FROM ({nested}) ORDER BY ALL").fetchall()
    assert unrolled == duckdb.sql(f"SELECT article_id, text FROM {quotes} ORDER BY ALL").fetchall() != []


def test_duckdb_knows_days(sample):
    articles = f"'{sample.folder}/data/articles/*.parquet'"
    assert duckdb.sql(f"SELECT id FROM {articles} WHERE date >= DATE '1900-01-01'").fetchall()


@pytest.mark.parametrize("table", ["quotes", "entities"])
def test_the_spans_of_a_table_cut_the_body_of_their_article(sample, table):
    release = open_release(sample.folder)
    bodies = {row["id"]: row["body"] for row in release.read("articles").select(["id", "body"]).to_pylist()}
    rows = release.read(table).to_pylist()
    assert [bodies[row["article_id"]][row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows] != []
