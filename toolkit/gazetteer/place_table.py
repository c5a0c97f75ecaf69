"""Places by name: cities with their names in all languages, countries and regions, in one memory-mapped table."""

import mmap
import struct
import sys
from bisect import bisect_left
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from typing import NamedTuple

MAGIC = b"PLACES01"
HEADER = struct.Struct("<8s4I")
"""Magic, and how many names, places, first words and English first words there are."""
RECORD = struct.Struct("<IiiI2s1sB")
"""GeoNames id (0: none), latitude and longitude in units of 1e-5 degrees, population, country, kind, padding."""
NO_DEGREES = 0x7FFFFFFF

ROW_BITS = 20
ROWS = (1 << ROW_BITS) - 1
PRINTED, ENGLISH, OWN, LISTED, LARGE = (1 << bit for bit in range(ROW_BITS, ROW_BITS + 5))
"""Flags of a name: it is as newspapers print it; as English ones do; it is the place's own name; it is in small letters
and a place of 15,000 inhabitants has it; the same for places that need no region beside them."""

KINDS = {b"C": "country", b"R": "region", b"P": "city", b"T": "town"}
"""Kinds of places; a city has a million inhabitants and more."""


_FILTER_BITS = 23
NEARBY = 1_500
"""Rows around the expected one in which a hash is looked for first, five standard deviations of the largest table."""


class Place(NamedTuple):
    """A place that has a name."""

    geonames_id: int | None
    kind: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    latitude: float | None
    longitude: float | None
    population: int
    own_name: bool
    """True if the name asked for is its own, and not one in another language or spelling."""


class Table(NamedTuple):
    """The parts of the table, each a view into the file."""

    hashes: memoryview
    """Of each name, in order; a name of several places is there several times, the best known place first."""
    entries: memoryview
    """Row and flags of each name."""
    records: memoryview
    first_words: memoryview
    """Hashes of the words with which a name of several words begins."""


def places(name: str) -> list[Place]:
    """The places of a name as it is printed, the best known first; empty for any other word.

    Hyphens and apostrophes are words of their own, as the tokeniser makes them: `Guinea - Bissau`.
    """
    table, number = load_table(), name_hash(name)
    if not _may_have(PRINTED, number):
        return []
    return [_place(table, entry) for entry in _entries(table, number) if entry & PRINTED]


def spaced(name: str) -> str:
    """A name as `places` knows it."""
    return " ".join(name.replace("-", " - ").replace("'", " ' ").split())


def english_kind(name: str) -> str | None:
    """What an English newspaper means by a name: `country`, `region`, `city`, `town`, or nothing that is known."""
    return _kind(name_hash(name), ENGLISH)


def kind(name: str) -> str | None:
    """What a name means in any language."""
    return _kind(name_hash(name), PRINTED)


def may_be_place(name: str) -> bool:
    """False for most of what `kind` does not know, in half of its time."""
    return _may_have(PRINTED, name_hash(name))


def is_listed(name: str) -> bool:
    """True if a name in small letters is that of a country, an American state or a city of 15,000 inhabitants."""
    table = load_table()
    return any(entry & LISTED for entry in _entries(table, name_hash(name)))


def is_large(name: str) -> bool:
    """True if a name in small letters is that of a city that needs no region beside it."""
    table = load_table()
    return any(entry & LARGE for entry in _entries(table, name_hash(name)))


def begins_english_name(word: str) -> bool:
    """True if an English name of several words begins with the word."""
    return word in _english_first_words()


def begins_name(word: str) -> bool:
    """True if a name of several words begins with the word in any language."""
    return _holds(load_table().first_words, name_hash(word))


def name_hash(name: str) -> int:
    """The number under which a name is kept."""
    return int.from_bytes(blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


@cache
def english_beginnings() -> frozenset[str]:
    """The first two words of each English name of several words, set apart by a space."""
    text = (files("toolkit.gazetteer") / "data" / "english_beginnings.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n"))


@cache
def _english_first_words() -> frozenset[str]:
    return frozenset(beginning.partition(" ")[0] for beginning in english_beginnings())


@cache
def load_table() -> Table:
    """Map the table into memory.

    Raises:
        ValueError: the file is not a table of places.
    """
    with as_file(files("toolkit.gazetteer") / "data" / "places.bin") as path, path.open("rb") as file:
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return read_table(content)


def read_table(content: memoryview) -> Table:
    """Cut the bytes of a table into its parts.

    Raises:
        ValueError: they are not a table of places.
    """
    if len(content) < HEADER.size:
        raise ValueError("the table of places is cut off")
    magic, names, rows, firsts, english = HEADER.unpack_from(content)
    sizes = (8 * names, 8 * firsts, 8 * english, 4 * names, RECORD.size * rows)
    if magic != MAGIC or sys.byteorder != "little" or len(content) != HEADER.size + sum(sizes):
        raise ValueError("the table of places is of another version, or cut off")
    parts, begin = [], HEADER.size
    for size in sizes:
        parts.append(content[begin : begin + size])
        begin += size
    hashes, first_words, _, entries, records = parts
    return Table(hashes.cast("Q"), entries.cast("I"), records, first_words.cast("Q"))


def _may_have(flag: int, number: int) -> bool:
    """False for most hashes of no name with a flag, sooner than the table says so."""
    return bool(_bits(flag)[number >> (67 - _FILTER_BITS)] >> (number >> (64 - _FILTER_BITS) & 7) & 1)


@cache
def _bits(flag: int) -> bytes:
    """A bit for the upper bits of each hash of a name with a flag."""
    import numpy as np

    table = load_table()
    flagged = np.frombuffer(table.entries, np.uint32) & np.uint32(flag) != 0
    taken = np.zeros(1 << _FILTER_BITS, np.bool_)
    taken[np.frombuffer(table.hashes, np.uint64)[flagged] >> np.uint64(64 - _FILTER_BITS)] = True
    return np.packbits(taken, bitorder="little").tobytes()


def _entries(table: Table, number: int) -> list[int]:
    first = last = _row(table.hashes, number)
    while last < len(table.hashes) and table.hashes[last] == number:
        last += 1
    return table.entries[first:last].tolist()


def _kind(number: int, flag: int) -> str | None:
    if not _may_have(flag, number):
        return None
    table = load_table()
    for entry in _entries(table, number):
        if entry & flag:
            return KINDS[RECORD.unpack_from(table.records, RECORD.size * (entry & ROWS))[5]]
    return None


def _place(table: Table, entry: int) -> Place:
    number, north, east, population, country, letter, _ = RECORD.unpack_from(
        table.records, RECORD.size * (entry & ROWS)
    )
    known = north != NO_DEGREES
    return Place(
        geonames_id=number or None,
        kind=KINDS[letter],
        country=country.decode().strip() or None,
        latitude=north / 100_000 if known else None,
        longitude=east / 100_000 if known else None,
        population=population,
        own_name=bool(entry & OWN),
    )


def _holds(hashes: memoryview, number: int) -> bool:
    row = _row(hashes, number)
    return row < len(hashes) and hashes[row] == number


def _row(hashes: memoryview, number: int) -> int:
    """The row of the first hash that is not below a number; hashes are spread evenly, so it is looked for nearby."""
    size = len(hashes)
    guess = number * size >> 64
    low, high = max(0, guess - NEARBY), min(size, guess + NEARBY)
    if (low and hashes[low] >= number) or (high < size and hashes[high - 1] < number):
        low, high = 0, size
    return bisect_left(hashes, number, low, high)
