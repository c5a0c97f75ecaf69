"""Weights as integers."""

import numpy as np
import pytest

from toolkit.annotation.entities.integer_weights import (
    FINE_BITS,
    INPUT_BITS,
    LARGEST_INPUT,
    LARGEST_OUTPUT,
    UNIT,
    score_factors,
)
from toolkit.annotation.entities.model_weights import load_shared, load_weights

MODELS = {
    "english": load_weights,
    "words": lambda: load_shared("words"),
    "characters": lambda: load_shared("characters"),
}


@pytest.mark.parametrize("name", MODELS)
def test_no_sum_of_the_hidden_layer_leaves_31_bits(name):
    integers = MODELS[name]().integers
    hidden = np.abs(integers.hidden.astype(np.int64)).sum(axis=0) * LARGEST_INPUT + np.abs(integers.hidden_bias)
    output = np.abs(integers.output.astype(np.int64)).sum(axis=0) * LARGEST_OUTPUT

    assert hidden.max() < 1 << 31
    assert output.max() < 1 << 31


@pytest.mark.parametrize("name", MODELS)
def test_rounded_weights_are_near_the_real_ones(name):
    weights = MODELS[name]()
    integers = weights.integers

    assert np.allclose(integers.hidden / (1 << integers.hidden_bits), weights.hidden, atol=0.002)
    assert np.allclose(integers.output / (1 << integers.output_bits), weights.output, atol=0.002)
    assert np.allclose(integers.transitions / UNIT, weights.transitions, atol=0.5 / UNIT)
    assert np.allclose(integers.hidden_classes / (1 << INPUT_BITS), weights.hidden_classes, atol=0.001)


def test_the_mathematical_library_cannot_change_the_rounding_of_a_table():
    """The exponentials of two libraries differ in the last of 53 bits; none of ours is that near to a half."""
    coarse, fine = score_factors()
    steps = np.arange(len(coarse)) * (1 << FINE_BITS) / UNIT
    exact = np.concatenate([np.exp(-steps), np.exp(-np.arange(len(fine)) / UNIT)]) * (1 << 30)

    assert np.abs(exact % 1 - 0.5).min() > 1e-5
