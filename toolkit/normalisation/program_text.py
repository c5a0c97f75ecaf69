"""Recognises text written for machines: programs, settings, dumps of databases."""

from toolkit.normalisation.sentence_end import ends_sentence

_LOOK = 20_000
"""Characters that are looked at."""
_SYMBOLS = *"{}=<>_\\$|`", ";\n"
_SHARE = 0.04
"""Share of these among the characters that are no blanks; in prose it is below a hundredth. Of 4,400 pages of the web
only those that print programs or formulas have more than three hundredths."""
_PROSE = 0.25
"""With so much of its text in sentences a page that prints a program explains it."""
_SENTENCE_BLANKS = 6
"""A line of prose in a script with blanks has at least so many."""


def is_program_text(text: str) -> bool:
    """Return True if a text has far more symbols than any news, and hardly a line that is a sentence."""
    head = text[:_LOOK]
    shown = len(head) - head.count(" ") - head.count("\n")
    if _count_symbols(head) < _SHARE * max(shown, 1):
        return False
    prose = sum(len(line) for line in head.split("\n") if _is_prose(line))
    return prose < _PROSE * len(head)


def _is_prose(line: str) -> bool:
    """Return True if a line ends as a sentence does and is no statement of a program."""
    if not ends_sentence(line.rstrip()) or _count_symbols(line) * 50 >= len(line):
        return False
    return line.count(" ") >= _SENTENCE_BLANKS or not line.isascii()


def _count_symbols(text: str) -> int:
    return sum(map(text.count, _SYMBOLS))
