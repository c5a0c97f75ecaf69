"""Records as the tools and collections of the field write them."""

import json

import pytest

from toolkit.read import ReadOptions

BELL = "The bell of Tarnholt was cast anew on Monday, said Ada Quill.\n\nIt rings well again, and everybody hears it."
PAGE = "<p>The bell of Tarnholt was cast anew on Monday.</p><p>It rings well again.</p>"
URL = "https://courier.example/2024/bell"

RECORDS = {
    "trafilatura": (
        {
            "title": "Bell rings again",
            "author": "Ada Quill; Ben Orr",
            "hostname": "courier.example",
            "date": "2024-03-01",
            "fingerprint": "0f0f",
            "raw_text": BELL.replace("\n\n", " "),
            "source": URL,
            "source-hostname": "Tarnholt Courier",
            "excerpt": "A bell.",
            "text": BELL,
            "comments": "",
            "filedate": "2025-01-01",
        },
        {
            "authors": ["Ada Quill", "Ben Orr"],
            "source": "Tarnholt Courier",
            "source_domain": "courier.example",
            "url": URL,
            "date": "2024-03-01",
            "standfirst": "A bell.",
        },
    ),
    "newspaper4k": (
        {
            "url": URL,
            "title": "Bell rings again",
            "text": BELL,
            "authors": ["Ada Quill"],
            "publish_date": "2024-03-01T08:00:00",
            "meta_lang": "en",
            "meta_site_name": "Tarnholt Courier",
            "meta_description": "A bell.",
            "summary": "",
            "source_url": "https://courier.example",
        },
        {"url": URL, "source": "Tarnholt Courier", "language": "en", "standfirst": "A bell.", "authors": ["Ada Quill"]},
    ),
    "news-please": (
        {
            "authors": ["Ada Quill"],
            "date_download": "2025-01-01 00:00:00",
            "date_modify": None,
            "date_publish": "2024-03-01 08:00:00",
            "description": None,
            "maintext": BELL,
            "text": None,
            "source_domain": "courier.example",
            "title": "Bell rings again",
            "title_page": None,
            "url": URL,
        },
        {"date": "2024-03-01 08:00:00", "source_domain": "courier.example", "url": URL},
    ),
    "fundus": (
        {
            "title": "Bell rings again",
            "authors": ["Ada Quill"],
            "publishing_date": "2024-03-01 08:00:00+01:00",
            "body": {
                "summary": ["A bell."],
                "sections": [{"headline": [], "paragraphs": BELL.split("\n\n")}],
            },
            "html": {"responded_url": URL, "source_info": {"publisher": "Tarnholt Courier"}},
        },
        {"url": URL, "source": "Tarnholt Courier", "standfirst": "A bell.", "date": "2024-03-01 08:00:00+01:00"},
    ),
    "goose3": (
        {
            "title": "Bell rings again",
            "cleaned_text": BELL,
            "meta": {"canonical": URL, "lang": "en", "description": "A bell."},
            "domain": "courier.example",
            "opengraph": {"site_name": "Tarnholt Courier"},
            "authors": ["Ada Quill"],
            "publish_date": "2024-03-01T10:00:00+00:00",
        },
        {"url": URL, "source": "Tarnholt Courier", "language": "en", "source_domain": "courier.example"},
    ),
    "a news collection of the Hub": (
        {
            "title": "Bell rings again",
            "text": BELL,
            "domain": "courier.example",
            "date": "2024-03-01 14:16:00",
            "description": "A bell.",
            "url": URL,
            "image_url": "https://courier.example/bell.png",
        },
        {"date": "2024-03-01 14:16:00", "source_domain": "courier.example", "standfirst": "A bell."},
    ),
    "an archive with columns in capitals": (
        {
            "ID": "7",
            "Title": "Bell rings again",
            "Publication": "Tarnholt Courier",
            "Author": "Ada Quill",
            "Content": BELL,
        },
        {"source": "Tarnholt Courier", "authors": "Ada Quill"},
    ),
    "a summary set": ({"document": BELL, "summary": "A bell.", "title": "Bell rings again"}, {"standfirst": "A bell."}),
    "a database in German": (
        {
            "Titel": "Bell rings again",
            "Volltext": BELL,
            "Quelle": "Tarnholt Courier",
            "Erscheinungsdatum": "2024-03-01",
        },
        {"source": "Tarnholt Courier", "date": "2024-03-01"},
    ),
    "a database in Spanish": (
        {
            "Título": "Bell rings again",
            "Texto completo": BELL,
            "Fecha de publicación": "2024-03-01",
            "Autor": "Ada Quill",
        },
        {"date": "2024-03-01", "authors": "Ada Quill"},
    ),
    "a monitor of the world's media": (
        {
            "title": "Bell rings again",
            "body": BELL,
            "url": URL,
            "dateTime": "2024-03-01T08:00:00Z",
            "lang": "eng",
            "source": {"uri": "courier.example", "dataType": "news", "title": "Tarnholt Courier"},
            "authors": [{"uri": "x", "name": "Ada Quill", "isAgency": False}, {"name": "Coast Wire", "isAgency": True}],
        },
        {"language": "en", "source": "Tarnholt Courier", "authors": ["Ada Quill"]},
    ),
}


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_tool_is_found(read_bytes, name):
    record, expected = RECORDS[name]
    (document,) = read_bytes("a.jsonl", json.dumps(record).encode())
    assert (document.text, document.media_type) == (BELL, "text/plain")
    assert {field: document.given[field] for field in expected} == expected
    assert document.given["headline"] == "Bell rings again"


