"""Envelopes: the list of records in an API's answer."""

import json

import pytest

from toolkit.read import ReadOptions
from toolkit.read.envelopes import descend, unwrapped

BELL = "The bell of Tarnholt was cast anew on Monday, and it rings well again."
DAM = "The dam above Velmark holds, said the engineers who had looked at it."
ARTICLES = [{"title": "Bell", "text": BELL}, {"title": "Dam", "text": DAM}]

ENVELOPES = {
    "a list under a usual name": {"status": "ok", "totalResults": 2, "articles": ARTICLES},
    "two levels down": {"response": {"status": "ok", "results": ARTICLES}},
    "documents of a search engine": {
        "hits": {"total": 2, "hits": [{"_id": n, "_source": a} for n, a in enumerate(ARTICLES)]}
    },
    "nodes of GraphQL": {"data": {"allNews": {"edges": [{"node": article} for article in ARTICLES]}}},
    "rows of a server": {"features": [{"name": "text"}], "rows": [{"row_idx": 1, "row": a} for a in ARTICLES]},
    "records by their identifiers": {"77": {"info": ARTICLES[0]}, "78": {"info": ARTICLES[1]}},
    "resources with attributes": {"data": [{"id": "1", "type": "story", "attributes": a} for a in ARTICLES]},
    "beside a longer list of something else": {"tags": [{"name": "x"}] * 9, "anything": ARTICLES},
    "a table of columns": {name: [article[name] for article in ARTICLES] for name in ("title", "text")},
    "a package of ninjs": {
        "uri": "tag:x",
        "type": "composite",
        "associations": {
            str(number): {"uri": f"tag:{number}", "headline": article["title"], "body_text": article["text"]}
            for number, article in enumerate(ARTICLES)
        },
    },
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_the_records_of_an_envelope_are_found(read_bytes, name):
    result = read_bytes("a.json", json.dumps(ENVELOPES[name]).encode())
    assert [(item.record, item.text, item.given["headline"]) for item in result] == [(0, BELL, "Bell"), (1, DAM, "Dam")]


def test_a_record_with_a_list_in_it_is_a_record(read_bytes):
    record = {"title": "Bell", "text": BELL, "related": ARTICLES}
    (result,) = read_bytes("a.json", json.dumps(record).encode())
    assert result.given["headline"] == "Bell"


def test_the_path_to_the_records_can_be_given(read_bytes):
    answer = {"articles": [{"title": "No", "text": "No."}], "archive": {"found": ARTICLES}}
    result = read_bytes("a.json", json.dumps(answer).encode(), ReadOptions(records="archive.found"))
    assert [item.text for item in result] == [BELL, DAM]


def test_records_without_text_are_refused_one_by_one(read_bytes):
    answer = {"articles": [{"title": "Bell", "url": "https://post.example/bell"}] * 3}
    result = read_bytes("a.json", json.dumps(answer).encode())
    assert [(item.record, item.reason) for item in result] == [(number, "missing_text") for number in range(3)]


def test_an_entry_that_is_no_record_is_refused_alone(read_bytes):
    result = read_bytes("a.json", json.dumps({"articles": [ARTICLES[0], 7, ARTICLES[1]]}).encode())
    assert [(item.record, getattr(item, "reason", None)) for item in result] == [
        (0, None),
        (1, "invalid_record"),
        (2, None),
    ]


def test_a_json_feed_names_the_outlet_of_its_items(read_bytes):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tarnholt Courier",
        "language": "en",
        "items": [{"id": "12345", "title": "Bell", "content_text": BELL, "authors": [{"name": "Ada Quill"}]}],
    }
    (result,) = read_bytes("feed.json", json.dumps(feed).encode())
    assert result.given == {
        "headline": "Bell",
        "body": BELL,
        "source": "Tarnholt Courier",
        "language": "en",
        "authors": ["Ada Quill"],
    }


def test_what_is_said_outside_of_a_wrapping_stays():
    record = {"published": "2024-03-01", "title": "Outer", "fields": {"title": "Inner", "body": BELL}}
    assert unwrapped(record) == {"published": "2024-03-01", "title": "Inner", "body": BELL}


def test_a_path_leads_through_objects_and_lists():
    assert descend({"a": [{"b": 1}, {"b": 2}, 3]}, "a.b") == [1, 2]
    assert descend({"a": 1}, "a.b") is None


def test_the_same_record_has_the_same_digest_in_every_envelope(read_bytes):
    first = read_bytes("a.json", json.dumps({"articles": ARTICLES}).encode())
    second = read_bytes("b.json", json.dumps({"data": {"results": ARTICLES}}).encode())
    assert [item.sha256 for item in first] == [item.sha256 for item in second]


@pytest.mark.parametrize(
    "table",
    [
        {"title": {"0": "Lido opens", "1": "Mill closes"}, "text": {"0": "It is cold.", "1": "It is old."}},
        {
            "columns": ["title", "text"],
            "index": [0, 1],
            "data": [["Lido opens", "It is cold."], ["Mill closes", "It is old."]],
        },
    ],
)
def test_a_table_that_pandas_wrote_by_columns_is_read_by_rows(read_bytes, table):
    first, second = read_bytes("a.json", json.dumps(table).encode())
    assert (first.given["headline"], second.text) == ("Lido opens", "It is old.")


def test_lists_of_one_article_are_no_table(read_bytes):
    record = {"authors": ["Ada Quill", "Ben Orr"], "paragraphs": [BELL, DAM]}
    (document,) = read_bytes("a.json", json.dumps(record).encode())
    assert document.text == f"{BELL}\n\n{DAM}"


def test_lists_of_different_lengths_are_one_article(read_bytes):
    record = {"title": ["Bell"], "paragraphs": [BELL, DAM], "authors": ["Ada Quill"]}
    (document,) = read_bytes("a.json", json.dumps(record).encode())
    assert document.text == f"{BELL}\n\n{DAM}"
