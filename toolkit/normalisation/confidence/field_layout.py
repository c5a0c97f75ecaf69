"""Where the fields of an article are in its raw document."""

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.contract.records import Article, Evidence

Fields = dict[str, list[Evidence]]
"""Evidence by the field that it belongs to, in its order."""


class Layout(NamedTuple):
    """What the signs of all fields look at."""

    text: str
    """The raw document."""
    is_page: bool
    """True if the document is HTML."""
    fields: Fields
    headline_start: int | None
    """Offset of the printed headline; null without one."""
    headline_end: int
    """Offset behind the printed headline; 0 without one."""
    lead: int
    """Offset of the first printed paragraph of the body; the length of the document without one."""
    last: int
    """Offset behind the last printed paragraph of the body."""
    removed: float
    """Share of the visible characters that is in no field."""


def read_layout(article: Article, text: str, *, is_page: bool) -> Layout:
    """Return the layout of an article whose evidence and removed ranges count in `text`."""
    fields: Fields = {}
    for item in article.evidence:
        fields.setdefault(item.field, []).append(item)
    headline = _printed(fields.get("headline", ()))
    body = _printed(fields.get("body", ()))
    removed = sum([item.end - item.start for item in article.removed])
    return Layout(
        text,
        is_page,
        fields,
        headline[0][0] if headline else None,
        headline[-1][1] if headline else 0,
        body[0][0] if body else len(text),
        body[-1][1] if body else len(text),
        removed / (removed + len(article.body)) if removed else 0.0,
    )


def _printed(items: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Return the ranges of evidence that has a place in the document."""
    return [(item.start, item.end) for item in items if item.start is not None and item.end is not None]
