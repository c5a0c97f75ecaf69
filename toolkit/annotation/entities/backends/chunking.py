"""Cuts texts into pieces that a model can take, at the borders of paragraphs where it can."""

import re
from collections.abc import Iterator

from toolkit.annotation.entities.backends.backend import Model

LONGEST = 20_000
"""Characters that are never measured in one piece, so that no text takes quadratic time."""
NEAR = 1_000
"""Characters on either side of the middle of a piece in which a border is looked for."""

_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
_BORDERS = (re.compile(r"\n"), re.compile(r"(?<=[.!?…][\s\"”’)])"), re.compile(r"\s"))
"""Where a paragraph that is too long is cut, best first: at the end of a line, of a sentence, of a word."""


def windows(text: str, model: Model) -> list[tuple[int, int]]:
    """Return the stretches of a text that the model is asked about, in their order, as start and end in code points.

    None is empty. As many paragraphs as fit are together; one that does not fit by itself is cut in halves until its
    pieces do.
    """
    pieces: list[tuple[int, int]] = []
    size = 0
    for start, end, own in _pieces(text, model):
        between = start - pieces[-1][1] if pieces else 0
        if pieces and size + between + own <= model.limit:
            pieces[-1] = (pieces[-1][0], end)
            size += between + own
        else:
            pieces.append((start, end))
            size = own
    return pieces


def _pieces(text: str, model: Model) -> Iterator[tuple[int, int, int]]:
    waiting = [match.span() for match in _PARAGRAPH.finditer(text)][::-1]
    while waiting:
        start, end = waiting.pop()
        if text[start:end].isspace():
            continue
        size = model.measure(text[start:end]) if end - start <= LONGEST else model.limit + 1
        if size <= model.limit or end - start < 2:
            yield start, end, min(size, model.limit)
        else:
            middle = _middle(text, start, end)
            waiting += [(middle, end), (start, middle)]


def _middle(text: str, start: int, end: int) -> int:
    """The border of a line, sentence or word that is nearest to the middle, if one is near; else the middle."""
    half, near = (start + end) // 2, min((end - start) // 4, NEAR)
    for border in _BORDERS:
        places = [match.end() for match in border.finditer(text, half - near, half + near)]
        if places:
            return min(places, key=lambda position: abs(position - half))
    return half
