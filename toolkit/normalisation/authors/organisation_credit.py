"""Finds the organisation or desk that signs an article for which no person is named: "By Examplia Herald staff"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.normalisation.authors.byline_cues import BULLETS, CUE, NO_CUE
from toolkit.normalisation.authors.role_words import PARTICLES, ROLES
from toolkit.normalisation.authors.uncued_names import NO_NAME, is_dated
from toolkit.normalisation.lines.article_head import Zone
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.outlet_profiles import Outlets

_LONGEST_LINE, _LONGEST, _MOST_WORDS = 120, 60, 6
_ABOVE, _BELOW = 3, 2
"""Lines above the headline and in the body that are looked at."""
_SURE_LABEL = 0.6
_END = re.compile(
    r"\s*[|•·,;:]|\s[-–—/]\s|\s*\(|\s+(?=\d)|\s+(?:on|am|at|le|el|il|op|den|vom|um|published|updated|posted|veröffentlicht"
    r"|aktualisiert|publié|publicado|pubblicato)(?!\w)|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d",
    re.IGNORECASE,
)
_DESK = ROLES | frozenset(
    {"news", "report", "newsdesk", "agentur", "agencia", "agenzia", "agence", "redakcja", "redakce", "redakcija"}
)
_NOBODY = frozenset(
    {"admin", "administrator", "guest", "contributor", "contributors", "author", "authors", "editor", "writer", "feed"}
    | {"watermark", "webmaster", "anonymous", "user", "expert", "by", "the", "staff"}
)
"""Words that say nothing of who it was."""
_SMALL = PARTICLES | frozenset({"the", "of", "and", "for", "und", "für", "et", "y", "e", "&"})


class Credit(NamedTuple):
    """A credit as printed, with its place in the text."""

    text: str
    start: int
    end: int


def find_organisation(lines: Sequence[Line], zone: Zone, outlets: Outlets) -> Credit | None:
    """Return the first organisation credited around headline and lead; null where there is none."""
    for line in lines[max(0, zone.headline - _ABOVE) : zone.first + _BELOW]:
        if line.label in ("body", "headline", "caption", "legal") or len(line.text) > _LONGEST_LINE:
            continue
        lead = len(line.text) - len(line.text.lstrip(BULLETS))
        cue = CUE.match(line.text, lead)
        begin = cue.end() if cue else lead
        begin += len(line.text[begin:]) - len(line.text[begin:].lstrip(" :"))
        end = _END.search(line.text, begin)
        text = line.text[begin : end.start() if end else len(line.text)].rstrip(" .")
        firm = cue is not None and not NO_CUE.match(line.text, lead)
        if _is_organisation(text, line, outlets, firm=firm):
            return Credit(text, line.start + begin, line.start + begin + len(text))
    return None


def names_desk(text: str) -> bool:
    """Return True if a text names a desk or a staff, not just anybody: "Sports desk", "Redaktion"."""
    folded = {word.casefold().strip(".,") for word in text.split()}
    return not folded <= _NOBODY and not _DESK.isdisjoint(folded)


def names_nobody(text: str) -> bool:
    """Return True if a text is a word such as "admin", which says nothing of who it was."""
    return {word.casefold().strip(".,") for word in text.split()} <= _NOBODY


def _is_organisation(text: str, line: Line, outlets: Outlets, *, firm: bool) -> bool:
    """Return True for the name of an organisation or desk; the bare name of an outlet is its imprint, no credit."""
    words = text.split()
    folded = {word.casefold().strip(".,") for word in words}
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _LONGEST or folded <= _NOBODY or is_dated(text):
        return False
    if NO_NAME.search(line.text) or not all(word[0].isupper() or word.casefold() in _SMALL | _DESK for word in words):
        return False
    if not _DESK.isdisjoint(folded):
        return firm or (line.label == "byline" and line.probability >= _SURE_LABEL)
    return firm and (outlets.by_name(text) is not None or outlets.by_mark(text) is not None)
