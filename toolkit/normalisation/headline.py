"""Finds the headline: weighs the likely lines, then reads it from the labelled ones."""

import math
import re
from collections.abc import Iterator, Sequence

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.imprint import looks_like_outlet

_LEAST_CHANCE = 0.1
_CANDIDATES = 8
_NEAR = 3
"""Lines on each side of the chosen one among which its own core is looked for."""
_SEPARATOR = re.compile(r"[|>»]|\s[/–—-]\s")
_BYLINE = re.compile(r"(?:by|von|par|por|di|av)\b", re.IGNORECASE)

# Weights beside 0.6 times the logit of the model's chance, from a conditional logit over the candidates.
_LOGIT = 0.6
_FIVE_WORDS, _OVER_THIRTY_WORDS, _BELOW_BODY = 0.8, -1.5, -0.5
_PART_OF_ANOTHER, _HOLDS_ANOTHER = 2.4, -0.8
_HAS_SEPARATOR, _ENDS_IN_STOP, _OPENS_AS_BYLINE = -0.9, -1.0, -2.5
_OPENS_AS_MASTHEAD = -3.5
"""Set by judgement: where another line above the body can be the headline, "The Example Ledger" is the outlet."""


def choose_headline(lines: Sequence[str], chances: Sequence[float], first_body: int) -> int | None:
    """Return the index of the line that is the headline; null when none is likely enough.

    `chances` holds the model's probability of each line to be one. The window title, a path and the
    headline itself often hold one another: the shortest common text is what was printed above the story.
    """
    likely = [index for index, chance in enumerate(chances) if chance > _LEAST_CHANCE / 10]
    candidates = sorted(likely, key=lambda index: -chances[index])[:_CANDIDATES]
    if not candidates:
        return None
    best = candidates[0] if len(candidates) == 1 else _best(candidates, lines, chances, first_body)
    if chances[best] < _LEAST_CHANCE:
        return None
    near = range(max(best - _NEAR, 0), min(best + _NEAR + 1, len(lines)))
    return next((index for index in near if _is_core(lines[index], lines[best])), best)


def _best(candidates: Sequence[int], lines: Sequence[str], chances: Sequence[float], first_body: int) -> int:
    """Return the index of the candidate that weighs most."""
    texts = [lines[index] for index in candidates]
    weights = {index: _weigh(lines[index], chances[index], texts, below=index > first_body) for index in candidates}
    if 0 in weights and any(0 < index < first_body for index in candidates) and looks_like_outlet(lines[0]):
        weights[0] += _OPENS_AS_MASTHEAD
    return max(candidates, key=weights.__getitem__)


def find_headline(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the line, or the lines of one broken line, that the headline is; empty when the document has none.

    Where it is printed several times the last of the most probable ones counts: window title and path come first.
    """
    runs = list(_runs(lines))
    if not runs:
        return ()
    return max(runs, key=lambda run: (round(run[0].probability, 3), run[0].start))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Give the headlines; lines that were judged together, so with one probability, are one."""
    run: list[Line] = []
    for line in lines:
        if run and (line.label != "headline" or line.probability != run[-1].probability):
            yield tuple(run)
            run = []
        if line.label == "headline":
            run.append(line)
    if run:
        yield tuple(run)


def _weigh(text: str, chance: float, texts: Sequence[str], *, below: bool) -> float:
    """Return how good a headline a line would be."""
    words = text.count(" ") + 1
    part = words > 2 and any(_holds(other, text) for other in texts)
    holds = any(other.count(" ") > 1 and _holds(text, other) for other in texts)
    return (
        _LOGIT * math.log(chance / (1.001 - chance))
        + _FIVE_WORDS * (words >= 5)
        + _OVER_THIRTY_WORDS * (words > 30)
        + _BELOW_BODY * below
        + _PART_OF_ANOTHER * part
        + _HOLDS_ANOTHER * holds
        + _HAS_SEPARATOR * (_SEPARATOR.search(text) is not None)
        + _ENDS_IN_STOP * text.endswith(".")
        + _OPENS_AS_BYLINE * (_BYLINE.match(text) is not None)
    )


def _is_core(text: str, whole: str) -> bool:
    """Tell whether a text is another one without its number, kicker or site name."""
    return text.count(" ") > 1 and len(text) * 2 > len(whole) and _holds(whole, text)


def _holds(whole: str, part: str) -> bool:
    """Tell whether a text begins or ends with another that is a good part of it."""
    return 0.3 * len(whole) <= len(part) < len(whole) and (whole.startswith(part) or whole.endswith(part))
