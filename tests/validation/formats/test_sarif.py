"""SARIF 2.1.0, checked against the schema of the standard."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from toolkit.validation.formats.sarif import render

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["validation", "good"])
def test_the_log_keeps_the_standard(name, request):
    log = json.loads(render(request.getfixturevalue(name)))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert re.fullmatch(r"https://docs\.oasis-open\.org/\S+/sarif-schema-2\.1\.0\.json", log["$schema"])


def test_the_schema_would_notice(validation):
    log = json.loads(render(validation))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not jsonschema.Draft4Validator(SCHEMA).is_valid(log)


def test_every_location_is_a_relative_address(validation):
    results = json.loads(render(validation))["runs"][0]["results"]
    addresses = [item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for item in results]
    assert [address for address in addresses if not re.fullmatch(r"[\w.~%-]+(/[\w.~%-]+)*", address)] == []


def test_locations_are_raw_input_files_and_lines(validation):
    results = json.loads(render(validation))["runs"][0]["results"]
    places = [item["locations"][0]["physicalLocation"] for item in results]
    assert [(location["artifactLocation"]["uri"], location["region"]["startLine"]) for location in places] == [
        ("raw/a%20ferry.txt", 7),
        ("raw/tram.jsonl", 1),
        ("raw/tram.jsonl", 2),
        ("data/quotes/train-0.parquet", 1),
        ("rows.jsonl", 9),
    ]


def test_every_result_points_at_its_rule(validation):
    run = json.loads(render(validation))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[item["ruleIndex"]]["id"] for item in run["results"]] == [item["ruleId"] for item in run["results"]]


def test_a_fault_is_known_again_although_its_row_moved(validation):
    first, second = (item["partialFingerprints"] for item in json.loads(render(validation))["runs"][0]["results"][:2])
    assert first != second
    assert first == json.loads(render(validation))["runs"][0]["results"][0]["partialFingerprints"]
