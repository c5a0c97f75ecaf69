"""What decides between two readings of a numeric date."""

import datetime

import pytest

from toolkit.normalisation.dates.day_month_order import decide, is_near, weekdays_of
from toolkit.normalisation.dates.recogniser import find_dates

ENGLISH = " and the council said that the bridge is open to the public, the mayor said"
DAY_FIRST, MONTH_FIRST = (2023, 4, 3), (2023, 3, 4)


def readings(text, **options):
    mentions = find_dates(text)
    known = {"lead": "", "address": (None, None, None), "country": None, "past": None} | options
    return decide(mentions[0], text=text, mentions=mentions, **known)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("03/04/2023", {"address": (2023, 3, 4)}, MONTH_FIRST),
        ("03/04/2023, that is 3 April 2023", {}, DAY_FIRST),
        ("Monday 03/04/2023", {"country": "US"}, DAY_FIRST),
        ("03/04/2023 and 12/25/2022", {}, MONTH_FIRST),
        ("03/04/2023 and 25/12/2022", {"country": "US"}, DAY_FIRST),
        ("03/04/2023", {"country": "US"}, MONTH_FIRST),
        ("03/04/2023", {"country": "IN"}, DAY_FIRST),
        ("03/04/2023 hat der Rat die Brücke eröffnet, und viele kamen", {}, DAY_FIRST),
        ("03/04/2023", {"lead": "It opened on Saturday.", "country": "CA"}, DAY_FIRST),
        ("03/04/2023" + ENGLISH, {"lead": "It opened on Saturday."}, MONTH_FIRST),
        ("03/04/2023" + ENGLISH, {"past": datetime.date(2023, 3, 20)}, DAY_FIRST),
    ],
)
def test_a_reading_is_decided(text, options, expected):
    assert readings(text, **options) == (expected,)


def test_nothing_that_decides_leaves_both_readings():
    assert readings("03/04/2023" + ENGLISH) == (DAY_FIRST, MONTH_FIRST)


def test_an_unambiguous_date_has_one_reading():
    assert readings("2023-04-03") == (DAY_FIRST,)


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ((2023, 4, 3), (2023, 4, 4), True),
        ((2023, 4, 3), (2023, 4, 5), False),
        ((None, 4, 3), (2023, 4, 3), True),
        ((2023, 4, 3), (2023, 4, None), False),
        ((None, 2, 29), (2024, 2, 29), True),
        ((None, 2, 29), (2023, 2, 28), False),
    ],
)
def test_near_means_one_day_apart(first, second, near):
    assert is_near(first, second) == near


def test_weekdays_of_a_lead_are_found_in_any_language():
    assert weekdays_of("He said on Monday; el miércoles también.") == {0, 2}
