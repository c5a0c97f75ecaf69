"""Indirect speech: what the reporter's sentences say that somebody said, without marks."""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from toolkit.annotation.function_words import words
from toolkit.annotation.quotes.paragraphs import Paragraph
from toolkit.annotation.quotes.reporting_verbs import reporting_verbs
from toolkit.annotation.quotes.speaker_candidates import Speaker
from toolkit.annotation.quotes.speaker_features import Key

_CLAUSAL = words(
    "say add note tell acknowledge admit announce argue assert believe claim complain concede conclude confirm contend "
    "declare emphasize emphasise estimate explain indicate insist maintain observe predict promise reiterate remark "
    "remind report reveal state stress suggest testify think vow warn write hope fear find show"
)
"""Verbs whose clause is what was said."""
_TOLD = words("tell remind warn")
"""Verbs with an addressee before "that"."""
_TURNS = words("while although though whereas as noting saying adding")
"""Words that turn from what was said to something else, behind a comma."""

_SHORTEST, _LONGEST = 4, 60
"""Tokens of the shortest and of the longest clause."""
_WINDOW = 80
_TAIL = 6
"""Tokens that may follow the verb behind a clause: "..., she said on Monday."."""
_REACHES = ("V0", "VR", "VA", "VW")
_FINITE = frozenset("VXBws")
_LENGTHS = (6, 9, 14, 20, 30)
TEMPLATES = ("form", "cue", "word", "kind", "noun", "length", "first", "opening", "end", "commas", "back", "reach")


class Report(NamedTuple):
    """A clause that reports what somebody said."""

    speaker: Speaker
    start: int
    end: int
    confidence: float


class Clause(NamedTuple):
    """A clause that may be a report, in tokens of its paragraph."""

    speaker: Speaker
    form: str
    """`that`, `after` (the verb, without "that"), `before` (the verb) or `according`."""
    first: int
    last: int


class Model(NamedTuple):
    """Weights by template and values, and the least probability of being right that is asked for."""

    weights: dict[str, dict[Key, float]]
    threshold: float


@cache
def load_model() -> Model:
    """Read the packaged weights once."""
    file = resources.files("toolkit.annotation.quotes") / "weights" / "indirect.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    weights = {
        template: {tuple(values.split(" ")): weight for values, weight in content["weights"].get(template, {}).items()}
        for template in TEMPLATES
    }
    return Model(weights, content["threshold"])


def find_reports(paragraphs: Sequence[Paragraph]) -> list[Report]:
    """Find clauses beside a reporting verb and its subject that a learned model believes in, without overlap."""
    weights, threshold = load_model()
    tables = tuple(weights.values())
    reports: list[Report] = []
    for paragraph in paragraphs:
        here = 0
        for clause in find_clauses(paragraph):
            score = sum(filter(None, map(dict.get, tables, report_keys(clause))))
            confidence = 1 / (1 + math.exp(-score))
            start, end = paragraph.narration.span(clause.first, clause.last)
            if confidence >= threshold and start >= here:
                reports.append(Report(clause.speaker, start, end, round(confidence, 4)))
                here = end
    return reports


def find_clauses(paragraph: Paragraph) -> list[Clause]:
    """Find what may be a report in a paragraph, from left to right; clauses may overlap."""
    return sorted(_clauses_of(paragraph), key=lambda clause: clause.first)


