"""Puts the body together: paragraphs from the lines that belong to it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.unwrap_lines import group_lines, join_lines

_GAPS = {"\n": 1, "\n\n": 2}
"""What divides most lines, and the gap that it makes."""


class Paragraph(NamedTuple):
    """One paragraph; offsets in the cleaned text, from its first line to its last."""

    text: str
    start: int
    end: int


def build_paragraphs(lines: Sequence[Line], text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that the body lines make.

    Lines that a fixed column width or a link broke are joined again.
    """
    body = [line for line in lines if line.label == "body"]
    if not body:
        return ()
    texts = [line.text for line in body]
    between = [text[line.end : following.start] for line, following in pairwise(body)]
    gaps = [1, *[_GAPS[breaks] if breaks in _GAPS else _gap(breaks) for breaks in between]]
    indents = [0 if text[line.start - 1 : line.start] == "\n" else _indent(line, text) for line in body]
    groups = group_lines(texts, gaps, indents)
    return tuple(
        [Paragraph(join_lines(texts[start:end]), body[start].start, body[end - 1].end) for start, end in groups]
    )


def _gap(between: str) -> int:
    """Return 1 when neither a blank line nor any other line stands between two lines, else 2."""
    return 1 if between.count("\n") == 1 and not between.strip() else 2


def _indent(line: Line, text: str) -> int:
    """Return the number of blanks before a line on its line of the text; 20 or more count as 20."""
    before = text[max(line.start - 20, 0) : line.start]
    return len(before) - len(before.rstrip(" "))
