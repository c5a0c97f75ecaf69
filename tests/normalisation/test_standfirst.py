"""The standfirst is one or two lines, or absent."""

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.standfirst import find_standfirst


def line(text, label, start=0):
    return Line(start, start + len(text), text, label, 0.8)


def test_a_document_without_one_has_none():
    assert find_standfirst([line("Owl seen", "headline"), line("An owl was seen.", "body")], None) == ()


def test_a_standfirst_printed_twice_is_taken_once():
    lines = [line("A bird comes back", "standfirst"), line("A bird comes back", "standfirst", 40)]
    assert find_standfirst(lines, None) == (lines[0],)


def test_the_headline_is_never_its_own_standfirst():
    headline = line("Owl seen", "headline")
    assert find_standfirst([headline, line("Owl seen", "standfirst", 20)], headline) == ()


def test_more_than_two_lines_are_too_many():
    lines = [line(f"Point {number}", "standfirst", number * 20) for number in range(4)]
    assert find_standfirst(lines, None) == tuple(lines[:2])


BODY = "The ferry between the islands sails again on Saturday, the harbour office said after eleven weeks of storms."


def test_an_unclaimed_line_made_of_the_words_of_the_body_is_a_teaser():
    headline = line("Ferry sails again", "headline")
    teaser = line("Ferry between islands sails Saturday after eleven weeks, harbour office said", "related", 20)
    assert find_standfirst([headline, teaser, line(BODY, "body", 120)], headline) == (teaser,)


def test_an_unclaimed_line_of_other_words_is_a_link():
    headline = line("Ferry sails again", "headline")
    link = line("Mayor opens bridge across valley while farmers protest against prices", "related", 20)
    assert find_standfirst([headline, link, line(BODY, "body", 120)], headline) == ()


def announced(probability):
    headline = line("Bell rings no more", "headline")
    text = "The town has silenced its bell. Many are glad, some are not. What the rule means and whom it is for."
    opening = Line(20, 20 + len(text), text, "body", probability)
    return opening, find_standfirst([headline, opening, *[line(BODY, "body", 200)] * 3], headline)


def test_a_doubtful_opening_that_announces_what_is_answered_is_the_standfirst():
    opening, standfirst = announced(0.8)
    assert standfirst == (opening,)


def test_a_sure_line_of_body_is_no_announcement():
    _, standfirst = announced(0.99)
    assert standfirst == ()