def report_keys(clause: Clause) -> tuple[Key, ...]:
    """Fill TEMPLATES."""
    speaker, form, first, last = clause
    narration, mention, grammar = speaker.paragraph.narration, speaker.mention, speaker.clause
    classes, printed = narration.classes, narration.words
    verb = printed[grammar.cue].lower()
    base = reporting_verbs().get(verb, verb)
    noun = printed[mention.last - 1].lower() if mention.kind in ("nominal", "bare") else "-"
    opening = printed[first + (form == "that")].lower() if classes[first] in "PDCIwBX" else classes[first]
    end = printed[last + 1].lower() if classes[last : last + 1] == "," and last + 1 < len(printed) else "."
    size = str(sum(last - first > limit for limit in _LENGTHS))
    back = grammar.back[:3]
    return (
        (form,),
        (form, base),
        (form, verb),
        (form, mention.kind, printed[mention.first].lower() if mention.kind == "pronoun" else "-"),
        (noun,),
        (form, size),
        (form, classes[first + (form == "that")]),
        (form, opening),
        (form, end if form in ("that", "after") else "-"),
        (form, str(min(3, classes.count(",", first, last)))),
        (form, back),
        (form, grammar.reach, "0" if mention.first == 0 else "-"),
    )


def _clauses_of(paragraph: Paragraph) -> Iterator[Clause]:
    narration = paragraph.narration
    classes = narration.classes
    for index, mention in enumerate(paragraph.mentions):
        grammar = paragraph.clauses[index]
        if grammar.cue < 0:
            continue
        begin = classes.rfind(".", max(0, mention.first - _WINDOW), mention.first) + 1
        stop = classes.find(".", mention.last, mention.last + _WINDOW)
        stop = min(len(classes), mention.last + _WINDOW) if stop < 0 else stop
        if mention.first - begin > _WINDOW or "Q" in classes[begin:stop]:
            continue
        if grammar.back == "according":
            report = _according(classes, begin, mention.first, mention.last, stop)
        elif grammar.reach in _REACHES:
            report = _after(paragraph, grammar.cue, stop) or _before(classes, begin, mention.first, grammar.cue, stop)
        else:
            continue
        if report is None:
            continue
        form, first, last = report
        if (
            (last <= mention.first or mention.last <= first)
            and _SHORTEST <= last - first <= _LONGEST
            and not _FINITE.isdisjoint(classes[first:last])
        ):
            yield Clause(Speaker(paragraph, index), form, first, last)


def _after(paragraph: Paragraph, cue: int, stop: int) -> tuple[str, int, int] | None:
    """Find the clause that follows the verb: "she said the road is open", "he told aides that ..."."""
    classes, printed = paragraph.narration.classes, paragraph.narration.words
    base = reporting_verbs().get(printed[cue].lower(), "")
    if base not in _CLAUSAL or cue + 1 >= stop:
        return None
    that = next((token for token in range(cue + 1, min(cue + _TAIL, stop)) if printed[token] == "that"), -1)
    if that == cue + 1 or (that > 0 and "," not in classes[cue:that] and (base in _TOLD or classes[cue + 1] in "IR")):
        return "that", that, _turn(classes, printed, that, stop)
    if classes[cue + 1] in "NPD0w":
        return "after", cue + 1, _turn(classes, printed, cue + 1, stop)
    return None


def _turn(classes: str, printed: list[str], start: int, stop: int) -> int:
    """Give the end of a reported clause: where the reporter turns to something else, or the sentence ends."""
    for token in range(start, stop - 1):
        if classes[token] == "," and (printed[token + 1] in _TURNS or printed[token + 1].endswith("ing")):
            return token
    return stop


def _before(classes: str, begin: int, first: int, cue: int, stop: int) -> tuple[str, int, int] | None:
    """Find the clause that the verb and its subject follow: "The road is open, she said."."""
    if (
        first - 1 > begin
        and classes[begin] not in "IC"
        and classes[first - 1] == ","
        and stop - cue - 1 <= _TAIL
        and "," not in classes[cue:stop]
    ):
        return "before", begin, first - 1
    return None


def _according(classes: str, begin: int, first: int, last: int, stop: int) -> tuple[str, int, int] | None:
    """Find the clause beside "according to ..."."""
    if first - 2 == begin:
        comma = classes.find(",", last, stop)
        return ("according", comma + 1, stop) if 0 <= comma <= last + _TAIL else None
    if first - 3 > begin and classes[first - 3] == ",":
        return "according", begin, first - 3
    return None
