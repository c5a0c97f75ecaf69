"""Finds the standfirst: the sentence or two under the headline that sum the article up."""

import re
from collections.abc import Collection, Sequence

from toolkit.normalisation.lines.line import Line

_MOST = 2
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_WORDS = 6
_BODY_SEARCHED = 20
_SURE = 0.95
"""Probability from which a line of body is no standfirst."""
_ANNOUNCING = re.compile(
    r"[.!?…][\"'”’»]?\s(?:was|wie|warum|weshalb|wer|wen|wem|wo|welche[rsnm]?|what|how|why|who|where|which|comment|pourquoi"
    r"|qué|cómo|por qué|quién|che cosa|perché|wat|hoe|waarom)\b[^.!?…\"“”„«»]{8,200}\.$",
    re.IGNORECASE,
)
"""The last sentence of a standfirst that says which questions the article answers, without asking one."""


def find_standfirst(lines: Sequence[Line], headline: Line | None) -> tuple[Line, ...]:
    """Return the lines of the standfirst, at most two; none when the document has none.

    A line between headline and body that no label claims is the standfirst too when the body repeats most of
    its words: a teaser is made of them. So is a doubtful first line of body that announces what the article answers.
    A standfirst printed twice is taken once.
    """
    chosen: list[Line] = []
    for line in [line for line in lines if line.label == "standfirst"]:
        if headline is not None and line.text == headline.text:
            continue
        if all(line.text != other.text for other in chosen):
            chosen.append(line)
    return tuple(chosen[:_MOST]) or _teaser(lines, headline) or _announcement(lines, headline)


def _announcement(lines: Sequence[Line], headline: Line | None) -> tuple[Line, ...]:
    """Return the line right below the headline if it announces what the body answers and may be no part of it."""
    if headline is None:
        return ()
    below = next((line for line in lines if line.start >= headline.end), None)
    if below is None or below.label != "body" or below.probability >= _SURE:
        return ()
    body = sum(line.label == "body" for line in lines)
    return (below,) if body > _MOST + 1 and _ANNOUNCING.search(below.whole) else ()


def _teaser(lines: Sequence[Line], headline: Line | None) -> tuple[Line, ...]:
    """Return the first unclaimed line above the body that is made of the body's words."""
    if headline is None:
        return ()
    labels = [line.label for line in lines]
    first = labels.index("body") if "body" in labels else 0
    if "related" not in labels[:first]:
        return ()
    above = [line for line in lines[:first] if line.start > headline.start and line.label == "related"]
    worded = [(line, words) for line in above if len(words := _words(line.text)) >= _LEAST_WORDS]
    if not worded:
        return ()
    body = "\n".join([line.text for line in lines[first : first + _BODY_SEARCHED] if line.label == "body"]).lower()
    # To look for a few words inside the body is ten times faster than to divide it into its own.
    likely = [(line, words) for line, words in worded if _is_made_of(words, [word for word in words if word in body])]
    if not likely:
        return ()
    body_words = _words(body)
    return next(((line,) for line, words in likely if _is_made_of(words, words & body_words)), ())


def _is_made_of(words: Collection[str], repeated: Collection[str]) -> bool:
    """Return True if most of the words are among those found."""
    return len(repeated) * 4 >= len(words) * 3


def _words(text: str) -> set[str]:
    """Return the words of at least four letters, in lower case."""
    return set(_WORD.findall(text.lower()))
