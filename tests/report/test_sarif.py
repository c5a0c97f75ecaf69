"""SARIF 2.1.0, checked against the properties that the standard gives each of the objects used."""

import json

import jsonschema
import pytest

from toolkit.report.sarif import render


def _object(required, **properties):
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object(["text"], text=TEXT, id=TEXT, markdown=TEXT)
RULE = _object(["id"], id=TEXT, shortDescription=MESSAGE, defaultConfiguration=_object([], level=LEVEL))
DRIVER = _object(
    ["name"],
    name=TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)
PHYSICAL = _object(
    ["artifactLocation"],
    artifactLocation=_object(["uri"], uri={"type": "string", "pattern": r"^[\w./%~-]+$"}),
    region=_object(["startLine"], startLine={"type": "integer", "minimum": 1}),
)
LOCATION = _object(
    [],
    physicalLocation=PHYSICAL,
    logicalLocations={"type": "array", "items": _object([], fullyQualifiedName=TEXT)},
)
RESULT = _object(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)
RUN = _object(
    ["tool", "results"],
    tool=_object(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": _object(["executionSuccessful"], executionSuccessful={"type": "boolean"})},
    results={"type": "array", "items": RESULT},
)
LOG = _object(
    ["version", "runs"],
    **{"$schema": {"type": "string", "pattern": r"sarif-schema-2\.1\.0\.json$"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN, "minItems": 1},
)


@pytest.mark.parametrize("name", ["validation", "good"])
def test_the_log_keeps_the_standard(name, request):
    jsonschema.Draft202012Validator(LOG).validate(json.loads(render(request.getfixturevalue(name))))


def test_locations_are_raw_input_files_and_lines(validation):
    results = json.loads(render(validation))["runs"][0]["results"]
    places = [each["locations"][0]["physicalLocation"] for each in results]
    assert [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places] == [
        ("raw/a%20ferry.txt", 7),
        ("raw/tram.jsonl", 1),
        ("raw/tram.jsonl", 2),
        ("data/quotes/train-0.parquet", 1),
        ("rows.jsonl", 9),
    ]


def test_every_result_points_at_its_rule(validation):
    run = json.loads(render(validation))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]


def test_a_fault_is_known_again_although_its_row_moved(validation):
    first, second = (each["partialFingerprints"] for each in json.loads(render(validation))["runs"][0]["results"][:2])
    assert first != second
    assert first == json.loads(render(validation))["runs"][0]["results"][0]["partialFingerprints"]
