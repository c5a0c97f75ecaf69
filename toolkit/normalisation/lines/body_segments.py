"""Chooses among the runs of lines that are labelled body those that belong to the article.

The line model sees a few lines on each side, from where another article, a reader's comment or a teaser looks like
body. The article as a whole tells them apart: how far they are from its longest run, how large and of what shape they
are, and whether they share its vocabulary. None of this depends on the language.
"""

from collections.abc import Sequence
from operator import add, mul
from typing import NamedTuple

from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.segments import (
    Segment,
    Text,
    count_letters,
    find_main,
    find_segments,
    measure_text,
)
from toolkit.normalisation.sentence_end import ends_sentence

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
_SHORTEST_TERM = 4
_READ_OF_MAIN, _READ_OF_OTHERS = 3000, 600
"""Characters of a segment whose words are compared."""
_SHORT = 70
"""Letters that a short line has fewer of."""


class _Vocabulary(NamedTuple):
    """What a part of a text is compared with."""

    main: frozenset[str]
    headline: frozenset[str]


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


def describe_segments(
    segments: Sequence[Segment],
    main: int,
    lines: Sequence[str],
    classes: Sequence[Label | None],
    chances: Sequence[float],
) -> list[list[float]]:
    """Return the signs of the segments: one row for each, one column for each of `SIGNS`."""
    text = measure_text(lines, classes, chances)
    vocabulary, largest = _read_vocabulary(segments[main], text), count_letters(segments[main], text)
    rows = []
    for index, segment in enumerate(segments):
        shared = _compare_vocabulary("\n".join(lines[slice(*segment)]), text, vocabulary)
        size, shape = _signs_of_lines(segment, segments[main], text)
        distance = _signs_of_distance(index, main, segments, text)
        above = text.body_letters[segment.start] / text.body_letters[-1]
        rows.append([*size, *distance[:-1], *shape, *shared, above, largest, distance[-1]])
    return rows


def _signs_of_lines(segment: Segment, main: Segment, text: Text) -> tuple[list[float], list[float]]:
    """Return how large a segment is, and what its lines are like."""
    start, end = segment
    size, height = count_letters(segment, text), end - start
    sizes, chances = text.sizes[start:end], text.chances[start:end]
    usual = count_letters(main, text) / (main.end - main.start)
    sentences = sum(map(ends_sentence, text.lines[start:end]))
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


def _signs_of_distance(index: int, main: int, segments: Sequence[Segment], text: Text) -> list[float]:
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


def _read_vocabulary(main: Segment, text: Text) -> _Vocabulary:
    """Return the terms of the main segment and of the headline."""
    title = _find_terms(text.lines[text.headline], text.dense) if text.headline is not None else frozenset()
    return _Vocabulary(_find_terms("\n".join(text.lines[slice(*main)])[:_READ_OF_MAIN], text.dense), title)


def _compare_vocabulary(part: str, text: Text, vocabulary: _Vocabulary) -> list[float]:
    """Return the share of the terms of a part that the main segment has, and of the headline's that the part has."""
    terms = _find_terms(part[:_READ_OF_OTHERS], text.dense)
    main, title = vocabulary
    return [len(main & terms) / max(len(terms), 1), len(title & terms) / max(len(title), 1)]


def _find_terms(text: str, dense: bool) -> frozenset[str]:  # noqa: FBT001
    """Return the longer words of a text in lower case; in a script without blanks its pairs of characters."""
    if dense:
        return frozenset(map(add, text, text[1:]))
    return frozenset([word for word in text.lower().split() if len(word) >= _SHORTEST_TERM])
