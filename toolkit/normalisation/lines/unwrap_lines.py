"""Finds lines that a fixed column width, or a link in the middle of a sentence, has broken."""

import re
from collections.abc import Sequence
from itertools import pairwise

# Wire copy and mail are set in columns of 60 to 80 characters.
_NARROWEST, _WIDEST = 45, 100
_RAGGED = 20
"""A full line is at most one long word shorter than the column."""
_SHORTEST_PART = 12
"""A shorter line is a word of a menu rather than the first part of a sentence."""
_BYLINE = re.compile(r"(?:by|von|par|por|di|av|de)\s+[^\W\d_]")
_ENDS = re.compile(r"""[.!?…。！？؟।:;]["'”’»)\]]*$""")


def group_lines(lines: Sequence[str], gaps: Sequence[int], indents: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges of lines that belong together, in order; most ranges hold one line.

    `lines` have no blanks around them; `gaps` holds the line breaks before each, `indents` the blanks before it
    on its line.
    """
    width = _column_width(lines, gaps)
    likely = [
        index
        for index, (line, gap) in enumerate(zip(lines, gaps, strict=True))
        if gap == 1 and index and (width is not None or line[0].islower())
    ]
    joined = {index for index in likely if _goes_on(lines, indents, index, width)}
    return list(pairwise([*[index for index in range(len(lines)) if index not in joined], len(lines)]))


def join_lines(lines: Sequence[str]) -> str:
    """Return broken lines as one; a word broken at its hyphen keeps the hyphen."""
    if len(lines) == 1:
        return lines[0]
    parts = [lines[0]]
    for previous, line in pairwise(lines):
        hyphenated = previous[-1:] == "-" and previous[-2:-1].isalpha()
        parts.append(line if hyphenated else f" {line}")
    return "".join(parts)


def _column_width(lines: Sequence[str], gaps: Sequence[int]) -> int | None:
    """Return the width that lines were wrapped at; null when each line is a paragraph of its own."""
    wrapped = [line for line, gap in zip(lines, gaps[1:], strict=False) if gap == 1]
    if len(wrapped) < 3:
        return None
    lengths = sorted(map(len, wrapped))
    width = lengths[-1 - len(lengths) // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line for line in wrapped if len(line) > width - _RAGGED]
    broken = sum(1 for line in full if not _ENDS.search(line[-4:]))
    return width if len(full) * 10 >= len(wrapped) * 6 and broken * 2 > len(full) else None


def _goes_on(lines: Sequence[str], indents: Sequence[int], index: int, width: int | None) -> bool:
    """Tell whether a line goes on with the sentence or the paragraph of the line right above it."""
    previous, line = lines[index - 1], lines[index]
    if line[0].islower() and len(previous) >= _SHORTEST_PART and not _ENDS.search(previous[-4:]):
        return width is not None or _ENDS.search(line[-4:]) is not None or not _BYLINE.match(line)
    if width is None or indents[index] > 1:
        return False
    # The first word did not fit on the line above: that line was full.
    filled = indents[index - 1] + len(previous)
    return width - _RAGGED < filled < width + _RAGGED and filled + 1 + len(line.split(maxsplit=1)[0]) > width
