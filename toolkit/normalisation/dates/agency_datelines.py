"""Datelines in the typography of single agencies: where the mark of a known agency ends the lead of a story."""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.dates.month_names import fold, month_names
from toolkit.normalisation.dates.recogniser import DateMention, find_dates
from toolkit.normalisation.outlets.agencies import printed_marks

_LONGEST = 110
"""Characters in which a dateline ends."""
_LONGEST_PLACE = 48
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_LEAST_REST = 15
"""Characters of the first sentence, which follows a dateline."""
_SHORT = 3
"""A mark of so few letters is one in capitals only: "Pa." is a state."""
_OPENING = r"(?P<open>[(/（\[【]\s?)?"
_CLOSING = re.compile(r"\s*(?P<shut>[)/）\]】])?[ \t]{0,2}(?P<end>\.?[-–—―]{1,2}|[:：=։]|\.(?=\s))?[ \t]{0,3}")
_BYLINE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){1,3}\s?[,–-]\s?$")
"""The name of a reporter before the mark: "Ada Lind - APA", "/Ada Lind, BTA/"."""
_COUNTRY = re.compile(r"\s?\([^()\d]{2,30}\)$")
_SEPARATORS = " \t\xa0.,:;–—/-（(\u200f"
_DAY_AND_MONTH = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})|\.(?P<dotted>\d{1,2})\.)\s?[-–(]?\s?$")
"""A day and a month in numbers, as "5/3" and "5.3."."""
_DAY_OF_MONTH = re.compile(r"(?P<place>[^\W\d_][^\n\d():a-z]{2,30}) (?P<day>[0-3]?\d)/(?P<month>1?\d) [-–=]{1,2} ")
"""How Belga opens a story: "BRUSSEL 5/3 - "."""
_NAMED_MONTH = re.compile(r"(?<![\d/.])(?P<day>[0-3]?\d)[. ]{1,2}(?P<month>[^\W\d_]{3,12})\.?[ ,(/–-]*$")
"""A day and a month's name that would be too doubtful anywhere else: "5 mar"."""
_LINK = re.compile(r"\s(?:في|am|le|el|il|den|på|в)$")
_ALONE = frozenset({"agi", "trend", "cnn", "adnkronos", "agenzia nova"})
"""Marks that open a story without place or date."""
_HINDI_DAYS = {
    word: day
    for day, words in enumerate(("एक", "दो", "तीन", "चार", "पांच पाँच", "छह छः", "सात", "आठ", "नौ", "दस"), 1)
    for word in words.split()
}
_HINDI_DAY = re.compile("(?:" + "|".join(_HINDI_DAYS) + r")(?=\s)")
_CHINESE_BRACKETED = re.compile(
    r"\s*[(（【](?P<agency>中央社|新华社|新華社|中新社)(?:记者|記者)?(?P<place>[^\W\d_]{2,12}?)"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:[^\W\d_]{0,8}?)(?:专|專|综合|綜合|外)?[^\W\d_]{0,4}?(?:[电電]|报道|報導|报导)[)）】]\s*"
)
_JAPANESE_BRACKETED = re.compile(
    r"\s*[【［\[](?:(?P<place>[^\W\d_]{1,10})\s)?(?P<date>(?:\d{1,2}月)?\d{1,2}日)\s?"
    r"(?P<agency>AFP|ＡＦＰ|ロイター|時事|共同|CNN|新華社)(?:[=＝][^\]】］\d]{1,8})?[】］\]]\s*(?:[-–—－]\s*)?"
)
_BARRED = re.compile(
    r"(?P<place>[^\W\d_][^|\n]{1,40}?)\s?\|\s?(?P<agency>[^\W\d_][^|\n]{1,20}?)\s?\|\s?(?:(?P<date>[^|\n]{4,30}?)\s?\|\s?)?"
)
"""How clients of an agency print its place, mark and day between bars: "Norvik | AFP | "."""
_REPORTER = 3
"""Characters of the name of a Chinese reporter, which no blank parts from the place."""


@dataclass(frozen=True, slots=True)
class AgencyDateline:
    """What the lead before the mark of an agency says."""

    end: int
    """Where the first sentence begins."""
    place: str | None
    agency: str | None
    """As printed."""
    date: DateMention | None


