"""Finds the dateline that opens a story: place, date and agency before the first sentence."""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.normalisation.city_names import is_large_city, is_listed_place
from toolkit.normalisation.dates.agency_datelines import begins_small, find_agency_dateline
from toolkit.normalisation.dates.month_names import fold, month_names
from toolkit.normalisation.dates.recogniser import DateMention, find_dates
from toolkit.normalisation.outlets.agencies import is_agency

_WINDOW = 300
_PARAGRAPH = 150
"""Characters from which a text is no headline."""
_LONGEST_LEAD = 110

_SIGN = re.compile(r"[(（\[/—―–:‒_-]")
_MARK = re.compile(
    r"\s*-{0,3}\s?[(（\[](?P<bracketed>[^()（）\[\]\n]{2,40})[)）\]]"
    r"|(?<![^\s.,])/(?P<slashed>[^\s/][^/\n]{0,28}[^\s/])/"
    r"|(?P<dash>\s*(?:[—―]|-{2,3})\s*|\s+[-‒–]\s*|\s+_\s+|–\s+|(?<=\.)-\s+)"
    r"|(?P<colon>:\s+)"
)
_AGENCY_FIRST = re.compile(r"\s*\((?P<agency>[^()\n]{2,30})\)\s*[-–—]{1,2}\s+(?=[^\W\d_]{2}[^\n]{0,60}\s[-–—]\s)")
_AGENCY_AFTER_COMMA = re.compile(r",\s(?P<agency>[^\W\d_][\w ]{1,20})$")
_AGENCY_AFTER_DASH = re.compile(r"(?P<agency>[^\W\d_][\w. -]{1,24}?)(?:\.\s|\s?[-–—]{1,2}\s)")
_CLOSING = re.compile(r"\s*\.?\s*(?:[—–―:=]|_(?=\s)|-{1,3}(?=[\s\"“«'‘]|[^\W\d_]))?\s*")
_STOP = re.compile(r"\.\s+(?=[^\W\d_])")
_CAPTION_DATE = re.compile(r"[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?:")
"""What follows the place in the captions of picture agencies: "LONDON, ENGLAND - MAY 3: "."""
_DAY_AND_MONTH = re.compile(r",\s(?P<day>[0-3]?\d)(?:\s(?P<month>[^\W\d_]{3,12}))?\.?$")
"""A day alone, or with a month's name that would be too doubtful anywhere else."""
_DIGIT = re.compile(r"\d")
_BORDER = re.compile(r"[,.]\s+")
_EAST_ASIAN = (
    re.compile(r"\s*[(（\[](?P<place>[^\W\d_]{2,8})\s?[=＝]\s?(?P<agency>[^\W\d_]{2,10})[)）\]]\s*(?:[^=＝\n]{1,20}[=＝])?\s*"),
    re.compile(r"\s*【(?P<place>[^\W\d_]{1,10}?)[=＝]?(?P<agency>時事|共同|ＡＦＰ|AFP|ロイター|CNN)[^】]{0,12}】\s*"),
    re.compile(
        r"\s*(?P<agency>新华社|中新社|中新网|新華社|中央社)(?P<place>[^\W\d_]{2,8}?)"
        r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電]\s*(?:[（(][^）)]{1,30}[）)])?\s*"
    ),
)  # fmt: skip
_IN_NAMES = frozenset(" .,'’/-")
_CONNECTORS = frozenset(
    {
        *("and", "y", "e", "et", "und", "de", "del", "la", "las", "los", "do", "da", "di", "am", "an", "der", "im"),
        *("in", "on", "of", "the", "upon", "sur", "sous", "le", "les", "en", "den", "al", "el", "near"),
    }
)
_NO_PLACES = """
    BREAKING | BREAKING NEWS | EXCLUSIVE | OPINION | UPDATE | UPDATED | WATCH | VIDEO | PHOTOS |
    LIVE | ANALYSIS | EDITORIAL | REVIEW | COMMENT | NOTE | CORRECTION | EDITOR'S NOTE | WEATHER |
    SPORTS | NEWS | BUSINESS | POLITICS | READ | READ MORE | RELATED | MORE | PREVIEW | RECAP |
    INTERVIEW | FEATURE | ADVERTISEMENT | ADVERTORIAL | SPONSORED | WARNING | SPOILER | SOURCE |
    NATO | NASA | FIFA | UEFA | COVID | UNICEF | OPEC | FACT CHECK | EXPLAINER | BACKGROUND |
    PODCAST | GALLERY | PICTURES | TRANSCRIPT | SUMMARY | HIGHLIGHTS | FILE | FILE PHOTO | AND |
    KOMMENTAR | ANALYSE | EXKLUSIV | ENTREVISTA | ÚLTIMA HORA | OPINIÓN | VIDÉO | DIRECT | QUESTION
    | ANSWER | WHAT | WHY | HOW | WHO | WHERE | WHEN | THE | STEP | TIP | PART | HAMAS | GOOGLE
"""
"""Words in capitals that open a line before a dash or a colon without being places."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline of a story and where it is in its paragraph."""

    start: int
    end: int
    """Cutting `paragraph[start:end]` leaves the first sentence: closing mark and blanks are inside."""
    place: str | None
    """As printed, with its region: "LA CROSSE, Wis."."""
    agency: str | None
    """The mark as printed: "TASS", "AP", "Reuters"."""
    date: DateMention | None
    """Offsets in the paragraph."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """What is before the agency or the closing mark."""

    place: str | None
    date: DateMention | None
    agency: str | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that opens a paragraph, or null.

    Only the first 300 characters are looked at. A place in mixed case without an agency must be a large
    city, so that "Obama - the president" is none.

    >>> find_dateline("MOSCOW, May 3. /TASS/. The ice has gone.").place
    'MOSCOW'
    """
    text = paragraph[:_WINDOW]
    dateline = _find_east_asian(text) or _find_agency_first(text) or _find_from(text, 0)
    if dateline is not None and dateline.agency is not None and is_agency(dateline.agency):
        return dateline
    signed = find_agency_dateline(text)
    if signed is not None:
        return Dateline(0, signed.end, signed.place, signed.agency, signed.date)
    return dateline or _find_stopped(text)


