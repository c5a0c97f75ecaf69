"""Weighs the dates of a document as dates of its publication, by place and words."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from toolkit.normalisation.dates.cues import Role, role_of
from toolkit.normalisation.dates.day_month_order import weekdays_of
from toolkit.normalisation.dates.recogniser import DateMention, day_of
from toolkit.normalisation.dates.weights import WEIGHTS
from toolkit.normalisation.lines.line import Line

_LONGEST_REST = 200
"""A line with more text than this beside its date tells a story."""
_BARE = 40
"""A line with less text than this beside its date holds little but a date."""
_LEAD = 400
"""Characters of the body that count as its lead."""
_MOST = 500
"""Dates that are weighed: a page with more is no story."""
_PROSE = frozenset({"body", "standfirst", "headline", "caption"})
"""Labels under which a sentence tells what happened, not when it was published."""
_LIST_REACH = 6
"""Three lines with a date within so many lines of each other are a list of other stories."""
_LEAST_LEAD = 80
"""Characters of a line that can be the first paragraph."""
_COLUMN = 40
"""Characters of a full line of wrapped copy, at least."""
_PAGE_HEAD = 10
"""Among so many first lines, far above the story, the day of the visit is printed."""


_SIGNED = re.compile(
    r"\W*(?:(?:written|posted)\s+)?(?:by|von|par|por|door|av)\s+(?-i:[^\W\d_a-z]).{1,40}?\s(?:on|am|le|el|op|den)\s+",
    re.IGNORECASE,
)
"""What is between the start of a line and the day on which its author signs: "By Jane Roe on"."""
_FILED = re.compile(
    r"(?:dieser|der) (?:beitrag|artikel|eintrag) wurde\W.{0,20}?am\s|(?:cet article|ce billet) a été publié le\s"
    r"|esta entrada fue publicada el\s|questo articolo è stato pubblicato il\s",
    re.IGNORECASE,
)
"""How the notes of blogs open that say when an entry was published, before the date; the word itself may come after."""
_FORMAL = 20
"""Characters of a word and a colon before the date of a line that goes on with other fields."""
_ENTRIES = 3
"""A live blog has at least so many entries."""
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_DASH_BEHIND = re.compile(
    r"\s?[-–—]{1,2}\s+(?=[^\W\d_])|,?\s(?:[^\W\d_]{3,20}\s)?\d{1,2}:\d\d(?::\d\d)?\s+(?=[^\W\d_]|[\"“«])"
)


class Candidate(NamedTuple):
    """A date that may be that of the publication."""

    mention: DateMention
    line: int
    """Position of its line among the lines of the document."""
    role: Role | None
    signs: tuple[str, ...]
    """What speaks for and against it; the names of the weights."""

    @property
    def weight(self) -> float:
        """Log odds that this is the date of publication."""
        return WEIGHTS["always"] + sum(WEIGHTS.get(sign, 0.0) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class _Landmarks:
    """Where the story is among the lines."""

    headline: int
    first_body: int
    last_body: int


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the whole document says about one of its dates."""

    landmarks: _Landmarks
    dated: frozenset[int]
    """Positions of the lines that hold a date."""
    masthead: range
    """Positions from the headline to just below the first line of the body."""
    in_masthead: bool
    """True if a line that holds little but a date is there."""
    days: Mapping[tuple[int | None, int | None], int]
    """How often each day of the year is printed."""
    past: date | None
    weekdays: frozenset[int]
    """The weekdays that the lead names."""


def find_candidates(
    mentions: Sequence[DateMention], text: str, lines: Sequence[Line], lead: str = "", past: date | None = None
) -> list[Candidate]:
    """Return every day of a month that is on a line of its own or beside a few words, with its signs.

    `lead` is the beginning of the body, whose weekdays confirm a day; `past` is the latest day that the body
    tells as past: a story is seldom older than that.
    """
    if not lines:
        return []
    placed = _placed(mentions, lines)
    rests = _rests(placed, lines)
    kept = [
        (position, mention, index)
        for position, (mention, index) in enumerate(placed)
        if mention.day is not None and (rests[index] <= _LONGEST_REST or _is_formal(text, mention, lines[index]))
    ][:_MOST]
    if not kept:
        return []
    surroundings = _survey(kept, lines, rests, lead, past)
    entries = _entries([item for item in kept if rests[item[2]] < _BARE], lines, surroundings.landmarks)
    candidates = []
    for position, mention, index in kept:
        shares_line = position > 0 and placed[position - 1][1] == index
        begin = placed[position - 1][0].end if shares_line else lines[index].start
        role = _role(text[begin : mention.start], mention, lines, index)
        if role is None and index == surroundings.landmarks.first_body and _opens_lead(text, mention, lines[index]):
            role = "published"
        prose = _is_sentence(lines[index], rests[index]) or _is_wrapped(lines, index)
        if role is None and ((lines[index].label in _PROSE and prose) or index in entries):
            continue
        signs = [f"label {lines[index].label}", f"role {role}", _sign_of_rest(rests[index])]
        if not shares_line:
            signs.append("first on the line")
        signs.extend(_signs_of_form(mention))
        signs.extend(_signs_of_line(text, mention, lines, index, rests[index]))
        signs.extend(_signs_of_surroundings(mention, index, surroundings))
        candidates.append(Candidate(mention, index, role, tuple(signs)))
    return candidates


