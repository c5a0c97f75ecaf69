"""Brings the spans of any model to the form in which entities are kept."""

import re
from collections.abc import Iterable

from toolkit.annotation.entities import span_boundaries
from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.titles import without_titles

_LEADING = re.compile(r"(?:['’]s\b|[\s\"“”‘’'«»,;:(\[*•–—-]|the\s)+", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s\"“”‘’'«»,;:*–—-]|['’]s\b)+$")


def clean(body: str, start: int, end: int, kind: str, confidence: float) -> list[Mention]:
    """Return the mention in a span: on one line, without spaces, marks, "the", titles and possessive at its borders.

    Nothing is left of a span that holds no letter or figure.
    """
    line = next((item for item in body[start:end].splitlines() if item.strip()), "")
    start = body.index(line, start)
    leading = _LEADING.match(line)
    start += leading.end() if leading else 0
    text = _CLOSING.sub("", line[leading.end() if leading else 0 :])
    if kind == "PER":
        bare = without_titles(text)
        start, text = start + text.index(bare), bare
    if not any(character.isalnum() for character in text):
        return []
    return [Mention(text, start, start + len(text), kind, round(min(max(confidence, 0.0), 1.0), 3))]


def without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in order; of two that overlap the earlier stays, else the longer."""
    return span_boundaries.without_overlap(sorted(mentions, key=lambda item: (item.start, -item.end, -item.confidence)))
