"""The line model: three small steps that turn descriptions of lines into probabilities of their labels.

1. A logistic regression judges every line by its own words and numbers.
2. A perceptron with one hidden layer judges it again, with the lines around it.
3. A second perceptron judges it by the judgements around it and by its place in the story as a whole.

The weights are trained by `training/train_lines.py`; here is only what is needed to use them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.normalisation.lines.hash_index import Hashes, HashIndex
from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.line_features import Description, Floats, Integers

CLASSES: tuple[Label | None, ...] = ("body", "headline", "standfirst", "byline", "date", None)
"""What the model tells apart; null is every line that is in no field."""
BODY, HEADLINE = 0, 1
NEAR, WIDE = 2, 4
"""Lines that the second and the third step see on each side."""
_BLOCK = 1 << 18
"""Products of larger blocks are divided among threads, which costs more than it saves."""
_READ_AT_ONCE = 8
_ZERO = np.zeros(1, dtype=np.intp)
_WEIGHTS = "lines.npz"


@dataclass(frozen=True, slots=True)
class Perceptron:
    """One hidden layer with rectified units, and a softmax over the classes."""

    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over words, pairs of words and numbers."""

    words: Hashes
    """Hashes of the known words, ascending."""
    pairs: Hashes
    """Hashes of the known pairs of words, ascending."""
    any_word: Floats
    first_word: Floats
    last_word: Floats
    any_pair: Floats
    """Shape (known + 1, classes), as of the three before it; the last row, for the unknown, is zero."""
    numbers: Floats
    bias: Floats
    word_index: HashIndex = field(init=False, repr=False, compare=False)
    pair_index: HashIndex = field(init=False, repr=False, compare=False)
    wide_words: Floats = field(init=False, repr=False, compare=False)
    """As `any_word`, each row as wide as memory is read at once."""
    wide_pairs: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the known words and pairs."""
        object.__setattr__(self, "word_index", HashIndex(self.words))
        object.__setattr__(self, "pair_index", HashIndex(self.pairs))
        for name, weights in (("wide_words", self.any_word), ("wide_pairs", self.any_pair)):
            wide = np.pad(weights, ((0, 0), (0, -weights.shape[1] % _READ_AT_ONCE)))
            object.__setattr__(self, name, np.ascontiguousarray(wide))  # else `take` copies all of it each time


@dataclass(frozen=True, slots=True)
class LineModel:
    """All weights."""

    judge: Judge
    near: Perceptron
    wide: Perceptron


def predict(description: Description) -> Floats:
    """Return the probability of each class for each line, as float32 of shape (lines, classes)."""
    return run(_load(), description)


def run(model: LineModel, description: Description) -> Floats:
    """Return what a model makes of a description, like `predict`."""
    numbers, bounds = description.numbers, description.bounds
    first = judge_lines(model.judge, description)
    second = apply_perceptron(model.near, np.hstack([numbers, first]), NEAR, bounds)
    around = np.hstack([numbers, outline(second, numbers, bounds)])
    return apply_perceptron(model.wide, second, WIDE, bounds, around)


def judge_lines(judge: Judge, description: Description) -> Floats:
    """Return the first step's probabilities."""
    scores = _multiply(description.numbers, judge.numbers, description.bounds) + judge.bias
    rows = judge.word_index.find(description.words)
    _add_means(scores, judge.wide_words, rows, description.owners)
    if len(rows):
        edges = _starts(description.owners)
        spoken = description.owners[edges]
        scores[spoken] += judge.first_word[rows[edges]]
        scores[spoken] += judge.last_word[rows[np.append(edges[1:], len(rows)) - 1]]
    _add_means(scores, judge.wide_pairs, judge.pair_index.find(description.pairs), description.pair_owners)
    return softmax(scores)


