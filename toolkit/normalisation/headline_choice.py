"""Chooses the line that is the headline among those to which the line model gives a chance."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.normalisation.headline import is_notice
from toolkit.normalisation.headline_weights import WEIGHTS
from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.outlets.imprint import looks_like_outlet

_LEAST_CHANCE, _LEAST_LIKELY = 0.1, 0.01
"""Chance from which a line is believed, and from which it is weighed at all."""
_CANDIDATES = 8
_NEAR = 3
"""Lines on each side of the chosen one among which its own core is looked for."""
_FEW, _ENOUGH, _MANY = 2, 5, 30
"""Words of a label, of a headline, and of a paragraph."""
_UNSPACED_HEADLINE = 12
"""Characters of a headline in a script without blanks."""
_MOSTLY = 0.75
_LOOKED = 6000
"""Characters of the body whose words are compared with those of a headline."""
_SEPARATOR = re.compile(r"[|>»]|\s[/–—-]\s")
_BYLINE = re.compile(r"(?:by|von|par|por|di|av)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}\.\s")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ENDING, _LONG = 2, 6
"""Letters of an ending, and of a word above which it may have one."""
_WORD = re.compile(r"[^\W\d_]{4,}")


class HeadlineCandidate(NamedTuple):
    """A line that may be the headline."""

    line: int
    """Its position among the lines."""
    signs: tuple[tuple[str, float], ...]
    """What speaks for and against it: names of weights, and how much of each there is."""

    @property
    def weight(self) -> float:
        """How good a headline the line would be, against the other candidates."""
        return sum(WEIGHTS.get(name, 0.0) * value for name, value in self.signs)


@dataclass(frozen=True, slots=True)
class _Page:
    """What all lines say about one of them."""

    lines: Sequence[str]
    labels: Sequence[Label | None]
    first_body: int
    candidates: Sequence[int]
    texts: Sequence[str]
    """The candidates' lines."""
    above: Sequence[int]
    """Candidates above the body."""
    body: str
    """The beginning of the body in lower case."""
    printed: Counter[str]


def choose_headline(
    lines: Sequence[str], chances: Sequence[float], labels: Sequence[Label | None], first_body: int
) -> int | None:
    """Return the index of the line that is the headline; null when none is likely enough.

    `chances` holds the model's probability of each line to be one, `labels` its labels. The window title, a path
    and the headline itself often hold one another: the shortest common text is what was printed above the story.
    """
    candidates = find_candidates(lines, chances, labels, first_body)
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.weight).line
    if max(chances[best], chances[candidates[0].line] * (best < first_body)) < _LEAST_CHANCE:
        return None
    near = range(max(best - _NEAR, 0), min(best + _NEAR + 1, len(lines)))
    return next((index for index in near if _is_core(lines[index], lines[best])), best)


def find_candidates(
    lines: Sequence[str], chances: Sequence[float], labels: Sequence[Label | None], first_body: int
) -> list[HeadlineCandidate]:
    """Return the likeliest lines with their signs, the likeliest first."""
    likely = [index for index, chance in enumerate(chances) if chance > _LEAST_LIKELY]
    candidates = sorted(likely, key=lambda index: -chances[index])[:_CANDIDATES]
    if not candidates or chances[candidates[0]] < _LEAST_CHANCE:
        return []
    if len(candidates) == 1:
        return [HeadlineCandidate(candidates[0], ())]
    body = " ".join([line for line, label in zip(lines, labels, strict=True) if label == "body"])[:_LOOKED].lower()
    texts = [lines[index] for index in candidates]
    above = [index for index in candidates if index < first_body]
    page = _Page(lines, labels, first_body, candidates, texts, above, body, Counter(lines))
    return [HeadlineCandidate(index, tuple(_signs(index, chances[index], page))) for index in candidates]


