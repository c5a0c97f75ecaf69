"""Fits decision trees, and stores them as `decision_trees.py` reads them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from data_digests import about
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

Array = NDArray[Any]

_POINTS = 1000
"""Points of one unit of log odds."""
_LEAVES, _LEAST_ROWS = 12, 80


class Shape(NamedTuple):
    """How many trees there are, how much weight each one has, and how many steps it is deep."""

    trees: int
    rate: float
    depth: int


def fit_trees(rows: Array, labels: Array, weights: Array, shape: Shape, least_chance: float) -> dict[str, Array]:
    """Return the arrays of trees that give no points below zero to rows that are as likely true as the least chance."""
    model = HistGradientBoostingClassifier(
        max_iter=shape.trees,
        learning_rate=shape.rate,
        max_leaf_nodes=_LEAVES,
        max_depth=shape.depth,
        min_samples_leaf=_LEAST_ROWS,
        l2_regularization=5,
        max_features=0.5,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows, labels, sample_weight=weights)
    return {**_pack(model, least_chance), "depth": np.array(shape.depth)}


def save_trees(path: Path, arrays: Mapping[str, Array], data: Iterable[Path]) -> None:
    """Write trees, and what they were made of."""
    header = json.dumps(about(data), sort_keys=True).encode()
    np.savez_compressed(path, allow_pickle=False, about=np.frombuffer(header, np.uint8), **arrays)


def _pack(model: HistGradientBoostingClassifier, least_chance: float) -> dict[str, Array]:
    """Return the nodes of all trees in arrays, as `decision_trees.py` reads them."""
    parts: dict[str, list[Array]] = {name: [] for name in ("column", "threshold", "low", "high", "points")}
    roots, total = [], 0
    for (tree,) in model._predictors:  # noqa: SLF001  # there is no other way to the trees
        nodes = tree.nodes
        own = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(total)
        parts["column"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, 0.0, nodes["num_threshold"]))
        parts["low"].append(np.where(leaf, own, nodes["left"].astype(int)) + total)
        parts["high"].append(np.where(leaf, own, nodes["right"].astype(int)) + total)
        parts["points"].append(np.where(leaf, np.rint(nodes["value"] * _POINTS), 0).astype(np.int16))
        total += len(nodes)
    base = float(model._baseline_prediction.item()) - np.log(least_chance / (1 - least_chance))  # noqa: SLF001
    arrays = {name: np.concatenate(values) for name, values in parts.items()}
    for name in ("column", "low", "high"):
        arrays[name] = arrays[name].astype(np.int16)
    return {
        **arrays,
        "roots": np.array(roots, dtype=np.int16),
        "base": np.array(round(base * _POINTS)),
    }
