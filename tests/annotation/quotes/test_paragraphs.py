"""Paragraphs of a body."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces


def split(body):
    return [body[p.start : p.end] for p in split_paragraphs(body, find_pieces(body))]


def test_lines_are_paragraphs_and_blank_lines_are_none():
    assert split("One.\n\nTwo.\n") == ["One.", "Two."]


def test_a_line_that_ends_in_a_colon_takes_the_quote_below_with_it():
    assert split('Ada Byte said:\n\n"So be it."\nThe end.') == ['Ada Byte said:\n\n"So be it."', "The end."]


def test_a_line_that_ends_in_a_colon_stays_alone_before_plain_words():
    assert split("Three things:\nOne is new.") == ["Three things:", "One is new."]


@given(st.text(alphabet='ab:, "“”.\n', max_size=60))
def test_every_piece_is_in_one_paragraph(body):
    pieces = find_pieces(body)
    held = [piece for paragraph in split_paragraphs(body, pieces) for piece in paragraph.pieces]
    assert pieces == held
