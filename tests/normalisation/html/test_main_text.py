"""The main text of a page."""

import pytest

from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.main_text import main_text

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse."
NEXT = "Forty people went across on the first day, although it rained from morning until night without a break."


def test_paragraphs_subheads_and_items_come_in_their_order():
    middle = "<h2>What comes next</h2><ul><li>The quay is repaired first</li></ul>"
    page = f"<html><body><article><p>{LEAD}</p>{middle}<p>{NEXT}</p></article></body></html>"
    assert main_text(page) == (LEAD, "What comes next", "The quay is repaired first", NEXT)


def test_a_line_break_begins_a_paragraph():
    assert main_text(f"<html><body><p>{LEAD}<br><br>{NEXT}</p></body></html>") == (LEAD, NEXT)


def test_inline_markup_leaves_no_trace():
    page = f"<html><body><p>{LEAD.replace('ferry', '<b>fer</b>ry')}</p><p>{NEXT}</p></body></html>"
    assert main_text(page) == (LEAD, NEXT)


def test_a_fragment_is_read_like_a_page():
    assert main_text(f"<p>{LEAD}</p><p>{NEXT}</p>") == (LEAD, NEXT)


def test_a_declared_encoding_does_not_matter_to_decoded_text():
    page = f"<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>{LEAD} Café.</p><p>{NEXT}</p></body></html>"
    assert main_text(page) == (f"{LEAD} Café.", NEXT)


def test_scripts_and_navigation_do_not_leak():
    hidden = "<script>var leak = 1;</script><style>leak</style>"
    page = f"<html><body><nav><a href='/'>Home</a></nav><p>{LEAD}</p>{hidden}<p>{NEXT}</p></body></html>"
    assert main_text(page) == (LEAD, NEXT)


@pytest.mark.parametrize(
    "page",
    ["", " ", "<html></html>", "<p></p>", "<div>" * 20_000, "<html><body>" + "<b>" * 20_000, "\0", "<script>x"],
)
def test_a_page_without_text_or_sense_has_no_paragraphs(page):
    assert main_text(page) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) { leak }</script>",
        "<style>p > b { leak }</style>",
        "<svg><text>leak</text><path d='M0'/></svg>",
    ],
)
def test_what_holds_no_text_can_be_cut_beforehand(hidden):
    page = f"<html><body><p>{LEAD.replace('ferry', f'fer{hidden}ry')}</p>{hidden}<p>{NEXT}</p></body></html>"
    textless = parse(page).textless
    assert len(textless) == 2
    assert main_text(page, textless) == main_text(page) == (LEAD, NEXT)


def test_the_description_of_a_forum_is_not_cut():
    script = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    posts = f'<div class="comments"><p>{LEAD}</p><p>{NEXT}</p></div>'
    page = f"<html><body>{script}{posts}</body></html>"
    assert main_text(page, parse(page).textless) == main_text(page)


def test_a_root_that_closes_itself_and_an_odd_declaration_hide_nothing():
    page = f'<!DOCTYPE html SYSTEM "about:legacy/"/>\n<html lang="en" /><body><p>{LEAD}</p><p>{NEXT}</p></body>'
    assert main_text(page) == (LEAD, NEXT)
