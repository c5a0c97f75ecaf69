"""Adds up the points that decision trees give to rows of numbers.

Points are whole numbers, so that their sum is the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees, one array for each property; a leaf leads to itself."""

    roots: NDArray[np.intp]
    column: NDArray[np.intp]
    """The number of a row that is compared with the threshold."""
    threshold: NDArray[np.float64]
    next: NDArray[np.intp]
    """Two for each node: the one that follows if the number is not above the threshold, and the other one."""
    points: NDArray[np.int64]
    """What a leaf gives; nothing at other nodes."""
    depth: int
    """Steps from a root to the furthest leaf."""
    base: int
    """Points that every row has."""


def score(trees: Trees, rows: Sequence[Sequence[float]]) -> list[int]:
    """Return the points of at least one row."""
    numbers = np.array(rows, dtype=np.float64)
    flat = numbers.ravel()
    offsets = np.repeat(np.arange(0, numbers.size, numbers.shape[1]), len(trees.roots))
    nodes = np.tile(trees.roots, len(numbers))
    for _ in range(trees.depth):
        is_high = flat.take(trees.column.take(nodes) + offsets) > trees.threshold.take(nodes)
        nodes = trees.next.take(nodes * 2 + is_high)
    points = trees.points.take(nodes).reshape(len(numbers), -1)
    totals: list[int] = (points.sum(axis=1) + trees.base).tolist()
    return totals


def unpack_trees(arrays: Mapping[str, NDArray[Any]]) -> Trees:
    """Build trees from their stored arrays."""
    return Trees(
        roots=arrays["roots"].astype(np.intp),
        column=arrays["column"].astype(np.intp),
        threshold=arrays["threshold"].astype(np.float64),
        next=np.stack([arrays["low"], arrays["high"]], axis=1).ravel().astype(np.intp),
        points=arrays["points"].astype(np.int64),
        depth=int(arrays["depth"]),
        base=int(arrays["base"]),
    )


@cache
def packaged_trees(name: str) -> Trees:
    """Read the trees of one file of weights of the package."""
    file = resources.files("toolkit.normalisation.lines").joinpath("weights", name)
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        return unpack_trees({key: stored[key] for key in stored.files if key != "about"})
