"""Texts and lists are compared piece by piece."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.release.diff.text_diff import stretches, word_diff

SEQUENCES = st.lists(st.sampled_from("abcdef"), max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The ferry rang.", "The ferry rang.", "The ferry rang."),
        ("", "New text", "{+New text+}"),
        ("Old text", "", "[-Old text-]"),
        ("The ferry rang twice.", "The ferry rang once.", "The ferry rang [-twice-]{+once+}."),
        ("渡轮今天开", "渡轮明天开", "渡轮[-今-]{+明+}天开"),
        ("one\n\ntwo", "one two", "one[-\n\n-]{+ +}two"),
    ],
)
def test_changed_words_are_marked(old, new, shown):
    assert word_diff(old, new) == shown


def test_words_far_from_a_change_are_left_out():
    words = [f"w{number}" for number in range(100)]
    shown = word_diff(" ".join(words), " ".join([*words[:50], "new", *words[50:]]), around=3)
    assert shown == "…w47 w48 w49 {+new +}w50 w51 w52 …"


@settings(max_examples=300, deadline=None)
@given(SEQUENCES, SEQUENCES)
def test_the_stretches_are_both_sequences_in_full(old, new):
    result = list(stretches(old, new))
    assert [old[index] for item in result for index in item.old] == old
    assert [new[index] for item in result for index in item.new] == new
    for item in result:
        if item.equal:
            assert [old[index] for index in item.old] == [new[index] for index in item.new]
    assert all(one.equal != other.equal for one, other in pairwise(result))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_diff_with_all_words_holds_both_texts(old, new):
    shown = word_diff(old, new, around=None)
    if not set(old + new) & set("[]{}-+"):
        assert re.sub(r"\[-(.*?)-\]", r"\1", re.sub(r"\{\+.*?\+\}", "", shown, flags=re.DOTALL), flags=re.DOTALL) == old
        assert re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", shown, flags=re.DOTALL), flags=re.DOTALL) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 300_000, "b a " * 300_000),
        pytest.param(
            " ".join(map(str, range(300_000))), " ".join(map(str, reversed(range(300_000)))), marks=pytest.mark.slow
        ),
        ("x" * 5_000_000, "x" * 4_999_999 + "y"),
        ("\n" * 200_000, " \n" * 100_000),
    ],
    ids=["two words", "reversed", "one word", "lines"],
)
def test_huge_texts_take_seconds_at_most(old, new):
    started = time.perf_counter()
    word_diff(old, new)
    assert time.perf_counter() - started < 20
