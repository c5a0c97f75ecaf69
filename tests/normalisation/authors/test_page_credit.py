"""Tests of the organisations that sign pages; all of them are invented."""

import json

import pytest

from toolkit.contract.records import Document
from toolkit.normalisation.html.page import normalise_page
from toolkit.normalisation.options import NormaliseOptions

LEAD = "The ferry to Ormsund has been running again since Monday, and the bell on the quay was rung all morning long."
NEXT = "Forty people went across on the first day, although it rained from morning until night without a break."


def article(author=None, byline="", meta=""):
    described = {"@type": "NewsArticle", "headline": "The ferry runs again", **({"author": author} if author else {})}
    script = f'<script type="application/ld+json">{json.dumps(described)}</script>'
    head = f'<title>The ferry runs again</title><meta property="og:site_name" content="Ormsund Post">{meta}{script}'
    text = f"<h1>The ferry runs again</h1>{byline}<p>{LEAD}</p><p>{NEXT}</p>"
    source = f'<html lang="en"><head>{head}</head><body><article>{text}</article></body></html>'
    return source, normalise_page(Document("a.html", source, "0" * 64, "text/html"), NormaliseOptions())


@pytest.mark.parametrize(
    ("stated", "credit"),
    [
        ({"author": {"@type": "Organization", "name": "Ormsund Press"}}, "Ormsund Press"),
        ({"author": "Ormsund Post"}, "Ormsund Post"),
        ({"author": {"@type": "Person", "name": "Sports desk"}}, "Sports desk"),
        ({"meta": '<meta name="author" content="Fjordverlag GmbH">'}, "Fjordverlag GmbH"),
        ({"byline": '<p class="byline">By Ormsund newsroom</p>'}, "Ormsund newsroom"),
    ],
)
def test_an_organisation_that_signs_a_page_is_its_credit(stated, credit):
    _, result = article(**stated)
    assert (result.credit, result.authors) == (credit, ())


@pytest.mark.parametrize("author", ["admin", "https://post.example/staff", "@ormsundpost"])
def test_what_names_nobody_is_no_credit_of_a_page(author):
    _, result = article(author)
    assert result.credit is None


def test_a_page_with_a_person_has_no_credit():
    _, result = article([{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Ormsund Press"}])
    assert (result.authors, result.credit) == (("Ada Quill",), None)


def test_the_evidence_of_a_credit_is_where_it_is_written():
    source, result = article({"@type": "Organization", "name": "Ormsund Press"})
    (item,) = [item for item in result.evidence if item.field == "credit"]
    assert source[item.start : item.end] == "Ormsund Press"
