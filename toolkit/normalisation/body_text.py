"""Puts the body together: paragraphs from the lines that belong to it."""

from collections.abc import Iterable
from typing import NamedTuple

from toolkit.normalisation.lines.line import Line


class Paragraph(NamedTuple):
    """One paragraph; offsets in the cleaned text, from its first printed line to its last."""

    text: str
    start: int
    end: int


def build_paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that the body lines make."""
    return tuple([paragraph_of(line) for line in lines if line.label == "body"])


def paragraph_of(line: Line) -> Paragraph:
    """Return a line as a paragraph, its printed lines joined."""
    return Paragraph(line.joined or line.text, line.start, line.end)
