"""Named entities: the people, organisations, places, peoples and events that a body names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.canonical_names import Mention, as_entities, resolve_names
from toolkit.annotation.entities.model_weights import LABELS, Weights, load_weights
from toolkit.annotation.entities.organisations import find_acronyms, join_institutions
from toolkit.annotation.entities.sequence_tagger import Memory, agree, best_labels, probabilities, score_labels
from toolkit.annotation.entities.span_boundaries import of_one_type, settle, without_overlap, without_plain_words
from toolkit.annotation.entities.word_features import word_places
from toolkit.annotation.tokenizer import Tokens, parts, tokenise
from toolkit.contract.records import Entity

TOKENS_AT_ONCE = 20_000
"""Tokens that are labelled together, more than an article has; bounds the memory that a huge text takes."""


CALIBRATION = (0.68, 0.45)
"""Factor and exponent of the odds, fitted on articles that the weights have not seen."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Weights, and what was remembered of the words that were read with them."""

    weights: Weights
    memory: Memory = field(default_factory=Memory)


def find_entities(body: str) -> tuple[Entity, ...]:
    """Find the named entities of an English text, in order and without overlap, with one name per entity.

    No span begins or ends with a space, holds a line break, a leading "the" or a closing possessive.
    """
    mentions = find_mentions(body)
    return as_entities(mentions, resolve_names(mentions, body))


def find_mentions(body: str, recogniser: Recogniser | None = None) -> list[Mention]:
    """Find the named mentions of an English text without joining those of one entity.

    Without a recogniser the one that comes with the package is used.
    """
    chosen = recogniser or embedded()
    return [mention for part in parts(tokenise(body), TOKENS_AT_ONCE) for mention in _mentions(body, part, chosen)]


@cache
def embedded() -> Recogniser:
    """The recogniser that comes with the package."""
    return Recogniser(load_weights())


def _mentions(body: str, tokens: Tokens, recogniser: Recogniser) -> list[Mention]:
    """Label the words twice, the second time knowing what the first made of the same words elsewhere."""
    weights = recogniser.weights
    places, words, scores = score_labels(tokens, weights, recogniser.memory)
    if not words:
        return []
    scores += agree(words, probabilities(places, scores, weights))
    chances = probabilities(places, scores, weights)
    labels = best_labels(places, scores, weights)
    named = np.flatnonzero(labels)
    numbers = word_places(tokens)[places[named]]
    sure = _calibrated(chances[named, labels[named]].astype(np.float64))
    joined = _joined(body, tokens, zip(numbers.tolist(), labels[named].tolist(), sure.tolist(), strict=True))
    whole = without_plain_words(body, join_institutions(body, without_overlap(joined)), weights.lexicon)
    return of_one_type(find_acronyms(body, tokens, whole))


def _calibrated(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities as often right as they say: the two passes are not independent, so odds grow too fast."""
    odds = chances / np.maximum(1 - chances, 1e-9)
    tempered = CALIBRATION[0] * odds ** CALIBRATION[1]
    calibrated: NDArray[np.float64] = tempered / (1 + tempered)
    return calibrated


def _joined(body: str, tokens: Tokens, labelled: Iterable[tuple[int, int, float]]) -> list[Mention]:
    """Join labelled words to mentions; a mention is as sure as its least sure word."""
    found: list[Mention] = []
    first, last, kind, least = 0, 0, "", 1.0
    for number, label, chance in labelled:
        part, _, here = LABELS[label].partition("-")
        ends = part == "B" or here != kind or number != last
        if kind and (ends or "\n" in body[tokens.starts[last - 1] : tokens.starts[number]]):
            found += settle(body, tokens, range(first, last), kind, least)
            kind = ""
        if not kind:
            first, kind, least = number, here, 1.0
        last, least = number + 1, min(least, chance)
    if kind:
        found += settle(body, tokens, range(first, last), kind, least)
    return found
