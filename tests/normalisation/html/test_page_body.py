"""The body of a page."""

import pytest

from toolkit.contract.records import Document
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.page_body import Passage, body_texts, key_of, locate, without
from toolkit.normalisation.html.page_metadata import read_metadata
from toolkit.normalisation.lines.label_lines import label_lines

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse."
NEXT = "Forty people went across on the first day, although it rained from morning until night without a break."
LAST = "The bell, which was cast anew over the winter, will be hung before the end of the month, the mayor added."


def texts(*paragraphs, given=None, headline="The ferry runs again"):
    source = (
        "<html><body><article>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</article></body></html>"
    )
    document = Document("a.html", source, "0" * 64, "text/html", given=given or {})
    markup = parse(source)
    return body_texts(document, markup, read_metadata(markup), Passage(headline), lambda: label_lines(markup.text))


def test_a_clean_body_stays_whole():
    assert texts(LEAD, NEXT, LAST) == (LEAD, NEXT, LAST)


@pytest.mark.parametrize(
    "residue",
    ["Share this article on Facebook", "© 2024 Ormsund Post. All rights reserved.", "Sign up for our daily newsletter"],
)
def test_lines_behind_the_body_that_are_surely_none_are_cut(residue):
    assert texts(LEAD, NEXT, LAST, residue) == (LEAD, NEXT, LAST)


def test_the_headline_above_the_body_is_cut():
    assert texts("The ferry runs again", LEAD, NEXT, LAST) == (LEAD, NEXT, LAST)


def test_a_given_body_is_cut_into_its_paragraphs_and_nothing_else():
    given = {"body": "Share this article on Facebook\n\nFerry\nand bell"}
    assert texts(LEAD, NEXT, given=given) == ("Share this article on Facebook", "Ferry\nand bell")


def test_a_long_paragraph_is_kept_once_and_short_ones_as_often_as_they_come():
    assert list(without([LEAD, "Yes.", NEXT, "Yes.", LEAD], None)) == [LEAD, "Yes.", NEXT, "Yes."]


def test_paragraphs_are_located_one_behind_the_other():
    markup = parse("<p>Yes.</p><p>No.</p><p>Yes.</p>")
    result = list(locate(markup, iter(["Yes.", "No.", "Yes.", "Never."]), None))
    assert [(passage.start, passage.end) for passage in result] == [(0, 4), (5, 8), (9, 13), (None, None)]


def test_two_prints_of_one_passage_have_one_key():
    assert key_of("“It’s” — the Ferry") == key_of('"It\'s" - THE FERRY')
