"""Keeps the first sentence of a text without headline in its body.

The line model has learnt from pages, which begin with a headline or furniture: it takes the first paragraph of a text
that begins with its story for the headline, or a crosshead below it for it and what stands above for furniture.
"""

from collections.abc import Sequence

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.sentence_lines import is_sentence, reports

_PROSE = 80
"""Characters from which a line that ends with a full stop is no headline."""
_UNSPACED = 40
"""The same where an ideograph counts for a syllable or a word."""
_STOPS = (".", "。", "।", "։", "۔")
_CLOSING = "\"'”’»)]」』 "


def settle_opening(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with a first paragraph of prose as body, and a headline below it as the crosshead that it is."""
    if not lines or lines[0].label not in {"headline", "related", "share", "note"} or not _is_prose(lines[0]):
        return tuple(lines)
    end = next((index for index, line in enumerate(lines) if line.label == "body"), 0)
    if not all(line.label == "headline" or _is_prose(line) for line in lines[:end]):
        return tuple(lines)
    return (*(line._replace(label="body") for line in lines[:end]), *lines[end:])


def _is_prose(line: Line) -> bool:
    text = line.whole.rstrip(_CLOSING)
    least = _UNSPACED if text.endswith("。") else _PROSE
    return len(text) >= least and text.endswith(_STOPS) and is_sentence(line.whole) and reports(line.whole)
