"""The sequence model: word vectors in a window, one hidden layer beside a linear one, and a chain over the labels.

It computes with integers (see `integer_weights`), in doubles where numpy is quicker with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import Frame
from toolkit.annotation.entities.integer_weights import (
    CERTAIN,
    FINE_BITS,
    INPUT_BITS,
    LARGEST_INPUT,
    LARGEST_OUTPUT,
    LARGEST_SUM,
    OPINION_BITS,
    SCORE_BITS,
    Doubles,
    Integers,
    IntegerWeights,
    Shorts,
    score_factors,
)
from toolkit.annotation.entities.model_weights import LABELS, Weights
from toolkit.annotation.tokenizer import Tokens

WORDS_KEPT = 30_000
"""Words whose vectors are remembered; when there are more, the memory starts afresh."""

SEGMENTS_AT_ONCE = 1_000
"""Stretches that are decoded side by side; bounds the memory that a huge text takes."""

ALONE = 125_000
"""Multiplications below which OpenBLAS uses one core."""

Chances = NDArray[np.int64]

_KINDS = np.zeros((len(LABELS), 1 + len(LABELS) // 2), np.int64)
_KINDS[np.arange(len(LABELS)), (np.arange(len(LABELS)) + 1) // 2] = 1
_factors = cache(score_factors)


class _Rows(dict[str, int]):
    """The number of each word, given when it is met."""

    def __missing__(self, key: str) -> int:
        return self.setdefault(key, len(self))


@dataclass(slots=True)
class Memory:
    """What is known about the words seen so far; a word's row is its number."""

    rows: dict[str, int] = field(default_factory=_Rows)
    keys: list[str] = field(default_factory=list)
    classes: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    bonds: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    phrases: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    described: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    """True if a word has its vector yet; only words near a capital need one."""
    linear: Integers = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    """Scores that a word gives each label from each slot."""
    deep: Shorts = field(default_factory=lambda: np.zeros((0, 0), np.int16))
    """A word's part of the hidden layer's input."""


def score_labels(tokens: Tokens, weights: Weights, memory: Memory) -> tuple[NDArray[np.intp], list[str], Integers]:
    """Label scores of every token that may be part of a name, in `integer_weights.UNIT`.

    Returns the places of these tokens in the key list (see `attributes.word_keys`), their words in small letters,
    and one row of scores for each.
    """
    features = weights.features
    keys = features.word_keys(tokens, weights.lexicon)
    rows = _rows(keys, weights, memory)
    frame = features.frame(keys, memory.classes[rows], memory.bonds[rows], memory.phrases[rows])
    words = [keys[position].removeprefix("^").lower() for position in frame.places.tolist()]
    window = rows[frame.window]
    _describe(window, weights, memory)
    return frame.places, words, _scores(window, frame, weights.integers, memory)


def describe_characters(
    tokens: Tokens, weights: Weights, memory: Memory
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int8]]:
    """The key list of a text in characters, all of it described in the memory: keys, their rows and classes."""
    keys = weights.features.word_keys(tokens, weights.lexicon)
    rows = _rows(keys, weights, memory)
    _describe(rows, weights, memory)
    return keys, rows.astype(np.int32), memory.classes[rows]


