"""Days of the Persian calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import normalise
from toolkit.normalisation.dates.persian_calendar import gregorian
from toolkit.normalisation.dates.recogniser import find_dates


@pytest.mark.parametrize(
    ("persian", "day"),
    [
        ((1357, 11, 22), datetime.date(1979, 2, 11)),
        ((1399, 12, 30), datetime.date(2021, 3, 20)),
        ((1402, 12, 22), datetime.date(2024, 3, 12)),
        ((1403, 1, 1), datetime.date(2024, 3, 20)),
        ((1408, 12, 30), datetime.date(2030, 3, 20)),
    ],
)
def test_a_day_has_its_gregorian_one(persian, day):
    assert gregorian(*persian) == day


@pytest.mark.parametrize("persian", [(1402, 12, 30), (1402, 7, 31), (1402, 13, 1), (1402, 0, 1), (1402, 1, 0)])
def test_there_is_no_other_day(persian):
    assert gregorian(*persian) is None


@given(st.integers(1300, 1500), st.integers(1, 12))
def test_the_last_day_of_a_month_is_before_the_first_of_the_next(year, month):
    last = max(filter(None, (gregorian(year, month, day) for day in range(28, 32))))
    following = gregorian(year + month // 12, month % 12 + 1, 1)
    assert following - last == datetime.timedelta(1)


@pytest.mark.parametrize(
    "text",
    ["۲۲ اسفند ۱۴۰۲", "22 اسفند 1402", "۲۲ اسفند ماه ۱۴۰۲", "۱۴۰۲/۱۲/۲۲", "سه‌شنبه، ۲۲ اسفند ۱۴۰۲ ساعت ۸:۳۰"],
)
def test_a_printed_day_is_a_mention_of_the_gregorian_one(text):
    (mention,) = find_dates(text)
    assert (mention.year, mention.month, mention.day) == (2024, 3, 12)


@pytest.mark.parametrize("text", ["1402/12/22", "۳۰ اسفند ۱۴۰۲", "۲۲ اسفند", "۱۴۰۲/۱۳/۲۲"])
def test_what_is_no_full_day_of_that_calendar_is_none(text):
    assert not [mention for mention in find_dates(text) if mention.year and mention.day]


def test_an_article_of_an_iranian_newsroom_has_its_day():
    article = normalise(
        "نورویک کشتی دوم می‌خرد\n\n۲۲ اسفند ۱۴۰۲\n\n"
        "شورای بندر نورویک روز سه‌شنبه پس از چهار ساعت بحث تصمیم گرفت کشتی دوم را بخرد.\n\n"
        "کشتی جدید ۱۲۰ خودرو حمل می‌کند و در ماه مه می‌رسد. مخالفان گفتند که شهر از مردم نپرسیده است.",
        annotate=False,
    )
    assert article.date == datetime.date(2024, 3, 12)
