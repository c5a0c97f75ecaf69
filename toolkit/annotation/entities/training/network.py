"""The recogniser's network and its training, in numpy.

Log-linear over attributes in every slot, beside one hidden layer over summed attribute vectors; a chain over labels.
Learned with Adam; attributes are dropped at random, words more often than shapes, so that no word is learned by heart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.model_weights import LABELS, Floats, Weights
from toolkit.annotation.entities.training.label_chain import chain_loss
from toolkit.annotation.entities.word_features import ENGLISH

RATE = 0.01
"""Step width of Adam at the start; it falls to nearly nothing in a straight line."""

WEAKEST = 0.15
"""Attributes whose strongest weight is below this are not written."""

STEPS = 31
"""Weights are written as whole numbers from minus to plus this; with 127 they are larger and no better."""

CLASS_WIDTH, PHRASE_WIDTH = 16, 8


class Sizes(NamedTuple):
    """How wide a word's vector and the hidden layer are, how many labels there are, and what the network looks at."""

    width: int
    hidden: int
    labels: int = len(LABELS)
    features: FeatureSet = ENGLISH


class Pace(NamedTuple):
    """How the network is trained."""

    at_once: int = 384
    """Stretches in one step."""
    drop: float = 0.25
    """Share of attributes left out at random."""
    drop_words: float = 0.5
    """Share of attributes left out that are the word itself."""
    drop_hidden: float = 0.3
    """Share of hidden values left out."""


DEFAULT_PACE = Pace()


class Sample(NamedTuple):
    """Neighbouring places that may hold a name."""

    window: NDArray[np.int32]
    """Word number in each slot, one row per place."""
    near: NDArray[np.intp]
    """Number of the three word classes around each place."""
    known: NDArray[np.intp]
    """Numbers of the place-name parts before, here and after."""
    targets: Floats
    """Probability of each label."""
    weight: float
    labels: NDArray[np.int8]


