"""The chain over labels in training: its loss, and what the loss says to every score and transition.

A stretch begins and ends at label 0, as in the recogniser. Targets are probabilities, because teachers are not sure.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.model_weights import Floats


class Stretches(NamedTuple):
    """Stretches side by side: one row per step, one column per stretch."""

    lengths: NDArray[np.intp]
    starts: NDArray[np.intp]
    """Number of the first place of each stretch."""
    inside: NDArray[np.bool_]
    """True if a stretch is that long."""
    at: NDArray[np.intp]
    """Number of the place; 0 outside."""


class Flow(NamedTuple):
    """Sums over the sequences up to each step, brought to one, and the factors that did so."""

    factors: Floats
    highest: Floats
    forward: Floats
    sums: Floats
    closing: Floats


def chain_loss(
    scores: Floats,
    transitions: Floats,
    *,
    lengths: Sequence[int],
    targets: Floats,
    labels: NDArray[np.int8],
    weight: Floats,
) -> tuple[float, Floats, Floats]:
    """Mean loss per place, and its gradients by score and by transition.

    `targets` and `labels` (the most probable target) have one row per place, `weight` one value per stretch.
    """
    stretches = _side_by_side(np.asarray(lengths))
    flow = _forward(scores, stretches, np.exp(transitions))
    marginals, pairs = _backward(flow, stretches, np.exp(transitions), weight)
    token_weights = np.repeat(weight, stretches.lengths)[:, None]
    count = token_weights.sum()
    observed = _observed(stretches, labels, weight, transitions.shape)
    gold = (scores * targets * token_weights).sum() + (observed * transitions).sum()
    lifted = np.log(flow.sums) + np.where(stretches.inside, flow.highest[:, :, 0], 0)
    everything = (lifted.sum(axis=0) + np.log(flow.closing)) @ weight
    return float((everything - gold) / count), (marginals - targets) * token_weights / count, (pairs - observed) / count


def _side_by_side(lengths: NDArray[np.intp]) -> Stretches:
    starts = np.cumsum(lengths) - lengths
    steps = np.arange(lengths.max())[:, None]
    inside = steps < lengths
    return Stretches(lengths, starts, inside, np.where(inside, starts + steps, 0))


def _forward(scores: Floats, stretches: Stretches, moves: Floats) -> Flow:
    emissions = scores[stretches.at]
    highest = emissions.max(axis=2, keepdims=True)
    factors = np.exp(emissions - highest)
    forward, sums = np.zeros_like(factors), np.ones(stretches.at.shape, np.float32)
    for step, inside in enumerate(stretches.inside):
        state = (forward[step - 1] @ moves if step else moves[0]) * factors[step]
        total = state.sum(axis=1)
        sums[step] = np.where(inside, total, 1)
        forward[step] = np.where(inside[:, None], state / total[:, None], forward[step - 1])
    return Flow(factors, highest, forward, sums, forward[-1] @ moves[:, 0])


def _backward(flow: Flow, stretches: Stretches, moves: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Probability of each label at each place, and how often each transition is expected."""
    inside = stretches.inside
    last = np.append(inside[1:], np.zeros((1, inside.shape[1]), np.bool_), axis=0) != inside
    marginals = np.zeros((int(stretches.lengths.sum()), len(moves)), np.float32)
    pairs, state = np.zeros_like(moves), np.zeros_like(flow.factors[0])
    for step in range(len(inside) - 1, -1, -1):
        state = np.where(last[step][:, None], moves[:, 0] / flow.closing[:, None], state)
        here = inside[step]
        marginals[stretches.at[step, here]] = (flow.forward[step] * state)[here]
        onward = state * flow.factors[step] / flow.sums[step][:, None]
        if step:
            pairs += moves * (flow.forward[step - 1].T @ (onward * np.where(here, weight, 0)[:, None]))
        state = onward @ moves.T
    pairs[0] += weight @ marginals[stretches.starts]
    pairs[:, 0] += weight @ marginals[stretches.starts + stretches.lengths - 1]
    return marginals, pairs


def _observed(stretches: Stretches, labels: NDArray[np.int8], weight: Floats, shape: tuple[int, ...]) -> Floats:
    """How often each transition is in the labels."""
    counts = np.zeros(shape, np.float32)
    inner = np.ones(len(labels), np.bool_)
    inner[stretches.starts] = False
    token_weights = np.repeat(weight, stretches.lengths)
    np.add.at(counts, (labels[:-1][inner[1:]], labels[1:][inner[1:]]), token_weights[1:][inner[1:]])
    np.add.at(counts[0], labels[stretches.starts], weight)
    np.add.at(counts[:, 0], labels[stretches.starts + stretches.lengths - 1], weight)
    return counts
