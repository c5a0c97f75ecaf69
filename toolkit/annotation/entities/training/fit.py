"""Train a recogniser on gold texts of one's own, and measure it on those that were held out."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.character_features import CHARACTERS
from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.model_weights import LABELS, Weights
from toolkit.annotation.entities.multilingual_features import ELIDED_WORDS, WIDE_WORDS
from toolkit.annotation.entities.ner import find_mentions, recogniser_of
from toolkit.annotation.entities.training.gold_texts import GoldText, f1
from toolkit.annotation.entities.training.network import Network, Pace, Sample, Sizes, train_epoch
from toolkit.annotation.entities.training.samples import gold_samples
from toolkit.annotation.entities.training.word_clusters import build_lexicon, usual_case
from toolkit.annotation.entities.word_features import ENGLISH

HELD_OUT = 10
"""One text in so many is held out, chosen by its digest."""

LEAST = 3
"""Occurrences below which an attribute is left out."""

STEPS = 1_500
"""Steps that training takes at least, however few texts there are."""

FEWEST, MOST = 8, 384
"""Stretches in one step."""


class Plan(NamedTuple):
    """How to train."""

    language: str = "en"
    epochs: int = 6
    width: int = 32
    hidden: int = 96
    seed: int = 0


class Trained(NamedTuple):
    """What training gave."""

    weights: Weights
    texts: int
    held_out: int
    f1: float | None
    """On the texts that were held out, in per cent; null when there are none."""


def features_for(language: str) -> FeatureSet:
    """What is looked at in a language."""
    if language == "en":
        return ENGLISH
    if language in ("ja", "ko", "zh"):
        return CHARACTERS
    return ELIDED_WORDS if language in ("ca", "fr", "it") else WIDE_WORDS


def fit(gold: Sequence[GoldText], plain: Sequence[str], plan: Plan, report: Callable[[str], None]) -> Trained:
    """Train on nine texts in ten and measure on the others; plain texts tell how words are usually printed.

    `report` is given one line for each step.
    """
    learned = [text for text in gold if not _is_held_out(text)] or list(gold)
    held_out = [text for text in gold if _is_held_out(text)] if len(learned) < len(gold) else []
    features = features_for(plan.language)
    lexicon = _lexicon([*(text.text for text in learned), *plain], features, plan.seed)
    keys: dict[str, int] = {}

    def number(key: str) -> int:
        return keys.setdefault(key, len(keys))

    labels = np.arange(len(LABELS), dtype=np.int8)
    samples = [sample for text in learned for sample in gold_samples(text, features, lexicon, number, labels)]
    report(f"{len(learned)} texts, {len(samples)} stretches that may hold names")
    network = _trained(samples, list(keys), lexicon, plan, report)
    weights = network.weights(lexicon)
    recogniser = recogniser_of(weights)
    answers = [
        [(mention.start, mention.end, mention.type) for mention in find_mentions(text.text, recogniser)]
        for text in held_out
    ]
    return Trained(weights, len(learned), len(held_out), f1(held_out, answers) if held_out else None)


def _is_held_out(text: GoldText) -> bool:
    return hashlib.sha256(text.text.encode()).digest()[0] % HELD_OUT == 0


def _lexicon(texts: Sequence[str], features: FeatureSet, seed: int) -> dict[str, str]:
    if features is CHARACTERS:
        return {}
    sentences = [
        tokens.words[begin:end] for tokens in map(features.tokens, texts) for begin, end in pairwise(tokens.sentences)
    ]
    if features is ENGLISH:
        return build_lexicon(sentences, seed)
    return {word: f"{grade}?" for word, grade in sorted(usual_case(sentences).items()) if word[0].isalpha()}


def _trained(
    samples: Sequence[Sample],
    keys: Sequence[str],
    lexicon: Mapping[str, str],
    plan: Plan,
    report: Callable[[str], None],
) -> Network:
    features = features_for(plan.language)
    described = [features.attributes(key, lexicon) for key in keys]
    rows = _rows(samples, described, features)
    bags = [np.array([rows[name] for name in names if name in rows], np.intp) for names in described]
    rng = np.random.default_rng(plan.seed)
    network = Network.start(rows, Sizes(plan.width, plan.hidden, len(LABELS), features), rng)
    pace = Pace(at_once=min(MOST, max(FEWEST, len(samples) * plan.epochs // STEPS)))
    for epoch in range(plan.epochs):
        share = (epoch / plan.epochs, (epoch + 1) / plan.epochs)
        loss = train_epoch(network, samples, bags, share, rng, pace=pace)
        report(f"round {epoch + 1} of {plan.epochs}: loss {loss:.3f}")
    return network


def _rows(samples: Sequence[Sample], described: Sequence[Sequence[str]], features: FeatureSet) -> dict[str, int]:
    """The rows of the attributes that are seen often enough."""
    middle = features.slots // 2 if features is CHARACTERS else 2
    seen: NDArray[np.intp] = np.bincount(
        np.concatenate([sample.window[:, middle] for sample in samples]), minlength=len(described)
    )
    counts: Counter[str] = Counter()
    for names, count in zip(described, seen.tolist(), strict=True):
        for name in names:
            counts[name] += count
    kept = [*sorted(name for name, count in counts.items() if count >= LEAST), "boundary"]
    return {name: row for row, name in enumerate(dict.fromkeys(kept))}