def find_issue(mentions: Sequence[DateMention], lines: Sequence[Line]) -> DateMention | None:
    """Return the month of a masthead ("Issue 38 | May 2021"); null when several are printed above the headline."""
    first = next((index for index, line in enumerate(lines) if line.label in ("headline", "body")), len(lines))
    placed = _placed([mention for mention in mentions if mention.month and mention.year], lines)
    issues = [
        mention
        for mention, index in placed
        if index < first and mention.day is None and lines[index].label == "date" and len(lines[index].text) < _BARE
    ]
    return issues[0] if len(issues) == 1 else None


def find_lead(lines: Sequence[Line]) -> str:
    """Return the beginning of the body."""
    pieces: list[str] = []
    length = 0
    for line in lines:
        if line.label == "body":
            pieces.append(line.text[:_LEAD])
            length += len(pieces[-1])
            if length >= _LEAD:
                break
    return " ".join(pieces)


def _placed(mentions: Sequence[DateMention], lines: Sequence[Line]) -> list[tuple[DateMention, int]]:
    """Return every mention with the position of its line."""
    starts = [line.start for line in lines]
    placed = ((mention, bisect_right(starts, mention.start) - 1) for mention in mentions)
    return [(mention, index) for mention, index in placed if index >= 0]


def _rests(placed: Sequence[tuple[DateMention, int]], lines: Sequence[Line]) -> Mapping[int, int]:
    """Return how many characters of each line with a date are no date."""
    rests = {index: len(lines[index].text) for _, index in placed}
    for mention, index in placed:
        rests[index] -= mention.end - mention.start
    return rests


def _find_landmarks(lines: Sequence[Line]) -> _Landmarks:
    """Return where headline, first and last body line are; the label alone is not trusted for short lines."""
    body = [index for index, line in enumerate(lines) if line.label == "body" and len(line.text) > 80]
    if not body:
        body = [index for index, line in enumerate(lines) if line.label == "body"] or [len(lines) - 1]
    headline = next((index for index, line in enumerate(lines) if line.label == "headline"), body[0])
    return _Landmarks(headline, body[0], body[-1])


def _survey(
    kept: Sequence[tuple[int, DateMention, int]],
    lines: Sequence[Line],
    rests: Mapping[int, int],
    lead: str,
    past: date | None,
) -> _Surroundings:
    landmarks = _find_landmarks(lines)
    masthead = range(landmarks.headline, max(landmarks.headline, landmarks.first_body) + 3)
    return _Surroundings(
        landmarks=landmarks,
        dated=frozenset(index for _, _, index in kept),
        masthead=masthead,
        in_masthead=any(index in masthead and rests[index] < _BARE for _, _, index in kept),
        days=Counter((mention.month, mention.day) for _, mention, _ in kept),
        past=past,
        weekdays=weekdays_of(lead),
    )


def run_backwards(moments: Sequence[tuple[int, ...]]) -> bool:
    """Return True if times are those of the entries of a live blog, of which the latest comes first."""
    return len(set(moments)) >= _ENTRIES and all(first >= second for first, second in pairwise(moments))


def moment_of(mention: DateMention) -> tuple[int, ...]:
    """Return a date with its time as numbers that can be compared; what is not printed is 0."""
    time = (mention.time.hour, mention.time.minute) if mention.time is not None else (0, 0)
    return (mention.year or 0, mention.month or 0, mention.day or 0, *time)


def _entries(
    bare: Sequence[tuple[int, DateMention, int]], lines: Sequence[Line], landmarks: _Landmarks
) -> frozenset[int]:
    """Return the positions of the lines that date the entries of a live blog: all of one form, with text below each."""
    inside = [(mention, index) for _, mention, index in bare if landmarks.headline < index < landmarks.last_body]
    if len(inside) < _ENTRIES:
        return frozenset()
    form = _form(lines[inside[-1][1]].text)
    alike = [(mention, index) for mention, index in inside if _form(lines[index].text) == form]
    has_text = all(
        any(len(line.text) > _LEAST_LEAD for line in lines[first + 1 : second])
        for (_, first), (_, second) in pairwise(alike)
    )
    if not has_text or not run_backwards([moment_of(mention) for mention, _ in alike]):
        return frozenset()
    return frozenset(index for _, index in alike)


