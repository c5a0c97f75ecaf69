"""One line is the headline."""

import pytest

from toolkit.normalisation.headline import choose_headline, find_headline
from toolkit.normalisation.lines.line import Line


def line(text, label, probability, start):
    return Line(start, start + len(text), text, label, probability)


def test_the_most_probable_candidate_wins():
    lines = [line("Owl seen in town", "headline", 0.7, 0), line("Owl", "headline", 0.4, 20)]
    assert find_headline(lines) == (lines[0],)


def test_of_two_equal_candidates_the_later_is_the_printed_one():
    lines = [
        line("Owl seen", "headline", 0.7, 0),
        line("Share", "share", 0.9, 10),
        line("Owl seen", "headline", 0.7, 20),
    ]
    assert find_headline(lines) == (lines[2],)


def test_a_document_without_a_candidate_has_no_headline():
    assert find_headline([line("Owl seen", "body", 0.9, 0), line("Share", "share", 0.9, 20)]) == ()


def test_lines_that_were_judged_together_are_one_headline():
    lines = [line("Owl seen", "headline", 0.7, 0), line("in town", "headline", 0.7, 9), line("Body.", "body", 0.9, 20)]
    assert find_headline(lines) == tuple(lines[:2])


@pytest.mark.parametrize(
    ("lines", "chances", "chosen"),
    [
        (["Owl seen in the old town", "Share"], [0.8, 0.01], 0),
        (["Owl seen in the old town - The Harbour Post", "Owl seen in the old town"], [0.8, 0.4], 1),
        (["Home > News > Owl seen in the old town", "Owl seen in the old town"], [0.7, 0.4], 1),
        (["By Ada Fenn of the Post", "Owl seen in the old town"], [0.5, 0.4], 1),
        (["Owls", "Owl seen in the old town"], [0.5, 0.4], 1),
        (["Share", "Print"], [0.05, 0.02], None),
        (["The Harbour Bulletin", "Owl seen in the old town once more"], [0.95, 0.2], 1),
        (["The Harbour Bulletin", "Share"], [0.95, 0.001], 0),
        ([], [], None),
    ],
)
def test_the_printed_headline_is_chosen_among_the_likely_lines(lines, chances, chosen):
    assert choose_headline(lines, chances, first_body=5) == chosen