def _find_east_asian(text: str) -> Dateline | None:
    if text.isascii():
        return None
    for pattern in _EAST_ASIAN:
        match = pattern.match(text)
        if match is not None:
            groups = match.groupdict()
            dates = find_dates(text[: match.end()]) if groups.get("date") else ()
            day = int(re.findall(r"\d+", groups["date"])[-1]) if groups.get("date") else None
            alone = DateMention(match.start("date"), match.end("date"), None, None, day) if day else None
            return Dateline(0, match.end(), groups["place"], groups["agency"], dates[0] if dates else alone)
    return None


def _find_agency_first(text: str) -> Dateline | None:
    """Read "(ANSA) - ROMA, 03 MAR - "."""
    match = _AGENCY_FIRST.match(text)
    if match is None or not is_agency(match["agency"]):
        return None
    rest = _find_from(text, match.end())
    return Dateline(0, rest.end, rest.place, match["agency"], rest.date) if rest else None


def _find_from(text: str, begin: int) -> Dateline | None:
    mark = _first_mark(text, begin)
    if mark is None:
        return None
    lead = _read_lead(text, begin, mark.start())
    if lead is None:
        return None
    bracketed = mark["bracketed"] or mark["slashed"]
    if bracketed is not None:
        return _close_day(text, mark, lead) or _close_agency(text, mark, lead, bracketed.strip())
    return _close_mark(text, mark, lead)


def _find_stopped(text: str) -> Dateline | None:
    """Read "MOSCOW, September 25. The ice": a full stop closes only capitals and a date."""
    for stop in _STOP.finditer(text, 0, _LONGEST_LEAD):
        lead = _read_lead(text, 0, stop.start())
        if lead is None:
            return None
        if lead.date is not None and lead.date.month is not None:
            believed = lead.place is not None and _is_upper(lead.place) and _opens_sentence(text, stop.end())
            return Dateline(0, stop.end(), lead.place, lead.agency, lead.date) if believed else None
    return None


