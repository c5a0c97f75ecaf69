"""Times of day beside a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.dates.clock_times import find_clock_after, find_clock_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 10:15", ("10:15:00", None)),
        (", 10.15 Uhr", ("10:15:00", None)),
        (" at 5 p.m. EST", ("17:00:00", -300)),
        (" 12:05 am", ("00:05:00", None)),
        (" 12:05 PM", ("12:05:00", None)),
        (" 18:30 GMT+3", ("18:30:00", 180)),
        (" 18:30 (UTC+05:30)", ("18:30:00", 330)),
        ("T18:30:59+0530", ("18:30:59", 330)),
        (" 18:30 -0500", ("18:30:00", -300)),
        (" 09:00 IST", ("09:00:00", 330)),
    ],
)
def test_a_time_after_a_date_is_read(text, expected):
    clock = find_clock_after(text, 0, date(2023, 1, 5))
    assert clock is not None
    assert (str(clock.time), clock.zone) == expected


@pytest.mark.parametrize("text", [" and 10 people", " 25:10", " 5", "", ". At", " 10:75"])
def test_other_numbers_are_no_time(text):
    assert find_clock_after(text, 0, None) is None


@pytest.mark.parametrize(
    ("day", "zone"), [(date(2023, 3, 12), -240), (date(2023, 3, 11), -300), (date(2023, 11, 5), -300)]
)
def test_an_american_zone_without_season_follows_the_calendar(day, zone):
    clock = find_clock_after(" 10:00 ET", 0, day)
    assert clock is not None
    assert clock.zone == zone


def test_an_american_zone_without_a_day_stays_unknown():
    clock = find_clock_after(" 10:00 ET", 0, None)
    assert clock is not None
    assert clock.zone is None


def test_a_time_before_a_date_is_read():
    text = "4:47 PM PST, "
    clock = find_clock_before(text, len(text), None)
    assert clock is not None
    assert (clock.start, str(clock.time), clock.zone) == (0, "16:47:00", -480)


@pytest.mark.parametrize("text", [" 10:00 /12 comments", " 10:00 .5", " 21:10:5"])
def test_other_signs_behind_a_time_are_no_zone(text):
    clock = find_clock_after(text, 0, None)
    assert clock is not None
    assert clock.zone is None


def test_east_asian_halves_of_the_day_are_read():
    clock = find_clock_after(" 오후 3:20", 0, None)
    assert clock is not None
    assert str(clock.time) == "15:20:00"


@given(st.text(alphabet="0123456789:.,/+−-TZ APMapmGUTCEST()", max_size=24))
def test_no_text_behind_a_date_raises(text):
    find_clock_after(text, 0, date(2024, 3, 5))
    find_clock_before(text, len(text), date(2024, 3, 5))
