"""From a structured record to a document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.read import ReadOptions
from toolkit.read.field_mapping import Record, find_fields, from_json
from toolkit.read.field_values import plain
from toolkit.read.input_file import Source

SOURCE = Source("a.jsonl", "a.jsonl", "jsonl", 0)


def document(raw, /, **mapping):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    (result,) = from_json(Record(SOURCE, raw, 4, 5), ReadOptions(mapping=mapping))
    return result


def test_usual_names_are_understood():
    record = {
        "Title": "Ferry",
        "articleBody": "It runs.",
        "datePublished": "2024-03-01T08:00:00Z",
        "byline": "By Ada Quill",
        "publisher": {"@type": "Organization", "name": "Ormsund Post"},
        "link": "https://post.example/1",
        "lang": "en",
    }
    result = document(json.dumps(record))
    assert result.given == {
        "headline": "Ferry",
        "body": "It runs.",
        "date": "2024-03-01T08:00:00Z",
        "authors": ["Ada Quill"],
        "source": "Ormsund Post",
        "url": "https://post.example/1",
        "language": "en",
    }
    assert (result.text, result.url, result.media_type) == ("It runs.", "https://post.example/1", "text/plain")


def test_a_text_under_the_name_raw_is_a_raw_text_where_no_other_is_there():
    result = document('{"raw": "Ferry runs\\n\\nIt runs again."}')
    assert (result.text, result.media_type, "body" in result.given) == (
        "Ferry runs\n\nIt runs again.",
        "text/plain",
        False,
    )
    assert document('{"raw": "anything", "text": "It runs."}').given["body"] == "It runs."


def test_a_mapping_wins_over_the_usual_names_and_reaches_into_objects():
    record = {
        "title": "No",
        "text": "No",
        "doc": {"head": "Yes", "parts": [{"text": "One."}, {"text": "Two."}]},
    }
    result = document(json.dumps(record), headline="doc.head", body="doc.parts.text")
    assert (result.given["headline"], result.given["body"]) == ("Yes", "One.\n\nTwo.")


def test_a_raw_dump_is_the_text_and_the_body_stays_given():
    result = document('{"dump": "Menu\\nIt runs.", "body": "It runs."}', raw="dump")
    assert (result.text, result.given) == ("Menu\nIt runs.", {"body": "It runs."})


def test_a_page_is_the_text_before_the_body():
    result = document('{"html": "<html><p>It runs.</p>", "body": "It runs."}')
    assert (result.text, result.media_type) == ("<html><p>It runs.</p>", "text/html")


def test_a_body_of_markup_is_a_page_and_no_plain_body():
    result = document('{"content": "<p>It <b>runs</b>.</p>", "title": "Ferry"}')
    assert (result.media_type, result.given) == ("text/html", {"headline": "Ferry"})


@pytest.mark.parametrize("raw", ["{}", '{"title": "Ferry"}', '{"text": "  "}', '{"text": null}', '{"text": 7}'])
def test_a_record_without_text_is_refused(raw):
    assert document(raw).reason == "missing_text"


def test_a_refusal_keeps_place_and_bytes():
    refusal = document('{"title": "Ferry"}')
    assert (refusal.record, refusal.line, refusal.raw) == (4, 5, b'{"title": "Ferry"}')


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b'{"text": "Ferry", "x": NaN}', "Ferry"),
        (b'{"text": "Ferry \\ud83d"}', "Ferry \ufffd"),
        ('{"text": "Caf\xe9 in Ormsund"}'.encode("cp1252"), "Caf\xe9 in Ormsund"),
        (b'{"text": "Ferry", "x": 1e999}', "Ferry"),
    ],
)
def test_json_that_others_write_against_the_standard_is_read(raw, text):
    assert document(raw).text == text


def test_a_key_of_dots_is_found_before_a_path():
    assert find_fields({"a.b": 1, "a": {"b": 2}}, {"headline": "a.b"})["headline"] == 1


@pytest.mark.parametrize(
    "record",
    [
        {"license": "CC0-1.0", "copyrightHolder": "Ormsund Post", "usageTerms": "None.", "pubStatus": "canceled"},
        {"licence": "CC0-1.0", "copyright_holder": "Ormsund Post", "usage_terms": "None.", "pubstatus": "cancelled"},
        {"rights": {"licence": "CC0-1.0", "holder": "Ormsund Post", "usage_terms": "None.", "status": "cancelled"}},
    ],
)
def test_rights_are_understood(record):
    result = document(json.dumps({"text": "It runs.", "embargoed": "2023-04-03T12:00:00Z", **record}))
    assert result.given["rights"] == {
        "licence": "CC0-1.0",
        "holder": "Ormsund Post",
        "usage_terms": "None.",
        "status": "cancelled",
        "embargo_until": "2023-04-03T12:00:00Z",
    }


def test_rights_can_be_mapped():
    result = document('{"text": "It runs.", "owner": "Ormsund Post"}', holder="owner")
    assert result.given["rights"] == {"holder": "Ormsund Post"}


def test_a_page_that_does_not_begin_with_a_tag_is_still_a_page():
    assert document('{"html": "It <b>runs</b>."}').media_type == "text/html"


SCALAR = st.sampled_from([None, True, 0, -1e300, float("nan"), 20240301, 10**30, "", "Ferry", "\ud800", "<p>x</p>"])
VALUE = SCALAR | st.lists(SCALAR, max_size=2) | st.dictionaries(st.just("name"), SCALAR | st.lists(SCALAR))
NAME = st.sampled_from(["text", "title", "date", "authors", "url", "source", "html"])


@given(st.dictionaries(NAME, VALUE | st.lists(VALUE, max_size=2)))
def test_fields_of_any_type_never_raise(fields):
    assert document(json.dumps(fields)).path == "a.jsonl"


@pytest.mark.parametrize(
    "record",
    [
        {"section": "City", "keywords": ["bees", "trams"]},
        {"sectionName": "City", "tags": "bees, trams"},
        {"Ressort": "City", "Schlagwörter": "bees; trams"},
        {"articleSection": ["City", "Town"], "topics": ["bees", "trams"]},
    ],
)
def test_section_and_subjects_are_found_under_their_usual_names(record):
    fields = find_fields(record, {})
    assert plain("section", fields["section"]) == "City"
    assert [subject.label for subject in plain("subjects", fields["subjects"])] == ["bees", "trams"]


def test_a_source_that_is_a_name_is_no_domain():
    assert "source_domain" not in find_fields({"source": "Ormsund Post"}, {})
    assert find_fields({"source": "post.example"}, {})["source_domain"] == "post.example"


def test_a_record_whose_fields_are_all_empty_is_refused_without_advice_on_mapping():
    assert document('{"title": "", "text": ""}').detail == "The record holds no text; all its fields are empty."


def test_only_fields_with_a_value_are_named_for_a_mapping():
    assert "to one of: title." in document('{"title": "Mill closes", "text": ""}').detail


def test_an_agency_behind_a_headline_is_no_part_of_it(read_bytes):
    record = b'{"title": "Ferry runs again (AP)", "text": "The ferry runs again since Monday."}\n'
    (document,) = read_bytes("a.jsonl", record)
    assert (document.given["headline"], document.given["agency"]) == ("Ferry runs again", "AP")


def test_what_stands_beside_a_byline_is_no_author(read_bytes):
    record = b'{"title": "Ferry", "text": "It runs.", "authors": ["Tilda Moss", "About The Author", "2 min read"]}\n'
    (document,) = read_bytes("a.jsonl", record)
    assert document.given["authors"] == ["Tilda Moss"]