def _first_mark(text: str, begin: int) -> re.Match[str] | None:
    """Return the first bracket, dash or colon that can end a lead."""
    for sign in _SIGN.finditer(text, begin, begin + _LONGEST_LEAD):
        start = sign.start()
        while start > begin and text[start - 1].isspace():
            start -= 1
        mark = _MARK.match(text, start) or _MARK.match(text, sign.start())
        if mark is not None:
            return mark
    return None


def _close_agency(text: str, mark: re.Match[str], lead: _Lead, agency: str) -> Dateline | None:
    """Judge "PLACE, date (AGENCY) -" and "PLACE, date. /AGENCY/."."""
    closing = _CLOSING.match(text, mark.end())
    end = closing.end() if closing else mark.end()
    closed = closing is not None and closing[0].strip() not in {"", "."}
    known = is_agency(agency)
    if not _opens_sentence(text, end) or not (known or _looks_like_agency(agency)):
        return None
    location = lead.place
    if mark["slashed"]:
        believed = known or lead.date is not None
    elif known:
        believed = location is None or closed or lead.date is not None or _is_sure_place(location)
    else:
        believed = closed and location is not None and (lead.date is not None or _is_sure_place(location))
    return Dateline(0, end, location, agency, lead.date) if believed else None


def _close_day(text: str, mark: re.Match[str], lead: _Lead) -> Dateline | None:
    """Judge "PLACE (May 3, 2024) -" and "Place, (3.5.2024).": the whole date alone is in the brackets."""
    if mark["bracketed"] is None or lead.place is None or lead.date is not None or lead.agency is not None:
        return None
    dates = [item for item in find_dates(mark["bracketed"]) if item.year and item.day]
    closing = _CLOSING.match(text, mark.end())
    if len(dates) != 1 or closing is None or not closing[0].strip() or not _opens_sentence(text, closing.end()):
        return None
    date, start = dates[0], mark.start("bracketed")
    alone = not (mark["bracketed"][: date.start] + mark["bracketed"][date.end :]).strip(" .,")
    moved = date._replace(start=date.start + start, end=date.end + start)
    return Dateline(0, closing.end(), lead.place, None, moved) if alone and _is_sure_place(lead.place) else None


def _close_mark(text: str, mark: re.Match[str], lead: _Lead) -> Dateline | None:
    """Judge "PLACE, date -", "PLACE: " and "PLACE, date, AGENCY -"."""
    location, agency, end = lead.place, lead.agency, mark.end()
    if mark["dash"] and (after := _AGENCY_AFTER_DASH.match(text, end)) and is_agency(after["agency"]):
        agency, end = after["agency"], after.end()
    if location is None or not _opens_sentence(text, end) or _CAPTION_DATE.match(text, end):
        return None
    dated = agency is not None or lead.date is not None
    believed = (
        _opens_with_colon(text, end, location, dated=dated)
        if mark["colon"]
        else _opens_with_dash(text, end, location, dated=dated)
    )
    return Dateline(0, end, location, agency, lead.date) if believed else None


def _opens_with_colon(text: str, end: int, location: str, *, dated: bool) -> bool:
    """Judge "NEW DELHI: " and "Mumbai, March 3: "; in mixed case only a paragraph is not taken for a headline."""
    if text[end].isdigit():
        return False
    if dated:
        return _is_upper(location) or is_listed_place(location)
    return is_large_city(location) and (_is_upper(location) or len(text) >= _PARAGRAPH)


def _opens_with_dash(text: str, end: int, location: str, *, dated: bool) -> bool:
    """Judge "LONDON - " and "Springfield, Ill. — ": the less there is, the more the gazetteer must know."""
    if dated and "," in location:
        return location.split(",", maxsplit=1)[0].upper() not in _no_places()
    if dated or "," in location:
        return _is_sure_place(location)
    if _is_upper(location):
        several = re.search(r"[\s/]", location) is not None
        return is_listed_place(location) or (_is_sure_place(location) and (several or len(text) >= _PARAGRAPH))
    return is_large_city(location) and " - " not in text[end : end + 30]


