"""The body of a page by the labels of its lines."""

from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.labelled_text import labelled_text
from toolkit.normalisation.html.page_body import is_sentence
from toolkit.normalisation.lines.line import Line

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse there."
LAST = "The bell, which was cast anew over the winter, will be hung before the end of the month, the mayor added."
TITLES = ("Norvik council weighs a second pier", "Fog delays the night boat", "Bakers of Tarn win a prize")


def chosen(*blocks):
    """Return the body of a page of blocks, given as markup, label and probability of the label."""
    markup = parse("".join(f"<p>{block}</p>" for block, _, _ in blocks))
    lines, start = [], 0
    for text, (_, label, probability) in zip(markup.text.split("\n"), blocks, strict=True):
        lines.append(Line(start, start + len(text), text, label, probability))
        start += len(text) + 1
    return labelled_text(markup, lines, is_sentence)


def test_lines_that_are_surely_body_are_the_body():
    assert chosen((LEAD, "body", 0.99), (LAST, "body", 0.97)) == (LEAD, LAST)


def test_a_line_within_the_body_that_is_something_else_is_left_out():
    assert chosen((LEAD, "body", 0.99), ("Share this", "share", 0.9), (LAST, "body", 0.97)) == (LEAD, LAST)


def test_a_heading_above_a_paragraph_of_the_body_is_body_whatever_its_label():
    blocks = [(LEAD, "body", 0.99), ("</p><h2>The bell</h2><p>", "share", 0.9), (LAST, "body", 0.97)]
    assert chosen(*blocks) == (LEAD, "The bell", LAST)


def test_a_heading_above_something_else_is_no_body():
    blocks = [(LEAD, "body", 0.99), ("</p><h2>More</h2><p>", "share", 0.9), (TITLES[0], "related", 0.9)]
    assert chosen(*blocks, (LAST, "body", 0.97)) == (LEAD, LAST)


def test_links_are_no_body_whatever_their_label():
    titles = [(f"<a href='/{number}'>{title}</a>", "body", 0.9) for number, title in enumerate(TITLES)]
    assert chosen(*titles, (LEAD, "body", 0.99), (LAST, "body", 0.97), *titles) == (LEAD, LAST)


def test_a_link_within_a_sentence_is_body():
    linked = LEAD.replace("Ada Quill", "<a href='/quill'>Ada Quill</a>")
    assert chosen((linked, "body", 0.99), (LAST, "body", 0.97)) == (LEAD, LAST)


def test_a_short_line_of_body_far_from_the_article_is_left_out():
    others = [(title, "related", 0.95) for title in TITLES * 3]
    assert chosen((LEAD, "body", 0.99), (LAST, "body", 0.97), *others, ("It rains.", "body", 0.6)) == (LEAD, LAST)


def test_a_short_sentence_in_the_paragraph_right_behind_is_body_whatever_its_label():
    assert chosen((LEAD, "body", 0.99), (LAST, "body", 0.97), ("It rains.", "related", 0.9)) == (
        LEAD,
        LAST,
        "It rains.",
    )


def test_a_call_in_the_paragraph_right_behind_is_no_body():
    call = ("Sign up for our newsletter.", "related", 0.9)
    assert chosen((LEAD, "body", 0.99), (LAST, "body", 0.97), call) == (LEAD, LAST)


def test_a_page_without_any_body_has_none():
    assert chosen(*((title, "related", 0.95) for title in TITLES)) == ()
