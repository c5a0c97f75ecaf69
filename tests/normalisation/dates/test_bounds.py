"""What the body proves about the date of its story."""

import time
from datetime import date

import pytest

from toolkit.normalisation.dates.bounds import first_day_from, latest_past_event
from toolkit.normalisation.dates.recogniser import find_dates
from toolkit.normalisation.lines.line import Line


def bound(sentence, label="body"):
    line = Line(0, len(sentence), sentence, label, 0.9)
    result = latest_past_event(sentence, (line,), find_dates(sentence))
    return result.day if result else None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On November 9, 2020, both sides signed a truce.", date(2020, 11, 9)),
        ("In September 2023, the town rebuilt its bridge.", date(2023, 9, 1)),
        ("In the fall of 2020, the river flooded three villages.", date(2020, 1, 1)),
        ("The bridge has been closed since 1991.", date(1991, 1, 1)),
        ("The club was founded in 2019.", date(2019, 1, 1)),
        ("They want to uphold the 2020 peace agreement.", date(2020, 1, 1)),
        ("The bridge fell in May 2021 and was rebuilt in June 2022.", date(2022, 6, 1)),
        ("Am 7. Oktober 2023 wurde die Brücke eröffnet.", date(2023, 10, 7)),
    ],
)
def test_a_past_event_bounds_the_date(sentence, day):
    assert bound(sentence) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge will open on November 9, 2030.",
        "On November 9, 2030, the bridge will open, the mayor promised.",
        "The bridge is expected to open in May 2030.",
        "The council agreed to finish the bridge by May 2030.",
        "The town wants to be carbon-free until 2050.",
        "The fans played Robots 2077 and finished it.",
        "He signaled a pivot to cheaper bridges in 2030.",
        "The company showed its 2030 model on Monday.",
        "Tickets cost 2020 crowns.",
        "November 9, 2030",
        "The deadline is November 9, 2030, it was announced.",
        "The lease runs from May 2020 to May 2030.",
        "It opened on 03/04/2023.",
    ],
)
def test_a_plan_or_a_name_bounds_nothing(sentence):
    assert bound(sentence) != date(2030, 11, 9)
    assert bound(sentence) is None or bound(sentence).year < 2023


def test_only_the_body_counts():
    assert bound("The bridge was opened on November 9, 2020.", "related") is None


def test_the_sentence_before_does_not_matter():
    assert bound("It will rain. The bridge was opened on Nov. 9, 2020.") == date(2020, 11, 9)


@pytest.mark.parametrize(
    ("start", "month", "day", "weekday", "expected"),
    [
        (date(2020, 11, 9), 9, 24, None, date(2021, 9, 24)),
        (date(2020, 9, 24), 9, 24, None, date(2020, 9, 24)),
        (date(2020, 11, 9), 9, 24, 0, date(2029, 9, 24)),
        (date(2021, 1, 1), 2, 29, None, date(2024, 2, 29)),
        (None, 9, 24, None, None),
    ],
)
def test_the_first_such_day_on_or_after_a_bound(start, month, day, weekday, expected):
    assert first_day_from(start, month, day, weekday) == expected


def test_a_line_of_thousands_of_dates_takes_no_time():
    line = "On May 3, 2020, or on " * 20_000
    lines = [Line(0, len(line), line, "body", 0.9)]
    start = time.process_time()
    latest_past_event(line, lines, find_dates(line))
    assert time.process_time() - start < 5
