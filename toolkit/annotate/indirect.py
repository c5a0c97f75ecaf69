"""Indirect speech: what the reporter's sentences say that somebody said, without marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.annotate.candidates import Speaker
from toolkit.annotate.cues import reporting_verbs
from toolkit.annotate.paragraphs import Paragraph
from toolkit.annotate.vocabulary import words

_PLAIN = words("say add note")
"""Verbs that report also without "that"."""
_CLAUSAL = words(
    "say add note tell acknowledge admit announce argue assert believe claim complain concede conclude confirm contend "
    "declare emphasize emphasise estimate explain indicate insist maintain observe predict promise reiterate remark "
    "remind report reveal state stress suggest testify think vow warn write"
)
"""Verbs whose "that" clause is what was said."""
_TOLD = words("tell remind warn")
"""Verbs with an addressee before "that"."""
_TURNS = words("while but although though whereas as noting saying adding")
"""Words that turn from what was said to something else, behind a comma."""

_SHORTEST, _LONGEST = 4, 30
"""Tokens of the shortest and of the longest clause."""
_WINDOW = 80
_TAIL = 6
"""Tokens that may follow the verb behind a clause: "..., she said on Monday."."""
_KINDS = ("name", "pronoun", "nominal")
_FINITE = frozenset("VXBws")


class Report(NamedTuple):
    """A clause that reports what somebody said."""

    speaker: Speaker
    start: int
    end: int


def find_reports(paragraphs: Sequence[Paragraph]) -> list[Report]:
    """Find clauses before or after a reporting verb and its subject, in order and without overlap."""
    reports: list[Report] = []
    for paragraph in paragraphs:
        here = 0
        for report in sorted(_reports_of(paragraph), key=lambda report: report.start):
            if report.start >= here:
                reports.append(report)
                here = report.end
    return reports


def _reports_of(paragraph: Paragraph) -> Iterator[Report]:
    narration = paragraph.narration
    for index, mention in enumerate(paragraph.mentions):
        clause = paragraph.clauses[index]
        if clause.cue < 0 or mention.kind not in _KINDS:
            continue
        begin = narration.classes.rfind(".", max(0, mention.first - _WINDOW), mention.first) + 1
        stop = narration.classes.find(".", mention.last, mention.last + _WINDOW)
        stop = min(len(narration.classes), mention.last + _WINDOW) if stop < 0 else stop
        if mention.first - begin > _WINDOW or "Q" in narration.classes[begin:stop]:
            continue
        if clause.back == "according":
            span = _according(narration.classes, begin, mention.first, mention.last, stop)
        elif clause.reach in ("V0", "VR"):
            span = _after(paragraph, clause.cue, stop) or _before(
                narration.classes, begin, mention.first, clause.cue, stop
            )
        else:
            continue
        if (
            span
            and (span[1] <= mention.first or mention.last <= span[0])
            and _SHORTEST <= span[1] - span[0] <= _LONGEST
            and not _FINITE.isdisjoint(narration.classes[slice(*span)])
        ):
            yield Report(Speaker(paragraph, index), *narration.span(*span))


def _after(paragraph: Paragraph, cue: int, stop: int) -> tuple[int, int] | None:
    """Find the clause that follows the verb: "she said the road is open", "he told aides that ..."."""
    classes, printed = paragraph.narration.classes, paragraph.narration.words
    base = reporting_verbs().get(printed[cue].lower(), "")
    if base not in _CLAUSAL or cue + 1 >= stop:
        return None
    that = next((token for token in range(cue + 1, min(cue + _TAIL, stop)) if printed[token] == "that"), -1)
    if that == cue + 1 or (that > 0 and "," not in classes[cue:that] and (base in _TOLD or classes[cue + 1] in "IR")):
        return that, _turn(classes, printed, that, stop)
    if base in _PLAIN and classes[cue + 1] in "NPD0w":
        return cue + 1, _turn(classes, printed, cue + 1, stop)
    return None


def _turn(classes: str, printed: list[str], start: int, stop: int) -> int:
    """Give the end of a reported clause: where the reporter turns to something else, or the sentence ends."""
    for token in range(start, stop - 1):
        if classes[token] == "," and (printed[token + 1] in _TURNS or printed[token + 1].endswith("ing")):
            return token
    return stop


def _before(classes: str, begin: int, first: int, cue: int, stop: int) -> tuple[int, int] | None:
    """Find the clause that the verb and its subject follow: "The road is open, she said."."""
    if (
        first - 1 > begin
        and classes[begin] not in "IC"
        and classes[first - 1] == ","
        and stop - cue - 1 <= _TAIL
        and "," not in classes[cue:stop]
    ):
        return begin, first - 1
    return None


def _according(classes: str, begin: int, first: int, last: int, stop: int) -> tuple[int, int] | None:
    """Find the clause beside "according to ..."."""
    if first - 2 == begin:
        comma = classes.find(",", last, stop)
        return (comma + 1, stop) if 0 <= comma <= last + _TAIL else None
    if first - 3 > begin and classes[first - 3] == ",":
        return begin, first - 3
    return None
