"""Decides what 03/04/2023 means, by everything a document shows that can decide it."""

import datetime
import re
from collections.abc import Callable, Sequence

from toolkit.normalisation.dates.month_names import weekday_names
from toolkit.normalisation.dates.recogniser import DateMention, Reading, day_of

_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "AS", "VI", "MP", "FM", "MH", "PW"})
"""Countries that print 03/04 for the fourth of March."""
_EITHER = frozenset({"CA", "BZ"})
"""Countries that print both."""

_NUMERIC = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?\d{2}")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
"""Letters of a weekday's name that is no other word."""


def decide(
    mention: DateMention,
    *,
    text: str,
    mentions: Sequence[DateMention],
    lead: str,
    address: Reading,
    country: str | None,
    past: datetime.date | None,
) -> tuple[Reading, ...]:
    """Return the readings of a date that remain, one when the document decides.

    Asked in this order: the date in the address, the same day printed in words, the weekday beside it, other
    numeric dates of the document, the country of the outlet, the language (only English prints the month first),
    the weekdays of the lead, and the latest event that the body tells as past.
    """
    readings: tuple[Reading, ...] = ((mention.year, mention.month, mention.day), *mention.alternatives)
    if len(readings) == 1:
        return readings
    written = {day_of((other.year, other.month, other.day)) for other in mentions if not other.alternatives}
    weekdays = weekdays_of(lead)
    tests: tuple[Callable[[Reading], bool], ...] = (
        lambda reading: is_near(reading, address),
        lambda reading: day_of(reading) in written,
        lambda reading: mention.weekday is not None and _weekday(reading) == mention.weekday,
        lambda reading: (reading == readings[0]) == _prints_day_first(text, mentions, country),
        lambda reading: _weekday(reading) in weekdays,
        lambda reading: past is not None and (day_of(reading) or past) >= past,
    )
    for test in tests:
        kept = tuple(reading for reading in readings if test(reading))
        if len(kept) == 1:
            return kept
    return readings


def is_near(reading: Reading, other: Reading) -> bool:
    """Return True if two readings are at most one day apart; a missing year is taken from the other."""
    first, second = day_of(reading if reading[0] else (other[0], *reading[1:])), day_of(other)
    return first is not None and second is not None and abs((first - second).days) <= 1


def weekdays_of(lead: str) -> frozenset[int]:
    """Return the weekdays that a lead names, Monday as 0."""
    names = weekday_names()
    return frozenset([names[word] for word in names.keys() & _WORD.findall(lead.lower()) if len(word) >= _SHORTEST])


def _weekday(reading: Reading) -> int | None:
    day = day_of(reading)
    return None if day is None else day.weekday()


def _prints_day_first(text: str, mentions: Sequence[DateMention], country: str | None) -> bool | None:
    """Return True if this document prints the day before the month; null when it does not show."""
    orders = {_order(text[other.start : other.end]) for other in mentions if not other.alternatives} - {None}
    if len(orders) == 1:
        return orders.pop()
    if country is not None and country not in _EITHER:
        return country not in _MONTH_FIRST
    return None if _is_english(text) else True


def _order(printed: str) -> bool | None:
    """Return True if a numeric date that only reads one way has its day first."""
    match = _NUMERIC.search(printed)
    if match is None or (int(match[1]) > 12) == (int(match[2]) > 12):
        return None
    return int(match[1]) > 12


def _is_english(text: str) -> bool:
    """Return True if a text is full of the English article."""
    piece = text[:20_000].lower()
    return piece.count(" the ") * 400 >= len(piece)
