"""Where head and body of an article are among its labelled lines."""

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.normalisation.lines.line import Line


class Zone(NamedTuple):
    """Numbers of lines; the head is what is from a little above the headline to `first`."""

    headline: int
    """The most probable headline; the first line where none has the label."""
    first: int
    """The line of the body at which the head surely ends."""
    last: int
    """The last line of the body."""


def find_zone(lines: Sequence[Line]) -> Zone:
    """Find headline and body; a standfirst or two are easily taken for body, so its third line is believed."""
    headline, best = 0, 0.0
    labels = [line.label for line in lines]
    for number in [number for number, label in enumerate(labels) if label == "headline"]:
        if lines[number].probability > best + 0.001:
            headline, best = number, lines[number].probability
    body = [number for number, label in enumerate(labels) if label == "body" and number > headline]
    first = body[min(2, len(body) - 1)] if body else len(lines)
    return Zone(headline, min(first, headline + _LONGEST), body[-1] if body else len(lines) - 1)


_LONGEST = 25
"""More lines than these between headline and body are a menu."""
