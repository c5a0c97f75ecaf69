"""RSS and Atom feeds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions
from toolkit.read.feed import read
from toolkit.read.input_file import Source

CONTENT = "<p>The ferry to Ormsund runs again.</p><p>“We are glad,” said Ada Quill.</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ormsund Post</title><link>https://post.example/</link><language>en-gb</language>
<copyright>All rights reserved, Ormsund Press</copyright>
<item><title>Ferry &amp;amp; bell</title><link>https://post.example/ferry</link><dc:creator>Ada Quill</dc:creator>
<pubDate>Mon, 03 Apr 2023 23:15:00 -0500</pubDate><description>The winter is over.</description>
<content:encoded><![CDATA[{CONTENT}]]></content:encoded></item>
<item><title>Bell</title><description>The bell was cast anew, and it rings &amp;quot;well&amp;quot;.</description>
<author>post@post.example (Ben Orr)</author></item>
<item><title>Teaser</title><description>The bell was cast [&amp;#8230;]</description></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Ormsund Post</title>
<entry><title type="html">Fähre &lt;i&gt;fährt&lt;/i&gt;</title><link href="https://post.example/faehre"/>
<updated>2023-04-03T10:15:00+02:00</updated><author><name>Ada Quill</name></author><author><name>Ben Orr</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{CONTENT}</div></content></entry></feed>""".encode()


def test_an_entry_of_rss_is_one_document_with_every_field(read_bytes):
    first, _, _ = read_bytes("a.rss", RSS)
    assert first.given == {
        "headline": "Ferry & bell",
        "standfirst": "The winter is over.",
        "authors": ["Ada Quill"],
        "date": "2023-04-03T23:15:00-05:00",
        "source": "Ormsund Post",
        "url": "https://post.example/ferry",
        "language": "en-gb",
        "rights": {"usage_terms": "All rights reserved, Ormsund Press"},
    }
    assert (first.text, first.media_type, first.record) == (CONTENT, "text/html", 0)


def test_a_description_that_is_the_whole_article_is_its_body(read_bytes):
    _, second, _ = read_bytes("a.rss", RSS)
    assert second.given["body"] == 'The bell was cast anew, and it rings "well".'
    assert (second.media_type, second.given["authors"]) == ("text/plain", ["Ben Orr"])


def test_a_teaser_is_refused(read_bytes):
    *_, third = read_bytes("a.rss", RSS)
    assert (third.reason, third.record) == ("truncated", 2)


@pytest.mark.parametrize("name", ["a.atom", "a.xml", "a.atom.gz", "feed"])
def test_an_entry_of_atom_is_one_document(read_bytes, name):
    (document,) = read_bytes(name, ATOM)
    assert (document.given["headline"], document.given["authors"]) == ("Fähre fährt", ["Ada Quill", "Ben Orr"])
    assert (document.given["date_modified"], document.given["language"]) == ("2023-04-03T10:15:00+02:00", "de")
    assert (document.given["dated_by"], document.given.get("date")) == ("updated", None)
    assert (document.media_type, "said Ada Quill" in document.text) == ("text/html", True)


def test_the_same_entry_has_the_same_digest_in_every_file(read_bytes):
    assert read_bytes("a.rss", RSS)[0].sha256 == read_bytes("b.xml", RSS)[0].sha256


def test_a_feed_that_breaks_off_keeps_the_entries_before(read_bytes):
    first, refusal = read_bytes("a.rss", RSS[: RSS.index(b"cast anew")])
    assert (first.record, refusal.reason, refusal.record) == (0, "invalid_record", 1)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"<rss><channel></channel></rss>", "empty"),
        (b"The ferry runs again.", "invalid_record"),
        (b"https://post.example/feed.xml", "invalid_record"),
    ],
)
def test_a_feed_without_entries_is_refused_and_never_fetched(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.rss", raw)
    assert refusal.reason == reason


def test_a_feed_with_an_undefined_entity_is_read(read_bytes):
    assert len(read_bytes("a.rss", RSS.replace(b"Bell<", b"Bell&nbsp;<"))) == 3


def test_a_feed_that_would_grow_without_end_does_not(read_bytes):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ferry ferry"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    )
    raw = RSS.replace(b'<?xml version="1.0" encoding="utf-8"?>', bomb).replace(b"The winter is over.", b"&b;")
    assert max(len(element.raw) for element in read_bytes("a.rss", raw)) < 1000


PIECES = [
    b"<item>",
    b"</item>",
    b"<title>",
    b"<pubDate>x",
    b"<link>",
    b"<author>",
    b"&#xd800;",
    b"&#99999999999999;",
    b"\xff",
    b"<content:encoded>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_bytes_are_read_without_an_error(parts):
    whole = b"<rss><channel>" + b"".join(parts) + b"</channel></rss>"
    result = list(read(Source("a.rss", "a.rss", "feed", len(whole)), iter([whole]), ReadOptions()))
    assert result
    assert {type(element) for element in result} <= {Document, Rejection}


@pytest.mark.parametrize("identity", ["12345", "urn:uuid:1f", "tag:post.example,2024:7"])
def test_an_entry_whose_identifier_is_no_address_has_no_url(read_bytes, identity):
    item = f"<title>Bell</title><guid>{identity}</guid><description>It rings again.</description>"
    feed = f"<rss><channel><item>{item}</item></channel></rss>"
    (document,) = read_bytes("a.rss", feed.encode())
    assert (document.url, document.text) == (None, "It rings again.")
