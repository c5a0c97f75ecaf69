"""Names of months and weekdays in every language of the CLDR, folded for look-up.

`training/build_calendars.py` writes the packaged table.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

FIRST_LANGUAGES = (
    *("en", "en_GB", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "pl", "ru", "tr", "id", "uk"),
    *("ro", "cs", "fi", "hu", "el", "ar", "ar_LB", "ar_DZ", "ar_MA", "fa", "hi", "th", "de_AT", "es_PE"),
)
"""Where two languages give one name to different months, the earlier one of this list is believed."""

_PRINTED_FORMS = {
    1: "janner",
    2: "febr feber",
    3: "mrt mrz",
    7: "juill",
    9: "sept sett setiembre septembro",
}
"""Forms that newsrooms print and the CLDR does not list, folded."""

_NUMBER_SIGN = "no"
"""What opens "No. 1 2025", a month's abbreviation in a few small languages only."""

_IN = {"he": "ב"}
"""What a date writes before the name of its month, in one word with it: "25 בספטמבר"."""

_ORDINARY_WORDS = frozenset({"may", "march", "mar", "mart", "set", "out", "ago", "gen", "jun", "dec"})
"""Names that are also ordinary words or people: in small letters and without a year they prove nothing."""

_NEVER_WITHOUT_DAY = frozenset({"mars", "ago", "set", "out", "gen", "here", "mai"})
"""Names that are before a year by chance: "Mars 2020", "ago 2020"."""


@dataclass(frozen=True, slots=True)
class MonthName:
    """What one printed name means, and how far it can be trusted on its own."""

    month: int
    """1 to 12."""
    needs_year: bool
    """A day and this name are a date only with a year, or with a capital where `capital` is set."""
    needs_day: bool
    """A year and this name alone are not a month of that year: the name is too short to be sure."""
    capital: bool
    """The language writes the name with a capital letter."""
    english: bool
    """Ordinals such as "3rd" are before English names only."""


def fold(word: str) -> str:
    """Return a name as the tables list it: small letters, no dots, no accents.

    >>> fold("Févr.")
    'fevr'
    """
    if word.isascii():
        return word.lower().strip(".")
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f").strip(".")


@cache
def month_names() -> Mapping[str, MonthName]:
    """Return every name of a month by its folded form, wide and abbreviated, in both grammatical forms."""
    names: dict[str, MonthName] = {}
    for language, name, month in _calendars()["months"]:
        key = fold(name)
        if len(key) < 2 or key == _NUMBER_SIGN or any(letter.isspace() or letter.isdigit() for letter in key):
            continue
        common, english = language in FIRST_LANGUAGES, language.startswith("en")
        for form in (key, f"{_IN.get(language, '')}{key}"):
            names.setdefault(form, _judged(form, month, common=common, capital=name[0].isupper(), english=english))
    for month, keys in _PRINTED_FORMS.items():
        for key in keys.split():
            names.setdefault(key, _judged(key, month, common=True, capital=True, english=key == "sept"))
    return names


@lru_cache(maxsize=8192)
def month_named(word: str) -> MonthName | None:
    """Return what a printed word means as the name of a month, null for any other word."""
    return month_names().get(fold(word))


@lru_cache(maxsize=8192)
def weekday_named(word: str) -> int | None:
    """Return the weekday that a printed word names, Monday as 0, null for any other word."""
    return weekday_names().get(fold(word))


@cache
def weekday_names() -> Mapping[str, int]:
    """Return every name of a weekday, folded and in small letters; Monday is 0."""
    names: dict[str, int] = {}
    for language, name, weekday in _calendars()["days"]:
        if len(fold(name)) >= (3 if language in FIRST_LANGUAGES else 4):
            names.setdefault(fold(name), weekday)
            names.setdefault(name.lower(), weekday)
    return names


@cache
def _calendars() -> dict[str, list[tuple[str, str, int]]]:
    """Read the packaged names: language, name and number, the common languages first."""
    file = resources.files("toolkit.normalisation.dates").joinpath("calendars", "names.json")
    table: dict[str, list[tuple[str, str, int]]] = json.loads(file.read_text(encoding="utf-8"))
    return table


def _judged(key: str, month: int, *, common: bool, capital: bool, english: bool) -> MonthName:
    """Decide how far a name may be trusted: the shorter and the rarer, the less."""
    long = len(key) > (3 if common else 4) or not key.isascii()
    sure = (long or (common and capital)) and key not in _ORDINARY_WORDS
    needs_day = key in _NEVER_WITHOUT_DAY or not (long or common)
    return MonthName(month, needs_year=not sure, needs_day=needs_day, capital=capital and common, english=english)
