"""Words of scripts without spaces."""

import numpy as np
import pytest

from toolkit.gazetteer.word_table import TAGS, load_words, longest_words, make_table, word_hash


def words_in(text, table=None):
    codes = np.array([ord(letter) for letter in text], np.uint64)
    return [(text[begin:end], TAGS[tag]) for begin, end, tag in longest_words(codes, table or load_words())]


@pytest.mark.parametrize("text", ["東京", "北京", "서울"])
def test_cities_are_known(text):
    assert words_in(text) == [(text, "place")]


def test_of_words_that_begin_together_the_longest_is_taken():
    rows = sorted((word_hash(word), tag) for word, tag in (("雨雪", 0), ("雨雪風", 1), ("風雲", 2)))
    table = make_table(np.array([row[0] for row in rows], np.uint64), np.array([row[1] for row in rows], np.uint8))

    assert words_in("雨雪風雲", table) == [("雨雪風", "proper")]


def test_a_gap_is_in_no_word():
    codes = np.array([ord("東"), 0, ord("京")], np.uint64)
    assert longest_words(codes, load_words()) == []


@pytest.mark.parametrize("text", ["", "雨"])
def test_a_short_text_has_no_words(text):
    assert words_in(text) == []