def _read_lead(text: str, begin: int, end: int) -> _Lead | None:
    """Split "PLACE, Region, date" at its date; null when it is not made of capitalised words."""
    lead = text[begin:end]
    agency = _AGENCY_AFTER_COMMA.search(lead)
    if agency is not None and is_agency(agency["agency"]):
        lead = lead[: agency.start()]
    else:
        agency = None
    date, cut = _date_at_end(lead)
    location = _without_full_stop(lead[:cut].strip(" ,\t\xa0\n").removesuffix(" في"))
    if location and not _is_capitalised(location):
        return None
    moved = None if date is None else date._replace(start=date.start + begin, end=date.end + begin)
    return _Lead(location or None, moved, agency["agency"] if agency else None)


def _without_full_stop(location: str) -> str:
    """Cut the stop of "MOSCOW. Sept 25", which is not that of "Calif." or "N.Y."."""
    word = re.split(r"[\s,-]", location)[-1].removesuffix(".")
    is_name = word.isalpha() and (len(word) > 5 or (word.isupper() and len(word) > 2))
    return location.removesuffix(".") if is_name else location


def _date_at_end(lead: str) -> tuple[DateMention | None, int]:
    """Return the date that ends a lead, and where the place before it ends."""
    if _DIGIT.search(lead) is None:
        return None, len(lead)
    dates = [mention for mention in find_dates(lead) if mention.day is not None]
    if dates and not lead[dates[-1].end :].strip(" .,"):
        return _without_place(lead, dates[-1])
    match = _DAY_AND_MONTH.search(lead)
    if match is None:
        return None, len(lead)
    name = month_names().get(fold(match["month"] or ""))
    if match["month"] and name is None:
        return None, len(lead)
    mention = DateMention(match.start("day"), match.end(), None, name.month if name else None, int(match["day"]))
    return mention, match.start()


def _without_place(lead: str, date: DateMention) -> tuple[DateMention, int]:
    """Give "DOMINGO" back to "SANTO DOMINGO, Nov 16": a weekday follows a comma or opens the line."""
    before = lead[: date.start].rstrip()
    border = _BORDER.search(lead, date.start, date.end)
    if date.weekday is None or not before or before.endswith((",", ".")) or border is None:
        return date, date.start
    return date._replace(start=border.end(), weekday=None), border.start() + 1


def _is_capitalised(location: str) -> bool:
    """Return True if a phrase is made of at most eight capitalised words and connectors."""
    words = re.split(r"[\s,/]+", location)
    if len(words) > 8 or location.upper() in _no_places():
        return False
    if words[0] in {"The", "A", "An", "By", "From"} or not all(
        letter.isalpha() or letter in _IN_NAMES for letter in location
    ):
        return False
    return all(word[:1].isupper() or word in _CONNECTORS or not word or not word[0].isascii() for word in words)


def _is_sure_place(location: str) -> bool:
    """Return True if capitals, a region or the gazetteer say that this is a place."""
    city = re.split(r"[,/]", location)[0].strip()
    if city.upper() in _no_places():
        return False
    if _is_upper(city):
        return len(city) > 3 or "," in location or is_listed_place(city)
    return is_listed_place(city)


def _is_upper(location: str) -> bool:
    city = re.split(r"[,/]| and ", location)[0]
    return city.isupper() and len(city) > 2


def _looks_like_agency(mark: str) -> bool:
    words = mark.split()
    return len(words) <= 4 and not any(letter.isdigit() for letter in mark) and len(mark) > 2


def _opens_sentence(text: str, position: int) -> bool:
    """Return True if a sentence starts here: no dateline is followed by a small letter."""
    rest = text[position:].lstrip("\"'“”‘’«»„([¿¡ ")
    return len(text) - position > 15 and bool(rest) and not begins_small(rest)


@cache
def _no_places() -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in _NO_PLACES.split("|"))
