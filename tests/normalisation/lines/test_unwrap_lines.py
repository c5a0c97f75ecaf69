"""Broken lines are found and joined."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.lines.unwrap_lines import group_lines, join_lines

SENTENCE = (
    "The islanders have waited eleven weeks for the ferry, which will leave the landing stage on Saturday at noon "
    "with the post, the flour and the dentist on board."
)


def grouped(lines, gaps=None):
    gaps = gaps or [1] * len(lines)
    return [join_lines(lines[start:end]) for start, end in group_lines(lines, gaps, [0] * len(lines))]


@pytest.mark.parametrize("width", [55, 64, 72, 80, 95])
def test_a_column_is_joined(width):
    assert grouped(textwrap.wrap(f"{SENTENCE} {SENTENCE} {SENTENCE}", width)) == [f"{SENTENCE} {SENTENCE} {SENTENCE}"]


def test_lines_across_a_blank_line_stay_apart():
    lines = textwrap.wrap(SENTENCE, 72)
    assert grouped([*lines, *lines], [2, *[1] * (len(lines) - 1)] * 2) == [SENTENCE, SENTENCE]


def test_a_headline_above_a_column_stays_apart():
    lines = ["Ferry runs again", *textwrap.wrap(f"{SENTENCE} {SENTENCE}", 72)]
    assert grouped(lines) == ["Ferry runs again", f"{SENTENCE} {SENTENCE}"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ferry runs again", "By Ada Fenn", "May 3, 2024"],
        ["home", "news", "sport", "weather"],
        [SENTENCE, SENTENCE, SENTENCE, SENTENCE],
        ["The menu:", "soup", "bread"],
        [],
        ["One"],
        ["Ferry runs again after eleven weeks", "by Ada Fenn"],
    ],
)
def test_whole_lines_stay_as_they_are(lines):
    assert grouped(lines) == lines


def test_a_sentence_broken_by_a_link_is_joined():
    assert grouped(["As the Gull Point Gazette", "reported on Monday, the ferry runs again."]) == [
        "As the Gull Point Gazette reported on Monday, the ferry runs again."
    ]


@given(st.lists(st.tuples(st.text(alphabet="aB .-", min_size=1).filter(str.strip), st.integers(1, 3)), max_size=30))
def test_groups_divide_the_lines_in_order(rows):
    lines, gaps = [text.strip() for text, _ in rows], [gap for _, gap in rows]
    groups = group_lines(lines, gaps, [0] * len(lines))
    assert [index for start, end in groups for index in range(start, end)] == list(range(len(lines)))