def find_agency_dateline(text: str) -> AgencyDateline | None:
    """Return the dateline that a known agency's mark ends; null where none does within the first 110 characters.

    >>> find_agency_dateline("NORVIK (Norvège), 5 mars 2024 (AFP) - Le pont est ouvert.").place
    'NORVIK (Norvège)'
    """
    bracketed = None if text.isascii() else _find_bracketed(text)
    if bracketed is not None:
        return bracketed
    belga = _DAY_OF_MONTH.match(text)
    if belga is not None and int(belga["month"]) in range(1, 13) and is_listed_place(belga["place"]):
        date = DateMention(belga.start("day"), belga.end("month"), None, int(belga["month"]), int(belga["day"]))
        return AgencyDateline(belga.end(), belga["place"], None, date)
    if not _has_mark(text):
        return None
    barred = _find_barred(text)
    if barred is not None:
        return barred
    for match in _mark().finditer(text, 0, _LONGEST):
        closing = _CLOSING.match(text, match.end())
        assert closing is not None
        if _closes(match, closing, text):
            return _judge(text, match, closing)
    return None


def _find_bracketed(text: str) -> AgencyDateline | None:
    """Read 【3月5日 AFP】 and （中央社台北5日电）, whose mark is before the date or inside brackets with it."""
    match = _JAPANESE_BRACKETED.match(text) or _CHINESE_BRACKETED.match(text)
    if match is None:
        return None
    location, start = match["place"], match.start("date")
    if location and match.re is _CHINESE_BRACKETED and len(location) > _REPORTER + 1:
        location = location[_REPORTER:]
    numbers = [int(number) for number in re.findall(r"\d+", match["date"])]
    month = numbers[0] if len(numbers) > 1 else None
    printed = match[0].strip("-–—－ ")[1:-1].partition(match["agency"])[2] if match.re is _JAPANESE_BRACKETED else ""
    agency = match["agency"] + (printed if printed[:1] in ("=", "＝") else "")
    return AgencyDateline(
        match.end(), location, agency, DateMention(start, match.end("date"), None, month, numbers[-1])
    )


def _find_barred(text: str) -> AgencyDateline | None:
    """Read "Norvik | AFP | 5 mars 2024 | ", with a place that is one and a date or none between the last bars."""
    match = _BARRED.match(text)
    if match is None or _mark().fullmatch(match["agency"]) is None:
        return None
    dates = find_dates(match["date"]) if match["date"] else ()
    end = match.end() if dates or not match["date"] else match.start("date")
    if len(text) - end < _LEAST_REST or begins_small(text[end:]):
        return None
    if not _is_place(match["place"], dated=bool(dates), bracketed=True):
        return None
    start = match.start("date")
    date = dates[0]._replace(start=dates[0].start + start, end=dates[0].end + start) if dates else None
    return AgencyDateline(end, match["place"], match["agency"], date)


def _closes(match: re.Match[str], closing: re.Match[str], text: str) -> bool:
    """Return True if a mark is set apart as one, by brackets or by what follows it."""
    rest = text[closing.end() :]
    if len(rest) < _LEAST_REST or begins_small(rest):
        return False
    mark = match["agency"]
    if match["open"]:
        return closing["shut"] is not None
    named = not mark.islower() and (len(mark) > _SHORT or not mark.isascii() or mark.isupper())
    return closing["end"] is not None and closing["shut"] in {None, "/"} and named


def _judge(text: str, match: re.Match[str], closing: re.Match[str]) -> AgencyDateline | None:
    lead = text[: match.start()].strip(_SEPARATORS)
    lead = lead + ")" if lead.count("(") > lead.count(")") else lead
    date, location = _divide(text[: match.start()], lead)
    if not location and date is None:
        alone = (
            match.start() == 0
            and match["open"] is None
            and match["agency"].lower() in _ALONE
            and closing["end"] not in {None, "."}
        )
        return AgencyDateline(closing.end(), None, match["agency"], None) if alone else None
    if not location or not _is_place(location, dated=date is not None, bracketed=match["open"] is not None):
        return None
    return AgencyDateline(closing.end(), location, match["agency"], date)


