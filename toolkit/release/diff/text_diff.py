"""Compares two texts, or two lists, piece by piece: what stayed, what went, what came."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

_TOKEN = re.compile(r"\s+|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+|[^\w\s]")
_THOROUGH = 10_000
"""Stretches are compared item by item while the product of their lengths is at most this."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of items: equal on both sides, or one side's in the place of the other's."""

    equal: bool
    old: range
    new: range


def word_diff(old: str, new: str, *, around: int | None = 8) -> str:
    """Mark what was taken out as `[-…-]` and what was put in as `{+…+}`, as wdiff does.

    Args:
        old: The text before.
        new: The text after.
        around: How many words beside a change are kept; the rest becomes `…`; None keeps all.

    >>> word_diff("The ferry rang twice.", "The old ferry rang once.")
    'The {+old +}ferry rang [-twice-]{+once+}.'
    """
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces = list(stretches(one, other))
    shown = []
    for index, piece in enumerate(pieces):
        if piece.equal:
            kept = one[piece.old.start : piece.old.stop]
            shown.append(_shortened(kept, around, first=index == 0, last=index == len(pieces) - 1))
        else:
            removed, added = (
                "".join(one[piece.old.start : piece.old.stop]),
                "".join(other[piece.new.start : piece.new.stop]),
            )
            shown.append((f"[-{removed}-]" if removed else "") + (f"{{+{added}+}}" if added else ""))
    return "".join(shown)


def stretches(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Stretch]:
    """Yield the stretches of two sequences in their order; together they are both sequences in full.

    Items that occur once on either side are anchors (patience diff, Cohen 2003), which takes n log n time;
    only short stretches between anchors are compared thoroughly.
    """
    pending: Stretch | None = None
    for piece in _compared(old, new):
        if pending is not None and pending.equal == piece.equal:
            pending = Stretch(
                piece.equal, range(pending.old.start, piece.old.stop), range(pending.new.start, piece.new.stop)
            )
        else:
            if pending is not None:
                yield pending
            pending = piece
    if pending is not None:
        yield pending


def _compared(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Stretch]:
    """Yield stretches, neighbours of one kind among them; a stack stands for recursion, which may go deep."""
    waiting = [Stretch(equal=False, old=range(len(old)), new=range(len(new)))]
    while waiting:
        piece = waiting.pop()
        if piece.equal:
            yield piece
            continue
        parts = _parts(old, new, piece)
        if len(parts) == 1 and not parts[0].equal:
            yield from _thorough(old, new, piece)
        else:
            waiting.extend(reversed(parts))


def _parts(old: Sequence[Item], new: Sequence[Item], whole: Stretch) -> list[Stretch]:
    """Cut a stretch at its common beginning and end, and at its anchors."""
    start, stop, begin, end = whole.old.start, whole.old.stop, whole.new.start, whole.new.stop
    blocks: list[Stretch] = []
    head = 0
    while start + head < stop and begin + head < end and old[start + head] == new[begin + head]:
        head += 1
    tail = 0
    while stop - tail > start + head and end - tail > begin + head and old[stop - tail - 1] == new[end - tail - 1]:
        tail += 1
    anchors = _anchors(old, new, range(start + head, stop - tail), range(begin + head, end - tail))
    matches = [(start, begin, head), *((one, other, 1) for one, other in anchors), (stop - tail, end - tail, tail)]
    at, there = start, begin
    for one, other, size in matches:
        if at < one or there < other:
            blocks.append(Stretch(equal=False, old=range(at, one), new=range(there, other)))
        if size:
            blocks.append(Stretch(equal=True, old=range(one, one + size), new=range(other, other + size)))
        at, there = one + size, other + size
    return blocks


def _anchors(old: Sequence[Item], new: Sequence[Item], one: range, other: range) -> list[tuple[int, int]]:
    """Return the longest chain of items that occur once in either range, in the order of both."""
    often, often_too = Counter(old[index] for index in one), Counter(new[index] for index in other)
    places = {new[index]: index for index in other if often_too[new[index]] == 1}
    pairs = [(index, places[old[index]]) for index in one if often[old[index]] == 1 and old[index] in places]
    ends: list[int] = []
    before: list[int | None] = []
    tops: list[int] = []
    for number, (_, position) in enumerate(pairs):
        height = bisect_left(ends, position)
        before.append(tops[height - 1] if height else None)
        ends[height : height + 1] = [position]
        tops[height : height + 1] = [number]
    chain = []
    last = tops[-1] if tops else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _thorough(old: Sequence[Item], new: Sequence[Item], piece: Stretch) -> Iterator[Stretch]:
    if len(piece.old) * len(piece.new) > _THOROUGH:
        yield piece
        return
    matcher = SequenceMatcher(None, old[piece.old.start : piece.old.stop], new[piece.new.start : piece.new.stop], False)
    for kind, *ends in matcher.get_opcodes():
        start, stop, begin, end = ends
        yield Stretch(
            equal=kind == "equal",
            old=range(piece.old.start + start, piece.old.start + stop),
            new=range(piece.new.start + begin, piece.new.start + end),
        )


def _shortened(words: list[str], around: int | None, *, first: bool, last: bool) -> str:
    if around is None or (first and last):
        return "".join(words)
    size = 2 * around  # every other token is the space between words
    start, end = ([] if first else words[:size]), ([] if last else words[-size:])
    if len(start) + len(end) >= len(words):
        return "".join(words)
    return f"{''.join(start)}…{''.join(end)}"
