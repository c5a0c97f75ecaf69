"""Chooses, of the texts of one article that a record holds, the one that has its paragraphs."""

import html
import re
from collections.abc import Iterable

from toolkit.read.field_values import TAGGED, text_value

_LEAST = 400
"""Characters of a text that has more than one paragraph."""
_LETTERS = re.compile(r"[^\W\d_]+")
_ALIKE = 0.03
"""Share of letters by which two prints of one text may differ in length."""
_COMPARED = 200


def with_paragraphs(chosen: object, others: Iterable[object]) -> object:
    """Return another print of a text that is one long line, if there is one with its lines or its mark-up.

    An interface that answers with a text both without its paragraphs and as a page is read as a page.
    """
    text = chosen if isinstance(chosen, str) else ""
    if len(text) < _LEAST or "\n" in text.strip() or "<" in text:
        return chosen
    letters = _letters_of(text)
    return next((other for other in others if _is_print(text_value(other), letters)), chosen)


def _is_print(other: str, letters: str) -> bool:
    """Return True if a text has the same letters, and lines or mark-up."""
    if "\n" not in other.strip() and "</p>" not in other:
        return False
    held = _letters_of(html.unescape(TAGGED.sub(" ", other)))
    return held[:_COMPARED] == letters[:_COMPARED] and abs(len(held) - len(letters)) <= _ALIKE * len(letters)


def _letters_of(text: str) -> str:
    return "".join(_LETTERS.findall(text))
