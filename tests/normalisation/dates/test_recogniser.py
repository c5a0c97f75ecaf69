"""What is recognised as a printed date."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.dates.recogniser import find_dates

FORMS = {
    "September 25, 2023": (2023, 9, 25),
    "September 25,2023": (2023, 9, 25),
    "Sept. 25, 2023": (2023, 9, 25),
    "Sep 25 '23": (2023, 9, 25),
    "Dec 27 2020": (2020, 12, 27),
    "the 25th of May, 2020": (2020, 5, 25),
    "1st March 2024": (2024, 3, 1),
    "22nd Dec 2023": (2023, 12, 22),
    "Sept. 25-27, 2023": (2023, 9, 25),
    "19-Dec-2025": (2025, 12, 19),
    "2024-03-05": (2024, 3, 5),
    "2024/03/05": (2024, 3, 5),
    "2024.03.31": (2024, 3, 31),
    "05.01.2025": (2025, 1, 5),
    "27. 12. 2020": (2020, 12, 27),
    "13/04/2023": (2023, 4, 13),
    "04/13/2023": (2023, 4, 13),
    "15 August 2023": (2023, 8, 15),
    "9. September 2025": (2025, 9, 9),
    "1er mars 2024": (2024, 3, 1),
    "3 févr. 2024": (2024, 2, 3),
    "25 de septiembre de 2023": (2023, 9, 25),
    "12 de março de 2024": (2024, 3, 12),
    "05 Gennaio 2025": (2025, 1, 5),
    "3 maart 2024": (2024, 3, 3),
    "12 marca 2024": (2024, 3, 12),
    "3 april 2024": (2024, 4, 3),
    "16. apríl 2025": (2025, 4, 16),
    "25 сентября 2023": (2023, 9, 25),
    "25 вересня 2023": (2023, 9, 25),
    "25 Eylül 2023": (2023, 9, 25),
    "24 Oktober 2023": (2023, 10, 24),
    "25 Σεπτεμβρίου 2023": (2023, 9, 25),
    "2023. október 5.": (2023, 10, 5),
    "2025 m. kovo 31 d.": (2025, 3, 31),
    "25 सितंबर 2023": (2023, 9, 25),
    "٢٥ سبتمبر ٢٠٢٣": (2023, 9, 25),
    "25 กันยายน 2566": (2023, 9, 25),
    "2023年9月25日": (2023, 9, 25),
    "2023년 9월 25일": (2023, 9, 25),
    "5 tháng 9 năm 2023": (2023, 9, 5),
    "9月25日": (None, 9, 25),
    "September 24": (None, 9, 24),
    "3 mars": (None, 3, 3),
    "September 2023": (2023, 9, None),
    "in 2020": (2020, None, None),
    "December 22, 20235:00 AM": (2023, 12, 22),
    "April 10, 20233 years ago": (2023, 4, 10),
}


@pytest.mark.parametrize(("printed", "expected"), FORMS.items())
def test_a_printed_date_is_read(printed, expected):
    assert [(date.year, date.month, date.day) for date in find_dates(f"Said {printed} here")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "you may go",
        "a march of 5 miles",
        "the car took 44 days",
        "may 5 people come in",
        "5 may be enough",
        "$2020 and 2,020 things",
        "version 1.2.23 of it",
        "10.0.0.1",
        "the 3rd of five",
        "2 hours ago",
        "25/45/2023",
        "a score of 3-2",
        "room 20231",
        "the Mars 3 rover",
        "24/7",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert find_dates(text) == ()


def test_a_day_that_does_not_exist_is_not_read():
    assert [date.day for date in find_dates("30 February 2023")] == [None]


def test_an_ambiguous_numeric_date_has_both_readings():
    (date,) = find_dates("03/04/2023")
    assert (date.year, date.month, date.day, date.alternatives) == (2023, 4, 3, ((2023, 3, 4),))


def test_the_same_number_twice_is_not_ambiguous():
    assert find_dates("03/03/2023")[0].alternatives == ()


def test_an_english_ordinal_needs_an_english_month():
    assert [date.day for date in find_dates("the 3rd Gen, 2023 model")] == [None]


@pytest.mark.parametrize(
    ("printed", "clock", "zone"),
    [
        ("2024-03-05T10:00:00Z", "10:00:00", 0),
        ("2024-03-05T10:00:00.123+03:00", "10:00:00", 180),
        ("Dec. 23, 2023, 1:45 p.m. ET", "13:45:00", -300),
        ("July 3, 2023 08:26 AM ET", "08:26:00", -240),
        ("12:12 GMT, 22 December 2023", "12:12:00", 0),
        ("9. September 2025 um 15:46 Uhr", "15:46:00", None),
        ("28.04.2023-19:20", "19:20:00", None),
        ("29/05/2025 20:00", "20:00:00", None),
        ("12 de março de 2024 às 10h30", "10:30:00", None),
        ("2023年9月25日(月) 10:30", "10:30:00", None),
        ("Oct 24, 2019 at2:56 pm", "14:56:00", None),
    ],
)
def test_time_and_zone_beside_a_date_are_read(printed, clock, zone):
    (date,) = find_dates(printed)
    assert (str(date.time), date.zone) == (clock, zone)


@pytest.mark.parametrize(
    ("printed", "weekday"),
    [
        ("Monday, September 25, 2023", 0),
        ("Fri December 8, 2023", 4),
        ("Montag, 25.09.2023", 0),
        ("25 Eylül 2023, Pazartesi", 0),
        ("2023年9月25日(月)", 0),
        ("lundi 25 septembre 2023", 0),
    ],
)
def test_the_weekday_beside_a_date_is_read(printed, weekday):
    assert find_dates(printed)[0].weekday == weekday


def test_two_dates_run_together_are_both_found():
    text = "15 oct 2024 - 08:22Actualizado: 15 oct 2024 - 17:38CEST"
    assert [(str(date.time), date.zone) for date in find_dates(text)] == [("08:22:00", None), ("17:38:00", 120)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 ./-:,JanuarySept月日年мая\n", max_size=80))
def test_mentions_lie_in_the_text_in_order_and_exist(text):
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end <= len(text)
        assert date.month is None or 1 <= date.month <= 12
        end = date.end


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_iso_date_is_read_back(day):
    (date,) = find_dates(day.isoformat())
    assert (date.year, date.month, date.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize("piece", ["1", "1/1", "May ", "1 1 1 ", "2023 ", "12:12 ", "3 March ", "“٣ "])
def test_time_grows_with_the_length_of_the_text(piece):
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    find_dates(text)
    assert time.process_time() - begin < 3


@pytest.mark.parametrize("text", ["9月 25日", "9 月25日", "9 / 25 / 2023", "25‐09‐2023", "2023년 9월 25일"])
def test_blanks_around_the_parts_of_a_date_in_numbers_do_not_matter(text):
    (mention,) = find_dates(text)
    assert (mention.month, mention.day) == (9, 25)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("29. Dezember 202230. Dezember 2022", [(2022, 12, 29), (2022, 12, 30)]),
        ("6 December 20236 December 2023", [(2023, 12, 6), (2023, 12, 6)]),
        ("08.12.201109.12.2011", [(2011, 12, 8), (2011, 12, 9)]),
        ("Ada LindJun 15th, 2019", [(2019, 6, 15)]),
        ("Q7Dec 19, 2023", [(2023, 12, 19)]),
        ("Kultur29. Dezember 2022", [(2022, 12, 29)]),
        ("Dec 05, 202317 Shares", [(2023, 12, 5)]),
        ("Dec 17, 2023,03:53am EST", [(2023, 12, 17)]),
        ("[11:48/08.12.2011]", [(2011, 12, 8)]),
    ],
)
def test_a_date_is_read_that_was_run_into_other_text(text, days):
    assert [(result.year, result.month, result.day) for result in find_dates(text)] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.11.23 20:19 von Ada Lind", (2023, 11, 1)),
        ("3.5.24 um 10:15 Uhr", (2024, 5, 3)),
        ("17 января 12 (16:49)", (2012, 1, 17)),
    ],
)
def test_a_year_of_two_digits_is_one_before_a_time(text, day):
    result = find_dates(text)[0]
    assert (result.year, result.month, result.day) == day
    assert result.time is not None


def test_a_number_sign_is_no_november():
    assert [result.month for result in find_dates("the No. 1 2025 recruit")] == [None]


def test_a_japanese_era_gives_the_year():
    assert [(result.year, result.month, result.day) for result in find_dates("令和6年3月5日")] == [(2024, 3, 5)]


def test_a_chinese_weekday_belongs_to_its_date():
    result = find_dates("2024年3月5日星期二 10:20")[0]
    assert (result.weekday, str(result.time)) == (1, "10:20:00")
