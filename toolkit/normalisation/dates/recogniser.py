"""Recognises printed dates in the languages of the CLDR: what is printed, never what might be meant."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from toolkit.normalisation.character_classes import CharacterClasses
from toolkit.normalisation.dates.clock_times import Clock, find_clock_after, find_clock_before
from toolkit.normalisation.dates.month_names import MonthName, month_named, weekday_named
from toolkit.normalisation.dates.persian_calendar import find_persian_days

Reading = tuple[int | None, int | None, int | None]
"""Year, month and day."""


class DateMention(NamedTuple):
    """A date as printed; what is not printed is null."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    time: datetime.time | None = None
    zone: int | None = None
    """Minutes east of UTC, when a zone is printed beside the time."""
    weekday: int | None = None
    """0 for Monday, when printed beside the date."""
    alternatives: tuple[Reading, ...] = ()
    """The other readings of an ambiguous numeric date such as 03/04/2023; the first is day before month."""


_YEAR = r"(?:1[89]|2[01])\d\d"
_TIME_AHEAD = r",?\s?(?:um\s|at\s)?\(?\d{1,2}:\d\d"
_DATE_AHEAD = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s[^\W\d_]{3,12}\.?,?\s|\d{1,2}[./]\d{1,2}[./])(?:19|20)\d\d"
_AGE_AHEAD = r"\d{1,2}\s(?:min|hour|day|week|month|year)"
_COUNT_AHEAD = r"\d{1,6}\s[^\W\d_]{3}"
_YEAR_ENDS = rf"(?=,?\d{{1,2}}:\d\d|{_AGE_AHEAD}|{_COUNT_AHEAD}|{_DATE_AHEAD}|(?![\d%]|[.,]\d))"
"""After a year: no digit, unless pages ran a time, an age, a count or a date into it ("December 22, 20235:00 AM")."""
_NO_DIGIT, _DIGIT, _FOREIGN_DIGIT = 1, 2, 3
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_DATED = frozenset([*map(str, range(1, 32)), *(f"0{day}" for day in range(1, 10)), *map(str, range(1800, 2600))])
"""The groups of digits that a date can begin with: days and months, and years of both calendars."""
_NO_DATE_AFTER = frozenset("$€£#%")
_INSIDE_NUMBER = frozenset(".,:/")
_NO_LETTERS = frozenset(["", *'\n,;:()[]{}|/"“”«»*•·–—-0123456789'])
"""A name ends in none of them."""
_AFTER_NUMBER = frozenset("./‐-月월")
"""What follows the first number of a date in numbers, and of an East Asian day."""
_AFTER_YEAR = frozenset("-/.‐年년")
"""What follows the year of a date in numbers that begins with it."""
_BLANKS_BEFORE_DAY = " .,-\xa0\u202f\t"
_LAST_WORD = re.compile(r"[^\s\d,;:()\[\]{}|/\"“”«»*•·–—-]*\Z")
_BLANKS_BEFORE_WEEKDAY = " .,-|•\xa0\u202f\t"
_ARTICLES = frozenset({"the", "den", "le", "el", "il", "ngày"})
_LINKS = frozenset({"de", "del", "the", "do", "den", "of"})
"""Words between a month's name and the day: "mayo de 2023", "March the 3rd"."""
_WORD = r"[^\W\d_][^\s\d,.;:()\[\]{}|/\"“”«»–—-]{1,15}"

