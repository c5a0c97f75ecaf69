"""NewsML-G2 items and messages."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions
from toolkit.read.input_file import Source
from toolkit.read.newsml import find_fields, read_item, read_message

PARAGRAPHS = "<p>The ferry to Ormsund runs again.</p><p>Ada Quill is glad.</p>"
XHTML = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>{PARAGRAPHS}</body></html></inlineXML>'
NITF = f'<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Inner</hl1></hedline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf></inlineXML>'
PLAIN = '<inlineData contenttype="text/plain">The ferry to Ormsund runs again.\n\nAda Quill is glad.</inlineData>'
BODY = "The ferry to Ormsund runs again.\n\nAda Quill is glad."


def item(
    content=XHTML,
    *,
    status='<pubStatus qcode="stat:usable"/>',
    meta="",
    headline="<headline>Ferry runs again</headline>",
):
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:cpx.example:1" xml:lang="en-GB">'
        "<rightsInfo><copyrightHolder><name>Coastal Press Exchange</name></copyrightHolder>"
        "<copyrightNotice>Copyright 2023.</copyrightNotice><usageTerms>Not for archives.</usageTerms></rightsInfo>"
        '<itemMeta><itemClass qcode="ninat:text"/><provider literal="CPX"/>'
        f"<versionCreated>2023-04-04T08:00:00+02:00</versionCreated>{status}</itemMeta>"
        f"<contentMeta><contentCreated>2023-04-03T10:15:00+02:00</contentCreated>"
        f"<by>By Ada Quill and Ben Orr</by>{meta}"
        f'<language tag="en"/>{headline}'
        '<description role="drol:summary">The winter is over.</description></contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    ).encode()


def message(*items):
    return b'<?xml version="1.0"?><newsMessage><header/><itemSet>' + b"".join(items) + b"</itemSet></newsMessage>"


def test_an_item_is_one_document_with_every_field(read_bytes):
    (document,) = read_bytes("a.xml", item())
    assert document.given == {
        "headline": "Ferry runs again",
        "standfirst": "The winter is over.",
        "authors": ["Ada Quill", "Ben Orr"],
        "date": "2023-04-03T10:15:00+02:00",
        "source": "CPX",
        "language": "en",
        "body": BODY,
        "rights": {
            "holder": "Coastal Press Exchange",
            "usage_terms": "Copyright 2023. Not for archives.",
            "status": "usable",
        },
    }
    assert (document.record, document.sha256) == (None, hashlib.sha256(item()).hexdigest())


@pytest.mark.parametrize("content", [XHTML, NITF, PLAIN], ids=["XHTML", "NITF", "plain"])
def test_every_form_of_content_gives_the_same_body(read_bytes, content):
    (document,) = read_bytes("a.xml", item(content))
    assert (document.text, document.given["headline"]) == (BODY, "Ferry runs again")


def test_the_headline_inside_is_taken_where_the_item_has_none(read_bytes):
    (document,) = read_bytes("a.xml", item(NITF, headline=""))
    assert document.given["headline"] == "Inner"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "cancelled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:usable"/><signal qcode="sig:kill"/>', "cancelled"),
        ('<embargoed/><pubStatus qcode="stat:usable"/>', "withheld"),
        ("<embargoed/>", "withheld"),
        ("", None),
    ],
)
def test_status_signals_and_endless_embargoes_are_understood(read_bytes, status, expected):
    (document,) = read_bytes("a.xml", item(status=status))
    assert document.given["rights"].get("status") == expected


def test_an_embargo_keeps_its_moment(read_bytes):
    (document,) = read_bytes("a.xml", item(status="<embargoed>2023-04-05T00:00:00Z</embargoed>"))
    assert document.given["rights"]["embargo_until"] == "2023-04-05T00:00:00Z"


def test_a_dateline_is_put_before_the_lead(read_bytes):
    (document,) = read_bytes("a.xml", item(meta="<dateline>ORMSUND, April 3 (CPX) -</dateline>"))
    assert document.text.startswith("ORMSUND, April 3 (CPX) — The ferry")


@pytest.mark.parametrize("ending", ["xml", "xml.gz", "newsml.zst"])
def test_a_message_gives_its_items_one_by_one(read_bytes, ending):
    result = read_bytes(f"a.{ending}", message(item(), item(PLAIN), item("")))
    assert [(entry.record, getattr(entry, "reason", None)) for entry in result] == [
        (0, None),
        (1, None),
        (2, "missing_text"),
    ]


def test_a_message_that_breaks_off_keeps_the_items_before(read_bytes):
    first, refusal = read_bytes("a.xml", message(item(), item())[:-200])
    assert (first.record, refusal.reason, refusal.record) == (0, "invalid_record", 1)


def test_a_packed_message_that_breaks_off_keeps_the_items_before(read_bytes, pack):
    items = [
        item(f'<inlineData contenttype="text/plain">{hashlib.sha256(b"%d" % n).hexdigest() * 9}</inlineData>')
        for n in range(900)
    ]
    packed = pack("a.xml.gz", message(*items))
    *documents, refusal = read_bytes("a.xml.gz", packed[: len(packed) // 2], packed=False)
    assert len(documents) > 100
    assert (refusal.reason, refusal.record) == ("broken_archive", len(documents))


def test_a_message_without_items_is_empty(read_bytes):
    (refusal,) = read_bytes("a.xml", message())
    assert refusal.reason == "empty"


def test_an_item_above_the_limit_ends_a_message(read_bytes):
    (refusal,) = read_bytes("a.xml", message(item("x" * 200_000)), ReadOptions(max_bytes=50_000))
    assert refusal.reason == "too_large"


BOMB = '<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><nitf><body>&b;</body></nitf>'
OUTSIDE = '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]><nitf><body>&a;</body></nitf>'


@pytest.mark.parametrize("raw", [BOMB, OUTSIDE, "<nitf>", "<nitf>&nbsp;</nitf>", "<newsItem></nitf>"])
def test_harmful_and_broken_xml_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("a.xml", raw.encode())
    assert (refusal.reason, refusal.record) == ("invalid_record", None)


def test_elements_within_elements_without_end_are_refused(read_bytes):
    (refusal,) = read_bytes("a.xml", b"<nitf>" * 30_000)
    assert (refusal.reason, refusal.record) == ("too_large", None)


def test_a_document_type_that_is_only_named_is_harmless(read_bytes):
    raw = f'<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>'
    (document,) = read_bytes("a.nitf", raw.encode())
    assert document.text == BODY


@pytest.mark.parametrize("reader", [read_item, read_message])
@given(
    st.lists(
        st.sampled_from(
            [b"<newsItem>", b"</newsItem>", b"<contentSet>", b"<inlineXML>", b"<p>", b"x", b"&", b"\0", b"</p>"]
        )
    )
)
def test_any_bytes_are_read_without_an_error(reader, parts):
    source = Source("a.xml", "a.xml", "xml", 0)
    result = list(reader(source, iter(parts), ReadOptions()))
    assert {type(entry) for entry in result} <= {Document, Rejection}
    assert result


def test_an_item_without_anything_has_no_text():
    from xml.etree.ElementTree import fromstring

    assert "body" not in find_fields(fromstring("<newsItem/>"))


def test_a_name_of_the_provider_goes_before_a_code_of_the_source(read_bytes):
    stated = '<itemMeta><provider qcode="p:rw"><name>Ravensholm Wire</name></provider></itemMeta><contentMeta>'
    raw = (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{stated}<infoSource literal="RW"/>'
        "<headline>Bees</headline></contentMeta><contentSet>"
        "<inlineData>A swarm was taken in.</inlineData></contentSet></newsItem>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert document.given["source"] == "Ravensholm Wire"
