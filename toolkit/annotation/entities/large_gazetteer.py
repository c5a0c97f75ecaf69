"""A list of millions of names, as an extract of Wikidata is: found by a hash that spellings of one name share.

The hash is coarser than the key by which spellings are compared, so that it can be computed for many names at once;
what it finds is compared by the key itself.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.canonical_names import Name
from toolkit.annotation.entities.user_gazetteer import form_key

if TYPE_CHECKING:
    import polars

TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")

MULTIPLIER, MIXER = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
"""Factors of the polynomial hash and of its last step."""

CHUNK = 200_000
"""Names that are hashed at a time."""

LONGEST = 256
"""Characters of a name that count."""

ALIAS = np.uint32(1 << 31)
"""Flag of a form: it is the alias of its row, not the name."""

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class LargeGazetteer:
    """The list, in columns; forms are in the order of their hashes."""

    hashes: Numbers
    forms: NDArray[np.uint32]
    """Row of each form, and whether it is its alias."""
    names: "polars.Series"
    aliases: "polars.Series"
    identifiers: "polars.Series"
    kinds: NDArray[np.uint8]

    def find_all(self, forms: Sequence[tuple[str, str]]) -> list[Name | None]:
        """Return the name of each form and type; null for one that is not listed or that several names share."""
        hashes = skeleton_hashes([form for form, _ in forms])
        begins = np.searchsorted(self.hashes, hashes, "left").tolist()
        ends = np.searchsorted(self.hashes, hashes, "right").tolist()
        return [
            self._only_name(form, kind, self.forms[begin:end])
            for (form, kind), begin, end in zip(forms, begins, ends, strict=True)
        ]

    def _only_name(self, form: str, kind: str, candidates: NDArray[np.uint32]) -> Name | None:
        key, number = form_key(form, kind), TYPES.index(kind)
        rows = (candidates & ~ALIAS).astype(np.int64)
        matches = {
            (self.names[row], self.identifiers[row] or None)
            for row, is_alias in zip(rows.tolist(), (candidates >= ALIAS).tolist(), strict=True)
            if self.kinds[row] == number and form_key((self.aliases if is_alias else self.names)[row], kind) == key
        }
        return Name(*matches.pop()) if len(matches) == 1 else None


def large_gazetteer(frames: Iterable["polars.DataFrame"]) -> LargeGazetteer:
    """Make a list ready.

    Args:
        frames: `name`, `alias` (the name itself where there is no other), `kind` (number in `TYPES`) and `id`, which
            may be empty.
    """
    import polars

    schema = {**dict.fromkeys(("name", "alias", "id"), polars.String()), "kind": polars.UInt8()}
    table = polars.concat(
        [polars.DataFrame(schema=schema), *(frame.select(list(schema)) for frame in frames)], rechunk=True
    )
    column = polars.col
    same = (column("name") == column("name").shift(1)) & (column("id") == column("id").shift(1))
    named = np.flatnonzero(table.select(~same.fill_null(value=False)).to_series().to_numpy()).astype(np.uint32)
    other = table.select(column("alias") != column("name")).to_series().to_numpy()
    aliased = np.flatnonzero(other).astype(np.uint32)
    hashes = np.concatenate([_hashed(table["name"], named), _hashed(table["alias"], aliased)])
    forms = np.concatenate([named, aliased | ALIAS])
    order = np.argsort(hashes, kind="stable")
    return LargeGazetteer(
        hashes[order], forms[order], table["name"], table["alias"], table["id"], table["kind"].to_numpy()
    )


def _hashed(texts: "polars.Series", rows: NDArray[np.uint32]) -> Numbers:
    chunks = (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
    return np.concatenate(
        [np.empty(0, np.uint64), *(skeleton_hashes(texts.gather(chunk).to_list()) for chunk in chunks)]
    )


def skeleton_hashes(forms: Sequence[str]) -> Numbers:
    """Return a hash of each form that all spellings with its key share: of its consonants, without doubled ones.

    Letters that transliterations confuse are one, articles and a possessive do not count.
    """
    import polars

    if not forms:
        return np.empty(0, np.uint64)
    bare = polars.Series(forms, dtype=polars.String).str.replace_all(_NO_PART, "").to_list()
    codes = np.frombuffer("".join(bare).encode("utf-32-le", "replace"), np.uint32)
    owners = np.repeat(np.arange(len(bare)), np.fromiter(map(len, bare), np.int64, len(bare)))
    letters = _letters()[np.minimum(codes, len(_letters()) - 1)]
    kept = letters != 0
    letters, owners = letters[kept], owners[kept]
    if not len(letters):
        return np.zeros(len(bare), np.uint64)
    new = np.ones(len(letters), np.bool_)
    new[1:] = (letters[1:] != letters[:-1]) | (owners[1:] != owners[:-1])
    letters, owners = letters[new], owners[new]
    begins = np.searchsorted(owners, np.arange(len(bare) + 1))
    places = np.minimum(np.arange(len(letters)) - begins[owners], LONGEST - 1)
    summed = np.cumsum(letters.astype(np.uint64) * _powers()[places], dtype=np.uint64)
    total = np.concatenate([np.zeros(1, np.uint64), summed])
    hashes = total[begins[1:]] - total[begins[:-1]]
    hashes ^= hashes >> np.uint64(31)
    mixed: Numbers = hashes * np.uint64(MIXER)
    return mixed


@cache
def _powers() -> Numbers:
    return np.cumprod(np.full(LONGEST, MULTIPLIER, np.uint64), dtype=np.uint64)


@cache
def _letters() -> NDArray[np.uint32]:
    """What stands for each code point of the first plane: 0 for those that do not count, 1 for those above it."""
    table = np.zeros(0x10001, np.uint32)
    for code in range(0x10000):
        letter = chr(code)
        if letter.isalnum():
            plain = unicodedata.normalize("NFKD", letter).casefold()[0]
            plain = _SAME.get(plain, plain)
            table[code] = 0 if plain in _UNCOUNTED else ord(plain)
    table[0x10000] = 1
    return table


_NO_PART = r"(?i)^the\s+|['’]s?$|\b(?:[aàáâäāă]l|[eèéêëēĕ]l|jr|sr)\b"
"""What `name_folding` leaves out of a name."""
_UNCOUNTED = frozenset("aeiouyjhøæœəıєіїй")
_SAME = {"k": "c", "q": "c", "w": "v", "f": "p", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ß": "s"}
