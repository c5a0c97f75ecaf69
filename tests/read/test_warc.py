"""Web archives."""

import base64
import gzip
import hashlib
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.read import ReadOptions
from toolkit.read.input_file import Source
from toolkit.read.warc import read

PAGE = "<html><title>Ferry</title><p>The café in Ormsund reopens, said Ada Quill.</p></html>".encode()
URL = "https://post.example/ferry"


def record(block, kind="response", url=URL, **headers):
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Date": "2023-04-03T10:15:00Z",
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body=PAGE, kind="text/html; charset=utf-8", status="200 OK", **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{lines}\r\n".encode() + body


def sha1(raw):
    return f"sha1:{base64.b32encode(hashlib.sha1(raw).digest()).decode()}"


def chunked(raw):
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(raw), raw)


INFO = record(b"software: quill\r\n", "warcinfo", Content_Type="application/warc-fields")
REQUEST = record(b"GET /ferry HTTP/1.1\r\n\r\n", "request", Content_Type="application/http; msgtype=request")


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_responses_become_pages_and_other_records_are_passed_over(read_bytes, ending):
    raw = INFO + REQUEST + record(answer()) + record(answer(), url="<https://post.example/2>")
    first, second = read_bytes(f"a.warc{ending}", raw)
    assert (first.record, first.url, first.media_type, first.raw) == (2, URL, "text/html", PAGE)
    assert (second.record, second.url) == (3, "https://post.example/2")
    assert (first.text, first.sha256) == (PAGE.decode(), hashlib.sha256(PAGE).hexdigest())


def test_an_archive_with_a_member_for_each_record_is_read(read_bytes):
    raw = (
        gzip.compress(INFO, mtime=0)
        + gzip.compress(record(answer()), mtime=0)
        + gzip.compress(record(answer()), mtime=0)
    )
    assert [item.record for item in read_bytes("a.warc.gz", raw, packed=False)] == [1, 2]


@pytest.mark.parametrize(
    "response",
    [
        answer(status="404 Not Found"),
        answer(status="301 Moved"),
        answer(kind="image/png"),
        answer(kind="application/json"),
        b"no headers at all",
    ],
)
def test_what_is_no_page_is_passed_over(read_bytes, response):
    (result,) = read_bytes("a.warc", record(response) + record(answer()))
    assert result.record == 1


def test_a_page_without_a_media_type_is_a_page(read_bytes):
    (result,) = read_bytes("a.warc", record(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE))
    assert result.text == PAGE.decode()


def test_the_charset_of_http_wins_over_detection_and_over_the_page(read_bytes):
    page = '<meta charset="utf-8"><p>Žižka otevřel přívoz</p>'
    (result,) = read_bytes("a.warc", record(answer(page.encode("iso-8859-2"), 'text/html; charset="ISO-8859-2"')))
    assert result.text == page


@pytest.mark.parametrize("charset", ["utf-8", "klingon", "unicode_escape"])
def test_a_charset_that_does_not_fit_is_not_believed(read_bytes, charset):
    page = '<meta charset="cp1252"><p>The café “Ada”</p>'
    (result,) = read_bytes("a.warc", record(answer(page.encode("cp1252"), f"text/html; charset={charset}")))
    assert result.text == page


