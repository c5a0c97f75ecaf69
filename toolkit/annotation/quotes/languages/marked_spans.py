"""Spans between quotation marks in any language, also over several lines with one closing mark."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile("``|''|(?<![\\w,]),,(?=\\w)|[\"“”„‟«»‹›″＂״「」『』《》〝〞〟]")
_HEBREW = re.compile("[א-ת]+")
_HEBREW_MARKS = frozenset('"״”')
_LONGEST_TAIL = 3
"""Letters behind the mark of a Hebrew abbreviation."""
_CLOSERS = {
    "„": '“”"„‟',
    "‟": '”"“',
    "“": '”"“',
    "”": '”"',
    "«": '»"',
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"”“',
    "″": '″"',
    "＂": "＂",
    "״": '״"”',
    "〝": "〞〟",
    "``": "''\"",
    ",,": "''\"”“",
    "''": "''",
}
"""Each mark that can open a span, and the marks that can close it."""
_SYMMETRIC = frozenset("”»")
"""Marks that, where they open a span, also close it and do not nest."""
_TITLES = frozenset("《》")
_UNAMBIGUOUS = frozenset(["„", "«", "「", "『", "‹", ",,"])
"""Marks that hardly ever close a span: text after them belongs to it over line ends, up to the closing mark."""
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u2009\u202f\u200b([{—–-/>…:,；：，。、（")
_AFTER_CLOSING = frozenset("( \n\t\u00a0\u2009\u202f\u200b)]}—–-/<…,.;:!?։،؛。，、！？）")
_MAX_LINES = 6
_MAX_CHARACTERS = 4000
"""A span whose closing mark is farther away ends at the end of its first line."""


class Span(NamedTuple):
    """Text between marks; offsets are code points into the body, end exclusive."""

    start: int
    """First character inside the marks that is no blank."""
    end: int
    outer_start: int
    """The opening mark, or `start` where there is none."""
    outer_end: int
    """Behind the closing mark, or `end` where there is none."""
    opened: bool
    closed: bool


def marked_spans(body: str, *, reversed_guillemets: bool = True) -> list[Span]:
    """Find the spans between marks of the outer level, in order and without overlap, in linear time.

    Marks of the same direction inside a span are nested. A mark that nothing closes within a few lines is closed by
    the end of its line. `reversed_guillemets` says that » can open a span.
    """
    marks = [match for match in _MARK.finditer(body) if match.group() not in _TITLES]
    if _HEBREW.search(body):
        marks = [match for match in marks if not _is_in_hebrew_word(body, match)]
    spans: list[Span] = []
    index = 0
    while index < len(marks):
        opening = marks[index]
        closing = (
            _closing(body, marks, index) if _can_open(body, opening, reversed_guillemets=reversed_guillemets) else None
        )
        if closing is None:
            index += 1
            continue
        stop, following = closing
        spans.extend(_span(body, opening, stop))
        index = following
    return spans


def _is_in_hebrew_word(body: str, mark: re.Match[str]) -> bool:
    """Return True if a mark is before the last letters of a word that no other mark follows: `צה"ל`, `מנכ"לית`."""
    if mark.group() not in _HEBREW_MARKS or not _HEBREW.match(body, mark.start() - 1):
        return False
    tail = _HEBREW.match(body, mark.end())
    if tail is None or body[tail.end() : tail.end() + 1] in _HEBREW_MARKS:
        return False
    length = tail.end() - tail.start()
    return length == 1 or (length <= _LONGEST_TAIL and bool(_HEBREW.match(body, mark.start() - 2)))


def _can_open(body: str, mark: re.Match[str], *, reversed_guillemets: bool) -> bool:
    """Return True if a mark opens a span by its neighbours, or by its shape where they do not say."""
    if mark.group() not in _CLOSERS or (mark.group() in "»›" and not reversed_guillemets):
        return False
    start, end = mark.span()
    free_before = start == 0 or body[start - 1] in _BEFORE_OPENING
    free_after = end == len(body) or body[end] in _AFTER_CLOSING
    if mark.group() in _UNAMBIGUOUS:
        elided = start > 0 and body[start - 1] in "'’"
        return not (mark.group() == "«" and free_after and not free_before and not elided)
    if free_before != free_after:
        return free_before
    return mark.group() not in ("”", "»", "''") or (free_before and mark.group() == "»")


def _closing(body: str, marks: list[re.Match[str]], index: int) -> tuple[re.Match[str] | int, int] | None:
    """Return the closing mark of an opening one, or the end of its line, and the index of the mark to go on with."""
    opening = marks[index]
    closers = _CLOSERS[opening.group()]
    line_end = _line_end(body, opening.end())
    depth = 1
    for number in range(index + 1, len(marks)):
        mark = marks[number]
        if mark.start() > line_end and not _may_go_on(body, opening, mark):
            break
        closes = mark.group() in closers
        same = mark.group() == opening.group()
        if closes and not (same and mark.group() not in _SYMMETRIC and _opens_by_neighbours(body, mark)):
            depth -= 1
            if depth == 0:
                return mark, number + 1
        elif same:
            if mark.start() > line_end:
                break
            depth += 1
    following = next(
        (number for number in range(index + 1, len(marks)) if marks[number].start() > line_end), len(marks)
    )
    return (line_end, following) if line_end > opening.end() else None


def _may_go_on(body: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """Return True if a span may reach from an opening mark over line ends to a mark."""
    if opening.group() not in _UNAMBIGUOUS or mark.start() - opening.end() > _MAX_CHARACTERS:
        return False
    return body.count("\n", opening.end(), mark.start()) <= _MAX_LINES


def _opens_by_neighbours(body: str, mark: re.Match[str]) -> bool:
    start, end = mark.span()
    free_before = start == 0 or body[start - 1] in _BEFORE_OPENING
    free_after = end == len(body) or body[end] in _AFTER_CLOSING
    return free_before and not free_after


def _line_end(body: str, start: int) -> int:
    end = body.find("\n", start)
    return len(body) if end < 0 else end


def _span(body: str, opening: re.Match[str], stop: re.Match[str] | int) -> Iterator[Span]:
    """Yield the span without outer blanks, unless it holds no letter or digit."""
    closed = not isinstance(stop, int)
    start, end = opening.end(), stop if isinstance(stop, int) else stop.start()
    outer_end = end if isinstance(stop, int) else stop.end()
    while start < end and (body[start].isspace() or body[start] == "\u200b"):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] == "\u200b"):
        end -= 1
    if any(character.isalnum() for character in body[start:end]):
        yield Span(start, end, opening.start(), outer_end, opened=True, closed=closed)
