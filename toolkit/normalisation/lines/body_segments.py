"""Chooses among the runs of lines that are labelled body those that belong to the article.

The line model sees a few lines on each side, from where another article, a reader's comment or a teaser looks like
body. The article as a whole tells them apart: how far they are from its longest run, how large and of what shape they
are, and whether they share its vocabulary. None of this depends on the language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from operator import add, mul
from typing import NamedTuple

from toolkit.normalisation.lines.line import Label

SIGNS = (
    "letters",
    "share of the letters of body",
    "lines",
    "letters per line",
    "letters per line against the main segment",
    "lines from the main segment",
    "lines outside the body from the main segment",
    "letters outside the body from the main segment",
    "letters beside it towards the main segment",
    "lines beside it away from the main segment",
    "segments",
    "share of the lines that are outside the body",
    "lines from the headline",
    "mean chance",
    "highest chance",
    "lowest chance",
    "share of sentences",
    "share of short lines",
    "letters of the first line",
    "vocabulary shared with the main segment",
    "vocabulary shared with the headline",
    "share of the letters of body above",
    "letters of the main segment",
    "highest chance beside it",
)
"""What is known of a segment, in the order of the columns."""
_WEIGHTS = "segments.npz"
_SHORT = 70
"""Letters that a short line has fewer of."""
_LONGEST_WORD = 20
"""A text with fewer blanks than one in so many characters is in a script without blanks between words."""
_DENSE = 3
"""Letters of other scripts that a character of such a script says as much as."""
_SHORTEST_TERM = 4
_READ_OF_MAIN, _READ_OF_OTHERS = 3000, 600
"""Characters of a segment whose words are compared."""
_HALVED = 4
"""Lines between two segments at which one counts half for the other."""
_ENDS, _CLOSING = frozenset(".!?…。！？։।"), "\"'”’»›)]」』"


class Segment(NamedTuple):
    """A run of lines of body."""

    start: int
    end: int
    """The line behind the last."""


@dataclass(frozen=True, slots=True)
class _Text:
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


def choose_segments(
    classes: Sequence[Label | None], lines: Sequence[str], chances: Sequence[float]
) -> list[Label | None]:
    """Return the classes without body that is no part of the article; its main segment always stays.

    `chances` holds the line model's probability of each line to be body.
    """
    labels = list(classes)
    segments = find_segments(classes)
    if len(segments) < 2:
        return labels
    from toolkit.normalisation.lines.decision_trees import packaged_trees, score

    main = find_main(segments, lines)
    scores = score(packaged_trees(_WEIGHTS), describe_segments(segments, main, lines, classes, chances))
    for index, (segment, points) in enumerate(zip(segments, scores, strict=True)):
        if points < 0 and index != main:
            labels[segment.start : segment.end] = [None] * (segment.end - segment.start)
    return labels


def find_segments(classes: Sequence[Label | None]) -> list[Segment]:
    """Return the runs of lines of body."""
    inside = [False, *(label == "body" for label in classes), False]
    edges = [index for index, (before, behind) in enumerate(pairwise(inside)) if before != behind]
    return list(map(Segment, edges[::2], edges[1::2]))


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


def describe_segments(
    segments: Sequence[Segment],
    main: int,
    lines: Sequence[str],
    classes: Sequence[Label | None],
    chances: Sequence[float],
) -> list[list[float]]:
    """Return the signs of the segments: one row for each, one column for each of `SIGNS`."""
    text = _read(lines, classes, chances)
    of_main = _terms("\n".join(lines[slice(*segments[main])])[:_READ_OF_MAIN], text.dense)
    title = _terms(lines[text.headline], text.dense) if text.headline is not None else frozenset()
    rows = []
    for index, segment in enumerate(segments):
        terms = _terms("\n".join(lines[slice(*segment)])[:_READ_OF_OTHERS], text.dense)
        vocabulary = [len(of_main & terms) / max(len(terms), 1), len(title & terms) / max(len(title), 1)]
        size, shape = _signs_of_lines(segment, segments[main], text)
        distance = _signs_of_distance(index, main, segments, text)
        above = text.body_letters[segment.start] / text.body_letters[-1]
        rows.append([*size, *distance[:-1], *shape, *vocabulary, above, _size(segments[main], text), distance[-1]])
    return rows


def _read(lines: Sequence[str], classes: Sequence[Label | None], chances: Sequence[float]) -> _Text:
    """Count the letters of a text."""
    is_body = [label == "body" for label in classes]
    longest = max(compress(lines, is_body), key=len)
    dense = longest.count(" ") * _LONGEST_WORD < len(longest)
    sizes = [len(line) * _DENSE for line in lines] if dense else list(map(len, lines))
    return _Text(
        lines,
        chances,
        sizes,
        list(accumulate(sizes, initial=0)),
        list(accumulate(map(mul, sizes, is_body), initial=0)),
        list(accumulate(is_body, initial=0)),
        classes.index("headline") if "headline" in classes else None,
        dense,
    )


def _signs_of_lines(segment: Segment, main: Segment, text: _Text) -> tuple[list[float], list[float]]:
    """Return how large a segment is, and what its lines are like."""
    start, end = segment
    size, height = _size(segment, text), end - start
    sizes, chances = text.sizes[start:end], text.chances[start:end]
    usual = _size(main, text) / (main.end - main.start)
    sentences = sum(line.rstrip(_CLOSING)[-1:] in _ENDS for line in text.lines[start:end])
    return (
        [size, size / text.body_letters[-1], height, size / height, size / height / usual],
        [
            sum(map(mul, sizes, chances)) / size,
            max(chances),
            min(chances),
            sentences / height,
            sum(count < _SHORT for count in sizes) / height,
            sizes[0],
        ],
    )


def _signs_of_distance(index: int, main: int, segments: Sequence[Segment], text: _Text) -> list[float]:
    """Return what is between a segment and the main one, and around it."""
    start, end = segments[index]
    above = segments[index - 1].end if index else 0
    below = segments[index + 1].start if index + 1 < len(segments) else len(text.lines)
    if index > main:
        side, first, last, near, far, beyond = 1, segments[main].end, start, above, start, below - end
    elif index < main:
        side, first, last, near, far, beyond = -1, end, segments[main].start, end, below, start - above
    else:
        side, first, last, near, far, beyond = 0, start, start, start, start, 0
    letters = text.all_letters[last] - text.all_letters[first] - text.body_letters[last] + text.body_letters[first]
    return [
        side * (last - first),
        side * (last - first - text.body_lines[last] + text.body_lines[first]),
        letters,
        text.all_letters[far] - text.all_letters[near],
        beyond,
        len(segments),
        1 - text.body_lines[-1] / len(text.lines),
        0 if text.headline is None else start - text.headline,
        max(text.chances[near:far], default=1.0),
    ]


def _size(segment: Segment, text: _Text) -> int:
    """Return the number of letters of a segment."""
    return text.all_letters[segment.end] - text.all_letters[segment.start]


def _terms(text: str, dense: bool) -> frozenset[str]:  # noqa: FBT001
    """Return the longer words of a text in lower case; in a script without blanks its pairs of characters."""
    if dense:
        return frozenset(map(add, text, text[1:]))
    return frozenset([word for word in text.lower().split() if len(word) >= _SHORTEST_TERM])
