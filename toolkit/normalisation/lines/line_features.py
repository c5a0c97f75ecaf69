"""Describes the lines of texts by numbers and by words: what the line model reads.

Everything is computed over all characters of many documents at once: numpy takes about as long for a thousand
lines as for ten, so an article among others costs a tenth of a millisecond.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from toolkit.normalisation.lines.boilerplate_rules import CUES
from toolkit.normalisation.lines.hash_index import HashIndex

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

FEATURES = 50
"""Numbers per line."""
_HEAD, _TAIL = 120, 60
"""Of a long line the first 120 and the last 60 characters are looked at; the length is counted in full."""
_PROSE = 12
"""Lines of this many words are taken for prose."""
_DISTINCTIVE = 4
"""Words of this many letters say what a text is about."""
_SLOTS = 1 << 17
"""Words of one text share a slot rarely enough."""

# Every character has exactly one class; the first four make words.
_UPPER, _LOWER, _CASELESS, _DIGIT, _COMMA, _BULLET, _DASH, _CODE, _QUOTE, _OPENING, _ADDRESS, _COPYRIGHT = range(12)
_TERMINAL, _CLOSING, _COLON, _BLANK, _BREAK, _OTHER, _CLASSES = range(12, 19)
_MEMBERS = {
    _BREAK: "\n",
    _BLANK: " ",
    _TERMINAL: ".!?…。！？؟।։",
    _QUOTE: '"“”„«»‘「」『』',
    _BULLET: "*•·+|▪►>→●○■◦",
    _DASH: "-–—/",
    _COMMA: ",،、，",
    _CLOSING: ")]'’",
    _OPENING: "([",
    _COLON: ":：",
    _ADDRESS: "@#",
    _COPYRIGHT: "©®™",
    _CODE: "{}<>=_\\^~`",
}
_TALLIED = 16
"""The classes below this number are counted in every line."""


@dataclass(frozen=True, slots=True)
class Description:
    """The lines of some documents in numbers."""

    numbers: Floats
    """Shape (lines, FEATURES)."""
    words: NDArray[np.uint32]
    """Hash of every word looked at, in order; neither case nor the values of digits count."""
    owners: Integers
    """For each word the index of its line, ascending."""
    pairs: NDArray[np.uint32]
    """Hash of every two words that follow each other in a line."""
    pair_owners: Integers
    """For each pair the index of its line, ascending."""
    bounds: Integers
    """Shape (documents + 1,): the index of each document's first line, and the number of lines."""


@dataclass(frozen=True, slots=True)
class _Characters:
    """All characters that are looked at, the lines divided by one break each."""

    codes: Integers
    classes: NDArray[np.uint8]
    firsts: Integers
    lasts: Integers
    """For each line the position of its first and of its last character."""

    def owners(self, positions: Integers) -> Integers:
        """Return the index of the line that each of a few characters belongs to."""
        return np.searchsorted(self.firsts, positions, side="right") - 1


@dataclass(frozen=True, slots=True)
class _Words:
    """All words that are looked at."""

    hashes: NDArray[np.uint32]
    owners: Integers
    starts: Integers
    sizes: Integers


