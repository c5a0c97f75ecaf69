"""The weights beside the code."""

from importlib.resources import files

import numpy as np

from toolkit.annotation.entities.model_weights import LABELS, load_weights, read_weights, write_weights
from toolkit.release.card.benchmark_figures import figure_table, measured


def test_the_weights_are_small():
    assert len((files("toolkit.annotation.entities") / "weights" / "entities.npz").read_bytes()) < 8_000_000


def test_every_number_is_finite():
    weights = load_weights()

    assert all(
        np.isfinite(array).all() for array in (weights.hidden, weights.output, weights.transitions, weights.scale)
    )
    assert weights.transitions.shape == (len(LABELS), len(LABELS))


def test_written_weights_are_read_again():
    weights = load_weights()

    again = read_weights(write_weights(weights))

    assert again.attributes == weights.attributes
    assert again.lexicon == weights.lexicon
    assert np.array_equal(again.vectors, weights.vectors)
    assert np.allclose(again.hidden, weights.hidden, atol=1e-3)


def test_writing_twice_gives_the_same_bytes():
    assert write_weights(load_weights()) == write_weights(load_weights())


def test_the_model_card_lies_beside_them():
    card = (files("toolkit.annotation.entities") / "weights" / "entities.md").read_text(encoding="utf-8")

    assert "CC BY" in card


def test_the_model_card_shows_the_figures_that_were_recorded():
    card = (files("toolkit.annotation.entities") / "weights" / "entities.md").read_text(encoding="utf-8")

    assert figure_table(figure for figure in measured() if figure.subject == "entities") in card
