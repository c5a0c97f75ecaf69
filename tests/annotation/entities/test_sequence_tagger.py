"""The sequence model."""

from itertools import product

import numpy as np
import pytest

from toolkit.annotation.entities import sequence_tagger
from toolkit.annotation.entities.integer_weights import CERTAIN, DOUBT, UNIT
from toolkit.annotation.entities.model_weights import LABELS, load_weights
from toolkit.annotation.entities.sequence_tagger import Memory, agree, best_labels, probabilities, score_labels
from toolkit.annotation.tokenizer import tokenise


@pytest.fixture(scope="module")
def weights():
    return load_weights()


def by_hand(scores, transitions):
    """Every sequence of a stretch with its score, the slow way."""
    for labels in product(range(scores.shape[1]), repeat=len(scores)):
        total = scores[range(len(scores)), labels].sum()
        yield labels, total + sum(transitions[pair] for pair in zip((0, *labels), (*labels, 0), strict=True))


@pytest.mark.parametrize("places", [[4], [4, 5], [4, 5, 6], [2, 3, 4, 9, 10, 12]])
def test_decoding_agrees_with_trying_all_sequences(weights, places):
    rng = np.random.default_rng(7)
    scores = np.rint(rng.normal(0, 2, (len(places), len(LABELS))) * UNIT).astype(np.int32)
    stretches = np.split(np.arange(len(places)), np.flatnonzero(np.diff(places) != 1) + 1)

    chances = probabilities(np.array(places), scores, weights)
    labels = best_labels(np.array(places), scores, weights)

    for rows in stretches:
        sequences = list(by_hand(scores[rows] / UNIT, weights.integers.transitions / UNIT))
        mass = np.exp([score for _, score in sequences])
        expected = np.zeros((len(rows), len(LABELS)))
        for (sequence, _), weight in zip(sequences, mass / mass.sum(), strict=True):
            expected[range(len(rows)), sequence] += weight
        assert tuple(labels[rows]) == max(sequences, key=lambda pair: pair[1])[0]
        assert np.allclose(chances[rows] / CERTAIN, expected, atol=1e-4)


def test_a_word_alone_is_told_nothing_by_others(weights):
    chances = np.full((2, len(LABELS)), CERTAIN // len(LABELS))

    assert not agree(["brandt", "geneva"], chances, weights).any()


def test_a_clear_place_speaks_for_the_same_word_elsewhere(weights):
    person = LABELS.index("B-PER")
    chances = np.full((2, len(LABELS)), CERTAIN // len(LABELS))
    chances[0] = 0
    chances[0, person] = CERTAIN

    opinion = agree(["brandt", "brandt"], chances, weights) / UNIT

    assert opinion[1].argmax() == person
    assert opinion[1, person] == pytest.approx(np.log((1 + DOUBT) / (1 / 7 + DOUBT)) / 2, abs=1e-3)


def test_scores_do_not_depend_on_what_was_read_before(weights):
    tokens = tokenise("Harbour Minister Ilse Brandt met Tomás Okafor in Geneva.")
    used = Memory()
    score_labels(tokenise("Geneva saw Okafor and the Harbour Bank in 2024."), weights, used)

    fresh, again = score_labels(tokens, weights, Memory())[2], score_labels(tokens, weights, used)[2]

    assert np.array_equal(fresh, again)


def test_the_memory_starts_afresh_when_it_is_full(weights, monkeypatch):
    monkeypatch.setattr(sequence_tagger, "WORDS_KEPT", 300)
    memory = Memory()

    for first in range(0, 1000, 200):
        score_labels(tokenise(" ".join(f"W{number}" for number in range(first, first + 200))), weights, memory)
        assert len(memory.rows) <= 300
