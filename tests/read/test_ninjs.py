"""ninjs, the agencies' JSON."""

import json

import pytest

from toolkit.read.ninjs import find_fields, is_item

TEXT = "The ferry to Ormsund runs again.\n\nAda Quill is glad."
SECOND = {
    "uri": "https://cpx.example/items/ferry-1",
    "pubstatus": "usable",
    "versioncreated": "2023-04-03T10:15:00+02:00",
    "language": "en-GB",
    "by": "By Ada Quill and Ben Orr",
    "copyrightholder": "Coastal Press Exchange",
    "copyrightnotice": "Copyright 2023 Coastal Press Exchange.",
    "usageterms": "Not for archives.",
    "infosources": [{"name": "Coastal Press Exchange", "role": "cptr:provider"}],
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry runs again"}],
    "descriptions": [{"role": "summary", "value": "The winter is over."}, {"role": "caption", "value": "A ferry"}],
    "bodies": [
        {"role": "main", "contenttype": "text/html", "value": "<p>The ferry</p>"},
        {"role": "main", "contenttype": "text/plain", "value": TEXT},
    ],
}


def test_an_item_of_version_2_is_understood():
    assert find_fields(SECOND) == {
        "headline": "Ferry runs again",
        "standfirst": "The winter is over.",
        "authors": ["Ada Quill", "Ben Orr"],
        "date": "2023-04-03T10:15:00+02:00",
        "source": "Coastal Press Exchange",
        "url": "https://cpx.example/items/ferry-1",
        "language": "en-GB",
        "body": TEXT,
        "holder": "Coastal Press Exchange",
        "usage_terms": "Copyright 2023 Coastal Press Exchange. Not for archives.",
        "status": "usable",
    }


def test_an_item_of_version_3_differs_in_letter_case_only():
    names = {"pubstatus": "pubStatus", "versioncreated": "versionCreated", "infosources": "infoSources"}
    names |= {"copyrightholder": "copyrightHolder", "copyrightnotice": "copyrightNotice", "usageterms": "usageTerms"}
    third = {names.get(key, key): value for key, value in SECOND.items()}
    third["bodies"] = [{"role": "main", "contentType": "text/plain", "value": TEXT}]
    assert find_fields(third) == find_fields(SECOND)


def test_an_item_of_version_1_is_understood():
    item = {
        "uri": "tag:cpx.example,2023:ferry",
        "headline": "Ferry runs again",
        "byline": "Ada Quill",
        "body_xhtml": "<p>The ferry</p>",
        "embargoed": "2023-04-04T00:00:00Z",
    }
    assert find_fields(item) == {
        "headline": "Ferry runs again",
        "authors": ["Ada Quill"],
        "html": "<p>The ferry</p>",
        "embargo_until": "2023-04-04T00:00:00Z",
    }


def test_the_agency_in_a_byline_is_no_author():
    assert find_fields({**SECOND, "by": "By Ada Quill, Coastal Press Exchange"})["authors"] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (SECOND, True),
        ({"uri": "x", "body_text": "y"}, True),
        ({"uri": "x", "body": "y"}, False),
        ({"headlines": [], "bodies": []}, False),
    ],
)
def test_items_are_known_by_their_properties(fields, expected):
    assert is_item(fields) is expected


@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_an_item_in_a_file_becomes_a_document_with_rights(read_bytes, ending):
    (document,) = read_bytes(f"a.{ending}", json.dumps({**SECOND, "pubstatus": "canceled"}).encode())
    assert (document.text, document.given["headline"]) == (TEXT, "Ferry runs again")
    assert document.given["rights"]["status"] == "cancelled"


@pytest.mark.parametrize("value", [None, 7, "x", [], [7, None], {}, {"value": 3}, [{"name": {}}]])
@pytest.mark.parametrize(
    "name", ["headlines", "bodies", "descriptions", "infosources", "by", "pubstatus", "rightsinfo"]
)
def test_properties_of_the_wrong_type_never_raise(read_bytes, name, value):
    (result,) = read_bytes("a.jsonl", json.dumps({**SECOND, name: value}).encode())
    assert result.path == "a.jsonl"


@pytest.mark.parametrize(
    "fields",
    [
        {"body_main": TEXT},
        {"body_richtext": "<p>The ferry to Ormsund runs again.</p><p>Ada Quill is glad.</p>"},
        {"body_nitf": "<nitf><body><body.content><p>The ferry to Ormsund\nruns again.</p><p>Ada Quill is glad.</p>"
                      "</body.content></body></nitf>"},
        {"bodies": [{"value": f"<body.content><p>{TEXT.replace(chr(10) * 2, '</p><p>')}</p></body.content>"}]},
        {"body_xhtml": "\n  The ferry to Ormsund \n  runs again.\n\n  Ada Quill is glad.\n"},
    ],
)  # fmt: skip
def test_a_body_is_read_in_any_of_its_forms(fields):
    result = find_fields({"uri": "x", **fields})
    assert result.get("body", TEXT) == TEXT
    assert ("html" in result) == ("body_richtext" in fields)


def test_an_item_is_known_by_any_property_that_begins_as_a_body():
    assert is_item({"uri": "x", "body_main": "y"})


def test_the_authors_of_an_item_without_byline_are_persons_of_a_list():
    assert find_fields({"uri": "x", "body_text": "y", "authors": [{"name": "Ada Quill"}]})["authors"] == ["Ada Quill"]
