"""The visible text of a page that is in no field, in few ranges, each with its reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from toolkit.contract.records import Evidence, Removed
from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.landmarks import Mark

_MARKED = {"author": "byline", "date": "date", "standfirst": "standfirst"}


def page_removed(
    markup: Markup, evidence: Iterable[Evidence], marks: Iterable[Mark], headline: str | None
) -> tuple[Removed, ...]:
    """Return the ranges of the source that hold visible text outside all evidence, neighbours merged."""
    kept = _merged(markup, evidence)
    removed: list[tuple[int, int, str]] = []
    for start, end, reason in _blocks(markup, marks, headline):
        location = bisect_right(kept, (start, len(markup.text))) - 1
        if (location >= 0 and kept[location][1] > start) or (location + 1 < len(kept) and kept[location + 1][0] < end):
            continue
        last = removed[-1] if removed else None
        if last is not None and last[2] == reason and not _divided(kept, last[1], start):
            removed[-1] = (last[0], end, reason)
        else:
            removed.append((start, end, reason))
    return tuple(Removed(*markup.raw_span(start, end), reason) for start, end, reason in removed)


def _merged(markup: Markup, evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    """Return what the evidence covers of the visible text, in order, overlapping ranges joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(
        (markup.shown_offset(item.start), markup.shown_offset(item.end))
        for item in evidence
        if item.start is not None and item.end is not None
    ):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return merged


def _blocks(markup: Markup, marks: Iterable[Mark], headline: str | None) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of the visible text as ranges of it with the part of the page they are in."""
    starts = [start for start, _ in markup.reasons]
    marked = {mark.start: _MARKED[mark.kind] for mark in marks if mark.kind in _MARKED and mark.start < mark.end}
    position = 0
    for line in markup.text.split("\n"):
        text = line.strip()
        if text:
            start = position + line.index(text[0])
            reason = marked.get(start) or markup.reasons[bisect_right(starts, start) - 1][1]
            yield start, start + len(text), "duplicate of headline" if text == headline else reason
        position += len(line) + 1


def _divided(kept: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return True if something that is kept is in a range."""
    location = bisect_right(kept, (start, -1))
    return location < len(kept) and kept[location][0] < end
