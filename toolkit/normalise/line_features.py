"""Describes the lines of a text by numbers and by words: what the line model reads.

Everything is computed over all characters of a document at once, so that an article costs a fraction of a
millisecond.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

from toolkit.normalise.hash_index import HashIndex
from toolkit.normalise.line_reasons import CUES

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

# Every character has exactly one class.
_OTHER, _UPPER, _LOWER, _CASELESS, _DIGIT, _BREAK, _BLANK, _TERMINAL, _QUOTE, _BULLET = range(10)
_DASH, _COMMA, _CLOSING, _OPENING, _COLON, _ADDRESS, _COPYRIGHT, _CODE, _CLASSES = range(10, 19)
_MEMBERS = {
    _BREAK: "\n",
    _BLANK: " ",
    _TERMINAL: ".!?…。！？؟।",
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


@dataclass(frozen=True, slots=True)
class Description:
    """The lines of one document in numbers."""

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


@dataclass(frozen=True, slots=True)
class _Characters:
    """All characters that are looked at, the lines divided by one break each."""

    codes: NDArray[np.uint32]
    classes: NDArray[np.uint8]
    owners: Integers
    """For each character the index of its line."""
    firsts: Integers
    lasts: Integers
    """For each line the position of its first and of its last character."""


@dataclass(frozen=True, slots=True)
class _Words:
    """All words that are looked at."""

    hashes: NDArray[np.uint32]
    owners: Integers
    starts: Integers
    sizes: Integers


def describe(lines: Sequence[str], gaps: Sequence[int]) -> Description:
    """Return the description of at least one line.

    Lines have no blanks around them; `gaps` holds the number of line breaks before each of them.
    """
    looked = [line if len(line) <= _HEAD + _TAIL else f"{line[:_HEAD]} {line[-_TAIL:]}" for line in lines]
    lengths = np.array(list(map(len, lines)), np.float32)
    characters = _read_characters(looked)
    shown = (characters.lasts - characters.firsts + 1).astype(np.float32)
    words = _read_words(characters)
    cells = characters.owners * _CLASSES
    cells += characters.classes
    counts = np.bincount(cells, minlength=_CLASSES * len(lines)).reshape(-1, _CLASSES)
    per_line = np.bincount(words.owners, minlength=len(lines))
    spoken = np.maximum(per_line, counts[:, _CASELESS] / 5) * lengths / shown
    columns = [
        *_sizes(lengths, spoken, counts, per_line),
        *_edges(characters),
        *_contents(characters, words, counts, shown, per_line),
        *_places(lines, gaps, lengths * (spoken >= _PROSE)),
        _familiarity(words, spoken >= _PROSE),
        *_cues(words, len(lines)),
    ]
    rows = np.empty((FEATURES, len(lines)), dtype=np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    follows = np.flatnonzero(words.owners[:-1] == words.owners[1:])
    pairs = _scramble(words.hashes[follows] * np.uint32(0x85EBCA6B) + words.hashes[follows + 1])
    return Description(np.ascontiguousarray(rows.T), words.hashes, words.owners, pairs, words.owners[follows])


def _read_characters(lines: Sequence[str]) -> _Characters:
    """Return the characters of the lines, with a line break between them."""
    encoded = "\n".join(lines).encode("utf-32-le", "replace")
    codes = np.frombuffer(encoded, np.uint32)
    sizes = np.array(list(map(len, lines)), np.intp) + 1
    ends = np.cumsum(sizes)
    owners = np.repeat(np.arange(len(sizes)), sizes)[: len(codes)]
    return _Characters(codes, _class_table().take(codes, mode="clip"), owners, ends - sizes, ends - 2)


def _read_words(characters: _Characters) -> _Words:
    """Return the runs of letters and digits with a hash each: a sum of its folded characters by position."""
    total = len(characters.codes)
    inside = np.zeros(total + 2, np.bool_)
    np.less(characters.classes - np.uint8(1), np.uint8(_BREAK - 1), out=inside[1:-1])  # other characters are 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts = edges[::2]
    if not len(starts):
        nothing = np.zeros(0, np.intp)
        return _Words(np.zeros(0, np.uint32), nothing, nothing, nothing)
    begin = int(starts[0])
    positions = np.arange(begin, total)
    positions -= np.repeat(starts, np.append(starts[1:], total) - starts)
    mixed = _fold_table().take(characters.codes[begin:], mode="clip")
    mixed *= _MULTIPLIERS.take(positions, mode="clip")
    sums = np.add.reduceat(mixed, starts - begin, dtype=np.uint32)
    return _Words(_scramble(sums), characters.owners[starts], starts, edges[1::2] - starts)


def _scramble(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the values with their bits mixed, so that similar words have unlike hashes."""
    mixed = (values ^ (values >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return mixed ^ (mixed >> np.uint32(12))


def _sizes(lengths: Floats, spoken: Floats, counts: Integers, per_line: Integers) -> list[NDArray[np.generic]]:
    """How much a line holds."""
    letters = counts[:, _UPPER : _DIGIT + 1].sum(axis=1)
    prose = spoken[spoken >= _PROSE]
    usual = median(prose.tolist()) if len(prose) else float(_PROSE)
    return [
        np.log1p(lengths) / 4,
        np.maximum(np.minimum(np.log(np.maximum(spoken, 1) / usual), 2), -2),
        np.log1p(spoken) / 3,
        np.minimum(letters / np.maximum(per_line, 1) / 8, 3),
        spoken <= 1,
        spoken <= 3,
        spoken >= _PROSE,
    ]


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
    before = characters.codes[np.maximum(final - 1, 0)]
    return [
        *(first == kind for kind in (_UPPER, _LOWER, _DIGIT, _QUOTE, _BULLET, _DASH)),
        last == _TERMINAL,
        last == _COLON,
        (code == ord("…")) | ((code == ord(".")) & (before == ord("."))),
        last < _BREAK,
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
    four = words.starts[(words.sizes == 4) & (initial == _DIGIT)]
    century = codes[four] * 256 + codes[four + 1]
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
        np.minimum(np.bincount(characters.owners[stops], minlength=total), 5) / 2,
        np.bincount(characters.owners[clocks], minlength=total) > 0,
        np.bincount(characters.owners[years], minlength=total) > 0,
    ]


def _places(lines: Sequence[str], gaps: Sequence[int], prose: Floats) -> list[NDArray[np.generic]]:
    """Where a line stands among the others, and whether it is printed more than once."""
    total = len(lines)
    index = np.arange(total)
    blank = np.array([*gaps, 2]) > 1
    openings = [line[:40] for line in lines]
    repeats, starts = Counter(lines), Counter(openings)
    earliest = dict(zip(reversed(lines), range(total - 1, -1, -1), strict=True))
    cumulated = np.cumsum(prose, dtype=np.float64)
    whole = max(float(cumulated[-1]), 1.0)
    return [
        blank[:-1],
        blank[1:],
        np.log1p(index) / 4,
        index / total,
        np.log1p(total - index) / 4,
        np.full(total, np.log1p(total) / 4),
        np.array(list(map(repeats.__getitem__, lines))) > 1,
        np.array(list(map(earliest.__getitem__, lines))) < index,
        np.array(list(map(starts.__getitem__, openings))) > 1,
        (cumulated - prose) / whole,
        1 - cumulated / whole,
        np.full(total, blank.mean()),
    ]


def _familiarity(words: _Words, prose: NDArray[np.bool_]) -> Floats:
    """Return for each line the share of its distinctive words that the prose of the document uses.

    A headline's words come back in its article; those of a link to another article do not.
    """
    distinctive = words.sizes >= _DISTINCTIVE
    owners, hashes = words.owners[distinctive], words.hashes[distinctive]
    in_prose = prose[owners]
    used = np.zeros(_SLOTS, dtype=np.bool_)
    slots = hashes & np.uint32(_SLOTS - 1)
    used[slots[in_prose]] = True
    known = used[slots]
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
def _fold_table() -> NDArray[np.uint32]:
    """Return the lower case of every character of the basic plane; all digits are equal, and other marks nothing."""
    classes = _class_table()
    table = np.arange(0x10000, dtype=np.uint32)
    table[(classes == _OTHER) | (classes >= _BREAK)] = 0
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
