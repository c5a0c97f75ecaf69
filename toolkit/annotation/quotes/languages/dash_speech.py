"""Direct speech that a dash opens at the start of a line, with the reporter's insertion cut out."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from toolkit.annotation.quotes.languages.surroundings import clause_behind, line_end
from toolkit.annotation.quotes.languages.table import Language
from toolkit.annotation.quotes.languages.verb_position import verb_behind, verb_by_position

_OPENING = re.compile(r"[ \t]*(?:[–—―−]|-(?=\s)|-(?=[^\W\d_]))[ \t\u00a0]*")
_INNER = re.compile(
    r"(?<=[,.?!…»”\"])\s*[–—―−-]+\s*|\s+[–—―](?:\s*(?=[^\W\d_])|(?=[,.;:]))|\s-\s(?=[^\W\d_])"
    r"|(?<=[\w,.?!…])—(?=[^\W\d_])|(?<=\w)—(?=[,.;:])"
)
_COMMA = re.compile(r"[,?!…;]\s+")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_NEXT_DASH = re.compile(r"[.!?]?\s*[–—―-]\s+(?=\S)")
_WORDS = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[\"“”„«»]")
_REACH = 120
_WORDS_BEFORE_VERB = 10
_MOST_DASHES = 8
"""Dashes of one speech behind which the reporter's verb is looked for."""
_INSIDE_LINE = re.compile(r"(?<=[.!?…:”»\"])[ \u00a0](?=[–—―-][ \u00a0]+[\w¿¡…])")
"""The blank before a dash that may open speech behind a sentence of the reporter."""
_REACH_INSIDE_LINE = 800
"""Characters of the longest speech that begins inside a line."""


class DashLine(NamedTuple):
    """Speech of one line; offsets are code points, end exclusive."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    insertion: tuple[int, int]
    """The reporter's words; empty where there are none."""
    verb: re.Match[str] | None
    """The verb of the insertion."""


def dash_lines(body: str, language: Language) -> list[DashLine]:
    """Find the speech behind dashes, in order: at the start of a line, or behind a sentence of the reporter."""
    lines: list[DashLine] = []
    start = 0
    while start < len(body):
        end = line_end(body, start)
        line = dash_line(body, start, end, language)
        if line is not None and _has_words(body, line):
            lines.append(line)
        lines += _inside_line(body, line.end if line is not None else start, end, language)
        start = end + 1
    return lines


def _has_words(body: str, line: DashLine) -> bool:
    return any(character.isalnum() for character in body[line.parts[0][0] : line.parts[0][1]])


def _inside_line(body: str, start: int, end: int, language: Language) -> Iterator[DashLine]:
    """Yield speech behind a dash inside a line, if a verb of the reporter follows or a colon precedes it."""
    position = start
    for opening in _INSIDE_LINE.finditer(body, start, end):
        if opening.start() < position:
            continue
        after_colon = body[opening.start() - 1] in language.colon
        line = dash_line(body, opening.end(), min(end, opening.end() + _REACH_INSIDE_LINE), language)
        if line is None or not (after_colon or line.verb is not None) or not _begins_upper(body, line):
            continue
        if _has_words(body, line):
            position = line.end
            yield line


def _begins_upper(body: str, line: DashLine) -> bool:
    first = body[line.parts[0][0]]
    return not first.islower()


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
    by_dashes = _cut_by_dashes(body, begin, end, language)
    if by_dashes is not None and by_dashes.verb is not None and by_dashes.verb.start() == by_dashes.insertion[0]:
        return by_dashes
    by_comma = _cut_by_comma(body, begin, end, language)
    cuts = [cut for cut in (by_dashes, by_comma) if cut is not None]
    if cuts:
        return min(cuts, key=lambda cut: cut.insertion[0])
    by_position = _cut_by_position(body, begin, end, language)
    return by_position or DashLine(start, end, (_trim(body, begin, end),), (end, end), None)


def _cut_by_dashes(body: str, start: int, end: int, language: Language) -> DashLine | None:
    """Cut at the dash before a verb, and go on at the next dash: `– Wir warten – sagte er. – Bis Mai.`."""
    dashes = list(islice(_INNER.finditer(body, start + 1, end), _MOST_DASHES))
    for index, dash in enumerate(dashes):
        verb = language.verbs.search(body, dash.end(), min(end, dash.end() + _REACH))
        if verb is None or len(body[dash.end() : verb.start()].split()) > 3:
            continue
        closing = dashes[index + 1] if index + 1 < len(dashes) else None
        return _cut_between(body, (start, end), dash, closing, verb)
    return None


