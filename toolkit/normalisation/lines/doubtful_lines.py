"""Decides doubtful lines of a text that holds its article and hardly anything else, such as wire copy.

The line model has learnt from pages, where a doubtful line is as often a link as a paragraph. In a text without links,
pleas and buttons it is a paragraph or a crosshead.
"""

import re
from collections.abc import Iterator, Sequence

from toolkit.normalisation.dates.dateline import find_dateline
from toolkit.normalisation.lines.bare_text import settle_bare
from toolkit.normalisation.lines.line import Label, last_body
from toolkit.normalisation.lines.sentence_lines import is_sentence, may_be_body, reports, without_credit

_FEWEST, _FEWEST_OF_WIRE = 3, 2
"""Lines of body that a text needs, so that the rest of it says something of a single line."""
_FIRM = 0.05
"""A line that is less likely than this to be body is none."""
_INSIDE, _BEHIND = 0.1, 0.25
"""Chance from which a doubtful line is body: between two lines of it, and behind the last one."""
_MOST_BEHIND = 2
"""Lines outside the fields that may follow: a signature, the mark of an agency."""
_LAST_BEHIND = 0.004
"""Chance from which a sentence right behind the last line of body is the last line of the story."""
_MOST_OUTSIDE, _SHARE_OUTSIDE = 3, 5
"""Lines outside the fields that wire copy has at most: three, or one for five lines of body."""
_LEADS = 3
"""Lines of body among which the dateline is."""
_PROSE, _WIRE_PROSE = 90, 60
"""Characters of a sentence in which a word such as "image" names nothing; in wire copy there is less to name."""
_SHORTEST = 25
_CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d\d\W*(?:[ap]\.?m\.?\W*|uhr\W*)?", re.IGNORECASE)
"""The time above an entry of a live blog."""


def settle_doubtful(classes: list[Label | None], chances: Sequence[float], lines: Sequence[str]) -> list[Label | None]:
    """Return the classes with doubtful lines below the first line of body settled, where the text is an article alone.

    In wire copy, which opens with a dateline, sentences between two lines of body are body. A sentence right behind the
    last line of body is body in wire copy, and where nothing between the lines of body is anything else. In any other
    text without furniture, lines are body that may be. `chances` are those to be body.
    """
    body = classes.count("body")
    if not body:
        return _settle_brief(classes, chances, lines)
    first = classes.index("body")
    if body < _FEWEST_OF_WIRE and len(lines[first]) < _PROSE:
        return classes
    bare = settle_bare(classes, lines)
    if bare is not None:
        return bare
    outside = [index for index in range(first + 1, len(classes)) if classes[index] is None]
    outside = [index for index in outside if not _CLOCK.fullmatch(lines[index])]
    if not outside or len(outside) > max(_MOST_OUTSIDE, body // _SHARE_OUTSIDE):
        return classes
    sentences = [index for index in outside if len(lines[index]) >= _SHORTEST and is_sentence(lines[index])]
    if sentences and (outside[0] > last_body(classes) or _is_wire(classes, lines)):
        for index in _reporting_sentences(classes, sentences, chances, lines):
            classes[index] = "body"
        outside = [index for index in outside if classes[index] is None]
    if body < _FEWEST:
        return classes
    last = last_body(classes)
    doubtful = {index for index in outside if chances[index] >= _FIRM and may_be_body(lines[index], _PROSE)}
    firm = [index for index in outside if index not in doubtful]
    if len(firm) > _MOST_BEHIND or any(index < last for index in firm):
        return classes
    for index in doubtful:
        if chances[index] >= (_INSIDE if index < last else _BEHIND) and (index < last or is_sentence(lines[index])):
            classes[index] = "body"
    return classes


def _settle_brief(classes: list[Label | None], chances: Sequence[float], lines: Sequence[str]) -> list[Label | None]:
    """Return the classes of a text without body; what was taken for a standfirst is its lead if sentences follow it."""
    leads = [index for index, label in enumerate(classes) if label == "standfirst" and len(lines[index]) >= _PROSE]
    if not leads:
        return classes
    brief = ["body" if index in leads else label for index, label in enumerate(classes)]
    settled = settle_doubtful(brief, chances, lines)
    return settled if settled.count("body") > len(leads) else classes


def _is_wire(classes: Sequence[Label | None], lines: Sequence[str]) -> bool:
    """Return True if one of the first lines of body opens with a dateline."""
    body = [index for index, label in enumerate(classes) if label == "body"]
    return any(find_dateline(lines[index]) is not None for index in body[:_LEADS])


def _reporting_sentences(
    classes: Sequence[Label | None], sentences: Sequence[int], chances: Sequence[float], lines: Sequence[str]
) -> Iterator[int]:
    """Give the sentences outside the fields that are part of the story."""
    last = last_body(classes)
    following = _behind(last, lines)
    for index in [index for index in sentences if may_be_body(lines[index], _WIRE_PROSE)]:
        if index < last:
            yield index
        elif index == following and chances[index] >= _least_chance(lines[index]) and reports(lines[index]):
            yield index
            following = _behind(index, lines)


def _behind(last: int, lines: Sequence[str]) -> int:
    """Return the index of the next line that is not the time above an entry."""
    return next((index for index in range(last + 1, len(lines)) if not _CLOCK.fullmatch(lines[index])), len(lines))


def _least_chance(line: str) -> float:
    """Return the chance from which a sentence is the last line; the model takes one with a credit for a caption."""
    return _LAST_BEHIND if without_credit(line) == line else 0.0
