"""Pages that browsers and older crawlers saved."""

import base64
import gzip
import json
from email.message import EmailMessage

import pytest

URL = "https://courier.example/bell"
PAGE = "<html><body><p>Die Glocke läutet wieder.</p></body></html>"


def mhtml(page=PAGE, kind="html"):
    message = EmailMessage()
    message["Snapshot-Content-Location"] = URL
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype=kind, charset="utf-8", cte="quoted-printable")
    message.make_related()
    message.add_related(b"GIF89a", "image", "gif")
    return bytes(message)


def har(*contents):
    entries = [
        {"request": {"url": f"{URL}/{n}"}, "response": {"status": content.pop("status", 200), "content": content}}
        for n, content in enumerate(contents)
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def arc(*pages, kind="text/html", status=200):
    raw = b"filedesc://a.arc 0.0.0.0 20040101000000 text/plain 5\n1 0 x\n"
    for number, page in enumerate(pages):
        answer = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n{page}".encode("latin-1")
        raw += f"{URL}/{number} 10.0.0.1 20040101000000 {kind} {len(answer)}\n".encode() + answer + b"\n"
    return raw


def test_the_page_of_a_saved_file_is_read_with_its_address(read_bytes):
    (document,) = read_bytes("a.mhtml", mhtml())
    assert (document.text.strip(), document.url, document.media_type) == (PAGE, URL, "text/html")


def test_a_saved_file_without_page_is_refused(read_bytes):
    (refusal,) = read_bytes("a.mht", mhtml("Text", "plain"))
    assert refusal.reason == "missing_text"


def test_the_pages_among_recorded_answers_are_read(read_bytes):
    coded = base64.b64encode(PAGE.encode("latin-1")).decode()
    raw = har(
        {"mimeType": "image/png", "text": "x"},
        {"mimeType": "text/html; charset=utf-8", "text": PAGE},
        {"mimeType": "text/html; charset=iso-8859-1", "text": coded, "encoding": "base64"},
        {"mimeType": "text/html", "text": PAGE, "status": 404},
    )
    result = read_bytes("a.har", raw)
    assert [(item.record, item.text, item.url) for item in result] == [(1, PAGE, f"{URL}/1"), (2, PAGE, f"{URL}/2")]


@pytest.mark.parametrize(("raw", "reason"), [(b"{}", "invalid_record"), (b"x", "invalid_record"), (har(), "empty")])
def test_a_record_without_pages_is_refused(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.har", raw)
    assert refusal.reason == reason


@pytest.mark.parametrize("name", ["a.arc", "a.arc.gz"])
def test_the_pages_of_an_older_web_archive_are_read(read_bytes, name):
    first, second = read_bytes(name, arc(PAGE, PAGE.replace("wieder", "nie")))
    assert (first.text, first.url, first.record, second.record) == (PAGE, f"{URL}/0", 1, 2)


def test_members_that_are_packed_one_by_one_are_read(read_bytes):
    whole = arc(PAGE)
    cut = whole.index(URL.encode())
    raw = gzip.compress(whole[:cut]) + gzip.compress(whole[cut:])
    (document,) = read_bytes("a.arc.gz", raw, packed=False)
    assert document.text == PAGE


@pytest.mark.parametrize("more", [{"kind": "image/gif"}, {"status": 404}])
def test_other_answers_are_no_documents(read_bytes, more):
    assert read_bytes("a.arc", arc(PAGE, **more)) == []


def test_a_web_archive_that_is_cut_off_gives_what_is_whole(read_bytes):
    raw = arc(PAGE, PAGE)
    first, refusal = read_bytes("a.arc", raw[:-20])
    assert (first.record, refusal.reason, refusal.record) == (1, "broken_archive", 2)
