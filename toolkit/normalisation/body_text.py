"""Puts the body together: paragraphs from the lines that belong to it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.sentence_end import ends_sentence

_LONG = 100
"""Characters from which a paragraph that is printed again is no refrain and no repeated crosshead."""


class Paragraph(NamedTuple):
    """One paragraph; offsets in the cleaned text, from its first printed line to its last."""

    text: str
    start: int
    end: int


def build_paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that the body lines make."""
    return tuple([paragraph_of(line) for line in lines if line.label == "body"])


def without_repeats(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without long ones that were there before: a story printed twice is read once."""
    if len({paragraph.text for paragraph in paragraphs}) == len(paragraphs):
        return list(paragraphs)
    printed: set[str] = set()
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.text in printed and len(paragraph.text) >= _LONG and ends_sentence(paragraph.text):
            continue
        printed.add(paragraph.text)
        kept.append(paragraph)
    return kept


def paragraph_of(line: Line) -> Paragraph:
    """Return a line as a paragraph, its printed lines joined."""
    return Paragraph(line.joined or line.text, line.start, line.end)
