"""Texts of which a service or a program gave the beginning only, and the marks by which they are known."""

import re

CUT = re.compile(r"(?:…|\.\.\.)\s*\[\+?\d[\d,. ]*\s*(?:chars?|characters|words?)\]\s*\Z", re.IGNORECASE)
"""How services end a text that they cut."""
UNPAID = re.compile(r"ONLY AVAILABLE IN [A-Z ,&/]{3,80} PLANS?", re.IGNORECASE)
"""What they give in place of a text."""
_TAIL = 400


def cut_mark(text: str) -> str | None:
    """Return the mark at which a service cut a text; null for a whole one.

    >>> cut_mark("The ferry runs ag… [+412 chars]")
    '… [+412 chars]'
    """
    mark = CUT.search(text[-_TAIL:]) or UNPAID.fullmatch(text.strip()[:200])
    return mark[0].strip() if mark else None


def without_mark(text: str, mark: str) -> str:
    """Return the beginning that is left of a text, without the word at which it was cut."""
    beginning = text[: text.rindex(mark)].rstrip()
    return beginning.rpartition(" ")[0] if beginning and beginning[-1].isalnum() else beginning
