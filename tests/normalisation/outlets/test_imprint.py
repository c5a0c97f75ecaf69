"""Tests of reading what a page says about its publisher; outlets without a profile are invented."""

import pytest

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.imprint import HINT, MASTHEAD, NEW_MASTHEAD, NEW_PRINTED, PRINTED, page_clues
from toolkit.normalisation.outlets.outlet_profiles import load_outlets

HEAD = ("headline", "Bridge opens in Examplia")


def clues(*labelled, site=None):
    text, lines = "", []
    for label, content in labelled:
        lines.append(Line(len(text), len(text) + len(content), content, label, 0.9))
        text += content + "\n"
    return [(clue.trust, clue.name) for clue in page_clues(text, lines, site, load_outlets())]


@pytest.mark.parametrize(
    ("label", "line", "expected"),
    [
        ("source", "Le Monde", (MASTHEAD, "Le Monde")),
        ("legal", "© Le Monde", (PRINTED, "Le Monde")),
        ("legal", "© 2024 Examplia Herald", (NEW_PRINTED, "Examplia Herald")),
        ("share", "Subscribe to Le Monde", (HINT, "Le Monde")),
        ("note", "Source: Xinhua", (PRINTED, "Xinhua")),
        ("note", "With inputs from PTI", (PRINTED, "PTI")),
    ],
)
def test_a_line_is_trusted_by_its_kind(label, line, expected):
    assert clues(HEAD, (label, line)) == [expected]


def test_an_outlet_of_one_common_word_needs_the_date_beside_it():
    line = ("share", "Time")
    assert (clues(HEAD, line), clues(HEAD, line, ("date", "2 May"))) == ([], [(MASTHEAD, "Time")])


def test_a_new_outlet_must_suit_the_site():
    line = ("legal", "© 2024 Examplia Herald")
    assert (clues(HEAD, line, site="othergazette"), bool(clues(HEAD, line, site="exampliaherald"))) == ([], True)


def test_nothing_is_said_by_an_empty_page():
    assert clues() == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Examplia Gazette", "Examplia Gazette"),
        ("The Examplia Ledger REGION", "The Examplia Ledger"),
        ("THE EXAMPLIA COURIER", "The Examplia Courier"),
    ],
)
def test_a_name_that_heads_the_page_is_a_masthead(line, name):
    assert clues(("section", line), HEAD, ("byline", "By Ada Moor")) == [(NEW_MASTHEAD, name)]


def test_a_name_further_down_is_no_masthead_without_a_date_beside_it():
    assert clues(HEAD, ("byline", "By Ada Moor"), ("share", "Examplia Gazette")) == []
