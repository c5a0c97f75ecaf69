"""Weighs names that are without a word like "By" as those of the authors of an article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.normalisation.authors.credit_line import Credited, has_role, read_credit
from toolkit.normalisation.authors.given_names import is_given_name
from toolkit.normalisation.authors.name_weights import WEIGHTS
from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.lines.article_head import Zone
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.outlet_profiles import Outlets

_LONGEST, _NEIGHBOUR = 120, 80
"""Characters of a line with a name, and of a line beside it that tells what it is."""
_ABOVE, _BELOW, _BEHIND = 3, 2, 12
"""Lines above the headline, in the body and behind it that are looked at."""
_REACH = 3
"""Names of one byline are at most so many lines apart."""
_SURE_LABEL = 0.85
_LEAST_WEIGHT, _LEAST_BEHIND = -0.3, 0.5
"""Log odds from which a name in the head, and one behind the body, is believed."""
_BIOGRAPHY = 2
"""Last lines of a body that may tell who wrote it."""
_HOPELESS = -4.0
"""Log odds of a place where no name is believed, whatever it is: it need not be read."""
_MOST_SPACES = 5
"""Blanks of a line that ends in a stop and may still be a name."""
_BEHIND_BODY = "place behind the body"
_BULLETS = " \t•·*|-–—>#◎●■▲(（[,/"
PHOTO = re.compile(
    r"(?:photo(?!graph(?:er|e)|journal)|image|picture|illustration|video|foto|bild|getty|shutterstock|credit|collage"
    r"|©|copyright|all rights|фото|коллаж|иллюстрац|zdjęci|grafik|karikatur|cartoon|kuva:|写真|摄影|攝影|图片|صور)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    rf"^\s*[—–-]\s*\w.*@|{PHOTO.pattern}|(?:reviewed|checked|edited|produced) by"
    r"|\svia (?:reuters|getty|ap|afp|epa|imago)(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d|\d{1,2}[:h.]\d\d|\d+\s+(?:min|hour|hr|day|week|month|std|stunden|tage|horas?|días?|heures?|jours|giorni|uur|dagen|dias)"
    r"|(?<!\w)(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DATE_WORD = re.compile(r"\W*(?:updated|published|posted)", re.IGNORECASE)
_FOLLOW = frozenset({"Follow", "follow", "FOLLOW"})
_MORE_FROM = re.compile(
    r"(?:more|all|posts?|articles?|stories|published|written|posted)\s+(?:\w+\s+)?(?:from|by)\s", re.IGNORECASE
)


class NameCandidate(NamedTuple):
    """The names on one line, which may be those of the authors."""

    number: int
    """Position of the line."""
    credited: tuple[Credited, ...]
    signs: tuple[str, ...]
    """What speaks for and against it; the names of the weights."""

    @property
    def weight(self) -> float:
        """Log odds that these are the authors, against there being none."""
        return WEIGHTS["always"] + sum(WEIGHTS.get(sign, 0.0) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole page says about one of its names."""

    headline: str
    prose: str
    """The body as one text."""
    short: tuple[str, ...]
    """The lines that are short enough for a name and a few words."""


def choose_names(candidates: Sequence[NameCandidate], *, behind: bool) -> tuple[list[NameCandidate], float]:
    """Return the lines with the most likely names and the log odds of the best; none where silence is likelier.

    With `behind` those behind the body are looked at, else the others. Several lines of names belong to one byline
    where they are close together.
    """
    least = _LEAST_BEHIND if behind else _LEAST_WEIGHT
    shown = [
        candidate
        for candidate in candidates
        if candidate.weight > least and (_BEHIND_BODY in candidate.signs) == behind
    ]
    people = [candidate for candidate in shown if not candidate.credited[0].agency]
    best = max(people or shown, key=lambda candidate: candidate.weight, default=None)
    if best is None:
        return [], least
    near = [
        candidate
        for candidate in shown
        if candidate is best or (candidate.weight > 0 and abs(candidate.number - best.number) <= _REACH)
    ]
    return near, best.weight


def find_names(lines: Sequence[Line], zone: Zone, outlets: Outlets) -> list[NameCandidate]:
    """Return the names in the head of an article and behind its body, with their signs."""
    if not lines:
        return []
    head = range(max(0, zone.headline - _ABOVE), min(len(lines), zone.first + _BELOW))
    tail = range(max(head.stop, zone.last), min(len(lines), zone.last + _BEHIND))
    labelled = [number for number, line in enumerate(lines) if line.label == "byline" and number < zone.last]
    numbers = sorted({*head, *labelled, *tail})
    page: _Page | None = None
    candidates = []
    for number in numbers:
        signs = (*_signs_of_line(lines[number], number, zone), *_signs_of_neighbours(lines, number))
        if WEIGHTS["always"] + sum(WEIGHTS.get(sign, 0.0) for sign in signs) < _HOPELESS:
            continue
        names = _read_names(lines[number], outlets)
        if names:
            page = page or _survey(lines, zone)
            signs = (*signs, *_signs_of_credit(lines[number], names, page, outlets))
            candidates.append(NameCandidate(number, tuple(names), signs))
    return candidates


