"""Direct speech that a dash opens at the start of a line, with the reporter's insertion cut out."""

import re
from typing import NamedTuple

from toolkit.annotation.quotes.languages.table import Language

_OPENING = re.compile(r"[ \t]*(?:[–—―−]|-(?=\s)|-(?=[^\W\d_]))[ \t\u00a0]*")
_INNER = re.compile(r"(?<=[,.?!…»”\"])\s*[–—―−-]+\s*|\s+[–—―]\s*(?=[^\W\d_])|(?<=[\w,.?!…])—(?=[^\W\d_])")
_COMMA = re.compile(r"[,?!…]\s+")
_REACH = 120
_WORDS_BEFORE_VERB = 10


class DashLine(NamedTuple):
    """Speech of one line; offsets are code points, end exclusive."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    insertion: tuple[int, int]
    """The reporter's words; empty where there are none."""


def dash_line(body: str, start: int, end: int, language: Language) -> DashLine | None:
    """Read a line that a dash opens; null if none does."""
    opening = _OPENING.match(body, start, end)
    if (
        opening is None
        or opening.end() >= end
        or (not body[opening.end()].isalnum() and body[opening.end()] not in '¿¡«"“„…[')
    ):
        return None
    begin = opening.end()
    by_dashes, by_comma = _cut_by_dashes(body, begin, end, language), _cut_by_comma(body, begin, end, language)
    return by_comma if by_dashes is None or by_comma.insertion[0] < by_dashes.insertion[0] else by_dashes


def _cut_by_dashes(body: str, start: int, end: int, language: Language) -> DashLine | None:
    dashes = list(_INNER.finditer(body, start + 1, end))
    for index, dash in enumerate(dashes):
        verb = language.verbs.search(body, dash.end(), min(end, dash.end() + _REACH))
        if verb is None or len(body[dash.end() : verb.start()].split()) > 3:
            continue
        closing = dashes[index + 1] if index + 1 < len(dashes) else None
        stop = closing.start() if closing else end
        parts = [(start, dash.start())]
        if closing and closing.end() < end:
            parts.append((closing.end(), end))
        return DashLine(start, end, tuple(_trim(body, *part) for part in parts), (dash.end(), stop))
    return None


def _cut_by_comma(body: str, start: int, end: int, language: Language) -> DashLine:
    for comma in _COMMA.finditer(body, start, end):
        verb = language.verbs.match(body, comma.end(), end)
        if verb is not None:
            stop = re.compile(r"[.!?](?=\s|$)").search(body, verb.end(), end)
            return DashLine(
                start, end, (_trim(body, start, comma.start() + 1),), (comma.end(), stop.start() if stop else end)
            )
    for comma in _COMMA.finditer(body, start, end):
        if language.according.match(body, comma.end(), end) is not None:
            return DashLine(start, end, (_trim(body, start, comma.start() + 1),), (comma.end(), end))
    if language.order != "verb_first":
        commas = list(_COMMA.finditer(body, start, end))
        for comma in reversed(commas):
            verb = language.verbs.search(body, comma.end(), end)
            if verb is not None and len(body[comma.end() : verb.start()].split()) <= _WORDS_BEFORE_VERB:
                return DashLine(start, end, (_trim(body, start, comma.start() + 1),), (comma.end(), end))
    return DashLine(start, end, (_trim(body, start, end),), (end, end))


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks and the comma before an insertion."""
    while start < end and body[start].isspace():
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in ",–—-"):
        end -= 1
    return start, end
