"""Texts cut to what a model can take."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation.entities.backends.backend import Model
from toolkit.annotation.entities.backends.chunking import windows


def _model(limit, measure=len):
    return Model(predict=lambda _: [], types={}, limit=limit, measure=measure, version="1", licence=None)


def _cut(text, limit, measure=len):
    return [text[start:end] for start, end in windows(text, _model(limit, measure))]


def test_a_short_text_stays_whole():
    assert _cut("One line.\n\nAnother line.", 100) == ["One line.\n\nAnother line."]


def test_paragraphs_stand_together_as_long_as_they_fit():
    assert _cut("aaaa\n\nbbbb\n\ncccc", 10) == ["aaaa\n\nbbbb", "cccc"]


def test_a_long_paragraph_is_cut_where_a_sentence_ends():
    assert _cut("It rained in Halden. Nobody went out.", 25) == ["It rained in Halden. ", "Nobody went out."]


def test_a_long_sentence_is_cut_between_words():
    assert _cut("one two three four", 10) == ["one two ", "three four"]


def test_a_long_word_is_cut_somewhere():
    assert _cut("a" * 10, 5) == ["aaaaa", "aaaaa"]


def test_nothing_is_made_of_nothing():
    assert windows(" \n\n ", _model(5)) == []


@settings(max_examples=200)
@given(st.text("ab. \n\u2028é", max_size=120), st.integers(1, 30))
def test_windows_of_any_text_fit_and_leave_out_nothing_but_space(text, limit):
    result = windows(text, _model(limit))

    assert all(end - start <= limit for start, end in result)
    assert all(before[1] <= after[0] for before, after in pairwise(result))
    assert "".join("".join(text[start:end] for start, end in result).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 5_000_000, "ab " * 1_500_000, "a\n" * 1_000_000, "\n \n" * 1_000_000])
def test_huge_texts_take_linear_time(text):
    started = time.process_time()

    windows(text, _model(2_000))

    assert time.process_time() - started < 20