_YEAR_FIRST = re.compile(
    r"(\d{4})(?:(\s?[-/.‐]\s?)(\d{1,2})\2(\d{1,2})(?!\d)|\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일號号])?)"
)
_NUMERIC = re.compile(
    rf"(\d{{1,2}})(\s?[./‐-]\s?)(\d{{1,2}})\2(?:(\d{{4}})(?={_DATE_AHEAD})|(\d{{4}}|\d{{2}})(?![\d%]|[./]\d|-\d{{3}}))"
)
_ERA_YEAR = re.compile(r"(\d{1,2})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of a Japanese era."""
_AFTER_TIME = re.compile(r"\d:\d\d/\Z")
_BEFORE_TIME = re.compile(_TIME_AHEAD)
_GLUED_NAME = re.compile(r"(?<=[^\W\d_A-Z])[A-Z][a-z]{2,8}\Z")
"""A name that pages ran into the word before: "BrandtJun 15th"."""
_EAST_ASIAN_DAY = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:(?P<ordinal>st|nd|rd|th)|er|º|ª|°|ste|en|-?го|\.)?[^\S\n]{0,2}[.,/-]?[^\S\n]?"
    r"(?:(?:of|de|do|di|da|del|d’|d'|ng|ta’|den|na|tháng|thg)[^\S\n])?"
    rf"(?P<word>{_WORD})"
    r"(?:[.,]{0,2}[^\S\n]{0,2}[-/]?(?:(?:de|del|do|of|in|năm|anno|ng)[^\S\n])?"
    rf"(?:(?P<year>{_YEAR}|2[45]\d\d){_YEAR_ENDS}|['’-](?P<short>\d\d)(?!\d)"
    rf"|(?<=\s)(?P<bare>\d\d)(?={_TIME_AHEAD})))?"
)
_VIETNAMESE = re.compile(r"(\d{1,2})\s(?:tháng|thg)\s(\d{1,2})(?:,?\s(?:năm\s)?(\d{4}))?(?!\d)", re.IGNORECASE)
_AFTER_MONTH_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.:/]\d)(?:\s?[–-]\s?\d{1,2}(?:st|nd|rd|th)?(?!\d))?"
    rf"(?:(?:[.,]{{0,2}}\s{{0,2}}(?:of\s)?|-)(?P<year>{_YEAR}){_YEAR_ENDS}|\s?['’](?P<short>\d\d)(?!\d))?"
)
_WORDED_YEAR_FIRST = re.compile(
    rf"{_YEAR}(?:\s?m\.|\.?\s?gada|\s?ж\.|ko)?[.,-]?[^\S\n]{{0,2}}(?:{_WORD}[^\S\n]|{_WORD}-)?(?=\d{{1,2}}(?!\d))"
)
_YEAR_BEFORE = re.compile(rf"(?<!\d)({_YEAR})(?:\s?m\.|\.?\s?gada|\s?ж\.|ko)?[.,-]?[^\S\n]{{0,2}}$")
_YEAR_ALONE = re.compile(rf"{_YEAR}(?![\w%]|[.,:/]\d|[-–]\d{{3}})")
_WEEKDAY_AFTER = re.compile(
    r"(?:\.?\s?[,(（]\s?(?P<name>[^\W\d_][^\s\d,.;:()|/（）]{0,14})[)）]?|\s?[(（]?(?:星期|周|週)(?P<number>[一二三四五六日天])[)）]?)"
)
_EAST_ASIAN_WEEKDAYS = {
    name: weekday
    for names in ("月火水木金土日", "월화수목금토일", "一二三四五六天")
    for weekday, name in enumerate(names)
}


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates printed in a text, in their order, years alone included.

    Every search starts at a group of digits and looks a few characters around it, so the time grows
    with the number of digits. "may", "march", "car" and "44 days" are no dates. Years of the Thai calendar
    and days of the Persian one are converted.

    >>> [(date.year, date.month, date.day) for date in find_dates("Sept. 3, 2021, then 5 mai 2022")]
    [(2021, 9, 3), (2022, 5, 5)]
    """
    persian = find_persian_days(text)
    text, numbers = _find_numbers(text)
    mentions: list[DateMention] = []
    end = 0
    for first, stop in numbers:
        start = end if first < end < stop else first  # a date that was run into the one before
        if first in persian and first >= end:
            until, day = persian[first]
            mention = _mention(first, until, day.year, day.month, day.day)
        elif start < end or text[start:stop] not in _DATED or _is_part_of_number(text, start, stop):
            continue
        else:
            mention = _read(text, start, stop, end)
        if mention is not None:
            mention = _with_surroundings(text, mention, end)
            mentions.append(mention)
            end = mention.end
    return tuple(mentions)


def day_of(reading: Reading) -> datetime.date | None:
    """Return a full reading as a calendar day, null where a part is missing or there is no such day."""
    year, month, day = reading
    if year is None or month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _find_numbers(text: str) -> tuple[str, Iterable[tuple[int, int]]]:
    """Return the text with all its digits as 0 to 9, one for one, and where the groups of digits start and end."""
    classes = _DIGITS.of(text)
    inside = np.zeros(len(text) + 2, np.bool_)
    np.not_equal(classes, _NO_DIGIT, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1]).tolist()
    if (classes == _FOREIGN_DIGIT).any():
        text = _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text)
    return text, zip(edges[::2], edges[1::2], strict=True)


def _digit_class(character: str) -> int:
    if not character.isdecimal():
        return _NO_DIGIT
    return _DIGIT if character.isascii() else _FOREIGN_DIGIT


_DIGITS = CharacterClasses(_digit_class)


def _is_part_of_number(text: str, start: int, stop: int) -> bool:
    """Return True if digits belong to an amount, a time or a longer number."""
    before = text[start - 1 : start]
    if before in _NO_DATE_AFTER or text[stop : stop + 1] == "%":
        return True
    if before not in _INSIDE_NUMBER or not text[start - 2 : start - 1].isdigit():
        return False
    return _AFTER_TIME.search(text, max(0, start - 5), start) is None


def _read(text: str, start: int, stop: int, floor: int) -> DateMention | None:
    """Read the date at one group of digits; `floor` is where the date before it ended."""
    if stop - start == 4:
        full = _read_year_first(text, start) if text[stop : stop + 2].lstrip()[:1] in _AFTER_YEAR else None
        return (
            full
            or _read_month_of_year(text, start, floor)
            or _read_worded_year_first(text, start)
            or _read_year(text, start)
        )
    if stop - start > 2:
        return None
    if (before_era := _ERAS.get(text[max(0, start - 2) : start])) and (era := _ERA_YEAR.match(text, start)):
        day = int(era[3]) if era[3] else None
        return _mention(start - 2, era.end(), before_era + int(era[1]), int(era[2]), day)
    numeric = _read_numeric(text, start) if text[stop : stop + 2].lstrip()[:1] in _AFTER_NUMBER else None
    if numeric is not None:
        return numeric
    month_first = _read_month_first(text, start, floor)
    if month_first is not None and month_first.year is not None:
        return month_first
    day_first = _read_day_first(text, start, floor)
    return day_first if day_first is not None and day_first.year is not None else month_first or day_first


def _read_year_first(text: str, start: int) -> DateMention | None:
    match = _YEAR_FIRST.match(text, start)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3] or match[5]), match[4] or match[6]
    return _mention(start, match.end(), year, month, int(day) if day else None)


def _read_month_of_year(text: str, start: int, floor: int) -> DateMention | None:
    before = _month_before(text, start, floor)
    match = _YEAR_ALONE.match(text, start)
    if before is None or match is None or before[1].needs_day:
        return None
    return _mention(before[0], match.end(), int(match[0]), before[1].month, None)


def _read_worded_year_first(text: str, start: int) -> DateMention | None:
    """Read "2023. október 5." and "2023 September 25", where the day finds the year before it."""
    match = _WORDED_YEAR_FIRST.match(text, start)
    if match is None:
        return None
    day = match.end()
    mention = _read_month_first(text, day, start) or _read_day_first(text, day, start)
    return mention if mention is not None and mention.start == start else None


def _read_year(text: str, start: int) -> DateMention | None:
    match = _YEAR_ALONE.match(text, start)
    if match is None or (start and (text[start - 1].isalnum() or text[start - 1] in "-_/=.:")):
        return None
    return DateMention(start, match.end(), int(match[0]), None, None)


def _read_numeric(text: str, start: int) -> DateMention | None:
    match = _NUMERIC.match(text, start)
    if match is None:
        match = _EAST_ASIAN_DAY.match(text, start)
        return _mention(start, match.end(), None, int(match[1]), int(match[2])) if match else None
    first, second, separator = int(match[1]), int(match[3]), match[2].strip()
    printed = match[4] or match[5]
    if len(printed) == 2 and (separator == "-" or _is_short(text, match)):
        return None
    year = _full_year(printed)
    day_first = _mention(start, match.end(), year, second, first)
    month_first = _mention(start, match.end(), year, first, second)
    if day_first is None or month_first is None or first == second or separator == ".":
        return day_first or month_first
    return DateMention(start, match.end(), year, second, first, alternatives=((year, first, second),))


def _is_short(text: str, match: re.Match[str]) -> bool:
    """Return True if a date of two digits per year is too short to be one: no time follows 1.2.03."""
    return len(match[1]) + len(match[3]) < 3 and _BEFORE_TIME.match(text, match.end()) is None


def _read_month_first(text: str, start: int, floor: int) -> DateMention | None:
    before = _month_before(text, start, floor)
    match = _AFTER_MONTH_DAY.match(text, start) if before else None
    if before is None or match is None:
        return None
    begin, name = before
    year = match["year"] or match["short"]
    if year is None:
        earlier = _YEAR_BEFORE.search(text, max(floor, begin - 12), begin)
        if earlier is not None:
            begin, year = earlier.start(), earlier[1]
    if year is None and (name.needs_day or not _stands_alone(name, text[before[0]])):
        return None
    return _mention(begin, match.end(), _full_year(year) if year else None, name.month, int(match["day"]))


def _read_day_first(text: str, start: int, floor: int) -> DateMention | None:
    match = _DAY_FIRST.match(text, start)
    if match is None:
        return None
    name = month_named(match["word"])
    if name is None or (match["ordinal"] and not name.english):
        return _read_vietnamese(text, start)
    year, begin = match["year"] or match["short"] or match["bare"], start
    end = match.end() if year else match.end("word")
    if year is None and text[start - 1 : start].isalpha() and text[start - 1].isascii():
        return None
    if year is None:
        earlier = _YEAR_BEFORE.search(text, max(floor, start - 12), start)
        if earlier is not None:
            begin, year = earlier.start(), earlier[1]
    if year is None and not _stands_alone(name, match["word"][0]):
        return None
    return _mention(begin, end, _full_year(year) if year else None, name.month, int(match["day"]))


def _read_vietnamese(text: str, start: int) -> DateMention | None:
    match = _VIETNAMESE.match(text, start)
    if match is None:
        return None
    return _mention(start, match.end(), int(match[3]) if match[3] else None, int(match[2]), int(match[1]))


def _month_before(text: str, start: int, floor: int) -> tuple[int, MonthName] | None:
    """Return where the month's name that ends before `start` begins, and what it means."""
    begin, word = _word_before(text, start, floor, _BLANKS_BEFORE_DAY, _LINKS)
    name = month_named(word) if word else None
    if name is None and (glued := _GLUED_NAME.search(word)):
        begin, name = begin + glued.start(), month_named(glued[0])
    return None if name is None else (begin, name)


