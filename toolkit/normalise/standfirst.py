"""Finds the standfirst: the sentence or two under the headline that sum the article up."""

import re
from collections.abc import Sequence

from toolkit.normalise.lines import Line

_MOST = 2
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_WORDS = 6
_BODY_SEARCHED = 20


def find_standfirst(lines: Sequence[Line], headline: Line | None) -> tuple[Line, ...]:
    """Return the lines of the standfirst, at most two; none when the document has none.

    A line between headline and body that no label claims is the standfirst too when the body repeats most of
    its words: a teaser is made of them. A standfirst printed twice is taken once.
    """
    chosen: list[Line] = []
    for line in lines:
        if line.label != "standfirst" or (headline is not None and line.text == headline.text):
            continue
        if all(line.text != other.text for other in chosen):
            chosen.append(line)
    return tuple(chosen[:_MOST]) or _teaser(lines, headline)


def _teaser(lines: Sequence[Line], headline: Line | None) -> tuple[Line, ...]:
    """Return the first unclaimed line above the body that is made of the body's words."""
    if headline is None:
        return ()
    first = next((index for index, line in enumerate(lines) if line.label == "body"), 0)
    above = [line for line in lines[:first] if line.start > headline.start and line.label == "related"]
    if not above:
        return ()
    body = {
        word.lower()
        for line in lines[first : first + _BODY_SEARCHED]
        if line.label == "body"
        for word in _WORD.findall(line.text)
    }
    for line in above:
        words = {word.lower() for word in _WORD.findall(line.text)}
        if len(words) >= _LEAST_WORDS and len(words & body) * 4 >= len(words) * 3:
            return (line,)
    return ()
