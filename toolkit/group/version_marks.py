"""Marks by which news agencies number the versions of a story: `UPDATE 2-`, `2nd Ld-Writethru`, `(Corrects ...)`."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VersionMark:
    """What a headline and the first lines of a text say about the version of a story."""

    number: int
    """The version as it is numbered, where the first story is 1; 0 where nothing numbers it."""
    changed: bool
    """True if the text says that it replaces an earlier one."""
    stem: str
    """The headline without marks; empty where there is none."""


_WORDS = r"UPDATE|WRAPUP|WRAP-UP|REFILE|CORRECTED|CORRECTION|RPT|REPEAT|RECASTS?|ADDS|UPDATED"
_BEFORE = re.compile(rf"^\W*(?P<word>{_WORDS})(?:[ -]*(?P<number>\d{{1,2}}))?(?:\s*[-–—:]\s*|\s+-\s*)(?=\S)")
"""Reuters: `UPDATE 2-Ferry docks`, `CORRECTED-UPDATE 1-Ferry docks`, `REFILE-Ferry docks`."""
_LEAD = re.compile(
    r"[\s,;:(\[–—-]*\b(?:(?P<number>\d{1,2})(?:st|nd|rd|th)\s+)?(?P<word>Ld|Lead|Add)\b"
    r"(?:[- ]?(?:Writethru|Write-?thru|writethrough))?\W*$"
    r"|[\s,;:(\[–—-]*\b(?P<thru>Writethru|Write-?thru)\b\W*$",
    re.IGNORECASE,
)
"""AP and AFP: `Harbour Fire, 2nd Ld-Writethru`, `Harbour fire (3rd Lead)`."""
_NOTE = re.compile(
    r"^\W*+(?:eds?\.?|editors?)?\W*+(?:note)?\W*+"
    r"(?:corrects|corrected|correcting|recasts|refiles|refiled|updates|updated|updating|adds|adding|"
    r"amends|amended|fixes|removes|clarifies|restores)\b[^)\]]{3,200}[)\]]",
    re.IGNORECASE,
)
"""A note in parentheses at the head of a text: `(Corrects paragraph 3)`, `(Adds quote, background)`."""
_NUMBERED = ("update", "wrapup", "wrap-up")
_REPEATED = ("rpt", "repeat")


def version_mark(headline: str | None, lead: str = "") -> VersionMark:
    """Return what a headline and the lines around it say about the version.

    Args:
        headline: The headline, with its marks.
        lead: The first line or two of the raw text or the body.

    >>> version_mark("UPDATE 2-Ferry docks at last")
    VersionMark(number=3, changed=True, stem='Ferry docks at last')
    >>> version_mark("Harbour Fire, 2nd Ld-Writethru")
    VersionMark(number=3, changed=True, stem='Harbour Fire')
    >>> version_mark("Ferry docks at last", "(Corrects paragraph 3)")
    VersionMark(number=0, changed=True, stem='Ferry docks at last')
    """
    stem, number, changed = (headline or "").strip(), 0, False
    while match := _BEFORE.match(stem):
        word = match["word"].lower()
        if match["number"] and word in _NUMBERED:
            number = max(number, int(match["number"]) + 1)
        elif match["number"] is None and word in ("update", "updated"):
            number = max(number, 2)
        changed = changed or word not in _REPEATED
        stem = stem[match.end() :]
    if (match := _LEAD.search(stem)) and stem[: match.start()].strip() and _is_mark(match):
        number = max(number, int(match["number"] or 1) + 1)
        changed = True
        stem = stem[: match.start()].strip()
    note = lead.lstrip()
    if note[:1] in ("(", "[") and _NOTE.match(note):
        changed = True
    return VersionMark(number, changed, stem)


def _is_mark(match: "re.Match[str]") -> bool:
    """Return False for a plain word `lead` or `add` that ends a headline."""
    plain = match["number"] is None and (match["word"] or "").lower() in ("lead", "add")
    return not plain or "writethru" in match[0].lower()
