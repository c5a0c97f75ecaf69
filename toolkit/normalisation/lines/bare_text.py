"""Decides the lines of a text that shows its article and nothing else, such as an article copied out of its page.

The line model has learnt from pages, where short lines are mostly links. Where no line below the beginning of the body
is furniture by its words or its form, short lines are sentences and crossheads.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.sentence_lines import is_sentence, may_be_body, reports

_LONGEST_CROSSHEAD = 60
_CROSSHEADS = 3
"""Of so many lines at most one is a crosshead."""
_SHORTEST_LAST = 25
"""A shorter sentence behind the last line of body may be a button."""
_PROSE = 60
"""Characters of a sentence in which a word such as "image" names nothing."""
_TITLE_BLANKS = 2
"""A line with so many blanks is no title in capitals, nor is it spoken to readers."""
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = "\u2e80"
"""The scripts of East Asia, which divide no words, begin here."""
_NO_CROSSHEAD = re.compile(r"[\d()\[\]|@#/:_…]|\.\.\.")
"""Numbers, brackets, addresses, labels: what crossheads have seldom and furniture has often."""


def settle_bare(classes: Sequence[Label | None], lines: Sequence[str]) -> list[Label | None] | None:
    """Return the classes with every line from the first of body to the last sentence as body.

    Null where some line below the first of body may be furniture: its words name it, it is no sentence and cannot be a
    crosshead, two such lines follow each other, or the text ends with one.
    """
    first = classes.index("body")
    outside = [index for index in range(first + 1, len(classes)) if classes[index] is None]
    crossheads = [index for index in outside if not is_sentence(lines[index])]
    if not outside or len(crossheads) * _CROSSHEADS > len(classes) - first:
        return None
    if not all(may_be_body(lines[index], _PROSE) and _LETTER.search(lines[index]) for index in outside):
        return None
    if not all(reports(lines[index]) for index in outside if lines[index].count(" ") >= _TITLE_BLANKS):
        return None
    if any(not _may_be_crosshead(lines[index]) for index in crossheads) or _is_list(crossheads, len(classes)):
        return None
    paragraphs = [
        index
        for index in outside
        if index not in crossheads and len(lines[index]) >= _SHORTEST_LAST and reports(lines[index])
    ]
    last = max([len(classes) - 1 - list(reversed(classes)).index("body"), *paragraphs])
    return ["body" if index in outside and index <= last else label for index, label in enumerate(classes)]


def _may_be_crosshead(line: str) -> bool:
    """Return True for a short line; capitals, and a single word where words are divided, are as often a button."""
    if " " not in line and line[-1] < _UNSPACED:
        return False
    return len(line) <= _LONGEST_CROSSHEAD and not line.isupper() and _NO_CROSSHEAD.search(line) is None


def _is_list(crossheads: Sequence[int], lines: int) -> bool:
    """Return True if two titles follow each other, or one is the last line."""
    return any(following == index + 1 for index, following in pairwise((*crossheads, lines)))
