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


def test_records_of_any_other_root_are_read_by_the_names_of_their_elements(read_bytes):
    record = "<article><title>Ferry {0}</title><pubDate>2024-03-0{0}</pubDate><author>Ada Quill</author>"
    record += "<body><p>It</p><p>runs.</p></body></article>"
    raw = f"<export><meta><text>x</text><n>1</n></meta><list>{record.format(1)}{record.format(2)}</list></export>"
    documents = read_bytes("a.xml", raw.encode())
    assert [(item.given["headline"], item.given["date"]) for item in documents] == [
        *(("Ferry 1", "2024-03-01"), ("Ferry 2", "2024-03-02")),
    ]
    assert documents[0].text == "It\n\nruns."


def test_stories_of_agencies_below_another_root_are_read(read_bytes):
    item = '<newsitem date="2019-06-03"><headline>Ferry</headline><text><p>The ferry runs again.</p></text></newsitem>'
    assert [document.given["headline"] for document in read_bytes("a.xml", f"<set>{item}{item}</set>".encode())] == [
        *("Ferry", "Ferry"),
    ]


def test_any_other_xml_that_breaks_off_keeps_what_was_whole(read_bytes):
    record = "<item2><title>Ferry</title><text>The ferry runs.</text></item2>"
    document, rejection = read_bytes("a.xml", f"<set>{record}{record[:30]}".encode())
    assert (document.text, rejection.reason) == ("The ferry runs.", "invalid_record")
