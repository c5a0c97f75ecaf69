"""XML files, told apart by their root."""

import pytest

from toolkit.read.xml_dispatch import root_of

RSS = b"<rss><channel><item><title>Ferry</title><description>The ferry runs again.</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("start", "root"),
    [
        (b"<rss version='2.0'>", "rss"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <feed> -->\n<rdf:RDF>', "RDF"),
        (b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>', "nitf"),
        ("<newsItem/>".encode("utf-16"), "newsItem"),
        (b"<body.content>", "body.content"),
        (b"<!-- never closed <rss>", ""),
        (b"no mark-up", ""),
        (b"A text about <rss> and how it is written", ""),
        (b"< rss>", ""),
        (b"", ""),
        (b"<!--" * 20_000, ""),
        (b"<!" * 30_000, ""),
    ],
)
def test_the_root_is_found(start, root):
    assert root_of(start) == root


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (RSS, "text/plain"),
        (b"<nitf><body><body.content><p>The ferry runs.</p></body.content></body></nitf>", "text/plain"),
        (b'<?xml version="1.0"?><html><body><p>The ferry runs.</p></body></html>', "text/html"),
    ],
)
def test_the_root_chooses_the_reader(read_bytes, raw, media_type):
    (document,) = read_bytes("a.xml", raw)
    assert document.media_type == media_type


@pytest.mark.parametrize(("raw", "reason"), [(b"<svg/>", "unsupported"), (b"Ferry", "unsupported"), (b" \n", "empty")])
def test_other_xml_is_refused(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.xml", raw)
    assert refusal.reason == reason
