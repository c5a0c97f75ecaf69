"""Days of the Persian calendar (Solar Hijri), which Iranian newsrooms print, as days of the Gregorian one."""

import datetime
import re
from collections.abc import Mapping

_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
_DIGIT = "[0-9۰-۹٠-٩]"
_WORDED = re.compile(
    rf"(?<!{_DIGIT})(?P<day>{_DIGIT}{{1,2}})\s?(?:ام\s|م\s)?(?P<month>{'|'.join(_MONTHS)})(?:\s?ماه)?\s?،?\s?"
    rf"(?P<year>(?:1[34]|۱[۳۴]|١[٣٤]){_DIGIT}{{2}})(?!{_DIGIT})"
)
_NUMERIC = re.compile(
    r"(?<![۰-۹/])(?P<year>۱[۳۴][۰-۹]{2})(?P<mark>[/.-])(?P<month>[۰-۹]{1,2})(?P=mark)(?P<day>[۰-۹]{1,2})(?![۰-۹/])"
)
"""Years first, in Persian digits, as no other calendar is printed."""
_LONG_MONTHS, _LONG, _SHORT = 6, 31, 30
_NEW_YEAR = 1400, datetime.date(2021, 3, 21).toordinal()


def find_persian_days(text: str) -> Mapping[int, tuple[int, datetime.date]]:
    """Return the end and the day of each date of the Persian calendar, by its offset.

    >>> find_persian_days("۲۲ اسفند ۱۴۰۲")
    {0: (13, datetime.date(2024, 3, 12))}
    """
    if text.isascii():
        return {}
    days: dict[int, tuple[int, datetime.date]] = {}
    for pattern in (_WORDED, _NUMERIC):
        for match in pattern.finditer(text):
            month = _MONTHS.index(match["month"]) + 1 if match["month"] in _MONTHS else int(match["month"])
            day = gregorian(int(match["year"]), month, int(match["day"]))
            if day is not None:
                days[match.start()] = match.end(), day
    return days


def gregorian(year: int, month: int, day: int) -> datetime.date | None:
    """Return the day of a Persian date by the cycle of 33 years, which holds from 1178 to 1633; null if there is none.

    >>> gregorian(1403, 1, 1), gregorian(1403, 12, 30), gregorian(1402, 12, 30)
    (datetime.date(2024, 3, 20), datetime.date(2025, 3, 20), None)
    """
    first = _new_year(year)
    before = (
        (month - 1) * _LONG if month <= _LONG_MONTHS else _LONG_MONTHS * _LONG + (month - 1 - _LONG_MONTHS) * _SHORT
    )
    length = _LONG if month <= _LONG_MONTHS else _SHORT
    if not 1 <= month <= len(_MONTHS) or not 1 <= day <= length:
        return None
    ordinal = first + before + day - 1
    return datetime.date.fromordinal(ordinal) if ordinal < _new_year(year + 1) else None


def _new_year(year: int) -> int:
    """Return the ordinal of the first day of a Persian year."""
    return _NEW_YEAR[1] + _days_before(year) - _days_before(_NEW_YEAR[0])


def _days_before(year: int) -> int:
    """Return a number of days that grows by the length of each year: eight leap days in 33 years."""
    shifted = year + 1595
    return 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4
