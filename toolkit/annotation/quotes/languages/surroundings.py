"""Stretches of the reporter's own text around a quotation: its clause behind it and its sentence before it."""

import re

from toolkit.annotation.quotes.languages.marked_spans import Span

SENTENCE_END = re.compile(r"[.!?…։。！？؟।](?=[\s»”\"“)]|$)|[。！？]")
_ABBREVIATED = re.compile(
    r"(?:^|\W)(?:[^\W\d_]|dr|prof|st|mr|mrs|sr|sra|hr|ing|mgr|nr|ca|bzw|ul|im|gen|sen)$", re.IGNORECASE
)
_REACH = 300
"""Characters of the longest clause that is looked at."""


def clause_behind(body: str, start: int, limit: int) -> int:
    """Return the end of the clause that begins at `start`: the end of its sentence, or `limit`."""
    limit = min(limit, start + _REACH)
    for match in SENTENCE_END.finditer(body, start, limit):
        if match.group() != "." or not _is_abbreviation(body, match.start()):
            return match.start()
    return limit


def sentence_before(body: str, limit: int, end: int) -> int:
    """Return the start of the sentence that reaches up to `end` and begins at `limit` or later."""
    start = max(limit, end - _REACH)
    last = start
    for match in SENTENCE_END.finditer(body, start, end):
        if match.group() != "." or not _is_abbreviation(body, match.start()):
            last = match.end()
    return last


def line_start(body: str, index: int) -> int:
    """Return the start of the line that an offset lies in."""
    return body.rfind("\n", 0, index) + 1


def line_end(body: str, index: int) -> int:
    """Return the end of the line that an offset lies in."""
    end = body.find("\n", index)
    return len(body) if end < 0 else end


def introduction(body: str, start: int) -> tuple[int, int]:
    """Return the last sentence of the line above, if that line ends with a colon; else an empty stretch."""
    end = start
    while end > 0 and body[end - 1].isspace():
        end -= 1
    if end == 0 or body[end - 1] not in ":：":
        return start, start
    return sentence_before(body, line_start(body, end - 1), end), end


def lead(body: str, span: Span, left: int, colon: str) -> tuple[int, int]:
    """Return the reporter's text that leads to a quotation: of its sentence, or of a line above."""
    begin = max(left, line_start(body, span.outer_start))
    limit = span.outer_start
    while limit > begin and body[limit - 1].isspace():
        limit -= 1
    if limit > begin and body[limit - 1] in colon:
        limit -= 1
    start = sentence_before(body, begin, limit)
    if body[start : span.outer_start].strip():
        return start, span.outer_start
    if begin == line_start(body, span.outer_start):
        first, end = introduction(body, span.outer_start)
        return max(first, left), max(end, left)
    return span.outer_start, span.outer_start


def _is_abbreviation(body: str, index: int) -> bool:
    return bool(_ABBREVIATED.search(body, max(0, index - 6), index))
