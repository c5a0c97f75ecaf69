"""Puts the body together: paragraphs from the lines that belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.normalise.columns import group_lines, join_lines
from toolkit.normalise.lines import Line

_BREAKS = frozenset({"\n", "\n\n"})
"""What most lines are divided by."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; offsets in the cleaned text, from its first line to its last."""

    text: str
    start: int
    end: int


def build_paragraphs(lines: Sequence[Line], text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that the body lines make.

    Lines that a fixed column width or a link broke are joined again.
    """
    body = [line for line in lines if line.label == "body"]
    gaps = [1, *(1 if _is_adjacent(line, following, text) else 2 for line, following in pairwise(body))]
    indents = [_indent(line, text) for line in body]
    groups = group_lines([line.text for line in body], gaps, indents)
    return tuple(
        Paragraph(join_lines([line.text for line in body[start:end]]), body[start].start, body[end - 1].end)
        for start, end in groups
    )


def _is_adjacent(line: Line, following: Line, text: str) -> bool:
    """Tell whether neither a blank line nor any other line stands between two lines."""
    between = text[line.end : following.start]
    if between in _BREAKS:
        return between == "\n"
    return between.count("\n") == 1 and not between.strip()


def _indent(line: Line, text: str) -> int:
    """Return the number of blanks before a line on its line of the text; 20 or more count as 20."""
    if text[line.start - 1 : line.start] in {"", "\n"}:
        return 0
    before = text[max(line.start - 20, 0) : line.start]
    return len(before) - len(before.rstrip(" "))
