"""The lines of an article as an export prints it, and the paragraphs that they make."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.normalisation.lines.unwrap_lines import join_lines

_LINE_END = re.compile(r"\r\n?|[\n\f\v]")
_WIDEST = 120
"""Longer lines are paragraphs: nobody wraps text at such a width."""
_ENDS = ".!?:;…\"'”’»)"
_SLACK = 12
"""Characters by which a full line may be shorter than the widest one, besides the word that did not fit."""


class PrintedLine(NamedTuple):
    """One line without the blanks around it; offsets in the text."""

    start: int
    end: int
    text: str
    indent: int
    """Number of blanks before it."""
    is_after_blank: bool
    """True for the first line and below an empty line."""


class Block(NamedTuple):
    """One paragraph on one line, with its offsets in the text."""

    start: int
    end: int
    text: str


def printed_lines(text: str) -> list[PrintedLine]:
    """Return the lines of a text that are not blank."""
    lines: list[PrintedLine] = []
    position = 0
    is_after_blank = True
    for end, following in _bounds(text):
        bare = text[position:end].strip()
        if bare:
            start = text.index(bare[0], position)
            lines.append(PrintedLine(start, start + len(bare), bare, start - position, is_after_blank))
        is_after_blank = not bare or text[end : end + 1] in ("\f", "\v")
        position = following
    return lines


def paragraphs(lines: Sequence[PrintedLine]) -> list[Block]:
    """Return the paragraphs: an empty line, an indent or a line that ends early divides them; rules are none."""
    lines = [line for line in lines if has_word(line)]
    width = max((line.indent + len(line.text) for line in lines), default=0)
    least = min((line.indent for line in lines), default=0)
    if not _are_wrapped(lines):
        return [Block(line.start, line.end, one_line([line])) for line in lines]
    runs: list[list[PrintedLine]] = []
    for line in lines:
        if not runs or line.is_after_blank or line.indent > least + 1 or not _goes_on(runs[-1][-1], line, width):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [Block(run[0].start, run[-1].end, one_line(run)) for run in runs]


def has_word(line: PrintedLine) -> bool:
    """Return False for a line of dashes or asterisks that divides parts of a text."""
    return any(character.isalnum() for character in line.text)


def one_line(lines: Sequence[PrintedLine]) -> str:
    """Return lines as one, with single blanks."""
    return " ".join(join_lines([line.text for line in lines]).split())


def blocks(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the runs of lines that no empty line divides."""
    run: list[PrintedLine] = []
    for line in lines:
        if line.is_after_blank and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _are_wrapped(lines: Sequence[PrintedLine]) -> bool:
    """Return True if a line ends inside of a sentence that the next one goes on with."""
    return any(previous.text[-1] not in _ENDS and not line.is_after_blank for previous, line in pairwise(lines))


def _goes_on(previous: PrintedLine, line: PrintedLine, width: int) -> bool:
    """Return True if a line goes on with the paragraph of the line above it."""
    if width > _WIDEST:
        return False
    if line.text[0].islower() and previous.text[-1] not in ".!?:":
        return True
    filled = previous.indent + len(previous.text)
    return filled + 1 + len(line.text.split(maxsplit=1)[0]) > width - _SLACK


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line ends and where the next one starts."""
    for match in _LINE_END.finditer(text):
        yield match.span()
    yield len(text), len(text)
