"""Mends the fields of an article that would break the contract, or leaves them empty and says why in the evidence."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote

from toolkit.contract import Record, load
from toolkit.contract.records import Article, Evidence, Rights

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SAFE = "%:/?#[]@!$&'()*+,;=~"
"""Characters of an address that stay as they are, beside letters and digits."""
_TEXT_FIELDS = (
    "source",
    "agency",
    "credit",
    "source_domain",
    "url",
    "dateline_place",
    "headline",
    "standfirst",
    "language",
)


def repair(article: Article) -> Article:
    """Return an article whose own fields keep the contract; each value that was changed has its evidence."""
    changes: dict[str, Any] = {}
    notes: dict[str, str] = {}
    for name in _TEXT_FIELDS:
        value = getattr(article, name)
        mended, note = (None, None) if value is None else _mended_text(name, value)
        if mended != value:
            changes[name], notes[name] = mended, note or "brought into the form of the contract"
    names, note = _mended_authors(article.authors)
    if note is not None:
        changes["authors"], notes["authors"] = names, note
    changes |= _mended_bounds(article, notes)
    rights = _mended_rights(article.rights)
    body = _readable(article.body)
    if not changes and rights is article.rights and body == article.body:
        return article
    evidence = _with_notes(article.evidence, notes)
    return replace(article, body=body, rights=rights, evidence=evidence, **changes)


def mended_address(url: str) -> str | None:
    """Return an address with its blanks and control characters encoded or dropped; null when it is not of the web.

    >>> mended_address(" HTTPS://gull.example/a story ")
    'https://gull.example/a%20story'
    """
    url = _CONTROL.sub("", _readable(url)).strip()
    scheme, divider, rest = url.partition("://")
    if not divider or scheme.lower() not in {"http", "https"} or not rest.strip("/ "):
        return None
    return f"{scheme.lower()}://" + "".join(_encoded(character) for character in rest)


def _encoded(character: str) -> str:
    return quote(character, safe=_SAFE) if character.isspace() else character


def _mended_text(name: str, value: str) -> tuple[str | None, str | None]:
    """Return the value as the contract takes it, null where it cannot, and what was done."""
    rules = _article().field(name).rules
    if name == "url":
        mended = mended_address(value)
        return mended, "no address of the web" if mended is None else "blanks are encoded"
    if rules.get("one_line"):
        value = " ".join(value.split())
    mended = _FOLDS.get(name, str.strip)(_readable(value))
    longest, pattern = rules.get("max_length"), rules.get("pattern")
    if isinstance(longest, int) and len(mended) > longest:
        return None, f"longer than {longest} characters"
    if not mended:
        return None, "blank"
    if isinstance(pattern, str) and re.search(pattern, mended) is None:
        return None, f"{mended[:60]!r} is not of the form that the contract asks for"
    return mended, None


def _mended_authors(names: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Return the names that the contract takes, and what was left out; null when nothing was."""
    longest = _article().field("authors").rules.get("item_max_length")
    most = longest if isinstance(longest, int) else 200
    mended = tuple(text for name in names if (text := " ".join(_readable(name).split())))
    fitting = tuple(name for name in mended if len(name) <= most)
    if fitting == names:
        return names, None
    return fitting, f"a name longer than {most} characters is left out" if fitting != mended else "blanks are folded"


def _mended_bounds(article: Article, notes: dict[str, str]) -> dict[str, Any]:
    """Return the bounds of the date that contradict it, or each other, as null."""
    first, last, day = article.date_not_before, article.date_not_after, article.date
    wrong: list[str] = []
    if day is not None and first is not None and first > day:
        wrong.append("date_not_before")
    if day is not None and last is not None and last < day:
        wrong.append("date_not_after")
    if not wrong and first is not None and last is not None and first > last:
        wrong += ["date_not_before", "date_not_after"]
    notes |= dict.fromkeys(wrong, "contradicts another bound or the date")
    return dict.fromkeys(wrong)


def _mended_rights(rights: Rights) -> Rights:
    """Return rights whose texts can be written as UTF-8."""
    texts = {name: getattr(rights, name) for name in ("licence", "holder", "usage_terms")}
    changed: dict[str, Any] = {
        name: _readable(text) for name, text in texts.items() if text is not None and _SURROGATE.search(text)
    }
    return replace(rights, **changed) if changed else rights


def _with_notes(evidence: tuple[Evidence, ...], notes: dict[str, str]) -> tuple[Evidence, ...]:
    """Return the evidence with a note at each changed field, whose evidence is added where it has none."""
    noted = [
        replace(item, note=f"{item.note}; {notes[item.field]}" if item.note else notes[item.field])
        if item.field in notes
        else item
        for item in evidence
    ]
    missing = sorted(notes.keys() - {item.field for item in evidence})
    return (*noted, *(Evidence(name, "inferred", None, None, notes[name]) for name in missing))


def _readable(text: str) -> str:
    """Return a text that can be written as UTF-8: half of a surrogate pair becomes the replacement character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _folded_domain(domain: str) -> str:
    return domain.strip().lower()


_FOLDS: dict[str, Callable[[str], str]] = {"source_domain": _folded_domain}


@cache
def _article() -> Record:
    """Return the record of articles of the current contract."""
    return load().record("article")
