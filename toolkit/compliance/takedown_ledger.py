"""The ledger of what was taken down: salted digests that recognise an article and its copies, and no text of it.

A text is remembered by its shingles, runs of five words; what holds half of them, or has half of its own among them,
is a copy (containment, Broder 1997). Without the salt, which is in the
ledger, the digests cannot be compared with those of another ledger.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.errors import ConfigError
from toolkit.storage.hashing import salted

SHINGLE = 5
"""Words of a shingle."""
_ENOUGH = 0.5
_LEAST = 4
"""So many shingles at least must be common, or all if the text that was taken down has fewer."""
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Takedown:
    """One request that was granted."""

    day: str
    """When, ISO 8601."""
    why: str
    articles: frozenset[str]
    """Salted digests of the ids of the article and its known copies."""
    shingles: frozenset[str]
    """Salted digests of its shingles; empty where its text was not known."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All takedowns, in the order in which they were made."""

    salt: str
    takedowns: tuple[Takedown, ...] = ()

    def names(self, identifier: str) -> bool:
        """True if the article of this id was taken down."""
        digest = salted(self.salt, identifier)
        return any(digest in entry.articles for entry in self.takedowns)

    def knows(self, text: str) -> bool:
        """True if a text is a copy of one that was taken down, whole or in good part."""
        if not any(entry.shingles for entry in self.takedowns):
            return False
        own = frozenset(_shingles(self.salt, text))
        return any(_are_copies(entry.shingles, own) for entry in self.takedowns if entry.shingles)

    def covers(self, identifier: str, *texts: str) -> bool:
        """True if an article, or a document with that text, was taken down."""
        return self.names(identifier) or any(self.knows(text) for text in texts)


def revocation(ledger: Ledger) -> str:
    """Return what readers of earlier releases must know, as JSON: the ids of rows that are to be left out, salted."""
    ids = sorted({digest for entry in ledger.takedowns for digest in entry.articles})
    return json.dumps({"salt": ledger.salt, "articles": ids}, indent=2) + "\n"


def takedown(salt: str, identifiers: Iterable[str], text: str | None, *, day: str, why: str) -> Takedown:
    """Return the entry for an article of these ids and this text."""
    shingles = frozenset(_shingles(salt, text)) if text else frozenset()
    return Takedown(day, why, frozenset(salted(salt, identifier) for identifier in identifiers), shingles)


def parse(content: str, name: str) -> Ledger:
    """Read a ledger.

    Raises:
        ConfigError: it is no ledger; the file is named.
    """
    try:
        tables = tomllib.loads(content)
        entries = [
            Takedown(str(entry["day"]), str(entry["why"]), frozenset(entry["articles"]), frozenset(entry["shingles"]))
            for entry in tables.get("takedown", [])
        ]
        bytes.fromhex(tables["salt"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{name} is no ledger of takedowns ({error}); restore it from its history.") from error
    return Ledger(tables["salt"], tuple(entries))


def dump(ledger: Ledger) -> str:
    """Return a ledger as TOML, the same for the same entries."""
    lines = [
        "# What was taken down: salted digests, no text. `toolkit takedown` adds entries; each build honours them.",
        "",
    ]
    lines.append(f'salt = "{ledger.salt}"')
    for entry in ledger.takedowns:
        why = entry.why.replace("\\", "\\\\").replace('"', '\\"')
        lines += ["", "[[takedown]]", f'day = "{entry.day}"', f'why = "{" ".join(why.split())}"']
        lines += [*_list("articles", entry.articles), *_list("shingles", entry.shingles)]
    return "\n".join(lines) + "\n"


def _list(name: str, digests: frozenset[str]) -> list[str]:
    ordered = sorted(digests)
    rows = [", ".join(f'"{digest}"' for digest in ordered[start : start + 6]) for start in range(0, len(ordered), 6)]
    return [f"{name} = ["] + [f"  {row}," for row in rows] + ["]"] if rows else [f"{name} = []"]


def _are_copies(known: frozenset[str], own: frozenset[str]) -> bool:
    """True if half of what is known is in a text, or half of the text in what is known."""
    common, smaller = len(known & own), min(len(known), len(own))
    return common >= max(_ENOUGH * smaller, min(_LEAST, len(known)))


def _shingles(salt: str, text: str) -> Iterable[str]:
    """Yield the digest of every run of words; case, accents and punctuation make no difference."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    words = _WORD.findall(plain)
    size = min(SHINGLE, len(words))
    if not size:
        return
    key = bytes.fromhex(salt)
    for start in range(len(words) - size + 1):
        run = " ".join(words[start : start + size]).encode("utf-8", "surrogatepass")
        yield hashlib.blake2b(run, digest_size=8, key=key).hexdigest()