PACKED = gzip.compress(PAGE, mtime=0)  # test names hold it, and must be the same in every process


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (PACKED, {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (chunked(PACKED), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE, {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE, {"Content_Encoding": "br"}),
    ],
)
def test_codings_are_undone_where_the_archive_has_not_done_so(read_bytes, body, headers):
    (result,) = read_bytes("a.warc", record(answer(body, **headers)))
    assert result.raw == PAGE


@pytest.mark.parametrize(
    "stated",
    [
        sha1(PAGE),
        sha1(PACKED),
        sha1(chunked(PACKED)),
        f"sha256:{hashlib.sha256(PAGE).hexdigest()}",
        "md5:" + hashlib.md5(PAGE).hexdigest().upper(),
        "blake9:abc",
    ],
)
def test_a_digest_may_be_of_any_form_of_the_page(read_bytes, stated):
    response = answer(chunked(PACKED), Transfer_Encoding="chunked", Content_Encoding="gzip")
    (result,) = read_bytes("a.warc", record(response, WARC_Payload_Digest=stated))
    assert isinstance(result, Document)


def test_a_page_with_another_digest_is_refused_alone(read_bytes):
    refusal, result = read_bytes("a.warc", record(answer(), WARC_Payload_Digest=sha1(b"other")) + record(answer()))
    assert (refusal.reason, refusal.record, refusal.raw) == ("broken_archive", 0, PAGE)
    assert result.record == 1


@pytest.mark.parametrize("cut", [1, 30, 80, 200, 330, 340])
def test_an_archive_that_is_cut_gives_what_is_whole_and_one_rejection(read_bytes, cut):
    raw = record(answer()) * 2
    first, *rest, refusal = read_bytes("a.warc", raw[:-cut])
    assert (first.record, refusal.reason) == (0, "broken_archive")
    assert refusal.record == 1 + len(rest)
    assert {type(item) for item in rest} <= {Document}
    assert len(rest) == (cut == 1)


def test_a_packed_archive_that_is_cut_gives_what_is_whole_and_one_rejection(read_bytes):
    members = b"".join(gzip.compress(record(answer(PAGE + b"%d" % number)), mtime=0) for number in range(20))
    *result, refusal = read_bytes("a.warc.gz", members[:-20], packed=False)
    assert ([item.record for item in result], refusal.reason) == (list(range(19)), "broken_archive")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (INFO, "empty"), (b"The ferry runs.\n\n", "broken_archive"), (b"\0" * 9, "broken_archive")],
)
def test_an_archive_without_a_page_is_refused_once(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.warc", raw)
    assert refusal.reason == reason


def test_a_page_above_the_limit_is_refused_alone(read_bytes):
    long = PAGE * 9000
    refusal, result = read_bytes(
        "a.warc", record(answer(long)) + record(answer()), ReadOptions(max_bytes=100, kept_bytes=6)
    )
    expected = ("too_large", len(long), hashlib.sha256(long).hexdigest(), b"<html>")
    assert (refusal.reason, refusal.size, refusal.sha256, refusal.raw) == expected
    assert result.record == 1


@pytest.mark.parametrize("form", ["gzip", "deflate"])
def test_a_page_that_unpacks_above_the_limit_is_refused(read_bytes, form):
    packed = gzip.compress(PAGE * 9000, mtime=0) if form == "gzip" else zlib.compress(PAGE * 9000)
    (refusal,) = read_bytes("a.warc", record(answer(packed, Content_Encoding=form)), ReadOptions(max_bytes=50_000))
    assert (refusal.reason, refusal.size) == ("too_large", len(packed))


def test_a_long_packed_page_is_unpacked_to_its_end(read_bytes):
    (result,) = read_bytes("a.warc", record(answer(gzip.compress(PAGE * 50_000, mtime=0), Content_Encoding="gzip")))
    assert result.raw == PAGE * 50_000


def test_a_page_of_blanks_is_empty(read_bytes):
    (refusal,) = read_bytes("a.warc", record(answer(b" \n")))
    assert (refusal.reason, refusal.media_type) == ("empty", "text/html")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=12), st.integers(1, 400))
def test_damage_anywhere_never_raises(location, damage, size):
    raw = INFO + record(answer(), WARC_Payload_Digest=sha1(PAGE)) + record(answer())
    raw = raw[:location] + damage + raw[location + len(damage) :]
    parts = (raw[start : start + size] for start in range(0, len(raw), size))
    result = list(read(Source("a.warc", "a.warc", "warc", len(raw)), parts, ReadOptions()))
    assert result
    assert {type(item) for item in result} <= {Document, Rejection}


def test_without_fastwarc_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    source = Source("crawl.warc", "raw/crawl.warc", "warc", 4)
    with pytest.raises(ConfigError, match=r"crawl\.warc is a web archive.*news-dataset-toolkit\[warc\]"):
        list(read(source, iter([b"WARC"]), ReadOptions()))