def describe(lines: Sequence[str], gaps: Sequence[int], sizes: Sequence[int] = ()) -> Description:
    """Return the description of at least one line.

    Lines have no blanks around them; `gaps` holds the number of line breaks before each of them, `sizes` the
    number of lines of each document, none of them empty. Without `sizes` all lines are one document. A
    document's numbers do not depend on those beside it.
    """
    bounds = np.cumsum([0, *(sizes or [len(lines)])])
    looked = [line if len(line) <= _HEAD + _TAIL else f"{line[:_HEAD]} {line[-_TAIL:]}" for line in lines]
    lengths = np.array(list(map(len, lines)), np.float32)
    characters = _read_characters(looked)
    shown = (characters.lasts - characters.firsts + 1).astype(np.float32)
    words = _read_words(characters)
    counts = _tally(characters)
    per_line = np.bincount(words.owners, minlength=len(lines))
    spoken = np.maximum(per_line, counts[:, _CASELESS] / 5) * lengths / shown
    columns = [
        *_sizes(lengths, spoken, counts, per_line, bounds),
        *_edges(characters),
        *_contents(characters, words, counts, shown, per_line),
        *_places(lines, gaps, lengths * (spoken >= _PROSE), bounds),
        _familiarity(words, spoken >= _PROSE, bounds),
        *_cues(words, len(lines)),
    ]
    rows = np.empty((FEATURES, len(lines)), dtype=np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    follows = np.flatnonzero(words.owners[:-1] == words.owners[1:])
    pairs = _scramble(words.hashes[follows] * np.uint32(0x85EBCA6B) + words.hashes[follows + 1])
    return Description(np.ascontiguousarray(rows.T), words.hashes, words.owners, pairs, words.owners[follows], bounds)


def _read_characters(lines: Sequence[str]) -> _Characters:
    """Return the characters of the lines, with a line break between them."""
    encoded = "\n".join(lines).encode("utf-32-le", "replace")
    codes = np.frombuffer(encoded, np.uint32).astype(np.intp)
    sizes = np.array(list(map(len, lines)), np.intp) + 1
    ends = np.cumsum(sizes)
    return _Characters(codes, _class_table().take(codes, mode="clip"), ends - sizes, ends - 2)


def _read_words(characters: _Characters) -> _Words:
    """Return the runs of letters and digits with a hash each: a sum of its folded characters by position."""
    total = len(characters.codes)
    inside = np.zeros(total + 2, np.bool_)
    np.less_equal(characters.classes, _DIGIT, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        nothing = np.zeros(0, np.intp)
        return _Words(np.zeros(0, np.uint32), nothing, nothing, nothing)
    begin = int(starts[0])
    positions = np.arange(begin, total, dtype=np.int32)
    positions -= np.repeat(starts.astype(np.int32), np.append(starts[1:], total) - starts)
    mixed = _fold_table().take(characters.codes[begin:], mode="clip")
    mixed *= _MULTIPLIERS.take(positions, mode="clip")
    # Differences of running sums are exact: both overflow alike, and between words nothing is added.
    sums = np.diff(np.cumsum(mixed, dtype=np.uint32)[ends - begin - 1], prepend=np.uint32(0))
    per_line = np.diff(np.searchsorted(starts, characters.firsts), append=len(starts))
    return _Words(_scramble(sums), np.repeat(np.arange(len(per_line)), per_line), starts, ends - starts)


def _tally(characters: _Characters) -> Integers:
    """Return how often each line has each of the first classes: shape (lines, _TALLIED)."""
    halves = [
        np.add.reduceat(table.take(characters.codes, mode="clip"), characters.firsts) for table in _tally_tables()
    ]
    return np.stack(halves, axis=1).view(np.uint8).astype(np.intp)


def _scramble(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the values with their bits mixed, so that similar words have unlike hashes."""
    mixed = (values ^ (values >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return mixed ^ (mixed >> np.uint32(12))


def _sizes(
    lengths: Floats, spoken: Floats, counts: Integers, per_line: Integers, bounds: Integers
) -> list[NDArray[np.generic]]:
    """How much a line holds."""
    letters = counts[:, _UPPER : _DIGIT + 1].sum(axis=1)
    words = spoken.tolist()
    usual = np.repeat([_usual(words[start:end]) for start, end in pairwise(bounds.tolist())], np.diff(bounds))
    return [
        np.log1p(lengths) / 4,
        np.maximum(np.minimum(np.log(np.maximum(spoken, 1) / usual), 2), -2),
        np.log1p(spoken) / 3,
        np.minimum(letters / np.maximum(per_line, 1) / 8, 3),
        spoken <= 1,
        spoken <= 3,
        spoken >= _PROSE,
    ]


def _usual(words: Sequence[float]) -> float:
    """Return the usual number of words of a document's prose."""
    prose = [count for count in words if count >= _PROSE]
    return median(prose) if prose else float(_PROSE)


def _edges(characters: _Characters) -> list[NDArray[np.generic]]:
    """How a line begins and ends; quotation marks and brackets after the last stop do not count."""
    classes = characters.classes
    first = classes[characters.firsts]
    final = characters.lasts.copy()
    for _ in range(2):
        closing = _IS_CLOSING[classes[final]] & (final > characters.firsts)
        final -= closing
    last = classes[final]
    code = characters.codes[final]
    before = np.where(final > characters.firsts, characters.codes[final - 1], ord("\n"))
    return [
        *(first == kind for kind in (_UPPER, _LOWER, _DIGIT, _QUOTE, _BULLET, _DASH)),
        last == _TERMINAL,
        last == _COLON,
        (code == ord("…")) | ((code == ord(".")) & (before == ord("."))),
        (last <= _DIGIT) | (last == _OTHER),
        (code == ord("?")) | (code == ord("？")),
    ]


def _contents(
    characters: _Characters, words: _Words, counts: Integers, shown: Floats, per_line: Integers
) -> list[NDArray[np.generic]]:
    """What a line is made of."""
    total = len(per_line)
    classes, codes = characters.classes, characters.codes
    initial = classes[words.starts]
    many = np.maximum(per_line, 1)
    stops = np.flatnonzero((classes[:-2] == _TERMINAL) & (classes[1:-1] == _BLANK) & (classes[2:] == _UPPER))
    clocks = np.flatnonzero((classes[:-2] == _DIGIT) & (classes[1:-1] == _COLON) & (classes[2:] == _DIGIT))
    four = np.flatnonzero((words.sizes == 4) & (initial == _DIGIT))
    century = codes[words.starts[four]] * 256 + codes[words.starts[four] + 1]
    years = four[(century == ord("1") * 256 + ord("9")) | (century == ord("2") * 256 + ord("0"))]
    return [
        np.bincount(words.owners[initial == _UPPER], minlength=total) / many,
        np.bincount(words.owners[initial == _LOWER], minlength=total) / many,
        (counts[:, _LOWER] == 0) & (counts[:, _UPPER] > 1),
        counts[:, _CASELESS] > counts[:, _LOWER],
        counts[:, _DIGIT] / shown,
        counts[:, _COMMA] / many,
        np.minimum(counts[:, _BULLET] + 0.5 * counts[:, _DASH], 3),
        np.minimum(counts[:, _CODE] / shown * 20, 3),
        *(counts[:, kind] > 0 for kind in (_QUOTE, _OPENING, _ADDRESS, _COPYRIGHT)),
        np.minimum(np.bincount(characters.owners(stops), minlength=total), 5) / 2,
        np.bincount(characters.owners(clocks), minlength=total) > 0,
        np.bincount(words.owners[years], minlength=total) > 0,
    ]


def _places(lines: Sequence[str], gaps: Sequence[int], prose: Floats, bounds: Integers) -> list[NDArray[np.generic]]:
    """Where a line is among the others of its document, and whether it is printed more than once."""
    sizes, starts = np.diff(bounds), bounds[:-1]
    total, number = np.repeat(sizes, sizes), np.arange(len(lines))
    index = number - np.repeat(starts, sizes)
    blank = np.array(gaps) > 1
    blank_after = np.append(blank[1:], True)
    blank_after[bounds[1:] - 1] = True
    blanks = np.add.reduceat(blank, starts, dtype=np.intp)
    same, alike = _earliest(lines, bounds), _earliest([line[:40] for line in lines], bounds)
    # Lengths are whole numbers, whose sums are exact: what is before a document leaves no trace.
    cumulated = np.cumsum(prose, dtype=np.float64)
    cumulated -= np.repeat(np.append(0, cumulated)[starts], sizes)
    whole = np.repeat(np.maximum(cumulated[bounds[1:] - 1], 1), sizes)
    return [
        blank,
        blank_after,
        np.log1p(index) / 4,
        index / total,
        np.log1p(total - index) / 4,
        np.log1p(total) / 4,
        np.bincount(same)[same] > 1,
        same < number,
        np.bincount(alike)[alike] > 1,
        (cumulated - prose) / whole,
        1 - cumulated / whole,
        np.repeat((blanks + 1) / (sizes + 1), sizes),
    ]


def _earliest(texts: Sequence[str], bounds: Integers) -> Integers:
    """Return for each text the index of the first one of its document that is the same."""
    indexes: list[int] = []
    for start, end in pairwise(bounds.tolist()):
        earliest: dict[str, int] = {}
        indexes += [earliest.setdefault(text, index) for index, text in enumerate(texts[start:end], start)]
    return np.array(indexes)


def _familiarity(words: _Words, prose: NDArray[np.bool_], bounds: Integers) -> Floats:
    """Return for each line the share of its distinctive words that the prose of its document uses.

    A headline's words come back in its article; those of a link to another article do not.
    """
    distinctive = np.flatnonzero(words.sizes >= _DISTINCTIVE)
    owners = words.owners[distinctive]
    slots = words.hashes[distinctive] & np.uint32(_SLOTS - 1)
    in_prose = prose[owners]
    used = np.zeros(_SLOTS, dtype=np.bool_)
    known = np.zeros(len(slots), dtype=np.bool_)
    for start, end in pairwise(np.searchsorted(owners, bounds).tolist()):
        common = slots[start:end][in_prose[start:end]]
        used[common] = True
        known[start:end] = used[slots[start:end]]
        used[common] = False
    many = np.bincount(owners, minlength=len(prose))
    share = np.bincount(owners[known], minlength=len(prose)) / np.maximum(many, 1)
    return np.where((many == 0) | prose, 0.5, share).astype(np.float32)


def _cues(words: _Words, total: int) -> list[NDArray[np.generic]]:
    """Return for each line how many words of each kind of cue it has."""
    hashes, kinds = _cue_table()
    rows = hashes.find(words.hashes)
    hits = np.flatnonzero(rows < len(kinds))
    counts = np.bincount(words.owners[hits] * len(CUES) + kinds[rows[hits]], minlength=total * len(CUES))
    return list(np.minimum(counts.reshape(total, len(CUES)), 3).T)


@cache
def _cue_table() -> tuple[HashIndex, Integers]:
    """Return the hashes of all cue words, and the kind of each in their order."""
    kind_of = {word: kind for kind, (_, members) in enumerate(CUES) for word in sorted(members)}
    hashes = _read_words(_read_characters(list(kind_of))).hashes
    order = np.argsort(hashes)
    return HashIndex(hashes[order]), np.array(list(kind_of.values()))[order]


@cache
def _class_table() -> NDArray[np.uint8]:
    """Return the class of every character of the basic plane; the last entry stands for all others."""
    table = np.full(0x10000, _OTHER, dtype=np.uint8)
    for code in range(0xFFFF):
        character = chr(code)
        if character.isalpha():
            table[code] = _UPPER if character.isupper() else _LOWER if character.islower() else _CASELESS
        elif character.isdecimal():
            table[code] = _DIGIT
    for kind, members in _MEMBERS.items():
        table[[ord(member) for member in members]] = kind
    return table


@cache
def _tally_tables() -> tuple[NDArray[np.uint64], ...]:
    """Return for every character of the basic plane a one in the byte of its class, eight classes to a table.

    No line has more characters than a byte can count.
    """
    bytes_of = np.eye(_CLASSES, _TALLIED, dtype=np.uint8)[_class_table()]
    return tuple(np.ascontiguousarray(bytes_of[:, first : first + 8]).view(np.uint64)[:, 0] for first in (0, 8))


@cache
def _fold_table() -> NDArray[np.uint32]:
    """Return the lower case of every character of the basic plane; all digits are equal, and other marks nothing."""
    classes = _class_table()
    table = np.arange(0x10000, dtype=np.uint32)
    table[classes > _DIGIT] = 0
    for code in np.flatnonzero(table).tolist():
        character = chr(code)
        if character.isdecimal():
            table[code] = ord("0")
        elif len(lower := character.lower()) == 1:
            table[code] = ord(lower)
    return table


def _multipliers() -> NDArray[np.uint32]:
    """Return one odd multiplier per position in a word, from a linear congruential generator."""
    values, state = [], 0x9E3779B9
    for _ in range(32):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(state | 1)
    return np.array(values, dtype=np.uint32)


_MULTIPLIERS = _multipliers()
_IS_CLOSING = np.isin(np.arange(_CLASSES), (_QUOTE, _CLOSING, _BLANK))