def _form(text: str) -> str:
    """Return a text with the same sign for every number and every word."""
    return _LETTERS.sub("a", _DIGITS.sub("0", text))


def _role(before: str, mention: DateMention, lines: Sequence[Line], index: int) -> Role | None:
    """Return what the line, or a short line above that ends in a cue, says of the date."""
    role = role_of(before)
    if role is None and (_FILED.match(before) or (lines[index].label != "body" and _SIGNED.fullmatch(before))):
        return "published"
    if role is None and index and mention.start - lines[index].start < 3 and len(lines[index - 1].text) < 40:
        above = role_of(lines[index - 1].text)
        return None if above == "other" and not lines[index - 1].text.endswith(":") else above
    return role


def _is_formal(text: str, mention: DateMention, line: Line) -> bool:
    """Return True if a line opens with what a page says of its story's date, however it goes on: "Date: May 3"."""
    before = text[line.start : mention.start]
    if _FILED.match(before) or _opens_lead(text, mention, line):
        return True
    return len(before) <= _FORMAL and before.rstrip().endswith(":") and role_of(before) == "published"


def _opens_lead(text: str, mention: DateMention, line: Line) -> bool:
    """Return True if a paragraph opens with a whole date and a dash, as some papers print the day of their report."""
    opens = mention.start == line.start and mention.year is not None and len(line.text) > _LEAST_LEAD
    return opens and _DASH_BEHIND.match(text, mention.end) is not None


def _sign_of_rest(rest: int) -> str:
    for most in (12, 30, 60, 120):
        if rest <= most:
            return f"rest to {most}"
    return "rest long"


def _sign_of_place(index: int, landmarks: _Landmarks) -> str:
    if index < min(landmarks.headline, landmarks.first_body):
        distance = min(landmarks.headline, landmarks.first_body) - index
        return "just above the headline" if distance <= 3 else "above the headline" if distance <= 8 else "far above"
    after_headline = index - landmarks.headline
    if index <= max(landmarks.headline, landmarks.first_body) and after_headline >= 0:
        return "just below the headline" if after_headline <= 4 else "below the headline"
    if index < landmarks.headline:
        return "just above the headline" if landmarks.headline - index <= 3 else "between"
    into_body = index - max(landmarks.headline, landmarks.first_body)
    if index <= landmarks.last_body:
        return "top of the body" if into_body <= 4 else "in the body"
    return "just below the body" if index - landmarks.last_body <= 3 else "below the body"


def _signs_of_form(mention: DateMention) -> Iterator[str]:
    if mention.time is not None:
        yield "with time"
    if mention.zone is not None:
        yield "with zone"
    if mention.weekday is not None:
        yield "with weekday"
    if mention.year is None:
        yield "without year"


def _signs_of_line(text: str, mention: DateMention, lines: Sequence[Line], index: int, rest: int) -> Iterator[str]:
    line = lines[index]
    if "byline" in [near.label for near in lines[max(0, index - 1) : index + 2]]:
        yield "beside a byline"
    if _is_sentence(line, rest) and not _is_formal(text, mention, line):
        yield "in a sentence"
    if line.end - mention.end > 4 and role_of(text[mention.end : min(line.end, mention.end + 25)]) == "updated":
        yield "before the word updated"


def _is_sentence(line: Line, rest: int) -> bool:
    return rest > 20 and line.text.endswith((".", "!", "?", "。"))


def _is_wrapped(lines: Sequence[Line], index: int) -> bool:
    """Return True if a line is part of a paragraph of body that a column width broke; its lines are judged as one."""
    line = lines[index]
    return line.label == "body" and any(
        near.label == "body" and near.probability == line.probability and len(near.text) >= _COLUMN
        for near in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    )


def _signs_of_surroundings(mention: DateMention, index: int, surroundings: _Surroundings) -> Iterator[str]:
    past = surroundings.past
    yield _sign_of_place(index, surroundings.landmarks)
    near = len(surroundings.dated.intersection(range(index - _LIST_REACH, index + _LIST_REACH + 1)))
    if near > 1:
        yield "in a list" if near > 2 else "beside another date"
    if index < _PAGE_HEAD and index < surroundings.landmarks.first_body - _PAGE_HEAD:
        yield "at the head of the page"
    if surroundings.in_masthead and index not in surroundings.masthead:
        yield "another is below the headline"
    if surroundings.days[mention.month, mention.day] > 1:
        yield "printed again"
    day = day_of((mention.year, mention.month, mention.day))
    if day is not None and past is not None and day < past:
        yield "before an event of the body"
    if day is not None and not surroundings.weekdays.isdisjoint({day.weekday(), (day.weekday() - 1) % 7}):
        yield "weekday of the lead agrees"
