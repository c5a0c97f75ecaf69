"""What the network learns from: gold texts as stretches of words with their labels."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.training.gold_texts import GoldText, label_words
from toolkit.annotation.entities.training.network import Sample
from toolkit.annotation.entities.word_features import word_places

CERTAIN = 1.0
"""Weight of a stretch that people have labelled."""


def gold_samples(
    gold: GoldText,
    features: FeatureSet,
    lexicon: Mapping[str, str],
    number: Callable[[str], int],
    labels: NDArray[np.int8],
) -> Iterator[Sample]:
    """The stretches of a text that may hold names; `number` numbers keys, `labels` gives each label its number."""
    tokens = features.tokens(gold.text)
    if not tokens.words:
        return
    keys = features.word_keys(tokens, lexicon)
    classes = np.array([features.word_class(key, lexicon) for key in keys], np.int8)
    bonds = np.array([features.bond(key) for key in keys], np.int8)
    phrases = np.array([features.phrase_start(key) for key in keys], np.int8)
    frame = features.frame(keys, classes, bonds, phrases)
    numbers = np.array([number(key) for key in keys], np.int32)
    by_word = labels[label_words(tokens, gold)][word_places(tokens)[frame.places]]
    breaks = np.flatnonzero(np.diff(frame.places) != 1) + 1
    for stretch in np.split(np.arange(len(frame.places)), breaks):
        if len(stretch):
            own = by_word[stretch]
            targets = np.eye(int(labels.max()) + 1, dtype=np.float32)[own]
            window = numbers[frame.window[:, stretch]].T
            yield Sample(window, frame.near[stretch], frame.known[:, stretch].T, targets, CERTAIN, own)
