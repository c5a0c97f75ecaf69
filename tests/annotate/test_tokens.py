"""Sentences and words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotate.tokens import LONGEST_SENTENCE, split_sentences


def words(body):
    return [[token.text for token in sentence] for sentence in split_sentences(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The Nile's mouth.", [["The", "Nile", "'s", "mouth", "."]]),
        ("Geneva-based", [["Geneva", "-", "based"]]),
        ("The U.S. team", [["The", "U.S.", "team"]]),
        ("Mr. Brandt left. He ran.", [["Mr", ".", "Brandt", "left", "."], ["He", "ran", "."]]),
        ("Ida O'Hara didn't", [["Ida", "O'Hara", "didn't"]]),
        ("Harbour opens\nBy Ilse Brandt", [["Harbour", "opens"], ["By", "Ilse", "Brandt"]]),
        ('"It rains." "It does."', [['"', "It", "rains", ".", '"'], ['"', "It", "does", ".", '"']]),
        ("J. Brandt spoke.", [["J", ".", "Brandt", "spoke", "."]]),
        ("It cost 4.5 crowns.", [["It", "cost", "4", ".", "5", "crowns", "."]]),
        ("", []),
    ],
)
def test_a_text_is_split_into_these_words(body, expected):
    assert words(body) == expected


@given(st.text(max_size=300))
def test_tokens_are_ordered_and_stand_where_they_say(body):
    tokens = [token for sentence in split_sentences(body) for token in sentence]

    assert all(body[token.start : token.end] == token.text for token in tokens)
    assert all(before.end <= after.start for before, after in zip(tokens, tokens[1:], strict=False))


@given(st.text(max_size=300))
def test_no_letter_is_lost(body):
    covered = {place for sentence in split_sentences(body) for token in sentence for place in range(token.start, token.end)}

    assert all(place in covered for place, letter in enumerate(body) if letter.isalnum())


def test_a_sentence_without_end_is_cut():
    assert max(map(len, words("rain " * 1000))) == LONGEST_SENTENCE


@pytest.mark.parametrize("body", ["a" * 2_000_000, " " * 2_000_000, ". " * 500_000, "A.B" * 300_000, "'" * 500_000, '."' * 500_000])
def test_odd_texts_take_linear_time(body):
    started = time.process_time()

    split_sentences(body)

    assert time.process_time() - started < 8
