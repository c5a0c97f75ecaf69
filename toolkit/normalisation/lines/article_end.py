"""Finds where an article ends: behind it may come readers' comments and lists of other stories."""

import re
from collections.abc import Sequence

from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.page_labels import COMMENTS, OTHERS
from toolkit.normalisation.sentence_end import ends_clause

_PROSE = 80
"""Characters from which a line of body is running text."""
_FEWEST_PARAGRAPHS = 2
"""Running text above a heading that can end an article; a button with the same words is below the headline, too."""
_TEASER = 250
"""Characters that the teaser of another story has at most."""
_LITTLE = 0.4
"""Share of the text above that a list of teasers has at most."""
_LISTED = 3
"""Lines that open with a time and are a list of other stories."""
_LONGEST_HEADING = 120

_COMMENTED = re.compile(
    r"\S.{0,40}\s(?:said|says|wrote|writes|schrieb|sagt|a dit|dice|пишет|написал)\b.{0,30}:?$"
    r"|\W*(?:reply|report|like|antworten|melden|répondre|responder|rispondi|ответить|回复|回覆|返信)\b.{0,20}$"
    r"|.{0,60}\b\d+\s(?:minutes?|hours?|days?|weeks?|months?|years?)\sago\b.{0,20}$"
    r"|.{0,60}\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|uhr)\W*.{0,15}$"
    r"|\W*#?\d{1,3}\.?\s.{0,40}\d{1,2}:\d\d\W*$",
    re.IGNORECASE,
)
"""How the lines of single comments look: who wrote, when, and the buttons below."""
_DATED = re.compile(r"\W{0,3}(?:\d{4}[./-]\d\d[./-]\d\d|\d\d[./-]\d\d[./-](?:\d{4}|\d\d))\s+[^\W\d_].*[^.!?…։。:\s]$")
"""A title behind the day on which another story was published."""
_TIMED = re.compile(
    r"\W{0,3}(?:(?:\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}"
    r"|\d\d))?|\d{4}[./-]\d\d[./-]\d\d)\W{1,3})?\d{1,2}:\d\d\s+\S.*[^.!?…։。]$"
)
"""A title behind the time at which another story was published."""


def end_article(classes: Sequence[Label | None], lines: Sequence[str]) -> list[Label | None]:
    """Return labels with lines of body behind the end of the article labelled as what they are.

    What follows a heading of comments is a comment if it is little, or if lines among it are signed as comments are;
    what follows a heading of other stories is related if it is a few teasers, most of them titles. Three titles
    behind times or days are related wherever they are below running text. A heading with hardly any running text above,
    such as a button below the headline, ends nothing.
    """
    labels = list(classes)
    body = [index for index, label in enumerate(labels) if label == "body"]
    prose = [index for index in body if len(lines[index]) >= _PROSE]
    if len(prose) <= _FEWEST_PARAGRAPHS:
        return _without_titles(labels, lines, prose[0] + 1) if prose else labels
    sizes = [len(line) if label == "body" else 0 for line, label in zip(lines, labels, strict=True)]
    total, above = sum(sizes), sum(sizes[: prose[_FEWEST_PARAGRAPHS - 1] + 1])
    for index in range(prose[_FEWEST_PARAGRAPHS - 1] + 1, body[-1] + 1):
        line = lines[index]
        if len(line) <= _LONGEST_HEADING:
            below = total - above - sizes[index]
            label = _label_below(line, lines[index + 1 : body[-1] + 1], below, above)
            if label is not None:
                return [label if number >= index and old == "body" else old for number, old in enumerate(labels)]
        above += sizes[index]
    return _without_titles(labels, lines, prose[_FEWEST_PARAGRAPHS - 1])


def _label_below(heading: str, below: Sequence[str], size: int, above: int) -> Label | None:
    """Return what the lines below a heading are; null where they may go on with the article."""
    if COMMENTS.fullmatch(heading):
        signed = any(_COMMENTED.match(line) for line in below if len(line) <= _LONGEST_HEADING)
        return "comment" if signed or size <= _LITTLE * above else None
    if OTHERS.fullmatch(heading) and size <= _LITTLE * above and _are_teasers(below):
        return "related"
    return None


def _are_teasers(lines: Sequence[str]) -> bool:
    """Return True if lines are short, and at least half of them titles: they do not close like sentences."""
    titles = sum(not ends_clause(line) for line in lines)
    single = len(lines) == 1 and len(lines[0]) >= _PROSE
    return not single and titles * 2 >= len(lines) and all(len(line) <= _TEASER for line in lines)


def _without_titles(labels: list[Label | None], lines: Sequence[str], first: int) -> list[Label | None]:
    """Label runs of titles behind times, below the first running text, as related."""
    run: list[int] = []
    for index in range(first, len(lines) + 1):
        if index < len(lines) and (_TIMED.match(lines[index]) or _DATED.match(lines[index])):
            run.append(index)
            continue
        if len(run) >= _LISTED:
            for number in run:
                labels[number] = "related" if labels[number] == "body" else labels[number]
        run = []
    return labels