def _signs(index: int, chance: float, page: _Page) -> Iterator[tuple[str, float]]:
    chance = min(max(chance, 0.0001), 0.9995)
    yield "log odds of the model", math.log(chance / (1 - chance))
    yield from ((name, 1.0) for name in (*_signs_of_text(page.lines[index]), *_signs_of_others(index, page)))
    yield from _signs_of_words(page.lines[index], page.body)
    if index <= page.first_body:
        yield "lines to the body", min(math.log1p(page.first_body - index), 4.0)


def _signs_of_text(text: str) -> Iterator[str]:
    words = text.count(" ") + 1
    unspaced = not text.isascii() and words <= _FEW and len(text) >= _UNSPACED_HEADLINE
    shown = {
        "five words": words >= _ENOUGH or unspaced,
        "two words": words <= _FEW and not unspaced,
        "over thirty words": words > _MANY,
        "separator": _SEPARATOR.search(text) is not None,
        "ends in a stop": text.endswith((".", "。")),
        "ends in a question mark": text.endswith(("?", "？")),
        "ends in a colon": text.endswith(":"),
        "opens as a byline": _BYLINE.match(text) is not None,
        "opens in lower case": text[:1].islower(),
        "numbered": _NUMBERED.match(text) is not None,
        "notice": is_notice(text),
    }
    return (name for name, is_shown in shown.items() if is_shown)


def _signs_of_others(index: int, page: _Page) -> Iterator[str]:
    text = page.lines[index]
    texts, above = page.texts, page.above
    before = page.labels[index - 1] if index else None
    behind = page.labels[index + 1] if index + 1 < len(page.labels) else None
    shown = {
        "part of another": text.count(" ") > 1 and any(_holds(other, text) for other in texts),
        "holds another": any(other.count(" ") > 1 and _holds(text, other) for other in texts),
        "printed again": page.printed[text] > 1,
        "printed twice in a row": index + 1 < len(page.lines) and page.lines[index + 1] == text,
        "below the first body": index > page.first_body,
        "first above the body": bool(above) and index == min(above),
        "last above the body": bool(above) and index == max(above),
        "two words above a headline": _is_label(text)
        and index + 1 in page.above
        and page.lines[index + 1].count(" ") >= _ENOUGH - 1,
        "masthead": index == 0 and any(other > 0 for other in above) and looks_like_outlet(text),
        "labelled body": page.labels[index] == "body",
        "labelled standfirst": page.labels[index] == "standfirst",
        "byline or date below": behind in ("byline", "date"),
        "standfirst below": behind == "standfirst",
        "standfirst above": before == "standfirst",
        "candidate above": index - 1 in page.candidates,
        "candidate below": index + 1 in page.candidates,
    }
    return (name for name, is_shown in shown.items() if is_shown)


def _signs_of_words(text: str, body: str) -> Iterator[tuple[str, float]]:
    """How many of the words of a line the body uses: a headline's come back, those of a link do not.

    Their endings may differ; in a script without blanks, pairs of characters are compared.
    """
    words = [_stem(word) for word in _WORD.findall(text.lower())]
    if words and _UNSPACED.search(text):
        words = [word[index : index + 2] for word in words for index in range(len(word) - 1)]
    if words:
        share = sum(word in body for word in words) / len(words)
        yield "words of the body", share - 0.5
        if share > _MOSTLY and len(words) > _FEW:
            yield "mostly words of the body", 1.0


def _stem(word: str) -> str:
    """Return a long word without its last two letters, which often are its ending."""
    return word[:-_ENDING] if len(word) > _LONG else word


def _is_label(text: str) -> bool:
    """Return True for one or two words: a place, a section or a rubric, as printed above many a headline."""
    return text.count(" ") < _FEW and text.isascii()


def _is_core(text: str, whole: str) -> bool:
    """Return True if a text is another one without its number, kicker or site name."""
    return text.count(" ") > 1 and len(text) * 2 > len(whole) and _holds(whole, text)


def _holds(whole: str, part: str) -> bool:
    """Return True if a text begins or ends with another that is a good part of it."""
    return 0.3 * len(whole) <= len(part) < len(whole) and (whole.startswith(part) or whole.endswith(part))