@pytest.mark.parametrize(
    "record",
    [
        {"title": {"rendered": "Bell"}, "content": {"rendered": PAGE}, "link": URL, "date": "2024-03-01T08:00:00"},
        {"title": "Bell", "content": PAGE, "textContent": "flat", "siteName": "Tarnholt Courier", "url": URL},
        {"title": "Bell", "content_html": PAGE, "url": URL},
        {
            "webTitle": "Bell",
            "webUrl": URL,
            "fields": {"body": PAGE, "bodyText": "flat", "publication": "courier.example"},
        },
    ],
)
def test_a_body_of_markup_goes_before_its_flat_copy(read_bytes, record):
    (document,) = read_bytes("a.jsonl", json.dumps(record).encode())
    assert (document.text, document.media_type, document.url) == (PAGE, "text/html", URL)
    assert document.given["headline"] == "Bell"


def test_a_site_as_source_is_a_domain_and_no_name(read_bytes):
    (document,) = read_bytes("a.jsonl", json.dumps({"text": BELL, "source": "courier.example"}).encode())
    assert (document.given.get("source"), document.given["source_domain"]) == (None, "courier.example")


@pytest.mark.parametrize("value", ["12345", "urn:uuid:7", "x", "nyt://article/7", "/2024/bell"])
def test_an_identifier_is_no_address(read_bytes, value):
    (document,) = read_bytes("a.jsonl", json.dumps({"text": BELL, "guid": value, "url": value}).encode())
    assert document.url is None


@pytest.mark.parametrize("ending", ["… [+412 chars]", "... [1234 chars]", "…[+3,041 characters]"])
def test_a_text_that_a_service_cut_is_refused(read_bytes, ending):
    (refusal,) = read_bytes("a.jsonl", json.dumps({"title": "Bell", "content": BELL + ending}).encode())
    assert (refusal.reason, ending.strip("….")[-8:] in refusal.detail) == ("truncated", True)


def test_a_class_beside_title_and_description_has_its_text_in_the_description(read_bytes):
    (document,) = read_bytes("a.jsonl", json.dumps({"Class Index": 3, "Title": "Bell", "Description": BELL}).encode())
    assert (document.text, "standfirst" in document.given) == (BELL, False)


def test_one_record_that_cannot_be_read_loses_no_other(read_bytes):
    lines = [f'{{"text": "{word} rings again."}}' for word in ("Bell", "Gong")]
    broken = '{"text": "It rings.", "date": 1' + "0" * 400 + "}"
    result = read_bytes("a.jsonl", "\n".join([lines[0], broken, lines[1]]).encode())
    assert [item.record for item in result] == [0, 1, 2]
    assert [result[0].text, result[2].text] == ["Bell rings again.", "Gong rings again."]


def test_what_could_be_mapped_is_said_with_the_likely_field(read_bytes):
    (refusal,) = read_bytes("a.jsonl", json.dumps({"blob_of_words": BELL * 3, "n": 1}).encode())
    assert 'read.mapping.body = "blob_of_words"' in refusal.detail


def test_articles_that_are_joined_in_one_field_are_not_published_as_one(read_bytes):
    (refusal,) = read_bytes("a.jsonl", json.dumps({"document": f"{BELL} ||||| {BELL}", "summary": "x"}).encode())
    assert (refusal.reason, "2 articles" in refusal.detail) == ("several_articles", True)


def test_a_text_that_a_service_cut_is_published_as_its_lead_where_asked(read_bytes):
    record = {"title": "Ferry runs again", "content": "The ferry to Ormsund runs agai… [+412 chars]"}
    (document,) = read_bytes("a.json", json.dumps(record).encode(), ReadOptions(truncated="lead"))
    assert document.text == "The ferry to Ormsund runs"
    assert document.given["rights"] == {"extent": "lead"}


def test_nothing_is_a_lead_of_nothing(read_bytes):
    record = {"title": "Ferry runs again", "content": "ONLY AVAILABLE IN PAID PLANS"}
    (rejection,) = read_bytes("a.json", json.dumps(record).encode(), ReadOptions(truncated="lead"))
    assert rejection.reason == "truncated"