def _divide(before: str, lead: str) -> tuple[DateMention | None, str]:
    """Return the date that ends the text before a mark, null without one, and the place before it."""
    dates = [mention for mention in find_dates(before) if mention.day is not None and mention.month is not None]
    rest = before[dates[-1].end :].strip(_SEPARATORS + ")") if dates else ""
    if dates and (not rest or _BYLINE.match(f"{rest}-")):
        return dates[-1], _place_of(before[: dates[-1].start])
    hindi = _HINDI_DAY.search(before)
    if hindi is not None and (later := find_dates(f"{_HINDI_DAYS[hindi[0]]}{before[hindi.end() :]}")):
        return later[0]._replace(start=hindi.start(), end=len(before.rstrip())), _place_of(before[: hindi.start()])
    numbers = _DAY_AND_MONTH.search(before)
    if numbers is not None:
        day, month = int(numbers["day"]), int(numbers["month"] or numbers["dotted"])
        if 1 <= day <= 31 and 1 <= month <= 12:
            start, end = numbers.start(), numbers.start() + len(numbers[0].rstrip(" -–("))
            return DateMention(start, end, None, month, day), _place_of(before[:start])
    named = _NAMED_MONTH.search(before)
    name = month_names().get(fold(named["month"])) if named else None
    if named is not None and name is not None and 1 <= int(named["day"]) <= 31:
        mention = DateMention(named.start("day"), named.end("month"), None, name.month, int(named["day"]))
        return mention, _place_of(before[: named.start()])
    return None, _place_of(lead)


def _place_of(before: str) -> str:
    """Return what is left of a lead without signs and prepositions at its end."""
    location = before.strip(_SEPARATORS)
    location = location + ")" if location.count("(") > location.count(")") else location
    return _LINK.sub("", location).strip(_SEPARATORS)


def _is_place(location: str, *, dated: bool, bracketed: bool) -> bool:
    """Return True if a lead can be a place: few words without digits, capitalised where the script has capitals."""
    name = _COUNTRY.sub("", location)
    words = re.split(r"[\s/,-]+", name)
    if len(location) > _LONGEST_PLACE or len(words) > _MOST_WORDS or re.search(r"[\d\n:;!?\"“”«»]", location):
        return False
    if begins_small(name) or any(word.islower() and begins_small(word) and len(word) > 3 for word in words):
        return False
    if dated or is_listed_place(name):
        return True
    return bracketed and (name.isupper() or len(name) != len(location) or not name.isascii())


def begins_small(text: str) -> bool:
    """Return True if a text begins with a small letter; Georgian has no capitals in running text."""
    return text[:1].islower() and not "\u10d0" <= text[0] <= "\u10ff"


def _has_mark(text: str) -> bool:
    """Return True if the words of a mark are in the lead; few leads have any, and the pattern takes longer."""
    words = [_folded(word) for word in _WORD.findall(text, 0, _LONGEST)]
    marks = _marks_by_word()
    return any(
        words[index : index + len(mark)] == mark for index, word in enumerate(words) for mark in marks.get(word, ())
    )


def _folded(word: str) -> str:
    """Return a word without differences of case, as the pattern ignores them: Turkish letters are like others."""
    return word.casefold() if word.isascii() else word.replace("İ", "i").replace("ı", "i").casefold()


@cache
def _marks_by_word() -> dict[str, list[list[str]]]:
    """Return the words of the marks of agencies by the first of them."""
    marks: dict[str, list[list[str]]] = {}
    for mark in printed_marks():
        words = list(map(_folded, _WORD.findall(mark)))
        marks.setdefault(words[0], []).append(words)
    return marks


@cache
def _mark() -> re.Pattern[str]:
    """Compile the marks of all agencies, the longest first, between signs that are no letters."""
    marks = sorted(printed_marks(), key=lambda mark: (-len(mark), mark))
    joined = "|".join(re.escape(mark) for mark in marks)
    return re.compile(
        rf"{_OPENING}(?:[^\W\d_]+(?: [^\W\d_]+){{1,2}}, )?(?<![^\W_])"
        rf"(?P<agency>(?:{joined})(?:[/-](?:{joined}))?)(?![^\W_])",
        re.IGNORECASE,
    )
