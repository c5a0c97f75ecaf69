"""The line model gives every line a probability for each class."""

from importlib import resources

import numpy as np
import pytest

from toolkit.normalisation.lines.line_classifier import CLASSES, NEAR, WIDE, outline, predict, softmax, windows
from toolkit.normalisation.lines.line_features import FEATURES, describe


def described(*lines):
    return describe(lines, [1] * len(lines))


def test_probabilities_of_a_line_add_up_to_one():
    probabilities = predict(described("Ferry runs again", "By Ada Fenn", "The ferry runs again from Saturday."))
    assert probabilities.shape == (3, len(CLASSES))
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-4)


def test_a_line_without_words_is_judged_too():
    assert predict(described("***")).shape == (1, len(CLASSES))


def test_long_documents_are_judged_in_blocks_like_short_ones():
    lines = ["Ferry runs again", *["The ferry runs again from Saturday, the harbour office said."] * 5_000]
    assert predict(described(*lines)).shape == (5_001, len(CLASSES))


def test_windows_put_each_row_beside_its_neighbours():
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], dtype=np.float32)
    assert windows(rows, 1).tolist() == [[0, 0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 0, 0]]


def test_softmax_survives_large_scores():
    assert softmax(np.array([[1000.0, 0.0]], dtype=np.float32)).tolist() == [[1.0, 0.0]]


def test_the_outline_tells_how_much_of_the_story_is_behind():
    numbers = np.full((3, FEATURES), 1.0, dtype=np.float32)
    probabilities = np.tile(np.array([1, 0, 0, 0, 0, 0], dtype=np.float32), (3, 1))
    shape = outline(probabilities, numbers, np.array([0, 3]))
    assert shape[:, 0] == pytest.approx([0, 1 / 3, 2 / 3], abs=1e-6)
    assert shape[:, 1] == pytest.approx([2 / 3, 1 / 3, 0], abs=1e-6)


def test_the_weights_fit_the_features_and_stay_small():
    file = resources.files("toolkit.normalisation.lines").joinpath("weights", "lines.npz")
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        near, wide = stored["near_hidden"], stored["wide_hidden"]
        size = stream.seek(0, 2)
    outlined = outline(
        np.ones((1, len(CLASSES)), np.float32), np.ones((1, FEATURES), np.float32), np.array([0, 1])
    ).shape[1]
    assert near.shape[0] == (2 * NEAR + 1) * (FEATURES + len(CLASSES))
    assert wide.shape[0] == (2 * WIDE + 1) * len(CLASSES) + FEATURES + outlined
    assert size < 2_000_000


PAGES = (
    ("Ferry runs again", "By Ada Fenn", "The ferry runs again from Saturday, the harbour office said in March 2024."),
    ("Share",),
    ("Mayor opens bridge", *["The mayor opened the bridge on Sunday, and 400 people walked over it."] * 40, "Share"),
    ("***", "Ferry runs again"),
)


def test_a_line_is_judged_the_same_to_the_last_bit_whatever_documents_are_read_with_it():
    alone = np.concatenate([predict(described(*page)) for page in PAGES])
    lines = [line for page in PAGES for line in page]
    together = predict(describe(lines, [1] * len(lines), [len(page) for page in PAGES]))
    assert alone.tobytes() == together.tobytes()
