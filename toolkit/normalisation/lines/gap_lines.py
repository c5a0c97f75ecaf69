"""Puts back lines of the article that stand between its paragraphs and are not labelled body.

A crosshead, a short answer or a line of a list looks like a link from near. The text as a whole says whether lines
between two of its paragraphs, right above the first or right below the last, are rather part of it. No word and no
language is among the signs; a line that its words name stays what it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.segments import (
    Segment,
    Text,
    count_letters,
    find_segments,
    measure_text,
)
from toolkit.normalisation.lines.sentence_lines import may_be_body
from toolkit.normalisation.sentence_end import ends_sentence

SIGNS = (
    "letters",
    "chance",
    "chance above",
    "chance below",
    "letters above",
    "letters below",
    "lines of the gap",
    "lines above in the gap",
    "lines below in the gap",
    "letters of the gap",
    "highest chance of the gap",
    "lowest chance of the gap",
    "above the body",
    "below the body",
    "lines of the segment above",
    "letters of the segment above",
    "lines of the segment below",
    "letters of the segment below",
    "segments",
    "share of the lines that are outside the body",
    "share of short lines of body",
    "letters per line of body",
    "letters of body",
    "share of the letters of body above",
    "sentence",
    "colon",
    "first character",
    "share of capitalised words",
    "printed more than once",
    "lines from the headline",
)
"""What is known of a line, in the order of the columns."""
_WEIGHTS = "gaps.npz"
_LONGEST_GAP = 4
"""More lines between two paragraphs are seldom part of the article."""
_PROSE = 90
"""Characters of a sentence in which a word such as "image" names nothing."""
_LEAST_CHANCE = 0.05
"""Lines that are less likely than this to be body are hardly ever put back, and need not be described."""
_SHORT = 70
"""Letters that a short line has fewer of."""
_MARKS = "\"'“”„«»‘(-–—•· "
"""What may stand before the first word."""


class Gap(NamedTuple):
    """A run of lines beside segments."""

    start: int
    end: int
    """The line behind the last."""
    below: int
    """Index of the segment below it."""


class _Page(NamedTuple):
    """What is the same for all gaps of a text."""

    text: Text
    segments: Sequence[Segment]
    signs: list[float]
    """Those of the body."""
    repeats: Mapping[str, int]
    """How often each line is printed."""


def fill_gaps(classes: Sequence[Label | None], lines: Sequence[str], chances: Sequence[float]) -> list[Label | None]:
    """Return the classes with the lines of gaps that are part of the article as body.

    `chances` holds the line model's probability of each line to be body.
    """
    labels = list(classes)
    segments = find_segments(classes)
    candidates = [item for item in find_candidates(segments, classes) if chances[item[0]] >= _LEAST_CHANCE]
    if not candidates:
        return labels
    from toolkit.normalisation.lines.decision_trees import packaged_trees, score

    scores = score(
        packaged_trees(_WEIGHTS), describe_lines(candidates, segments, measure_text(lines, classes, chances))
    )
    for (index, _), points in zip(candidates, scores, strict=True):
        if points >= 0 and may_be_body(lines[index], _PROSE):
            labels[index] = "body"
    return labels


def find_candidates(segments: Sequence[Segment], classes: Sequence[Label | None]) -> list[tuple[int, Gap]]:
    """Return the lines without a label in short gaps, right above the first segment and right below the last one."""
    if not segments:
        return []
    first, last = segments[0].start, segments[-1].end
    gaps = [Gap(max(first - 1, 0), first, 0)]
    gaps += [Gap(above.end, below.start, index) for index, (above, below) in enumerate(pairwise(segments), 1)]
    gaps.append(Gap(last, min(last + 1, len(classes)), len(segments)))
    return [
        (index, gap)
        for gap in gaps
        if gap.end - gap.start <= _LONGEST_GAP
        for index in range(gap.start, gap.end)
        if classes[index] is None
    ]


def describe_lines(candidates: Sequence[tuple[int, Gap]], segments: Sequence[Segment], text: Text) -> list[list[float]]:
    """Return the signs of the candidates: one row for each, one column for each of `SIGNS`."""
    sizes = list(chain.from_iterable(text.sizes[start:end] for start, end in segments))
    whole, height = text.body_letters[-1], len(sizes)
    of_body = [
        len(segments),
        1 - height / len(text.lines),
        sum(size < _SHORT for size in sizes) / height,
        whole / height,
        whole,
    ]
    page = _Page(text, segments, of_body, Counter(text.lines))
    signs_of_gaps = {gap: _signs_of_gap(gap, page) for gap in dict.fromkeys(gap for _, gap in candidates)}
    return [
        [*_signs_around(index, gap, page), *signs_of_gaps[gap], *_signs_of_line(index, page)]
        for index, gap in candidates
    ]


def _signs_around(index: int, gap: Gap, page: _Page) -> list[float]:
    """Return what a line and those beside it look like, and where it is in its gap."""
    text, last = page.text, len(page.text.lines) - 1
    chances, sizes = text.chances, text.sizes
    return [
        sizes[index],
        chances[index],
        chances[index - 1] if index else 0,
        chances[index + 1] if index < last else 0,
        sizes[index - 1] if index else 0,
        sizes[index + 1] if index < last else 0,
        gap.end - gap.start,
        index - gap.start,
        gap.end - 1 - index,
    ]


def _signs_of_gap(gap: Gap, page: _Page) -> list[float]:
    """Return what a gap is like, what is around it, and what the body is like."""
    text, segments = page.text, page.segments
    start, end, below = gap
    beside: list[float] = []
    for number in (below - 1, below):
        if 0 <= number < len(segments):
            segment = segments[number]
            beside += [segment.end - segment.start, count_letters(segment, text)]
        else:
            beside += [0, 0]
    return [
        text.all_letters[end] - text.all_letters[start],
        max(text.chances[start:end]),
        min(text.chances[start:end]),
        below == 0,
        below == len(segments),
        *beside,
        *page.signs,
    ]


def _signs_of_line(index: int, page: _Page) -> list[float]:
    """Return what the characters of a line are, and where it is in its text."""
    text = page.text
    line, words = text.lines[index], text.lines[index].split()
    return [
        text.body_letters[index] / text.body_letters[-1],
        ends_sentence(line),
        line[-1] in ":：",
        _kind_of_first(line),
        sum(word[0].isupper() for word in words) / len(words),
        page.repeats[line] > 1,
        0 if text.headline is None else index - text.headline,
    ]


def _kind_of_first(line: str) -> int:
    """Return a number for what a line begins with: a capital, a small letter, a digit, a letter of no case, a mark."""
    first = line.lstrip(_MARKS)[:1]
    if not first.isalnum():
        return 4
    return 0 if first.isupper() else 1 if first.islower() else 2 if first.isdigit() else 3
