"""Tokens of the reporter's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.quotes.narration import read_narration
from toolkit.annotation.quotes.quotation_marks import find_pieces


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Ada Byte said the bridge is open.", "NNVDwBw."),
        ('"Yes," said Ms. Byte.', "QVNN."),
        ("Mr. Reed (left) spoke on Monday.", "NNVIR."),
        ("The report calls it a gem.", "DwVPDw."),
        ("In the report, she told him.", "IDw,PVw."),
        ("The U.S. senator wrote: no.", "DNwV:D."),
        ("Suddenly, he left.", "R,Pw."),
        ("Kelly said so.", "NVC."),
        ("Asked when, he left.", "RC,Pw."),
        ("Carved in oak, it says yes.", "RIw,PVw."),
        ("Husted said it.", "NVP."),
        ("Husted on Monday said it.", "NIRVP."),
        ("Ahmed of Lowhill said it.", "NINVP."),
        ("He met Husted in Lowhill.", "PwNIN."),
        ("Said Ms. Byte: no.", "VNN:D."),
        ("Ahmed left.", "Nw."),
        ("― Ada Byte", "-NN"),
        ("Byte’s claim that", "NwC"),
    ],
)
def test_words_are_classed(text, classes):
    assert classes == read_narration(text, 0, len(text), find_pieces(text)).classes


@given(st.text(alphabet='Ada said "he, (x) “the”. \n’', max_size=60))
def test_spans_cut_the_words_out_of_the_body(body):
    narration = read_narration(body, 0, len(body), find_pieces(body))
    for index, word in enumerate(narration.words):
        if narration.classes[index] != "Q":
            start, end = narration.span(index, index + 1)
            assert word == body[start:end]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Reds vs. Blues", ["Reds", "vs.", "Blues"]),
        ("the end.", ["the", "end", "."]),
        ("a well-known man's", ["a", "well-known", "man's"]),
        ("Mr. Reed of St. Ives.", ["Mr.", "Reed", "of", "St.", "Ives", "."]),
        ("the (so it is said) end", ["the", "end"]),
        ("one_two b2b Élan naïve", ["one", "two", "b2b", "Élan", "naïve"]),
    ],
)
def test_words_with_inner_marks_are_one_token_and_asides_are_none(body, words):
    assert read_narration(body, 0, len(body), []).words == words
