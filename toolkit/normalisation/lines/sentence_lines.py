"""Tells what a single line can be by its words and its end: a sentence of a report, or furniture of a page."""

import re

from toolkit.normalisation.lines.boilerplate_rules import certain_label, label_by_opening, label_by_words
from toolkit.normalisation.lines.page_labels import label_of_page
from toolkit.normalisation.sentence_end import ends_sentence

_MOSTLY_CAPITALS = 0.7
"""Share of capitalised words from which a line is a title."""
_LOOKED = 300
_CREDIT = re.compile(
    r"(?<=[.!?…])[\"'”’»]*"
    r"(?:\s*(?:[(\[/]\s*[^()\[\]\n]{1,20}[)\]/]|[–—-]\s*\w{2,4}|©\s*\w{2,12})|\s+[^\W\d_A-Z]{2,4})\s*[–—-]?$"
)
"""Initials or agency behind the last sentence of a report: `(ib/dpa)`, `[red]`, `/ib/`, `– ib`, `©AFP`."""
_CREDIT_LENGTH = 32
_ADDRESSED = re.compile(r"\b(?:you|your|our|please|click|subscribe)\b|\bSie\b|https?:|www\.|@", re.IGNORECASE)
"""Words that speak to readers, which a report does in quotations only."""
_QUOTED = re.compile(r"[\"“”„«»]")


def may_be_body(line: str, prose: int) -> bool:
    """Return True if the words of a line do not name it; a single word names no sentence of `prose` characters."""
    line = without_credit(line)
    if len(line) >= prose and is_sentence(line):
        return certain_label(line) is None and label_by_opening(line[:_LOOKED].lower()) is None
    return label_by_words(line[:_LOOKED]) is None and label_of_page(line) is None


def reports(line: str) -> bool:
    """Return True if a line is neither a title nor spoken to readers."""
    words = line.split()
    titled = sum(word[0].isupper() for word in words) >= len(words) * _MOSTLY_CAPITALS
    return not titled and (_QUOTED.search(line) is not None or _ADDRESSED.search(line) is None)


def is_sentence(line: str) -> bool:
    """Return True if a line ends as sentences do, its credit left out."""
    return ends_sentence(without_credit(line))


def without_credit(line: str) -> str:
    """Return a line without the credit behind its last sentence; that of a picture stays."""
    match = _CREDIT.search(line, max(len(line) - _CREDIT_LENGTH, 0))
    return line if match is None or ":" in match[0] else line[: match.start()]
