"""The sequence model: word vectors in a window, one hidden layer beside a linear one, and a chain over the labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from toolkit.annotate import attributes
from toolkit.annotate.tokens import Tokens
from toolkit.annotate.weights_file import LABELS, Floats, Weights

WORDS_KEPT = 30_000
"""Words whose vectors are remembered; when there are more, the memory starts afresh."""

SEGMENTS_AT_ONCE = 1_000
"""Stretches that are decoded side by side; bounds the memory that a huge text takes."""

DOUBT = 0.05
"""Added to the probabilities that other places give, so that none of them is certain."""

BOLDNESS = 0.5
"""Taken off the score of label O, which training texts favour: they leave out more than a reader would."""

Doubles = NDArray[np.float64]

_KINDS = np.zeros((len(LABELS), 1 + len(LABELS) // 2), np.float32)
_KINDS[np.arange(len(LABELS)), (np.arange(len(LABELS)) + 1) // 2] = 1


@dataclass(slots=True)
class Memory:
    """What is known about the words seen so far; a word's row is its number."""

    rows: dict[str, int] = field(default_factory=dict)
    vectors: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    classes: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    joins: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))


def score_labels(tokens: Tokens, weights: Weights, memory: Memory) -> tuple[NDArray[np.intp], list[str], Floats]:
    """Label scores of every token that may be part of a name.

    Returns the places of these tokens in the key list (see `attributes.word_keys`), their words in small letters,
    and one row of scores for each.
    """
    keys = attributes.word_keys(tokens, weights.lexicon)
    rows = _rows(keys, weights, memory)
    frame = attributes.frame(keys, memory.classes[rows], memory.joins[rows])
    words = [keys[place].removeprefix("^").lower() for place in frame.places.tolist()]
    return frame.places, words, _scores(rows[frame.window], frame, weights, memory)


def agree(words: Sequence[str], chances: Floats) -> Floats:
    """What the other places of a document say about each place of the same word, as scores to be added.

    A name that is clear in one sentence ("Ilse Brandt") decides what it is in another ("Brandt").
    """
    numbers: dict[str, int] = {}
    word = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.intp)
    kinds = chances @ _KINDS
    totals = np.zeros((len(numbers), kinds.shape[1]), np.float32)
    np.add.at(totals, word, kinds)
    others = np.bincount(word)[word][:, None] - 1
    mean = (totals[word] - kinds) / np.maximum(others, 1)
    opinion = np.log((np.maximum(mean, 0) + DOUBT) / (1 / kinds.shape[1] + DOUBT)) * others / (others + 1)
    opinions: Floats = (opinion @ _KINDS.T).astype(np.float32)
    return opinions


def probabilities(places: NDArray[np.intp], scores: Floats, weights: Weights) -> Floats:
    """Probability of each label at each place; places that are not neighbours do not influence each other."""
    wide = scores.astype(np.float64)
    factors = np.exp(wide - wide.max(axis=1, keepdims=True))
    moves = np.exp(weights.transitions.astype(np.float64))
    shares = np.zeros_like(factors)
    for at, counts in _segments(places):
        _forward_backward(factors, at, counts, moves, shares)
    chances: Floats = (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)
    return chances


def best_labels(places: NDArray[np.intp], scores: Floats, weights: Weights) -> NDArray[np.int8]:
    """The most probable sequence of labels, by the algorithm of Viterbi."""
    labels = np.zeros(len(places), np.int8)
    for at, counts in _segments(places):
        _viterbi(scores, at, counts, weights.transitions, labels)
    return labels


def _rows(keys: Sequence[str], weights: Weights, memory: Memory) -> NDArray[np.intp]:
    new = [key for key in dict.fromkeys(keys) if key not in memory.rows]
    if new:
        if len(memory.rows) + len(new) > WORDS_KEPT:
            memory.rows.clear()
            new = list(dict.fromkeys(keys))
        _remember(new, weights, memory)
    return np.fromiter(map(memory.rows.__getitem__, keys), np.intp, len(keys))


def _remember(keys: Sequence[str], weights: Weights, memory: Memory) -> None:
    size = len(memory.rows)
    if size + len(keys) > len(memory.vectors):
        _grow(memory, max(2 * (size + len(keys)), 4096), weights.vectors.shape[1])
    known, lexicon = weights.attributes, weights.lexicon
    for row, key in enumerate(keys, size):
        memory.rows[key] = row
        memory.classes[row] = attributes.word_class(key, lexicon)
        memory.joins[row] = key in attributes.JOINING
    bags = [[known[name] for name in attributes.word_attributes(key, lexicon) if name in known] for key in keys]
    lengths = np.fromiter(map(len, bags), np.intp, len(bags))
    filled = np.flatnonzero(lengths)
    rows = np.fromiter(chain.from_iterable(bags), np.intp, int(lengths.sum()))
    memory.vectors[size : size + len(keys)] = 0
    if len(filled):
        sums = np.add.reduceat(weights.vectors[rows], (np.cumsum(lengths) - lengths)[filled], dtype=np.int32)
        memory.vectors[size + filled] = sums * weights.scale


def _grow(memory: Memory, room: int, width: int) -> None:
    size = len(memory.rows)
    vectors = np.zeros((room, width), np.float32)
    classes, joins = np.zeros(room, np.int8), np.zeros(room, np.bool_)
    if size:
        vectors[:size] = memory.vectors[:size]
        classes[:size], joins[:size] = memory.classes[:size], memory.joins[:size]
    memory.vectors, memory.classes, memory.joins = vectors, classes, joins


def _scores(window: NDArray[np.intp], frame: attributes.Frame, weights: Weights, memory: Memory) -> Floats:
    count, size = len(attributes.SLOTS), len(LABELS)
    linear = memory.vectors[:, : count * size].reshape(-1, count, size)
    deep = memory.vectors[:, count * size :]
    scores = weights.output_bias + weights.classes[frame.near]
    for known in frame.known:
        scores += weights.phrases[known]
    for slot in range(count):
        scores += linear[window[slot], slot]
    inputs = [deep[row] for row in window]
    inputs += [weights.hidden_classes[frame.near], *(weights.hidden_phrases[known] for known in frame.known)]
    hidden = np.concatenate(inputs, axis=1) @ weights.hidden + weights.hidden_bias
    scores += np.maximum(hidden, 0) @ weights.output
    scores[:, 0] -= BOLDNESS
    return scores


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
        yield starts[chosen] + steps[:, None], counts.tolist()


def _viterbi(
    scores: Floats, at: NDArray[np.intp], counts: Sequence[int], transitions: Floats, labels: NDArray[np.int8]
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
    """Sums over all sequences up to and from each step, brought back to a size near one at each."""
    here = [factors[at[step, :count]] for step, count in enumerate(counts)]
    forward, sums = [here[0] * moves[0]], []
    for step, count in enumerate(counts):
        if step:
            forward.append((forward[-1][:count] @ moves) * here[step])
        sums.append(forward[step].sum(axis=1, keepdims=True))
        forward[step] /= sums[step]
    state = np.ones_like(here[0]) * moves[:, 0]
    for step in range(len(counts) - 1, -1, -1):
        count = counts[step]
        shares[at[step, :count]] = forward[step] * state[:count]
        if step:
            state[:count] = (state[:count] * here[step] / sums[step]) @ moves.T
