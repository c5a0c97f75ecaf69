"""Lines become numbers and words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.lines.line_features import FEATURES, describe

SENTENCE = "The ferry between the two islands sails again on Saturday, the harbour office said after a long winter."


def numbers_of(*lines):
    return describe(lines, [1] * len(lines)).numbers


def test_every_line_has_one_row_of_numbers():
    assert numbers_of("One", "Two words", SENTENCE).shape == (3, FEATURES)


def test_words_differ_by_letters_only():
    first, second = (describe([line], [1]).words for line in ("Share THIS 12", "share this 99"))
    assert first.tolist() == second.tolist()


def test_different_words_have_different_hashes():
    words = describe([" ".join(f"w{'abcdefghij'[index % 10]}{'klmnopqrst'[index // 10]}" for index in range(100))], [1])
    assert len(set(words.words.tolist())) == len(words.words)


def test_words_know_their_line():
    description = describe(["one two", "...", "three"], [1, 1, 1])
    assert description.owners.tolist() == [0, 0, 2]
    assert description.pair_owners.tolist() == [0]


def test_a_headline_made_of_the_words_of_the_story_is_told_from_a_link():
    own, foreign, _ = numbers_of("Ferry sails between islands", "Mayor opens bridge yesterday", SENTENCE)
    assert (own != foreign).any()
    familiarity = FEATURES - 5
    assert own[familiarity] == 1
    assert foreign[familiarity] == 0


@pytest.mark.parametrize("line", ["*", "…", "語", "😀", "1", "“”", "a" * 100_000, "\u0600"])
def test_any_single_line_can_be_described(line):
    assert np.isfinite(numbers_of(line)).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.sampled_from("aB é“.—,:1語😀* "), min_size=1).filter(str.strip), min_size=1, max_size=12
    )
)
def test_numbers_are_finite_and_small(lines):
    numbers = numbers_of(*[line.strip() for line in lines])
    assert np.isfinite(numbers).all()
    assert np.abs(numbers).max() < 20


def test_lines_do_not_depend_on_lines_far_away_for_their_own_numbers():
    alone, beside = numbers_of(SENTENCE), numbers_of(SENTENCE, *["Share"] * 30)
    assert alone[0, :7] == pytest.approx(beside[0, :7])