@dataclass(slots=True)
class Network:
    """All that is learned, by name, and Adam's two memories of it."""

    rows: dict[str, int]
    sizes: Sizes
    values: dict[str, Floats]
    words: NDArray[np.bool_]
    """Which attributes are a word itself."""
    first: dict[str, Floats] = field(default_factory=dict)
    second: dict[str, Floats] = field(default_factory=dict)
    steps: int = 0

    @staticmethod
    def start(rows: dict[str, int], sizes: Sizes, rng: np.random.Generator) -> "Network":
        """A network that knows nothing."""
        labels, features = sizes.labels, sizes.features
        slots, triples, phrases = features.slots, features.classes**3, 3 * features.phrases
        inputs = slots * sizes.width + CLASS_WIDTH + 3 * PHRASE_WIDTH

        def small(*shape: int, scale: float = 0.1) -> Floats:
            return rng.normal(0, scale, shape).astype(np.float32)

        vectors = np.zeros((len(rows), slots * labels + sizes.width), np.float32)
        vectors[:, slots * labels :] = small(len(rows), sizes.width)
        values = {
            "vectors": vectors,
            "classes": np.zeros((triples, labels), np.float32),
            "phrases": np.zeros((phrases, labels), np.float32),
            "transitions": np.zeros((labels, labels), np.float32),
            "hidden": small(inputs, sizes.hidden, scale=inputs**-0.5),
            "hidden_classes": small(triples, CLASS_WIDTH),
            "hidden_phrases": small(phrases, PHRASE_WIDTH),
            "hidden_bias": np.zeros(sizes.hidden, np.float32),
            "output": small(sizes.hidden, labels, scale=sizes.hidden**-0.5),
            "output_bias": np.zeros(labels, np.float32),
        }
        words = np.array([name.startswith(("l=", "w=")) for name in rows])
        return Network(rows, sizes, values, words)

    def weights(self, lexicon: dict[str, str]) -> Weights:
        """The weights as the recogniser uses them, in bytes where there are many."""
        values: dict[str, Any] = dict(self.values)
        vectors = values.pop("vectors")
        kept = np.abs(vectors).max(axis=1) > WEAKEST
        scale = np.maximum(np.abs(vectors).max(axis=0), 1e-6) / STEPS
        names = [name for name, keep in zip(self.rows, kept, strict=True) if keep]
        return Weights(
            attributes={name: row for row, name in enumerate(names)},
            lexicon=lexicon,
            vectors=np.rint(vectors[kept] / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            features=self.sizes.features,
            **values,
        )


def train_epoch(
    network: Network,
    samples: Sequence[Sample],
    bags: Sequence[NDArray[np.intp]],
    progress: tuple[float, float],
    rng: np.random.Generator,
    *,
    pace: Pace = DEFAULT_PACE,
) -> float:
    """Go once through the samples in random order; `progress` is the share of all training before and after."""
    order = rng.permutation(len(samples))
    lengths = np.array([len(sample.window) for sample in samples])
    pools = [
        pool[np.argsort(lengths[pool], kind="stable")]
        for pool in np.array_split(order, max(1, len(order) // (pace.at_once * 20)))
    ]
    batches = [pool[cut : cut + pace.at_once] for pool in pools for cut in range(0, len(pool), pace.at_once)]
    total, (begin, end) = 0.0, progress
    for number, row in enumerate(rng.permutation(len(batches))):
        rate = RATE * max(0.02, 1 - begin - (end - begin) * number / len(batches))
        loss, gradients = _gradients(network, [samples[i] for i in batches[row]], bags, rng, pace)
        _adam(network, gradients, rate)
        total += loss
    return total / len(batches)


class Inputs(NamedTuple):
    """A batch as the network sees it: words numbered anew, with the attributes that were not dropped."""

    window: NDArray[np.intp]
    near: NDArray[np.intp]
    known: NDArray[np.intp]
    bag: scipy.sparse.csr_matrix
    """Words by attributes."""
    used: NDArray[np.intp]
    """Rows of the attributes."""


class Activations(NamedTuple):
    """What the network made of a batch, kept for the way back."""

    vectors: Floats
    inputs: Floats
    kept_inputs: Floats
    hidden: Floats
    kept_hidden: Floats


Gradients = dict[str, tuple[NDArray[np.intp] | slice, Floats]]


def _gradients(
    network: Network, batch: Sequence[Sample], bags: Sequence[NDArray[np.intp]], rng: np.random.Generator, pace: Pace
) -> tuple[float, Gradients]:
    inputs = _inputs(network, batch, bags, rng, pace)
    activations, scores = _forward(network, inputs, rng, pace.drop_hidden)
    loss, error, moves = chain_loss(
        scores,
        network.values["transitions"],
        lengths=[len(sample.window) for sample in batch],
        targets=np.concatenate([sample.targets for sample in batch]),
        labels=np.concatenate([sample.labels for sample in batch]),
        weight=np.array([sample.weight for sample in batch], np.float32),
    )
    return loss, {"transitions": (slice(None), moves), **_backward(network, inputs, activations, error)}


def _inputs(
    network: Network, batch: Sequence[Sample], bags: Sequence[NDArray[np.intp]], rng: np.random.Generator, pace: Pace
) -> Inputs:
    window = np.concatenate([sample.window for sample in batch])
    words, numbers = np.unique(window, return_inverse=True)
    bag, used = _bag_matrix([bags[word] for word in words], network.words, rng, pace)
    near = np.concatenate([sample.near for sample in batch])
    known = np.concatenate([sample.known for sample in batch])
    return Inputs(numbers.reshape(window.shape), near, known, bag, used)


def _forward(network: Network, given: Inputs, rng: np.random.Generator, drop: float) -> tuple[Activations, Floats]:
    values, labels, size = network.values, network.sizes.labels, len(given.window)
    vectors = given.bag @ values["vectors"][given.used]
    deep = vectors[:, network.sizes.features.slots * labels :][given.window].reshape(size, -1)
    around = values["hidden_phrases"][given.known].reshape(size, -1)
    inputs = np.concatenate([deep, values["hidden_classes"][given.near], around], axis=1)
    kept_inputs = _kept(inputs.shape, rng, drop)
    inputs *= kept_inputs
    hidden = inputs @ values["hidden"] + values["hidden_bias"]
    kept_hidden = (hidden > 0) * _kept(hidden.shape, rng, drop)
    hidden *= kept_hidden
    scores = hidden @ values["output"] + values["output_bias"] + values["classes"][given.near]
    scores += values["phrases"][given.known].sum(axis=1)
    for slot in range(network.sizes.features.slots):
        scores += vectors[given.window[:, slot], slot * labels : (slot + 1) * labels]
    return Activations(vectors, inputs, kept_inputs, hidden, kept_hidden), _as_floats(scores)


def _backward(network: Network, given: Inputs, made: Activations, error: Floats) -> Gradients:
    values, width = network.values, network.sizes.width
    labels, slots = network.sizes.labels, network.sizes.features.slots
    back = (error @ values["output"].T) * made.kept_hidden
    back_inputs = _as_floats((back @ values["hidden"].T) * made.kept_inputs)
    vectors = np.zeros_like(made.vectors)
    for slot, words in enumerate(given.window.T):
        vectors[:, slot * labels : (slot + 1) * labels] = _summed(words, error, len(vectors))
        deep = back_inputs[:, slot * width : (slot + 1) * width]
        vectors[:, slots * labels :] += _summed(words, deep, len(vectors))
    classes = back_inputs[:, slots * width :][:, :CLASS_WIDTH]
    phrases = back_inputs[:, slots * width + CLASS_WIDTH :].reshape(-1, PHRASE_WIDTH)
    every, known = slice(None), given.known.ravel()
    return {
        "vectors": (given.used, given.bag.T @ vectors),
        "classes": (every, _summed(given.near, error, len(values["classes"]))),
        "phrases": (every, _summed(known, np.repeat(error, 3, axis=0), len(values["phrases"]))),
        "hidden": (every, made.inputs.T @ back),
        "hidden_classes": (every, _summed(given.near, classes, len(values["classes"]))),
        "hidden_phrases": (every, _summed(known, phrases, len(values["phrases"]))),
        "hidden_bias": (every, back.sum(axis=0)),
        "output": (every, made.hidden.T @ error),
        "output_bias": (every, error.sum(axis=0)),
    }


def _kept(shape: tuple[int, ...], rng: np.random.Generator, drop: float) -> Floats:
    """Which hidden values are not left out, raised to make up for those that are."""
    return _as_floats((rng.random(shape, np.float32) >= drop) / np.float32(1 - drop))


def _as_floats(values: NDArray[np.floating[Any]]) -> Floats:
    return values.astype(np.float32, copy=False)


def _bag_matrix(
    bags: Sequence[NDArray[np.intp]], words: NDArray[np.bool_], rng: np.random.Generator, pace: Pace
) -> tuple[scipy.sparse.csr_matrix, NDArray[np.intp]]:
    """Words by attributes, with attributes dropped at random and the others raised to make up for it."""
    columns = np.concatenate(bags)
    chance = np.where(words[columns], pace.drop_words, pace.drop)
    data = ((rng.random(len(columns)) >= chance) / (1 - chance)).astype(np.float32)
    used, columns = np.unique(columns, return_inverse=True)
    pointers = np.cumsum([0, *(len(bag) for bag in bags)])
    return scipy.sparse.csr_matrix((data, columns, pointers), (len(bags), len(used))), used


def _summed(rows: NDArray[np.intp], values: Floats, size: int) -> Floats:
    matrix = scipy.sparse.csr_matrix(
        (np.ones(len(rows), np.float32), rows, np.arange(len(rows) + 1)), (len(rows), size)
    )
    return np.asarray(matrix.T @ values)


def _adam(network: Network, gradients: Gradients, rate: float) -> None:
    network.steps += 1
    for name, (rows, gradient) in gradients.items():
        value = network.values[name]
        first = network.first.setdefault(name, np.zeros_like(value))
        second = network.second.setdefault(name, np.zeros_like(value))
        # Rows that a batch does not touch keep their memories, as in lazy Adam.
        first[rows] = mean = 0.9 * first[rows] + 0.1 * gradient
        second[rows] = spread = 0.99 * second[rows] + 0.01 * gradient * gradient
        mean = mean / (1 - 0.9**network.steps)
        spread = spread / (1 - 0.99**network.steps)
        value[rows] -= rate * mean / (np.sqrt(spread) + 1e-8)
