"""Runs of lines that are labelled body, and what a text is like as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from operator import mul
from typing import NamedTuple

from toolkit.normalisation.lines.line import Label

_LONGEST_WORD = 20
"""A text with fewer blanks than one in so many characters is in a script without blanks between words."""
_DENSE = 3
"""Letters of other scripts that a character of such a script says as much as."""
_HALVED = 4
"""Lines between two segments at which one counts half for the other."""


class Segment(NamedTuple):
    """A run of lines of body."""

    start: int
    end: int
    """The line behind the last."""


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a text, and sums over those above each of them."""

    lines: Sequence[str]
    chances: Sequence[float]
    sizes: list[int]
    all_letters: list[int]
    body_letters: list[int]
    body_lines: list[int]
    headline: int | None
    dense: bool
    """The script has no blanks between words."""


def find_segments(classes: Sequence[Label | None]) -> list[Segment]:
    """Return the runs of lines of body."""
    inside = bytes([label == "body" for label in classes]) + b"\0"
    segments = []
    start = inside.find(1)
    while start >= 0:
        end = inside.find(0, start)
        segments.append(Segment(start, end))
        start = inside.find(1, end)
    return segments


def find_main(segments: Sequence[Segment], lines: Sequence[str]) -> int:
    """Return the index of the segment with most letters in it and near it."""
    sizes = [sum(map(len, lines[start:end])) for start, end in segments]
    shares = [_HALVED / (_HALVED + after.start - before.end) for before, after in pairwise(segments)]
    above = _carry(sizes, shares)
    below = _carry(sizes[::-1], shares[::-1])[::-1]
    weights = [sum(three) for three in zip(sizes, above, below, strict=True)]
    return weights.index(max(weights))


def _carry(sizes: Sequence[int], shares: Sequence[float]) -> list[float]:
    """Return what is left of the sizes before each one, of which every step keeps a share."""
    carried = [0.0]
    for size, share in zip(sizes, shares, strict=False):
        carried.append((carried[-1] + size) * share)
    return carried


def measure_text(lines: Sequence[str], classes: Sequence[Label | None], chances: Sequence[float]) -> Text:
    """Count the letters of a text."""
    is_body = [label == "body" for label in classes]
    longest = max(compress(lines, is_body), key=len)
    dense = longest.count(" ") * _LONGEST_WORD < len(longest)
    sizes = [len(line) * _DENSE for line in lines] if dense else list(map(len, lines))
    return Text(
        lines,
        chances,
        sizes,
        list(accumulate(sizes, initial=0)),
        list(accumulate(map(mul, sizes, is_body), initial=0)),
        list(accumulate(is_body, initial=0)),
        classes.index("headline") if "headline" in classes else None,
        dense,
    )


def count_letters(segment: Segment, text: Text) -> int:
    """Return the number of letters of a segment."""
    return text.all_letters[segment.end] - text.all_letters[segment.start]
