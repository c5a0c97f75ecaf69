"""MinHash sketches: a sample of the hashes of a text's word shingles, by which the overlap of texts is estimated.

A sketch is a bottom-k MinHash (Broder 1997): the k smallest hashes, complete up to the largest of them, so that the
Jaccard similarity and the containment of two shingle sets can be estimated from their sketches alone.
An entry is a hash of 56 bits followed by 8 bits that say where in its text the shingle is.
Imported only by the functions that need it, because numpy takes a while to load.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Entries = NDArray[np.uint64]

VOID = np.uint64(2**64 - 1)
"""Fills a row of the table after the last entry of its sketch."""
PLACE = 8
"""Number of low bits of an entry that hold the position of its shingle in the text."""
PLACES = 1 << PLACE


def entries(words: Sequence[bytes], size: int) -> Entries:
    """Hash every run of `size` words; one entry for each different run, in ascending order, little-endian.

    A text of fewer words is one shingle, and one without words has none.
    """
    codes = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    size = min(size, len(words))
    if not size:
        return codes
    hashes = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for offset in range(size):
        hashes = _mixed(hashes ^ codes[offset : offset + len(hashes)])
    different, first = np.unique(hashes >> PLACE, return_index=True)
    positions = (first * PLACES // len(hashes)).astype(np.uint64)
    return np.asarray(different << PLACE | positions, dtype="<u8")


def table_of(sketches: Sequence[bytes], size: int) -> Entries:
    """One row per sketch, filled up with `VOID`."""
    table = np.full((len(sketches), size), VOID)
    for row, sketch in zip(table, sketches, strict=True):
        row[: len(sketch) // 8] = np.frombuffer(sketch, dtype="<u8")
    return table


def _mixed(hashes: Entries) -> Entries:
    """Spread every bit over all 64 (the finaliser of splitmix64, Steele et al. 2014)."""
    hashes = hashes + np.uint64(0x9E3779B97F4A7C15)
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
