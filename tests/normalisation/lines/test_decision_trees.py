"""Trees give whole points, and none of them depends on the rows beside."""

import numpy as np
import pytest

from toolkit.normalisation.lines import body_segments, gap_lines
from toolkit.normalisation.lines.decision_trees import packaged_trees, score, unpack_trees

PACKAGED = pytest.mark.parametrize(
    ("name", "signs"), [("segments.npz", body_segments.SIGNS), ("gaps.npz", gap_lines.SIGNS)]
)

STUMP_AND_TREE = {
    "roots": [0, 3],
    "column": [0, 0, 0, 1, 0, 0, 0, 0],
    "threshold": [2.5, 0, 0, 1.0, 7.0, 0, 0, 0],
    "low": [1, 1, 2, 4, 6, 5, 6, 7],
    "high": [2, 1, 2, 5, 7, 5, 6, 7],
    "points": [0, -3, 3, 0, 0, 10, 20, 40],
    "depth": 2,
    "base": 100,
}


def test_every_tree_adds_the_points_of_the_leaf_that_a_row_falls_into():
    trees = unpack_trees({name: np.array(values) for name, values in STUMP_AND_TREE.items()})

    assert score(trees, [[2.5, 1.0], [3.0, 1.0], [8.0, 0.0], [8.0, 2.0]]) == [117, 123, 143, 113]


@PACKAGED
def test_the_packaged_trees_fit_the_signs_and_end_in_leaves(name, signs):
    trees = packaged_trees(name)
    assert trees.column.max() < len(signs)

    nodes = np.arange(len(trees.column))
    for _ in range(trees.depth):
        nodes = trees.next[nodes * 2 + 1]
    assert (trees.next[nodes * 2] == nodes).all()
    assert (trees.points[nodes] != 0).any()


@PACKAGED
def test_the_points_of_a_row_do_not_depend_on_the_rows_beside_it(name, signs):
    trees = packaged_trees(name)
    rows = np.random.default_rng(3).random((9, len(signs))).tolist()

    assert score(trees, rows) == [score(trees, [row])[0] for row in rows]
