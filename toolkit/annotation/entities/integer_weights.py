"""The weights of a sequence model as integers, so that its sums are the same on every processor and in every order.

A real number is held as a whole number of units. No sum leaves the 53 bits that doubles hold exactly, nor the 31 bits
of the native core, so a product of matrices may be taken in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import frexp

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Shorts = NDArray[np.int16]
Doubles = NDArray[np.float64]

SCORE_BITS = 12
UNIT = 1 << SCORE_BITS
"""Units of a score of one."""

CERTAIN = 1 << 24
"""Units of a probability of one."""

BOLDNESS = UNIT // 2
"""Taken off the score of label O, which training texts favour: they leave out more than a reader would."""

INPUT_BITS = 10
"""Before and behind the hidden layer a one has two to the power of these units."""

LARGEST_INPUT = (1 << 13) - 1
LARGEST_OUTPUT = (1 << 15) - 1
"""Larger numbers before and behind the hidden layer are cut to these."""

LARGEST_SUM = 1 << 26
"""The largest of the forward or backward sums of a step."""

FINE_BITS = 6
"""Factors are the product of one for whole steps of two to the power of these units and one for the units left."""

DOUBT = 0.05
"""Added to the probabilities that other places give, so that none of them is certain."""

OPINION_BITS = 12
"""A step in the table of opinions is a probability of one divided by two to the power of these."""

_HIDDEN_COLUMN, _OUTPUT_COLUMN = 1 << 17, 1 << 16
"""Bounds of the sum of a column's weights without their signs: times the largest number it stays below 31 bits."""
_LARGEST_MOVE = 1 << 22
_LARGEST_FACTOR = 1 << 30
_WORST_SCORE = 16


@dataclass(frozen=True, slots=True)
class IntegerWeights:
    """What labelling computes with; `model_weights.Weights` has the same arrays as real numbers."""

    linear: Doubles
    """Units of a score in one of each column of attribute vectors that is a score."""
    deep: Doubles
    """Units of the hidden layer's input in one of each other column."""
    bias: Integers
    classes: Integers
    phrases: Integers
    transitions: Integers
    moves: Doubles
    """Whole numbers in proportion to the probabilities of the transitions."""
    hidden: Shorts
    hidden_classes: Shorts
    hidden_phrases: Shorts
    hidden_bias: Integers
    hidden_bits: int
    """A weight of one in the hidden layer has two to the power of these units."""
    output: Shorts
    output_bits: int
    """The same for the weights behind it."""
    opinions: Integers
    """Score that a probability at other places gives, by `OPINION_BITS` of the probability."""


def integer_weights(weights: Mapping[str, NDArray[np.float32]], linear: int) -> IntegerWeights:
    """Round weights to integers; the first `linear` columns of attribute vectors are scores."""
    hidden_bits, output_bits = _bits(weights["hidden"], _HIDDEN_COLUMN), _bits(weights["output"], _OUTPUT_COLUMN)
    scale, transitions = weights["scale"].astype(np.float64), _rounded(weights["transitions"], UNIT)
    bias = _rounded(weights["output_bias"], UNIT)
    bias[0] -= BOLDNESS
    moves = np.rint(np.exp((transitions - transitions.max()) / UNIT) * _LARGEST_MOVE)
    return IntegerWeights(
        linear=scale[:linear] * UNIT,
        deep=scale[linear:] * (1 << INPUT_BITS),
        bias=bias,
        classes=_rounded(weights["classes"], UNIT),
        phrases=_rounded(weights["phrases"], UNIT),
        transitions=transitions,
        moves=np.maximum(moves, 1),
        hidden=_rounded(weights["hidden"], 1 << hidden_bits).astype(np.int16),
        hidden_classes=_input(weights["hidden_classes"]),
        hidden_phrases=_input(weights["hidden_phrases"]),
        hidden_bias=_rounded(weights["hidden_bias"], 1 << (INPUT_BITS + hidden_bits)),
        hidden_bits=hidden_bits,
        output=_rounded(weights["output"], 1 << output_bits).astype(np.int16),
        output_bits=output_bits,
        opinions=_opinions(1 + len(bias) // 2),
    )


def score_factors() -> tuple[Doubles, Doubles]:
    """Factors of the probability of a label whose score is so far below the best, in whole steps and in units."""
    steps, units = np.arange(_WORST_SCORE * UNIT >> FINE_BITS), np.arange(1 << FINE_BITS)
    coarse: Doubles = np.rint(np.exp(-steps * (1 << FINE_BITS) / UNIT) * _LARGEST_FACTOR)
    fine: Doubles = np.rint(np.exp(-units / UNIT) * _LARGEST_FACTOR)
    return coarse, fine


def _opinions(kinds: int) -> Integers:
    chances = np.arange((1 << OPINION_BITS) + 1) / (1 << OPINION_BITS)
    return _rounded(np.log((chances + DOUBT) / (1 / kinds + DOUBT)), UNIT)


def _bits(matrix: NDArray[np.float32], bound: int) -> int:
    """The finest unit, as a power of two, with which no column's weights add up to more than the bound."""
    largest = float(np.abs(matrix.astype(np.float64)).sum(axis=0).max())
    return int(min(max(frexp(bound / max(largest, 1e-3))[1] - 2, 2), 14))


def _rounded(values: NDArray[np.floating], unit: int) -> Integers:
    whole: Integers = np.rint(values.astype(np.float64) * unit).astype(np.int32)
    return whole


def _input(values: NDArray[np.float32]) -> Shorts:
    cut: Shorts = np.clip(_rounded(values, 1 << INPUT_BITS), -LARGEST_INPUT, LARGEST_INPUT).astype(np.int16)
    return cut