def _word_before(text: str, start: int, floor: int, blanks: str, links: frozenset[str]) -> tuple[int, str]:
    """Return the word that ends before `start`, over blanks and one linking word, and where it begins."""
    base = max(floor, start - 24)
    piece = text[base:start].rstrip(blanks)
    if piece[-1:] in _NO_LETTERS:
        return base, ""
    word = piece[piece.rfind(" ") + 1 :]
    if word in links:
        piece = piece[: -len(word)].rstrip(blanks)
        word = piece[piece.rfind(" ") + 1 :]
    if not word.isalpha():
        word = _LAST_WORD.findall(word)[0]
    return base + len(piece) - len(word), word


def _stands_alone(name: MonthName, first_letter: str) -> bool:
    return not name.needs_year or (name.capital and first_letter.isupper())


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 70 else 1900)
    return year - 543 if 2440 < year < 2600 else year


def _mention(start: int, end: int, year: int | None, month: int, day: int | None) -> DateMention | None:
    """Return the mention if such a day exists."""
    if year is not None and not 1800 <= year < 2200:
        return None
    try:
        datetime.date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return None
    return DateMention(start, end, year, month, day)


def _with_surroundings(text: str, mention: DateMention, floor: int) -> DateMention:
    """Add the weekday, the time and the zone that are printed beside a day."""
    if mention.day is None:
        return mention
    start, end, weekday = mention.start, mention.end, None
    before = _weekday_before(text, start, floor)
    if before is not None:
        start, weekday = before
    after = _WEEKDAY_AFTER.match(text, end) if weekday is None else None
    if after is not None:
        name = after["name"] or after["number"]
        weekday = _EAST_ASIAN_WEEKDAYS.get(name, weekday_named(name))
        end = end if weekday is None else after.end()
    clock = _beside(text, start, end, mention)
    if weekday is None and clock is None:
        return mention
    if clock is not None:
        start, end = min(start, clock.start), max(end, clock.end)
    return DateMention(
        max(start, floor),
        end,
        mention.year,
        mention.month,
        mention.day,
        clock.time if clock else None,
        clock.zone if clock else None,
        weekday,
        mention.alternatives,
    )


def _weekday_before(text: str, start: int, floor: int) -> tuple[int, int] | None:
    """Return where the weekday that ends before `start` begins, and which it is."""
    begin, word = _word_before(text, start, floor, _BLANKS_BEFORE_WEEKDAY, _ARTICLES)
    weekday = weekday_named(word) if word else None
    return None if weekday is None else (begin, weekday)


def _beside(text: str, start: int, end: int, mention: DateMention) -> Clock | None:
    day = day_of((mention.year, mention.month, mention.day))
    return find_clock_after(text, end, day) or find_clock_before(text, start, day)
