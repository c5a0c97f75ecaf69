"""What changed since an earlier release."""

from datetime import date, timedelta

import polars
import pytest

from toolkit.validation.drift import changes, summary

THRESHOLDS = {"null_dates": 0.1, "source_rows": 0.5, "body_length": 0.4, "languages": 0.1, "unattributed_quotes": 0.15}
ARTICLES = {"source": polars.String, "date": polars.Date, "word_count": polars.Int32, "language": polars.String}
DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(60)]


def _corpus(change=lambda *row: row[-1], silent=0, quotes=200):
    """Two sources with an article a day each for two months; `silent` of 10 quotes have no speaker."""
    rows = []
    for source in ("Halden Post", "Valmere Echo"):
        for number, day in enumerate(DAYS):
            row = {"source": source, "date": day, "word_count": 200 + number, "language": "en"}
            rows.append(change(source, number, row))
    said = [("Halden Post", None if number % 10 < silent else "Ida Brandt") for number in range(quotes)]
    frame = polars.DataFrame([row for row in rows if row], schema=ARTICLES, orient="row")
    return summary(frame, polars.DataFrame(said, schema=["source", "speaker"], orient="row"))


def _changes(new, **thresholds):
    return [(item.rule, item.path) for item in changes(_corpus(), new, {**THRESHOLDS, **thresholds})]


def test_the_same_corpus_has_not_changed():
    assert _changes(_corpus()) == []


def _without_dates(source, number, row):
    return {**row, "date": None} if source == "Valmere Echo" and number % 2 else row


def test_a_source_that_lost_its_dates_is_named_beside_the_whole():
    assert _changes(_corpus(_without_dates)) == [("null_dates", "date"), ("null_dates", "date[Valmere Echo]")]


def test_a_change_below_the_threshold_passes():
    assert _changes(_corpus(_without_dates), null_dates=0.6) == []


def test_a_source_that_fell_silent_is_named():
    result = _changes(_corpus(lambda source, _, row: None if source == "Valmere Echo" else row))
    assert ("source_rows", "source[Valmere Echo]") in result


def test_a_source_that_is_only_shorter_because_the_release_is_shorter_is_not_named():
    assert "source_rows" not in [
        rule for rule, _ in _changes(_corpus(lambda _, number, row: row if number < 31 else None))
    ]


def test_bodies_that_are_cut_are_named():
    result = _changes(_corpus(lambda source, _, row: {**row, "word_count": 40} if source == "Valmere Echo" else row))
    assert ("body_length", "word_count[Valmere Echo]") in result


def test_articles_that_moved_to_another_language_are_named():
    result = _changes(_corpus(lambda _, number, row: {**row, "language": "de"} if number % 3 == 0 else row))
    assert result == [("languages", "language")]


def test_quotes_that_lost_their_speakers_are_named():
    assert _changes(_corpus(silent=4)) == [
        ("unattributed_quotes", "quotes.speaker"), ("unattributed_quotes", "quotes.speaker[Halden Post]"),
    ]  # fmt: skip


def test_improvements_are_no_faults():
    broken, whole = _corpus(_without_dates, silent=4), _corpus()
    assert list(changes(broken, whole, THRESHOLDS)) == []


def test_a_handful_of_articles_proves_nothing():
    few = _corpus(lambda _, number, row: row if number < 5 else None, quotes=5)
    none = _corpus(lambda _, number, row: {**row, "date": None} if number < 5 else None, quotes=5, silent=9)
    assert list(changes(few, none, THRESHOLDS)) == []


def test_nothing_can_be_compared_with_nothing():
    nothing = _corpus(lambda *_: None, quotes=0)
    assert list(changes(nothing, _corpus(), THRESHOLDS)) == []


@pytest.mark.parametrize("text", ["60.0", "30.0"])
def test_the_message_says_what_was_and_what_is(text):
    half = _corpus(lambda source, number, row: None if source == "Valmere Echo" and number % 4 else row)
    (message,) = [item.message for item in changes(_corpus(), half, THRESHOLDS) if item.rule == "source_rows"]
    assert ("30.0" in message) or (text in message)
