"""Quotation marks: which stretches of each paragraph are between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(r"([\"“”„‟«»″＂'`‘’])(?:(?<!['`‘’])|\1)")
"""One quotation mark of the outer level; two single marks in a row stand for a double one.

This pattern and those of single marks begin with a set of characters, so that a search passes quickly over the rest.
"""
_OPENING = frozenset(["“", "„", "«", "``", "‘‘"])
_CLOSING = frozenset(["”", "»", "’’"])
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u2009\u202f\u200b([{—–-/‘>…")
_AFTER_CLOSING = frozenset(" \n\t\u00a0\u2009\u202f\u200b)]}—–-/’<…,.;:!?")
_LABEL = re.compile(r"[^\W\d_a-z]{2}[^\W\d_a-z.’' -]{0,40}:\s+")
"""The speaker's name in capitals at the start of a transcript line."""
_TRAILING = re.compile(
    r",(?=\s(?:says?|said|adds?|added|asks?|asked|writes?|wrote|explains?|explained|recalls?|recalled)"
    r"\s(?:the\s)?(?:[^\W\d_]+\s){0,4}[^\W\d_a-z][\w’'-]+\.?\s*$)"
)
"""The comma before the reporter's words that end a line whose quotation no mark closes."""
_SINGLE = re.compile(r"['‘](?<![^\s(\[—–-].)(?=[^\W_])(?!\d\ds?\b)(?!tis\b|twas\b|em\b|til\b|cause\b|n['’]|[stnkm]\b)")
_SINGLE_END = re.compile(r"(?<=\S)['’](?![^\W_])")
_SINGLE_SPEECH = re.compile(r"['‘](?<![^\s(\[—–-].)(?=[^\W_])[^\n]{20,400}?[,.?!]['’](?![^\W_])")
"""What shows that a body without double marks uses single ones for speech."""
_SINGLE_CLAUSE = re.compile(
    r"['‘](?<![^\s(\[—–-].)(?=[^\W_])(?:[^\n\s‘’]+\s){2,60}?[^\n\s‘’]+['’](?=,?\s[^\W\d_A-Z]|\s?[.,]?$)", re.MULTILINE
)
"""The same where commas and stops stand outside: three words and more, and the reporter's words or the line end."""
_SINGLE_STARTS = tuple(before + mark for mark in "'‘" for before in (" ", "\n", "\u00a0", "(", "[", "—", "–", "-"))
"""Without one of these no speech is between single marks, which is quickly seen."""
_HEADLINE = re.compile(r"[^\n\"“”„«»]{3,60}: ['‘](?=[^\W_])[^\n\"“”„«»]{10,150}['’]$", re.MULTILINE)
"""A first line of the headline form "Name: ‘What was said’"."""


class Piece(NamedTuple):
    """One uninterrupted stretch between marks, inside one paragraph, without the marks and outer blanks."""

    start: int
    end: int
    opened: bool
    """False when it began without a mark, as the rest of a quote that an earlier paragraph opened."""
    closed: bool
    """False when no mark ends it before its paragraph does."""


def find_pieces(body: str) -> list[Piece]:
    """Find what is between double marks, line by line, in order and without overlap.

    A mark left open is closed by the end of its line. Marks inside an open stretch are nested and do not end it.
    The direction of a mark is judged by its neighbours first, by its shape second, so that “mixed" and ''doubled''
    marks pair up. Where single marks hold speech and no double mark is outside them, as in British papers, those
    are paired.
    """
    single = find_single_pieces(body)
    if single is not None:
        return single
    headline = _HEADLINE.match(body)
    pieces = _single_pieces(body, *headline.span()) if headline else []
    unclosed, here = False, 0
    for start, end, marks in _marked_lines(body):
        continued = unclosed and not body[here:start].strip()
        line_pieces = _pair(body, start, end, marks, continued=continued)
        unclosed, here = bool(line_pieces) and not line_pieces[-1].closed, end
        pieces.extend(line_pieces)
    return pieces


