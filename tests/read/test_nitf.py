"""NITF articles."""

from xml.etree.ElementTree import fromstring

import pytest

from toolkit.read.nitf import find_fields

NITF = """<nitf><head><title>Title</title>
<docdata management-status="{status}"><date.issue norm="20230403T101500+0200"/><date.release norm="20230403T120000Z"/>
<doc.copyright holder="Coastal Press Exchange" year="2023"/></docdata>
<pubdata name="Ormsund Post" date.publication="20230404"/></head>
<body><body.head><hedline><hl1>Ferry runs again</hl1><hl2>The winter is over</hl2></hedline>
<byline>By <person>Ada Quill</person> and <person>Ben Orr</person><byttl>Staff writers</byttl></byline>
<distributor>CPX</distributor>
<dateline><location>ORMSUND</location>, <story.date>April 3</story.date></dateline></body.head>
<body.content><p>{lead}</p><media><media-caption>A ferry.</media-caption></media><p>Quill is glad.</p></body.content>
</body></nitf>"""


def fields(status="usable", lead="The ferry runs."):
    return find_fields(fromstring(NITF.format(status=status, lead=lead)))


def test_every_field_is_found():
    assert fields() == {
        "headline": "Ferry runs again",
        "standfirst": "The winter is over",
        "authors": ["Ada Quill", "Ben Orr"],
        "date": "2023-04-03T10:15:00+02:00",
        "source": "Ormsund Post",
        "agency": "CPX",
        "body": "ORMSUND, April 3 — The ferry runs.\n\nQuill is glad.",
        "rights": {
            "holder": "Coastal Press Exchange",
            "status": "usable",
            "embargo_until": "2023-04-03T12:00:00+00:00",
        },
    }


def test_a_dateline_that_the_lead_repeats_is_not_doubled():
    assert fields(lead="Ormsund (CPX) - The ferry runs.")["body"].startswith("Ormsund (CPX) - The")


@pytest.mark.parametrize(
    ("status", "expected"), [("canceled", "cancelled"), ("withheld", "withheld"), ("embargoed", "withheld")]
)
def test_the_status_is_understood(status, expected):
    assert fields(status=status)["rights"]["status"] == expected


@pytest.mark.parametrize(
    "byline", ["By Ada Quill", "<byttl>Harbour desk</byttl>", "By Ada Quill <byttl>Harbour desk</byttl>"]
)
def test_a_byline_of_words_gives_its_names(byline):
    root = fromstring(f"<nitf><body><body.head><byline>{byline}</byline></body.head></body></nitf>")
    assert find_fields(root).get("authors", []) == (["Ada Quill"] if "Ada" in byline else [])


def test_an_empty_article_has_no_fields():
    assert find_fields(fromstring("<nitf/>")) == {}


ARCHIVED = """<nitf><head><pubdata date.publication="19890603T000000" name="The New York Times"/></head>
<body><body.head><hedline><hl1>Bees</hl1></hedline>{bylines}</body.head><body.content>
<block class="lead_paragraph"><p>LEAD: A swarm came.</p></block>
<block class="full_text"><p>LEAD: A swarm came.</p>{more}
<p>It hums.</p></block></body.content></body></nitf>"""
PRINTED = '<byline class="print_byline">By TILDA MOSS</byline>'
NORMAL = '<byline class="normalized_byline">Moss, Tilda</byline>'


def archived(bylines=PRINTED + NORMAL, more=""):
    return find_fields(fromstring(ARCHIVED.format(bylines=bylines, more=more)))


def test_the_printed_and_the_normal_form_of_a_byline_are_one_person():
    assert archived()["authors"] == ["Tilda Moss"]
    assert archived(NORMAL)["authors"] == ["Tilda Moss"]


def test_a_lead_in_a_block_of_its_own_is_read_once():
    assert archived()["body"] == "A swarm came.\n\nIt hums."
    assert archived(more="<p>A swarm came.</p>")["body"] == "A swarm came.\n\nIt hums."
