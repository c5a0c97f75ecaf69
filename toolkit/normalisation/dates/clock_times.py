"""Recognises the time of day and its zone beside a date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

_PRINTED_ZONES = {
    -480: "PST", -420: "MST PDT", -360: "CST MDT", -300: "EST CDT", -240: "AST EDT",
    -180: "ADT BRT ART", 0: "Z GMT UTC WET", 60: "WEST BST CET MEZ WAT", 120: "CEST MESZ EET SAST CAT",
    180: "MSK TRT EEST EAT", 240: "GST", 300: "PKT", 330: "IST", 420: "WIB ICT",
    480: "HKT SGT MYT PHT AWST", 540: "JST KST", 570: "ACST", 600: "AEST", 660: "AEDT", 720: "NZST",
    780: "NZDT",
}  # fmt: skip
_ZONES = {zone: minutes for minutes, zones in _PRINTED_ZONES.items() for zone in zones.split()}
"""Minutes east of UTC of the abbreviations that newsrooms print."""

_AMERICAN_ZONES: Mapping[str, int] = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
"""Winter time of the zones that are named without saying whether summer time holds."""

_ZONE = (
    r"(?P<zone>(?:(?:UTC|GMT)\s?)?[+−-]\d{1,2}(?::?[0-5]\d)?(?![\d:])|"
    r"(?:" + "|".join(sorted({*_ZONES, *_AMERICAN_ZONES}, key=len, reverse=True)) + r")\b)"
)
_CLOCK = (
    r"(?:(?P<noon>오전|오후|上午|下午|午前|午後)\s?)?"
    r"(?P<hour>2[0-4]|[01]?\d)(?!\d)"
    r"(?:(?:[:.h]|\s?:\s)(?P<minute>[0-5]\d)(?![\d.,]\d)(?::(?P<second>[0-5]?\d)(?!\d)(?:[.,]\d{1,9})?)?)?"
    r"\s?(?P<half>[aApP]\.?\s?[mM]\b\.?)?"
)
_AFTER = re.compile(
    r"(?:T|\s*+(?:[,;|•·@/‧∙–—-]|,?\s?"
    r"(?:at|um|kl|klo|alle|ore|om|saat|à|a las|às|as|o|в|la|pukul)(?=[\s.\d])\.?)?\s*+\(?)"
    + _CLOCK
    + r"\s?\(?"
    + _ZONE
    + r"?\)?(?:\s?(?:Uhr|hrs|uur)\b)?"
)
_BEFORE = re.compile(_CLOCK + r"(?:\s?\(?" + _ZONE + r"\)?)?\s?(?:Uhr|hrs|h)?[\s,;|•·–—-]{0,4}(?:on |am |den )?$")
_AFTERNOON = frozenset({"오후", "下午", "午後"})
_LOOKS_LIKE_TIME = re.compile(r"\d\s?(?:[:.h]\s?\d|[ap]\.?\s?m)", re.IGNORECASE)
"""A quick look before the long pattern."""
_MOST_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed beside a date."""

    start: int
    end: int
    time: time
    zone: int | None
    """Minutes east of UTC, where a zone is printed."""


def find_clock_after(text: str, position: int, day: date | None) -> Clock | None:
    """Return the time that directly follows `position`, as in "25 September 2023, 10:15 pm ET"."""
    piece = text[position : position + _MOST_CHARACTERS]
    if _LOOKS_LIKE_TIME.search(piece) is None:
        return None
    match = _AFTER.match(piece)
    return _clock(match, position, day) if match else None


def find_clock_before(text: str, position: int, day: date | None) -> Clock | None:
    """Return the time that directly precedes `position`, as in "10:15 GMT, 25 September 2023"."""
    begin = max(0, position - _MOST_CHARACTERS)
    piece = text[begin:position]
    if _LOOKS_LIKE_TIME.search(piece) is None:
        return None
    match = _BEFORE.search(piece)
    return _clock(match, begin, day) if match else None


def _clock(match: re.Match[str], offset: int, day: date | None) -> Clock | None:
    half = match["half"]
    hour = int(match["hour"])
    if match["minute"] is None and half is None:
        return None
    afternoon = half[0] in "pP" if half else match["noon"] in _AFTERNOON if match["noon"] else None
    if afternoon is not None:
        if not 1 <= hour <= 12:
            half = None
        else:
            hour = hour % 12 + (12 if afternoon else 0)
    if hour > 23:
        return None
    printed = time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    zone = _minutes_east(match["zone"], day) if match["zone"] else None
    return Clock(offset + match.start("hour"), offset + match.end(), printed, zone)


def _minutes_east(zone: str, day: date | None) -> int | None:
    if zone in _ZONES:
        return _ZONES[zone]
    if zone in _AMERICAN_ZONES:
        return None if day is None else _AMERICAN_ZONES[zone] + (60 if _is_american_summer(day) else 0)
    digits = re.sub(r"[^\d:]", "", zone)
    hours, _, minutes = digits.partition(":") if ":" in digits else (digits[:-2], "", digits[-2:])
    if len(digits) < 3:
        hours, minutes = digits, "0"
    east = int(hours or 0) * 60 + int(minutes or 0)
    if east > 14 * 60:
        return None
    return -east if "-" in zone or "−" in zone else east


def _is_american_summer(day: date) -> bool:
    """Return True if summer time holds in the United States, by the rule in force since 2007."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return begin <= day < end