def find_single_pieces(body: str, *, stops_outside: bool = False) -> list[Piece] | None:
    """Find what is between single marks; null unless they hold speech and no double mark is outside them.

    `stops_outside` says that the commas and full stops of speech may be behind the mark, as in Dutch.
    """
    starts = body.startswith(("'", "‘")) or any(start in body for start in _SINGLE_STARTS)
    if not starts or not (_SINGLE_SPEECH.search(body) or (stops_outside and _SINGLE_CLAUSE.search(body))):
        return None
    pieces = [piece for line in re.finditer(r"[^\n]+", body) for piece in _single_pieces(body, *line.span())]
    return pieces if _cover_marks(body, pieces) else None


def _cover_marks(body: str, pieces: list[Piece]) -> bool:
    """True if no double mark is outside the pieces: those that are inside are nested."""
    starts = [piece.start for piece in pieces]
    for match in _MARK.finditer(body):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.start() > pieces[index].end:
            return False
    return True


def _marked_lines(body: str) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Give the lines that hold marks: where they start and end, and their marks."""
    marks: list[re.Match[str]] = []
    start, end = 0, -1
    for match in _MARK.finditer(body):
        if match.start() > end:
            if marks:
                yield start, end, marks
            start = body.rfind("\n", end + 1, match.start()) + 1 or end + 1
            end = body.find("\n", match.end())
            end = len(body) if end < 0 else end
            marks = []
        marks.append(match)
    if marks:
        yield start, end, marks


def _pair(body: str, start: int, end: int, marks: list[re.Match[str]], *, continued: bool) -> list[Piece]:
    """Pair the marks of a line; `continued` tells that the line before left a mark open."""
    directions = [_direction(body, match) for match in marks]
    pieces: list[Piece] = []
    begin, depth, opened = start, 0, True
    if continued and directions[0] < 0:
        depth, opened = 1, False
    for index, match in enumerate(marks):
        direction = directions[index]
        if depth == 0:
            if direction >= 0:
                begin, depth, opened = match.end(), 1, True
        elif direction > 0:
            if _closes_twice(directions, index + 1):
                depth += 1
            else:
                _add(pieces, body, begin, match.start(), opened=opened, closed=False)
                begin, opened = match.end(), True
        else:
            depth -= 1
            if depth == 0:
                _add(pieces, body, begin, match.start(), opened=opened, closed=True)
    if depth:
        _add(pieces, body, begin, end, opened=opened, closed=False)
    return pieces


def _add(pieces: list[Piece], body: str, start: int, end: int, *, opened: bool, closed: bool) -> None:
    """Add a piece without outer blanks and transcript label, unless it holds no letter or digit."""
    trailing = None if closed else _TRAILING.search(body, start, end)
    if trailing is not None:
        end, closed = trailing.end(), True
    while start < end and body[start].isspace():
        start += 1
    while start < end and body[end - 1].isspace():
        end -= 1
    label = _LABEL.match(body, start, end)
    start = label.end() if label else start
    if any(body[index].isalnum() for index in range(start, end)):
        pieces.append(Piece(start, end, opened, closed))


def _direction(body: str, match: re.Match[str]) -> int:
    """Return True if a mark opens (1), closes (-1) or may do either (0)."""
    start, end = match.span()
    free_before = start == 0 or body[start - 1] in _BEFORE_OPENING
    free_after = end == len(body) or body[end] in _AFTER_CLOSING
    if free_before != free_after:
        return 1 if free_before else -1
    mark = match.group()
    return 1 if mark in _OPENING else -1 if mark in _CLOSING else 0


def _closes_twice(directions: list[int], index: int) -> bool:
    """True if two closing marks come before the next opening one: then the mark before is nested."""
    following = directions[index : index + 2]
    return len(following) == 2 and max(following) <= 0


def _single_pieces(body: str, start: int, end: int) -> list[Piece]:
    """Pair single marks in a line, as British papers and headlines use them, and keep apostrophes apart."""
    pieces: list[Piece] = []
    openings = list(_SINGLE.finditer(body, start, end))
    here = start
    limits = [*(opening.start() for opening in openings[1:]), end]
    for opening, limit in zip(openings, limits, strict=False):
        if opening.start() < here:
            continue
        closings = [match.start() for match in _SINGLE_END.finditer(body, opening.end(), limit)]
        if closings:
            plain = next((mark for mark in closings if body[mark - 1] != "s"), closings[-1])
            here = next((mark for mark in closings if body[mark - 1] in ",.?!…"), plain)
            pieces.append(Piece(opening.end(), here, opened=True, closed=True))
    return pieces
