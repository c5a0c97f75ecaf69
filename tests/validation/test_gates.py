"""Gates hold a whole release to its limits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ConfigError
from toolkit.validation.gates import GateOptions, Measures, check_gates

MEASURES = Measures(
    read=100,
    refused=20,
    reasons={"no_body": 15, "empty": 5, "duplicate": 10},
    articles=60,
    sources={"The Halden Post": 40, "Courier News": 15},
    nulls={"date": 6, "headline": 0},
    with_text=60,
    splits={"train": 50, "validation": 10},
    quotes_with_speaker=80,
    f1={"quotes": 0.87},
)


def _failed(options, new=MEASURES, old=None, splits=()):
    return [result.gate for result in check_gates(options, new, old, splits) if not result.passed]


def test_a_release_without_articles_fails_by_default():
    assert (_failed(GateOptions()), _failed(GateOptions(), replace(MEASURES, articles=0))) == ([], ["min_articles"])


def test_no_limit_asks_nothing():
    assert check_gates(GateOptions(min_articles=0), MEASURES) == []


@pytest.mark.parametrize(
    ("options", "failed"),
    [
        ({"min_articles": 61}, ["min_articles"]),
        ({"max_refused_share": {"all": 0.2, "no_body": 0.14}}, ["max_refused_share.no_body"]),
        ({"max_refused_share": {"all": 0.19, "duplicate": 0.1}}, ["max_refused_share.all"]),
        ({"max_unknown_source_share": 0.08}, ["max_unknown_source_share"]),
        ({"max_unknown_source_share": 0.09}, []),
        ({"max_null": {"date": 0.09, "headline": 0.0}}, ["max_null.date"]),
        ({"min_f1": {"quotes": 88.0}}, ["min_f1.quotes"]),
        ({"min_f1": {"quotes": 87.0}}, []),
        ({"min_f1": {"speakers": 1.0}}, ["min_f1.speakers"]),
    ],
)
def test_what_is_outside_of_its_limit_fails(options, failed):
    assert _failed(GateOptions(**options)) == failed


def test_a_split_that_is_asked_for_must_not_be_empty():
    options = GateOptions(empty_split="error")
    assert _failed(options, splits=("train", "validation", "test")) == ["empty_split.test"]


def test_an_outlet_that_breaks_down_is_named_with_its_numbers():
    new = replace(MEASURES, sources={"The Halden Post": 39, "Courier News": 2})
    (result,) = check_gates(GateOptions(min_articles=0, max_drop={"sources": 0.5}), new, MEASURES)
    assert (result.passed, result.message) == (False, "articles went Courier News from 15 to 2")


def test_fewer_articles_and_quotes_than_in_the_previous_release_fail():
    new = replace(MEASURES, articles=29, quotes_with_speaker=41)
    options = GateOptions(max_drop={"articles": 0.5, "quotes_with_speaker": 0.5})
    assert _failed(options, new, MEASURES) == ["max_drop.articles"]
    assert _failed(options, new, None) == []


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0, 1))
def test_a_share_is_never_more_than_everything(unknown, known, limit):
    measures = replace(MEASURES, articles=unknown + known, sources={"A": known})
    (result,) = check_gates(GateOptions(min_articles=0, max_unknown_source_share=limit), measures)
    assert 0 <= result.value <= 1
    assert result.passed or unknown > 0


@pytest.mark.parametrize(
    "options",
    [
        {"min_articles": -1},
        {"empty_split": "warn"},
        {"max_drop": {"authors": 0.1}},
        {"max_null": {"date": 1.5}},
        {"max_unknown_source_share": -0.1},
        {"min_f1": {"quotes": 101}},
    ],
)
def test_a_limit_that_means_nothing_is_refused(options):
    with pytest.raises(ConfigError, match=r"gates\."):
        GateOptions(**options)
