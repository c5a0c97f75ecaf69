"""The people and the agency of a byline that a container states."""

import re
from functools import cache

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.authors.credit_line import has_role, read_credit, restore_capitals
from toolkit.normalisation.outlets.outlet_profiles import Outlets, load_outlets

_NAMED = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_PARTICLES = frozenset(
    (
        *("von", "van", "de", "der", "den", "del", "della", "di", "da", "dal", "dos", "das", "do", "du", "la", "le"),
        *("les", "y", "e", "und", "bin", "ibn", "bint", "al", "el", "ten", "ter", "zu", "zum", "af", "av", "ap"),
    )
)
"""Words of a name that are written in small letters."""
_NOBODY = re.compile(r"\W*(?:anonymous|anon|staff|none|no author|unknown|n/?a|not available|null)\W*", re.IGNORECASE)
_PICTURED = re.compile(
    r"(?:photo(?:graph)?s?|fotos?|pictures?|images?|illustrations?|graphics?|video|bild(?:er)?)\s+(?:by|von|par|por|di|door)\b|photo(?:graph)?s?:",
    re.IGNORECASE,
)
_FAMILY_FIRST = re.compile(r"\s*([^,;|]{2,40}),\s*([^,;|]{1,40}?)\.?\s*")
_ROLE_BEHIND = re.compile(r"\s*[,/|]\s.*|\s[–—-]\s.*")


def people(text: str, *, is_family_first: bool = False) -> tuple[list[str], str | None]:
    """Return the persons of a byline in their order, and the first agency that it names.

    >>> people("By LIV AUNE and Sam Orr, Staff Writers")
    (['Liv Aune', 'Sam Orr'], None)
    >>> people("Aune, Liv; Orr, Sam", is_family_first=True)
    (['Liv Aune', 'Sam Orr'], None)
    """
    names: list[str] = []
    agency = None
    for part in re.split(r"\s*;\s*|\s+\|\s+", " ".join(text.split())):
        inverted = _FAMILY_FIRST.fullmatch(part) if is_family_first else None
        if inverted and not read_credit(inverted[2], _outlets(), alone=True):
            names.append(_written(f"{inverted[2]} {inverted[1]}"))
            continue
        if _NOBODY.fullmatch(part) or _PICTURED.match(part):
            continue
        bare = without_cue(part)
        credited = read_credit(bare, _outlets())
        names += [_written(item.name) for item in credited if not item.agency]
        agency = agency or next((item.name for item in credited if item.agency), None)
        plain = _ROLE_BEHIND.sub("", bare).strip(" .")
        if not credited and _is_name(plain) and not has_role(plain):
            names.append(_written(plain))
    return list(dict.fromkeys(names)), agency


def _is_name(text: str) -> bool:
    """Return True for two to five words in capitals, between which particles may stand in small letters."""
    words = text.split()
    return _NAMED.fullmatch(text) is not None and all(
        not word[0].islower() or (word in _PARTICLES and 0 < index < len(words) - 1) for index, word in enumerate(words)
    )


def _written(name: str) -> str:
    """Return a name with restored capitals, those of short words too."""
    name = " ".join(name.split())
    if name.isupper() and " " in name and not any(len(word) > 3 for word in name.split()):
        return " ".join(word if word.endswith(".") else word.capitalize() for word in name.split())
    return restore_capitals(name)


@cache
def _outlets() -> Outlets:
    return load_outlets()
