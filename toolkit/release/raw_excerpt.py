"""Cuts a raw document down to what is worth showing beside its article."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

LONGEST = 100_000
"""Characters of a text that are shown; a browser takes too long to lay out a longer paragraph."""
_SILENT, _REMOVED = 400, 3_000
"""Characters that a stretch may have of which nothing is known (the markup of a page), or that was removed."""


def excerpt(text: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pieces of a raw document, each with its offset and its line from 1, and the length of the whole.

    The middle of long stretches is left out where they became no field, and all that follows the 100,000th character.

    Args:
        text: The decoded raw document.
        row: The article that was made from it, with `evidence` and `removed`.
    """
    used = _merged((span["start"], span["end"]) for span in row["evidence"] if span["start"] is not None)
    gone = _merged((span["start"], span["end"]) for span in row["removed"])
    bounds = sorted({0, len(text), *(min(edge, len(text)) for span in (*used, *gone) for edge in span)})
    pieces: list[tuple[int, str]] = []
    left = LONGEST
    for start, end in pairwise(bounds):
        limit = end - start if _within(start, used) else _REMOVED if _within(start, gone) else _SILENT
        shown = min(limit, end - start, left)
        left -= shown
        head = (shown + 1) // 2 if 0 < shown < end - start and left else shown
        for one, other in ((start, start + head), (end - (shown - head), end)):
            if one < other:
                _add(pieces, one, text[one:other])
    lines = [text.count("\n", 0, start) + 1 for start, _ in pieces]
    return {
        "raw": [[start, line, piece] for (start, piece), line in zip(pieces, lines, strict=True)],
        "raw_length": len(text),
    }


def whole(text: str) -> dict[str, Any]:
    """Return a text as `excerpt` does, where it is not known what became of its parts."""
    return {"raw": [[0, 1, text[:LONGEST]]], "raw_length": len(text)}


def _add(pieces: list[tuple[int, str]], start: int, text: str) -> None:
    if pieces and pieces[-1][0] + len(pieces[-1][1]) == start:
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + text)
    else:
        pieces.append((start, text))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (offset, float("inf"))) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]