def _cut_between(
    body: str,
    line: tuple[int, int],
    dash: re.Match[str],
    closing: re.Match[str] | None,
    verb: re.Match[str],
) -> DashLine:
    """Cut the reporter's words out between two dashes, or from a dash to the end of their sentence."""
    start, end = line
    sentence = clause_behind(body, verb.end(), end)
    parts = [(start, dash.start())]
    if closing is None or closing.start() > sentence + 1:
        return _line(body, parts, (dash.end(), sentence), verb, sentence)
    if closing.end() < end:
        parts.append((closing.end(), end))
    return _line(body, parts, (dash.end(), closing.start()), verb, end)


def _cut_by_comma(body: str, start: int, end: int, language: Language) -> DashLine | None:
    """Cut at the comma before a verb or a phrase for the source, or at the last one before a verb at the end."""
    for comma in _COMMA.finditer(body, start, end):
        verb = verb_behind(body, comma.end(), end, language)
        if verb is not None:
            return _cut_sentence(body, (start, comma.start() + 1), (comma.end(), end), verb, language)
    for comma in _COMMA.finditer(body, start, end):
        if language.according.match(body, comma.end(), end) is not None:
            return _line(body, [(start, comma.start() + 1)], (comma.end(), end), None, end)
    if language.order != "verb_first":
        for comma in reversed(list(_COMMA.finditer(body, start, end))):
            verb = language.verbs.search(body, comma.end(), min(end, comma.end() + _REACH))
            if verb is not None and len(body[comma.end() : verb.start()].split()) <= _WORDS_BEFORE_VERB:
                return _line(body, [(start, comma.start() + 1)], (comma.end(), end), verb, end)
    return None


def _cut_by_position(body: str, start: int, end: int, language: Language) -> DashLine | None:
    """Cut at the mark before an unlisted verb with its subject, if they end the line: `– Ja visst, flinade Tom Ek.`."""
    last = next((match for match in _SENTENCE_END.finditer(body, start, end)), None)
    dashes = list(islice(_INNER.finditer(body, start + 1, end), _MOST_DASHES))
    for index, dash in enumerate(dashes):
        verb = verb_by_position(body, dash.end(), end, language)
        if verb is not None:
            closing = dashes[index + 1] if index + 1 < len(dashes) else None
            return _cut_between(body, (start, end), dash, closing, verb)
    for mark in _COMMA.finditer(body, start, end):
        verb = verb_by_position(body, mark.end(), end, language)
        if verb is None or (mark.group()[0] == "," and last is not None and last.end() < mark.start()):
            continue
        stop = _SENTENCE_END.search(body, verb.end(), end)
        if stop is None or stop.end() == end:
            return _line(body, [(start, mark.start() + 1)], (mark.end(), end), verb, end)
    return None


def _cut_sentence(
    body: str, speech: tuple[int, int], rest: tuple[int, int], verb: re.Match[str], language: Language
) -> DashLine:
    """Cut the reporter's words out up to the end of their sentence; what a dash or a first person follows goes on."""
    start, end = rest
    sentence_end = _SENTENCE_END.search(body, verb.end(), end)
    stop = sentence_end.start() if sentence_end else end
    parts = [speech]
    rest_of_line = end
    dash = _NEXT_DASH.match(body, stop, end)
    following = dash.end() if dash else stop + 1
    mark = _MARK.search(body, following, end)
    own = body[following : mark.start() if mark else end].lower()
    if dash or not language.first_person.isdisjoint(_WORDS.findall(own)):
        parts.append((following, end))
    else:
        rest_of_line = stop
    return _line(body, parts, (start, stop), verb, rest_of_line)


def _line(
    body: str, parts: list[tuple[int, int]], insertion: tuple[int, int], verb: re.Match[str] | None, end: int
) -> DashLine:
    return DashLine(parts[0][0], end, tuple(_trim(body, *part) for part in parts), insertion, verb)


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks, and the comma before an insertion or the stop behind it."""
    while start < end and (body[start].isspace() or body[start] in ".,;:–—-"):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in ",–—-"):
        end -= 1
    return start, end
