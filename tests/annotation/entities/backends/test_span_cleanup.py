"""Spans of any model, brought to one form."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation.entities.backends.span_cleanup import clean, without_overlap
from toolkit.annotation.entities.canonical_names import Mention


def _text(body, kind="ORG", confidence=0.9):
    return [mention.text for mention in clean(body, 0, len(body), kind, confidence)]


@pytest.mark.parametrize(
    ("span", "kind", "text"),
    [
        ("Port Halden", "LOC", "Port Halden"),
        (" Port Halden\n", "LOC", "Port Halden"),
        ("the Harbour Office", "ORG", "Harbour Office"),
        ("The Harbour Office's", "ORG", "Harbour Office"),
        ("“Harbour Office”,", "ORG", "Harbour Office"),
        ("President Ines Okafor", "PER", "Ines Okafor"),
        ("President", "ORG", "President"),
        ("Harbour\nOffice", "ORG", "Harbour"),
        ("U.S.", "LOC", "U.S."),
    ],
)
def test_a_span_loses_what_is_not_of_the_name(span, kind, text):
    assert _text(span, kind) == [text]


@pytest.mark.parametrize("span", ["", " ", "\n\n", "“”", "the ", "...", "’s"])
def test_nothing_is_left_of_a_span_without_a_name(span):
    assert _text(span) == []


def test_a_confidence_out_of_range_is_brought_into_it():
    assert [clean("Oslo", 0, 4, "LOC", chance)[0].confidence for chance in (-0.2, 0.12345, 1.7)] == [0.0, 0.123, 1.0]


def test_of_two_that_begin_together_the_longer_stays():
    long, short = Mention("Port Halden", 5, 16, "LOC", 0.4), Mention("Port", 5, 9, "ORG", 0.9)

    assert without_overlap([short, long]) == [long]


@settings(max_examples=300)
@given(
    st.text("aB. '’“\n\r\u2028the", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
    st.sampled_from(["PER", "ORG"]),
)
def test_any_spans_become_clean_mentions_in_order(body, spans, kind):
    result = without_overlap(
        [mention for start, end in spans if start < end <= len(body) for mention in clean(body, start, end, kind, 0.5)]
    )

    assert all(body[mention.start : mention.end] == mention.text for mention in result)
    assert all(mention.text == mention.text.strip() != "" and len(mention.text.splitlines()) == 1 for mention in result)
    assert all(before.end <= after.start for before, after in pairwise(result))