def agree(words: Sequence[str], chances: Chances, weights: Weights) -> Integers:
    """What the other places of a document say about each place of the same word, as scores to be added.

    A name that is clear in one sentence ("Ilse Brandt") decides what it is in another ("Brandt").
    """
    numbers: dict[str, int] = {}
    word = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.intp)
    own = _KINDS[: chances.shape[1], : 1 + chances.shape[1] // 2]
    kinds = chances @ own
    totals = np.zeros((len(numbers), kinds.shape[1]), np.int64)
    np.add.at(totals, word, kinds)
    others = np.bincount(word)[word][:, None] - 1
    mean = (totals[word] - kinds) // np.maximum(others, 1)
    opinion = weights.integers.opinions[mean * (1 << OPINION_BITS) // CERTAIN] * others // (others + 1)
    opinions: Integers = opinion[:, (np.arange(chances.shape[1]) + 1) // 2].astype(np.int32)
    return opinions


def probabilities(places: NDArray[np.intp], scores: Integers, weights: Weights) -> Chances:
    """Probability of each label at each place, in `integer_weights.CERTAIN`.

    Places that are not neighbours do not influence each other.
    """
    coarse, fine = _factors()
    below = np.minimum(scores.max(axis=1, keepdims=True) - scores, (len(coarse) << FINE_BITS) - 1)
    factors = coarse[below >> FINE_BITS] * fine[below & ((1 << FINE_BITS) - 1)]
    shares = np.zeros_like(factors)
    for at, counts in _segments(places):
        _forward_backward(factors, at, counts, weights.integers.moves, shares)
    shares /= factors  # both ways have counted the place itself
    total = shares[:, :1].copy()
    for label in range(1, shares.shape[1]):  # in this order, since the last digits depend on it
        total += shares[:, label : label + 1]
    chances: Chances = np.floor(shares / total * CERTAIN).astype(np.int64)
    return chances


def best_labels(places: NDArray[np.intp], scores: Integers, weights: Weights) -> NDArray[np.int8]:
    """The most probable sequence of labels, by the algorithm of Viterbi."""
    labels = np.zeros(len(places), np.int8)
    for at, counts in _segments(places):
        _viterbi(scores, at, counts, weights.integers.transitions, labels)
    return labels


def _rows(keys: Sequence[str], weights: Weights, memory: Memory) -> NDArray[np.intp]:
    before = len(memory.rows)
    rows = list(map(memory.rows.__getitem__, keys))
    if len(memory.rows) > max(WORDS_KEPT, before):
        memory.rows.clear()
        memory.described[:] = False
        before = 0
        rows = list(map(memory.rows.__getitem__, keys))
    if len(memory.rows) > before:
        _remember([*islice(memory.rows, before, None)], before, weights, memory)
    return np.array(rows, np.intp)


def _remember(keys: Sequence[str], before: int, weights: Weights, memory: Memory) -> None:
    features, lexicon, new = weights.features, weights.lexicon, slice(before, before + len(keys))
    if new.stop > len(memory.classes):
        _grow(memory, max(2 * new.stop, 4096), weights.integers)
    memory.keys[before:] = keys
    memory.classes[new] = [features.word_class(key, lexicon) for key in keys]
    memory.bonds[new] = [features.bond(key) for key in keys]
    memory.phrases[new] = [features.phrase_start(key) for key in keys]


def _grow(memory: Memory, room: int, weights: IntegerWeights) -> None:
    for name in ("classes", "bonds", "phrases", "described"):
        old = getattr(memory, name)
        setattr(memory, name, np.append(old, np.zeros(room - len(old), old.dtype)))
    known = len(memory.linear)
    linear, deep = np.zeros((room, len(weights.linear)), np.int32), np.zeros((room, len(weights.deep)), np.int16)
    if known:
        linear[:known], deep[:known] = memory.linear, memory.deep
    memory.linear, memory.deep = linear, deep


def _describe(window: NDArray[np.intp], weights: Weights, memory: Memory) -> None:
    """Sum up the attributes of the words in the window that have no vector yet."""
    wanted = np.zeros(len(memory.rows), np.bool_)
    wanted[window] = True
    new = np.flatnonzero(wanted & ~memory.described[: len(wanted)])
    if not len(new):
        return
    lexicon, attributes = weights.lexicon, weights.features.attributes
    names = [attributes(memory.keys[row], lexicon) for row in new.tolist()]
    tables = [table.get for table in (weights.attributes, weights.own) if table]
    bags = [[row for name in words for number in tables if (row := number(name)) is not None] for words in names]
    sums = np.zeros((len(new), weights.vectors.shape[1]), np.int16)
    # One attribute of every word at a time: the words with most of them come first.
    order = sorted(range(len(bags)), key=lambda position: -len(bags[position]))
    longest = [bags[position] for position in order]
    left = len(longest)
    for step in range(len(longest[0])):
        while len(longest[left - 1]) <= step:
            left -= 1
        sums[:left] += weights.vectors[[bag[step] for bag in longest[:left]]]
    exact, integers = sums.astype(np.float64), weights.integers
    width, ordered = len(integers.linear), new[order]
    memory.linear[ordered] = np.floor(exact[:, :width] * integers.linear + 0.5)
    deep = np.floor(exact[:, width:] * integers.deep + 0.5)
    memory.deep[ordered] = np.clip(deep, -LARGEST_INPUT, LARGEST_INPUT)
    memory.described[new] = True


def _scores(window: NDArray[np.intp], frame: Frame, weights: IntegerWeights, memory: Memory) -> Integers:
    count, size = len(window), len(weights.bias)
    linear = memory.linear.reshape(-1, count, size)
    scores = weights.bias + weights.classes[frame.near]
    for known in frame.known:
        scores += weights.phrases[known]
    for slot in range(count):
        scores += linear[window[slot], slot]
    inputs = [memory.deep[row] for row in window]
    inputs += [weights.hidden_classes[frame.near], *(weights.hidden_phrases[known] for known in frame.known)]
    sums = _product(np.concatenate(inputs, axis=1), weights.hidden) + weights.hidden_bias
    hidden = np.clip(np.floor(sums / (1 << weights.hidden_bits)), 0, LARGEST_OUTPUT)
    deep = _product(hidden, weights.output)
    scores += np.floor(deep / (1 << (INPUT_BITS + weights.output_bits - SCORE_BITS))).astype(np.int32)
    return scores


def _product(left: Doubles | Shorts, right: Shorts) -> Doubles:
    """The matrix product, a few rows at a time: the linear algebra library takes all cores for larger ones.

    On matrices of this size they wait for each other three times as long as one needs. Doubles hold the sums exactly.
    """
    product = np.empty((len(left), right.shape[1]), np.float64)
    step, wide = max(1, ALONE // right.size), right.astype(np.float64)
    for row in range(0, len(left), step):
        np.matmul(left[row : row + step].astype(np.float64), wide, out=product[row : row + step])
    return product


def _segments(places: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], list[int]]]:
    """Stretches of neighbouring places, many side by side and the longest first.

    Yields for each step and stretch the row of the place, and for each step how many stretches are that long.
    """
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    lengths = np.diff(np.append(starts, len(places)))
    order = np.argsort(-lengths, kind="stable")
    for first in range(0, len(order), SEGMENTS_AT_ONCE):
        chosen = order[first : first + SEGMENTS_AT_ONCE]
        steps = np.arange(lengths[chosen[0]])
        counts = np.searchsorted(-lengths[chosen], -steps, side="left")
        yield np.minimum(starts[chosen] + steps[:, None], len(places) - 1), counts.tolist()


def _viterbi(
    scores: Integers, at: NDArray[np.intp], counts: Sequence[int], transitions: Integers, labels: NDArray[np.int8]
) -> None:
    # Labels are the first axis: a maximum over it runs along the many stretches.
    moves = transitions[:, :, None]
    total = scores[at[0]].T + transitions[0][:, None]
    back = []
    for step in range(1, len(at)):
        count = counts[step]
        paths = total[:, None, :count] + moves
        back.append(paths.argmax(axis=0))
        total[:, :count] = paths.max(axis=0) + scores[at[step, :count]].T
    label = (total + transitions[:, :1]).argmax(axis=0)
    for step in range(len(at) - 1, -1, -1):
        count = counts[step]
        labels[at[step, :count]] = label[:count]
        if step:
            label[:count] = back[step - 1][label[:count], np.arange(count)]


def _forward_backward(
    factors: Doubles, at: NDArray[np.intp], counts: Sequence[int], moves: Doubles, shares: Doubles
) -> None:
    """Multiply the sums over all sequences up to and from each step, both with the step itself; any scale will do.

    Both ways are gone at once: the second reads every stretch from its end. The sums of a step are whole numbers up to
    `LARGEST_SUM`, so the order in which a product of matrices adds them makes no difference.
    """
    lengths = np.searchsorted(-np.array(counts), -np.arange(len(at[0])), side="left")
    steps = np.arange(len(at))[:, None]
    back = at[np.maximum(lengths - 1 - steps, 0), np.arange(len(at[0]))]
    both = factors[np.stack([at, back], axis=1)]
    turns = np.stack([moves, moves.T])
    sums = np.broadcast_to(turns[:, :1], both[0].shape)
    forward, backward = np.zeros_like(factors), np.zeros_like(factors)
    for step, count in enumerate(counts):
        if step:
            sums = np.matmul(sums[:, :count], turns)
        sums = sums * both[step, :, :count]
        sums = np.floor(sums / sums.max(axis=2, keepdims=True) * LARGEST_SUM)
        forward[at[step, :count]], backward[back[step, :count]] = sums
    rows = at[steps < lengths]
    shares[rows] = forward[rows] * backward[rows]
