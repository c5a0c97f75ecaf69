"""What the body proves about the date of a story: the latest day that it says has passed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.normalisation.dates.recogniser import DateMention
from toolkit.normalisation.lines.line import Line

_REACH = 200
"""Characters of a sentence that are read on each side of a date."""
_NEAR = 80
_MOST = 200
"""The latest dates of a document that are looked at: a list of more proves nothing."""

_PLANNED = re.compile(
    r"\b(?:will|shall|would|won't|expect(?:ed|s)?|scheduled?|upcoming|coming|plan(?:ned|s|ning)?|deadline|due|"
    r"aim(?:s|ed|ing)?|target(?:ed|s)?|projected|forecasts?|ahead of|could|(?-i:may)|might|if|should|must|going to|"
    r"set to|set for|proposed|future|intends?|hopes?|goals?|anticipated?|predict(?:ed|s)?|estimated|slated|next|can|"
    r"is to|are to|to be|wird|werden|soll(?:en|te)?|geplant|könnten?|prévue?s?|sera|seront|pourrait|previst[oa]s?|"
    r"será|serán|podría|sarà|saranno|serão|будет|будут|будуть|должен|zal|zullen|kommer att|skal)\b",
    re.IGNORECASE,
)
"""Words of plans and guesses: a sentence with one before the date proves nothing."""
_LEADS_AHEAD = re.compile(
    r"\b(?:by|until|till|before|from|to|through|for|starting|beginning|towards?|bis|ab|jusqu'en|d'ici|hasta|para|entro|"
    r"fino al|até|до|tot|till)\s(?:the\s|late\s|early\s|mid-?|end of\s|beginning of\s|\w+day,?\s){0,3}$",
    re.IGNORECASE,
)
"""Prepositions that point from the date, or to it, without saying that it has come."""
_PAST_VERBS = (
    r"(?:was|were|had|did|went|came|took|began|won|lost|made|held|broke|rose|fell|became|left|met|ended|\w{3,}ed|"
    r"rebuilt|spent|sent|found|wrote|spoke|chose|drove|flew|rode|sank|swept|taught|caught|fought|paid|laid|ran|stood|"
    r"withdrew|overthrew|threw|drew|beat|froze|stole|tore|swore|woke|sang|hit|cut|"
    r"died|led|fled|sold|bought|built|brought|grew|gave|got|saw|shot|struck|war|waren|wurde|wurden|hatte|hatten|"
    r"été|était|fue|fueron|stato|stata|foi|foram|был|была|было|были|werd|var|blev)"
)
_PAST = re.compile(
    rf"\b(?:{_PAST_VERBS}|since|ago|after|following|last|nach|seit|après|depuis|desde|tras|dopo|dal|após|после|"
    r"sinds|sedan|efter)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde|dal|с|sinds|sedan)\s$", re.IGNORECASE)
_IN = r"(?:in|during|im|en|nel|em|в)(?:\s(?:early|late|mid|the \w+ of|año|anno|Jahr|der \w+))?[\s-]$"
_ENDS_IN = re.compile(rf"\b{_IN}", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(rf"^\W*{_IN}", re.IGNORECASE)
_AFTER_PAST_VERB = re.compile(rf"\b{_PAST_VERBS}(?:\s(?!to\b|for\b|\w+ing\b)[\w'’-]+){{0,3}}\s{_IN}", re.IGNORECASE)
_PAST_EVENT = re.compile(
    r"^(?:[\s-][\w'’-]+){0,3}?\s(?:agreement|deal|accords?|treaty|ceasefire|truce|war|invasion|coup|attacks?|bombing|"
    r"earthquake|tsunami|crash|shooting|pandemic|crisis|revolution|uprising|massacre|disaster|annexation)\b"
)
"""What gets its year as a name only once it has happened: "the 2020 peace agreement"."""
_SENTENCE_END = re.compile(r"[.!?]['\"”’»)]*\s+(?=[^\W\d_a-z])|[。！？]")
_RELATIVE_CLAUSE = re.compile(r",\s(?=(?:which|who|whose|where)\s)")
"""What the sentence plans says nothing of the clause: "You can see it at the hall, which opened in 2019"."""
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No|Gen|Sen|Rep|Gov|[a-z]\.[a-z])\.\s*$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that the text says has passed, and where it says so."""

    day: date
    start: int
    end: int


def latest_past_event(text: str, lines: Sequence[Line], mentions: Sequence[DateMention]) -> Bound | None:
    """Return the latest dated event of the body that the text tells as past, null without one.

    A sentence that plans, promises or supposes proves nothing, nor does a date without a verb. A month stands for
    its first day, a year for its first of January.
    """
    starts = [line.start for line in lines]
    dated = [
        (date(mention.year, mention.month or 1, mention.day or 1), mention)
        for mention in mentions
        if mention.year is not None and not mention.alternatives
    ]
    for day, mention in sorted(dated, key=lambda pair: pair[0], reverse=True)[:_MOST]:
        index = bisect_right(starts, mention.start) - 1
        if index >= 0 and lines[index].label == "body" and _has_passed(text, lines[index], mention):
            return Bound(day, mention.start, mention.end)
    return None


def first_day_from(bound: date | None, month: int, day: int, weekday: int | None) -> date | None:
    """Return the first such day of the year on or after a bound, on the printed weekday if there is one."""
    if bound is None:
        return None
    for year in range(bound.year, bound.year + 12):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= bound and weekday in {None, candidate.weekday()}:
            return candidate
    return None


def last_day_until(bound: date, month: int, day: int, weekday: int | None) -> date | None:
    """Return the last such day of the year on or before a bound, on the printed weekday if there is one."""
    for year in range(bound.year, bound.year - 12, -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= bound and weekday in {None, candidate.weekday()}:
            return candidate
    return None


def _has_passed(text: str, line: Line, mention: DateMention) -> bool:
    before, after = _sentence_around(text, line, mention)
    if mention.month is None and not _year_has_passed(before, after):
        return False
    if _LEADS_AHEAD.search(before[-40:]) or _PLANNED.search(before):
        return False
    planned, past = _PLANNED.search(after, 0, _NEAR), _PAST.search(after)
    if planned is not None and (past is None or planned.start() < past.start()):
        return False
    return mention.month is None or past is not None or _PAST.search(before) is not None


def _year_has_passed(before: str, after: str) -> bool:
    """Return True if the words around a year alone leave no doubt: "Robots 2077" may be a title."""
    near = before[-30:]
    if _SINCE.search(near):
        return True
    if not _ENDS_IN.search(near):
        return _PAST_EVENT.search(after) is not None
    if _OPENS_SENTENCE.search(before):
        return _PAST.search(after, 0, _NEAR) is not None
    return _AFTER_PAST_VERB.search(before[-100:]) is not None


def _sentence_around(text: str, line: Line, mention: DateMention) -> tuple[str, str]:
    """Return the part of the sentence before the mention and the part after it."""
    before = text[max(line.start, mention.start - _REACH) : mention.start]
    begin = 0
    for match in _SENTENCE_END.finditer(before):
        if not _ABBREVIATION.search(before, 0, match.end()):
            begin = match.end()
    for match in _RELATIVE_CLAUSE.finditer(before, begin):
        begin = match.end()
    after = text[mention.end : min(line.end, mention.end + _REACH)]
    stop = _SENTENCE_END.search(after)
    return before[begin:], after[: stop.start()] if stop else after