def outline(probabilities: Floats, numbers: Floats, bounds: Integers) -> Floats:
    """Return for each line where it is in the story that the second step sees in its document.

    A line's mass is its probability to be body times the root of its length. The columns are: share of mass
    before and after, mass within three and within ten lines, the latter also against the document's highest,
    distance to the likeliest headline, being it, its probability, and the whole mass.
    """
    sizes = np.diff(bounds)
    length = np.minimum(np.expm1(numbers[:, 0] * 4), 600)
    mass = probabilities[:, BODY] * np.sqrt(length)
    cumulated = np.empty(len(mass))
    headlines = []
    for start, end in pairwise(bounds.tolist()):
        np.cumsum(mass[start:end], out=cumulated[start:end])
        headlines.append(start + int(probabilities[start:end, HEADLINE].argmax()))
    whole = np.maximum(cumulated[bounds[1:] - 1], 1e-6)
    all_mass = np.repeat(whole, sizes)
    distance = np.arange(len(mass)) - np.repeat(headlines, sizes)
    close, far = (_mean_around(cumulated, reach, bounds) for reach in (3, 10))
    columns: list[NDArray[np.generic]] = [
        (cumulated - mass) / all_mass,
        1 - cumulated / all_mass,
        close,
        far,
        far / (np.repeat(np.maximum.reduceat(far, bounds[:-1]), sizes) + 1e-6),
        np.sign(distance) * np.log1p(np.abs(distance)) / 4,
        distance == 0,
        np.repeat(probabilities[headlines, HEADLINE], sizes),
        np.repeat(np.log1p(whole) / 6, sizes),
    ]
    rows = np.empty((len(columns), len(mass)), dtype=np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return rows.T


def windows(rows: Floats, reach: int) -> Floats:
    """Return each row of a document beside those around it, zeros beyond the ends.

    The shape is (rows, (2 reach + 1) x columns).
    """
    total, width = rows.shape
    padded = np.zeros((total + 2 * reach, width), dtype=np.float32)
    padded[reach : reach + total] = rows
    shape = total, (2 * reach + 1) * width
    return np.ndarray(shape, np.float32, padded.data, strides=(width * padded.itemsize, padded.itemsize))


def softmax(scores: Floats) -> Floats:
    """Return probabilities for scores, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def apply_perceptron(
    layers: Perceptron, rows: Floats, reach: int, bounds: Integers, extra: Floats | None = None
) -> Floats:
    """Run a perceptron over the windows of rows, in blocks, so that memory stays small."""
    hidden = np.empty((len(rows), len(layers.hidden_bias)), dtype=np.float32)
    size = max(_BLOCK // layers.hidden.size, 1)
    for first, last in pairwise(bounds.tolist()):
        view = windows(rows[first:last], reach)
        for start in range(first, last, size):
            end = min(start + size, last)
            block = view[start - first : end - first]
            seen = block if extra is None else np.hstack([block, extra[start:end]])
            np.matmul(np.ascontiguousarray(seen), layers.hidden, out=hidden[start:end])
    hidden += layers.hidden_bias
    return softmax(_multiply(np.maximum(hidden, 0, out=hidden), layers.output, bounds) + layers.output_bias)


def _multiply(rows: Floats, weights: Floats, bounds: Integers) -> Floats:
    """Return the matrix product, taken document by document.

    The last bits of a product can depend on the number of rows, but the labels of a document must not depend on
    those it is read together with.
    """
    products = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    for start, end in pairwise(bounds.tolist()):
        np.matmul(rows[start:end], weights, out=products[start:end])
    return products


def _add_means(scores: Floats, weights: Floats, rows: Integers, owners: Integers) -> None:
    """Add to each line's scores the sum of its items' weights, divided by the root of their number.

    `rows` says which weights are each item's; the last weights, those of all unknown items, are zero.
    """
    known = np.flatnonzero(rows < len(weights) - 1)
    if not len(known):
        return
    starts = _starts(owners[known])
    lines = owners[known[starts]]
    counts = np.bincount(owners)[lines]
    shown = weights.take(rows[known], axis=0, mode="clip").T[: scores.shape[1]]
    scores[lines] += (np.add.reduceat(shown, starts, axis=1) / np.sqrt(counts)).T


def _starts(owners: Integers) -> Integers:
    """Return where each line's items begin, among at least one item."""
    changes = np.flatnonzero(owners[1:] != owners[:-1])
    return np.concatenate((_ZERO, changes + 1))


def _mean_around(cumulated: NDArray[np.float64], reach: int, bounds: Integers) -> Floats:
    """Return for each line a twentieth of the mean of what lies up to `reach` lines away in its document."""
    sizes = np.diff(bounds)
    starts, ends = np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
    index = np.arange(len(cumulated))
    before, last = index - reach - 1, np.minimum(index + reach, ends - 1)
    sums = cumulated[last] - np.where(before < starts, 0, cumulated[np.maximum(before, 0)])
    around: Floats = sums.astype(np.float32) / (np.minimum(2 * reach + 1, ends - starts) * 20).astype(np.float32)
    return around


@cache
def _load() -> LineModel:
    """Read the packaged weights, which are stored as half-precision numbers."""
    file = resources.files("toolkit.normalisation.lines").joinpath("weights", _WEIGHTS)
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        return unpack({name: stored[name] for name in stored.files})


def unpack(arrays: Mapping[str, NDArray[Any]]) -> LineModel:
    """Build a model from its stored arrays, which are named `part_field`."""

    def part(name: str, fields: Iterable[Field[Any]]) -> dict[str, NDArray[Any]]:
        stored = {field.name: arrays[f"{name}_{field.name}"] for field in fields if field.init}
        return {key: array if array.dtype == np.uint32 else array.astype(np.float32) for key, array in stored.items()}

    return LineModel(
        judge=Judge(**part("judge", fields(Judge))),
        near=Perceptron(**part("near", fields(Perceptron))),
        wide=Perceptron(**part("wide", fields(Perceptron))),
    )
