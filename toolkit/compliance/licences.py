"""Licences: one name for each however it is written, and which may be beside which."""

import re

_CREATIVE = re.compile(
    r"(?:(?:https?://)?creativecommons\.org/(?:licenses|publicdomain)/|creative[ -]commons[ -]*|cc[ -]?)"
    r"(?P<terms>by(?:[ -](?:nc|sa|nd))*|zero|0|mark|attribution(?:[ -](?:non-?commercial|share-?alike|no-?deriv\w*))*)"
    r"(?:[ /-]*v?(?P<version>[1-4]\.\d))?",
    re.IGNORECASE,
)
_WORDS = (
    (r"attribution", "by"),
    (r"non-?commercial", "nc"),
    (r"share-?alike", "sa"),
    (r"no-?deriv\w*", "nd"),
)
_SPDX_PAGE = re.compile(r"(?:https?://)?spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?$", re.IGNORECASE)
_OPEN = {
    "cc0-1.0": "",
    "pddl": "",
    "pddl-1.0": "",
    "unlicense": "",
    "public domain": "",
    "odc-by": "by",
    "odc-by-1.0": "by",
    "odbl": "by sa",
    "odbl-1.0": "by sa",
    "ogl-uk-3.0": "by",
    "etalab-2.0": "by",
    "mit": "by",
    "apache-2.0": "by",
    "gfdl": "by sa",
}
"""Open licences that are not of Creative Commons, with what they ask for in its terms."""


def licence_name(text: str) -> str:
    """Return one name for a licence, in lower case, however it is written.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/deed.de"), licence_name("CC BY SA 4.0")
    ('cc-by-sa-4.0', 'cc-by-sa-4.0')
    """
    plain = " ".join(text.split()).casefold()
    page = _SPDX_PAGE.match(plain)
    if page:
        return page[1]
    match = _CREATIVE.search(plain)
    if match is None:
        return plain
    terms = match["terms"]
    for pattern, short in _WORDS:
        terms = re.sub(pattern, short, terms)
    terms = re.sub(r"[ -]+", "-", terms)
    if terms in ("zero", "0"):
        return "cc0-1.0"
    if terms == "mark":
        return "public domain"
    return f"cc-{terms}-{match['version']}" if match["version"] else f"cc-{terms}"


def conflict(row: str, dataset: str) -> str | None:
    """Say why articles of one licence may not be published in a dataset of another; null where they may.

    A dataset's licence must ask for all that an article's asks for: naming the author (BY), no commerce (NC),
    the same licence (SA), no changes (ND). Nothing is said where the dataset's own licence is not an open one that is
    known: what it allows cannot be told.
    """
    offered = _terms(licence_name(dataset))
    if offered is None:
        return None
    asked = _terms(licence_name(row))
    if asked is None:
        return f"{row} is not known to allow what {dataset} allows"
    missing = sorted(asked - offered)
    if missing:
        return f"{row} asks for {' and '.join(_MEANING[term] for term in missing)}, {dataset} does not"
    if "sa" in asked and not _same_family(licence_name(row), licence_name(dataset)):
        return f"{row} asks for the same licence, and {dataset} is another one"
    return None


_MEANING = {
    "by": "naming the author (BY)",
    "nc": "no commercial use (NC)",
    "nd": "no changes (ND)",
    "sa": "the same licence (SA)",
}


def _terms(name: str) -> frozenset[str] | None:
    """Return what a licence asks for; null where it is no open licence that is known."""
    if name in _OPEN:
        return frozenset(_OPEN[name].split())
    match = re.fullmatch(r"cc-((?:by|nc|sa|nd)(?:-(?:nc|sa|nd))*)(?:-\d\.\d)?", name)
    return frozenset(match[1].split("-")) if match else None


def _same_family(one: str, other: str) -> bool:
    """True if two licences are versions of one: later ones may be used for what the earlier one asks for."""
    return re.sub(r"-\d\.\d$", "", one) == re.sub(r"-\d\.\d$", "", other)