@lru_cache(maxsize=4096)
def is_dated(text: str) -> bool:
    """Return True if a line shows a date or a time, or begins with the word before one."""
    return (_DIGIT.search(text) is not None and _DATE.search(text) is not None) or _DATE_WORD.match(text) is not None


def _read_names(line: Line, outlets: Outlets) -> list[Credited]:
    """Return the people or agencies that a line without a cue may name."""
    text = line.text
    if len(text) > _LONGEST or line.label in ("caption", "headline") or text[-1] in "!?:…":
        return []
    if text[-1] in ".。" and text.count(" ") > _MOST_SPACES:
        return []
    if not (" " in text or line.label == "byline" or text.isupper()) or NO_NAME.search(text):
        return []
    names = read_credit(text, outlets, alone=True)
    return [] if not names or is_listed_place(names[0].printed) else names


def _survey(lines: Sequence[Line], zone: Zone) -> _Page:
    short = tuple(line.text for line in lines if len(line.text) <= _LONGEST and line.label != "body")
    paragraphs = [line.whole for line in lines if line.label in ("body", "standfirst")]
    prose = "\n".join(paragraphs[:-_BIOGRAPHY] if len(paragraphs) > 2 * _BIOGRAPHY else paragraphs)
    headline = lines[zone.headline]
    return _Page(headline.whole if headline.label == "headline" else "", prose, short)


def _signs_of_line(line: Line, number: int, zone: Zone) -> Iterator[str]:
    yield f"label {line.label}" + (" surely" * (line.probability >= _SURE_LABEL))
    yield _place(number, zone)


def _signs_of_credit(line: Line, names: Sequence[Credited], page: _Page, outlets: Outlets) -> Iterator[str]:
    name = names[0].printed
    yield from _signs_of_name(name, page)
    if line.text.strip(_BULLETS) == name:
        yield "alone on the line"
    else:
        behind = line.text.partition(name)[2].strip(_BULLETS)
        if outlets.by_name(behind) is not None:
            yield "outlet behind"
    if has_role(line.text):
        yield "role on the line"


def _place(number: int, zone: Zone) -> str:
    distance = number - zone.headline
    if number > zone.last:
        return _BEHIND_BODY
    if number >= zone.first + _BELOW or distance < -_ABOVE:
        return "place elsewhere"
    if number >= zone.first:
        return "place in the body"
    if distance <= 0:
        return "place above the headline"
    return f"place {'right' if distance == 1 else 'just' if distance <= 4 else 'far'} below the headline"


def _signs_of_neighbours(lines: Sequence[Line], number: int) -> Iterator[str]:
    lower = number + 1
    while lower < len(lines) - 1 and len(lines[lower].text) < 2:
        lower += 1
    below = lines[lower].text if lower < len(lines) and len(lines[lower].text) < _NEIGHBOUR else ""
    text = lines[number].text
    if _shows_date(lines, number):
        yield "date on the line"
    if _shows_date(lines, lower):
        yield "date below"
    if _shows_date(lines, number - 1):
        yield "date above"
    if below[:1] == "@" or "@" in text:
        yield "address"
    if has_role(below):
        yield "role below"
    if below[:6] in _FOLLOW:
        yield "follow below"
    if text == below or (number > 0 and text == lines[number - 1].text):
        yield "printed twice"
    if below and PHOTO.match(below) is not None:
        yield "picture below"


def _shows_date(lines: Sequence[Line], number: int) -> bool:
    """Return True if there is a short line at a position that shows a date."""
    return 0 <= number < len(lines) and len(lines[number].text) <= _LONGEST and is_dated(lines[number].text)


def _signs_of_name(name: str, page: _Page) -> Iterator[str]:
    words = name.split()
    yield "one word" if len(words) == 1 else "two words" if len(words) == 2 else "more words"
    if is_given_name(words[0]):
        yield "opens with a given name"
    elif any(is_given_name(word) for word in words[1:]):
        yield "holds a given name"
    else:
        yield "without a given name"
    if name.isupper():
        yield "in capitals"
    if name in page.headline:
        yield "in the headline"
    if name in page.prose:
        yield "in the body"
    elif len(words[-1]) > 3 and words[-1] in page.prose:
        yield "last word in the body"
    again = [text for text in page.short if name in text]
    if len(again) > 1:
        yield "printed again"
    if any(_MORE_FROM.match(text) for text in again):
        yield "more from them"
