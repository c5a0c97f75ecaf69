"""Words and names of Chinese, Japanese and Korean, found in a text that has no spaces between them."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TAGS = ("word", "proper", "person", "given", "family", "organisation", "place", "country", "honorific")
"""What a word is, by number."""

SHORTEST, LONGEST = 2, 8
"""Characters of the words that are looked up."""

FILTER = 18
"""Bits of a hash that are dropped to find its entry in the filter."""

MULTIPLIER, MIXER, SHIFT = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 24
"""Factors of the polynomial hash and of its last step, and the bits that are dropped at the end."""

Numbers = NDArray[np.uint64]


class Table(NamedTuple):
    """The words, in the order of their hashes."""

    hashes: Numbers
    tags: NDArray[np.uint8]
    filter: NDArray[np.bool_]
    """By the upper bits of a hash whether any word has them; few of those that are looked up do."""


def make_table(hashes: Numbers, tags: NDArray[np.uint8]) -> Table:
    """The table of some words, by their hashes in order."""
    known = np.zeros(1 << 64 - SHIFT - FILTER, np.bool_)
    known[hashes >> np.uint64(FILTER)] = True
    return Table(hashes, tags, known)


def longest_words(codes: Numbers, table: Table) -> list[tuple[int, int, int]]:
    """Begin, end and tag of the words in a row of code points, from the left, the longest where several begin.

    A code of 0 is in no word.
    """
    lengths = np.zeros(len(codes), np.int64)
    tags = np.zeros(len(codes), np.int64)
    for length, hashes in enumerate(_running_hashes(codes), SHORTEST):
        likely = np.flatnonzero(table.filter[hashes >> np.uint64(FILTER)])
        rows = np.minimum(np.searchsorted(table.hashes, hashes[likely]), len(table.hashes) - 1)
        same = table.hashes[rows] == hashes[likely]
        lengths[likely[same]] = length
        tags[likely[same]] = table.tags[rows[same]]
    empty = np.concatenate([[0], np.cumsum(codes == 0)])
    words, taken = [], 0
    for begin in np.flatnonzero(lengths).tolist():
        end = begin + int(lengths[begin])
        if begin >= taken and empty[end] == empty[begin]:
            words.append((begin, end, int(tags[begin])))
            taken = end
    return words


def word_hash(word: str) -> int:
    """The number under which a word is kept."""
    return int(_hashes(np.array([[ord(letter)] for letter in word], np.uint64))[0])


@cache
def load_words() -> Table:
    """The table that comes with the package."""
    with (files("toolkit.gazetteer") / "data" / "words.npz").open("rb") as file, np.load(file) as arrays:
        high, low, tags = arrays["high"], arrays["low"], arrays["tags"]
    return make_table((high.astype(np.uint64) << np.uint64(8)) | low, tags)


def _running_hashes(codes: Numbers) -> list[Numbers]:
    """For each length the hashes of what begins at each code."""
    return [
        _hashes(np.stack([codes[step : len(codes) - length + step + 1] for step in range(length)]))
        for length in range(SHORTEST, LONGEST + 1)
        if len(codes) >= length
    ]


def _hashes(letters: Numbers) -> Numbers:
    """Hashes of words, one in each column."""
    total = np.zeros(letters.shape[1], np.uint64)
    for row in letters:
        total = total * np.uint64(MULTIPLIER) + row + np.uint64(1)
    total ^= total >> np.uint64(31)
    total *= np.uint64(MIXER)
    return total >> np.uint64(SHIFT)
