"""Files whose name does not say what they hold."""

import pytest


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"The ferry to Ormsund runs again.", "text/plain"),
        (b"<!doctype html><p>The ferry runs again.</p>", "text/html"),
        (b'{"text": "The ferry runs again."}\n{"text": "x"}', "text/plain"),
        (b"{The ferry} runs again.", "text/plain"),
    ],
)
def test_the_first_bytes_choose_the_reader(read_bytes, raw, media_type):
    document = read_bytes("story", raw)[0]
    assert document.media_type == media_type


FEED = b"<rss><channel><item><title>Ferry</title><description>The ferry runs.</description></item></channel></rss>"


@pytest.mark.parametrize(
    "raw",
    [
        b'<?xml version="1.0"?>' + FEED,
        FEED,
        b"From ada@post.example Mon Apr  3 2023\nSubject: Ferry\n\nThe ferry runs.",
        b"Received: from a\nSubject: Ferry\n\nThe ferry runs.",
        b"<nitf><body><body.content><p>The ferry runs.</p></body.content></body></nitf>",
    ],
)
def test_feeds_mail_and_xml_are_recognised(read_bytes, raw):
    (document,) = read_bytes("story", raw)
    assert document.text == "The ferry runs."


def test_a_text_that_begins_like_a_mail_stays_text(read_bytes):
    (document,) = read_bytes("story", b"From Ormsund the ferry runs again since 2023.\n\nReceived: with joy")
    assert document.text.startswith("From Ormsund")


def test_a_text_about_markup_stays_text(read_bytes):
    (document,) = read_bytes("story", b"How a <feed> is written: a course in Ormsund.")
    assert document.media_type == "text/plain"


def test_json_lines_are_cut_into_records(read_bytes):
    result = read_bytes("dump.data", b'{"text": "The ferry."}\n{"text": "The bell."}\n')
    assert [document.text for document in result] == ["The ferry.", "The bell."]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.bin", bytes(range(256))),
        ("a.data", b"<?xml version='1.0'?><svg/>"),
        ("a.docx", b"PK\x03\x04"),
    ],
)
def test_other_formats_are_refused_as_unsupported(read_bytes, name, raw):
    (refusal,) = read_bytes(name, raw)
    assert (refusal.reason, refusal.raw) == ("unsupported", raw)


def test_an_empty_file_without_a_suffix_is_empty(read_bytes):
    (refusal,) = read_bytes("story", b"")
    assert refusal.reason == "empty"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n", "broken_archive"),
        (b"PK\x03\x04 word/", "unsupported"),
        (b"PK\x03\x04 xl/", "broken_archive"),
        (b"PK\x03\x04 application/epub+zip", "broken_archive"),
        (b"PK\x03\x04 application/vnd.oasis.opendocument.text", "broken_archive"),
        (b"PK\x03\x04 a.txt", "broken_archive"),
    ],
)
def test_a_damaged_office_file_or_archive_goes_to_its_reader(read_bytes, raw, reason):
    (refusal,) = read_bytes("story", raw)
    assert refusal.reason == reason


@pytest.mark.parametrize("raw", [b'[\n {"text": "The ferry."}\n]', b'{\n "articles": [{"text": "The ferry."}]\n}'])
def test_json_over_several_lines_is_read(read_bytes, raw):
    (document,) = read_bytes("answer", raw)
    assert document.text == "The ferry."
