"""Spans between quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.quotes.quotation_marks import find_pieces


def texts(body):
    return [body[piece.start : piece.end] for piece in find_pieces(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“We open today,” she said.", ["We open today,"]),
        ('"We open today," she said.', ["We open today,"]),
        ("''We open today,'' she said.", ["We open today,"]),
        ("«We open today», she said.", ["We open today"]),
        ("« We open today », she said.", ["We open today"]),
        ("„We open today“, she said.", ["We open today"]),
        ('“We open today," she said.', ["We open today,"]),
        ('"We open today,” she said. “Come”', ["We open today,", "Come"]),
        ('" We open today", she said.', ["We open today"]),
        ("“He called it “a gem” twice,” she said.", ["He called it “a gem” twice,"]),
        ("“He called it ‘a gem’ twice,” she said.", ["He called it ‘a gem’ twice,"]),
        ("No marks at all.", []),
        ('"', []),
        ("He is 6'2\" tall.", []),
        ('"" “”', []),
        ("HOST: no marks", []),
        ('"HOST: Welcome to the show."', ["Welcome to the show."]),
    ],
)
def test_pieces_are_cut_without_their_marks(body, expected):
    assert expected == texts(body)


def test_a_mark_left_open_closes_at_the_end_of_its_line():
    pieces = find_pieces('She said: "We open today.\nThe ferry left.')
    assert [
        ('She said: "We open today.\nThe ferry left.'[piece.start : piece.end], piece.closed) for piece in pieces
    ] == [("We open today.", False)]


def test_a_line_that_only_closes_a_mark_continues_the_open_line_before():
    body = 'She said: "We open today.\n\nNobody will wait."'
    assert [piece.opened for piece in find_pieces(body)] == [True, False]


def test_single_marks_count_when_a_body_has_no_double_ones():
    body = "She said: 'We open the gate today, and nobody waits.' Tom's ferry left."
    assert texts(body) == ["We open the gate today, and nobody waits."]


def test_single_marks_may_begin_a_body():
    assert texts("'We open the gate today, and nobody waits,' she said.") == [
        "We open the gate today, and nobody waits,"
    ]


def test_single_marks_are_nested_when_a_body_has_double_ones():
    assert texts("“We open today,” she said of the ‘grand old gate that we all love.’") == ["We open today,"]


def test_double_marks_inside_single_ones_are_nested():
    body = "She said: ‘We call it “the grand old gate” and we love it, all of us.’ Tom left."
    assert texts(body) == ["We call it “the grand old gate” and we love it, all of us."]


def test_a_headline_may_put_speech_between_single_marks():
    assert texts("Ada Byte: ‘We open the gate today’\n\nThe gate opened.") == ["We open the gate today"]


@given(st.text(alphabet="\"“”'’‘«»„ab .,\n", max_size=80))
def test_pieces_are_ordered_apart_and_within_one_line(body):
    here = 0
    for piece in find_pieces(body):
        assert here <= piece.start < piece.end <= len(body)
        assert "\n" not in body[piece.start : piece.end]
        here = piece.end
