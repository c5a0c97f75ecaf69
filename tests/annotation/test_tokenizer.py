"""Words and sentences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.tokenizer import LONGEST_SENTENCE, parts, tokenise


def words(body):
    tokens = tokenise(body)
    return [tokens.words[begin:end] for begin, end in pairwise(tokens.sentences)]


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
        (" \n\n ", []),
    ],
)
def test_a_text_is_split_into_these_words(body, expected):
    assert words(body) == expected


@given(st.text(max_size=300))
def test_words_stand_where_they_say_and_in_order(body):
    tokens = tokenise(body)

    assert all(body.startswith(word, start) for word, start in zip(tokens.words, tokens.starts, strict=True))
    assert all(before < after for before, after in pairwise(tokens.starts))


@given(st.text(max_size=300))
def test_no_letter_is_lost(body):
    tokens = tokenise(body)
    covered = set()
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        covered.update(range(start, start + len(word)))

    assert all(location in covered for location, letter in enumerate(body) if letter.isalnum())


@given(st.text(alphabet="aB. \n", max_size=300), st.integers(1, 20))
def test_parts_hold_all_words_in_whole_sentences(body, size):
    tokens = tokenise(body)
    cut = list(parts(tokens, size))

    assert [word for part in cut for word in part.words] == tokens.words
    assert [start for part in cut for start in part.starts] == tokens.starts
    assert sum(len(part.sentences) - 1 for part in cut) == len(tokens.sentences) - 1


def test_a_sentence_without_end_is_cut():
    assert max(map(len, words("rain " * 1000))) == LONGEST_SENTENCE


@pytest.mark.parametrize(
    "body",
    ["a" * 1_000_000, " " * 1_000_000, ". " * 300_000, "A.B" * 200_000, "'" * 300_000, '."' * 300_000],
    ids=["one word", "spaces", "dots", "initials", "apostrophes", "marks"],
)
def test_odd_texts_take_linear_time(body):
    started = time.process_time()

    tokenise(body)

    assert time.process_time() - started < 8
