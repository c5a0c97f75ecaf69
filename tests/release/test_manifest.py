"""manifest.json."""

import json

from toolkit._version import VERSION
from toolkit.release.manifest import dump, holdings
from toolkit.release.statistics import compute_statistics


def test_the_manifest_of_a_release_is_the_one_that_was_returned(sample):
    assert json.loads((sample.folder / "manifest.json").read_text(encoding="utf-8")) == sample.manifest


def test_it_names_toolkit_libraries_and_contract(sample, contract):
    assert sample.manifest["toolkit_version"] == VERSION
    assert {"pyarrow", "polars", "pandera", "datasets"} <= sample.manifest["libraries"].keys()
    assert sample.manifest["contract"] == {
        "name": contract.name,
        "version": contract.version,
        "digest": contract.digest,
    }


def test_it_keeps_the_options_of_every_stage_but_no_path_of_this_machine(sample):
    assert sample.manifest["options"].keys() >= {"read", "normalise", "annotate", "group", "package"}
    assert str(sample.folder.parent) not in dump(sample.manifest)


def test_holdings_are_what_the_files_hold(sample):
    digests = {table: item["digest"] for table, item in sample.manifest["tables"].items()}
    result = holdings(compute_statistics(sample.folder), digests)
    assert {key: sample.manifest[key] for key in result} == result


def test_rows_of_the_splits_add_up_to_those_of_the_table(sample):
    tables = sample.manifest["tables"]
    assert {name: sum(item["splits"].values()) for name, item in tables.items()} == {
        name: item["rows"] for name, item in tables.items()
    }


def test_the_text_keeps_values_and_their_order():
    manifest = {"two": {"b": "é", "a": [2, None, True]}, "one": 1}
    assert json.dumps(json.loads(dump(manifest))) == json.dumps(manifest)


def test_the_text_is_readable_utf_8_that_ends_with_a_line_break():
    assert dump({"title": "Fähre 🚲"}) == '{\n  "title": "Fähre 🚲"\n}\n'
