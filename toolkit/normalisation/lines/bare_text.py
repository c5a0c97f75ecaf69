"""Decides the lines of a text that shows its article and nothing else, such as an article copied out of its page.

The line model has learnt from pages, where short lines are mostly links. Where no line below the beginning of the body
is furniture by its words or its form, short lines are sentences and crossheads.
"""

import re
from collections.abc import Sequence

from toolkit.normalisation.lines.line import Label, last_body
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
    crossheads: list[int] = []
    last = last_body(classes)
    for index in outside:
        line = lines[index]
        if not is_sentence(line):
            if crossheads[-1:] == [index - 1] or not _may_be_crosshead(line):
                return None
            crossheads.append(index)
        elif len(line) >= _SHORTEST_LAST and index > last and reports(line):
            last = index
        if not may_be_body(line, _PROSE) or _LETTER.search(line) is None:
            return None
        if line.count(" ") >= _TITLE_BLANKS and not reports(line):
            return None
    if not outside or len(crossheads) * _CROSSHEADS > len(classes) - first or crossheads[-1:] == [len(classes) - 1]:
        return None
    return ["body" if label is None and first < index <= last else label for index, label in enumerate(classes)]


def _may_be_crosshead(line: str) -> bool:
    """Return True for a short line; capitals, and a single word where words are divided, are as often a button."""
    if " " not in line and line[-1] < _UNSPACED:
        return False
    return len(line) <= _LONGEST_CROSSHEAD and not line.isupper() and _NO_CROSSHEAD.search(line) is None
