"""Named entities: the people, organisations, places, peoples and events that a body names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.adjacent_mentions import join_adjacent, part_owners
from toolkit.annotation.entities.canonical_names import Mention, as_entities, resolve_names
from toolkit.annotation.entities.character_features import CHARACTERS
from toolkit.annotation.entities.coordinated_names import with_coordination
from toolkit.annotation.entities.cyrillic_features import CYRILLIC_SETS
from toolkit.annotation.entities.cyrillic_phrases import with_phrases
from toolkit.annotation.entities.integer_weights import CERTAIN
from toolkit.annotation.entities.languages import MODELS
from toolkit.annotation.entities.model_weights import Weights, load_language, load_weights
from toolkit.annotation.entities.native_tagger import Labelled, NativeTagger, native_tagger
from toolkit.annotation.entities.organisations import find_acronyms, join_institutions, with_club_words
from toolkit.annotation.entities.sequence_tagger import Memory, agree, best_labels, probabilities, score_labels
from toolkit.annotation.entities.span_boundaries import (
    called_in_short,
    of_one_type,
    settle,
    settle_foreign,
    without_overlap,
    without_plain_words,
)
from toolkit.annotation.entities.things import without_things
from toolkit.annotation.entities.types_by_context import typed_by_context
from toolkit.annotation.entities.types_by_words import typed_by_words
from toolkit.annotation.entities.word_features import ENGLISH, word_places
from toolkit.annotation.tokenizer import Tokens, parts
from toolkit.contract.records import Entity

TOKENS_AT_ONCE = 20_000
"""Tokens that are labelled together, more than an article has; bounds the memory that a huge text takes."""


Named = tuple[int, str, float]
"""Number, label and calibrated probability of a word that is part of a name."""

CALIBRATION = (0.68, 0.45)
"""Factor and exponent of the odds, fitted on articles that the weights have not seen."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Weights, and what was remembered of the words that were read with them."""

    weights: Weights
    memory: Memory = field(default_factory=Memory)
    native: NativeTagger | None = None
    """What labels in place of the Python code, with the same results."""


def recogniser_of(weights: Weights) -> Recogniser:
    """A recogniser with the weights, with the native core where it is there."""
    return Recogniser(weights, native=native_tagger(weights))


def find_entities(body: str, language: str = "en") -> tuple[Entity, ...]:
    """Find the named entities of a text, in order and without overlap, with one name per entity.

    No span begins or ends with a space, holds a line break, a leading "the" or a closing possessive.

    Raises:
        KeyError: the recogniser does not speak the language.
    """
    mentions = find_mentions(body, embedded(language))
    return as_entities(mentions, resolve_names(mentions, body))


def find_mentions(body: str, recogniser: Recogniser | None = None) -> list[Mention]:
    """Find the named mentions of a text without joining those of one entity.

    Without a recogniser the English one is used that comes with the package.
    """
    chosen = recogniser or embedded("en")
    settled = _english_mentions if chosen.weights.features is ENGLISH else _foreign_mentions
    return [
        mention
        for tokens, labelled in label_parts(body, chosen)
        for mention in settled(body, tokens, _named(labelled, chosen.weights), chosen.weights)
    ]


@cache
def embedded(language: str = "en") -> Recogniser:
    """The recogniser of a language that comes with the package.

    Raises:
        KeyError: there is none.
    """
    if language == "en":
        return recogniser_of(load_weights())
    model = MODELS[language]
    return recogniser_of(load_language(*model))


def label_parts(body: str, recogniser: Recogniser) -> Iterable[tuple[Tokens, Labelled]]:
    """The parts of a text, and of their words in names the number, the label and its probability."""
    if recogniser.native and recogniser.weights.features is not CHARACTERS:
        return recogniser.native.label(body)
    tokens = recogniser.weights.features.tokens(body)
    return ((part, _labelled(part, recogniser)) for part in parts(tokens, TOKENS_AT_ONCE))


def _english_mentions(body: str, tokens: Tokens, labelled: Sequence[Named], weights: Weights) -> list[Mention]:
    """The mentions that labelled words of an English text make, with borders and types settled."""
    if not labelled:
        return []
    joined = [
        mention
        for run, kind, chance in _runs(body, tokens, labelled)
        for mention in settle(body, tokens, run, kind, chance)
    ]
    whole = join_institutions(body, join_adjacent(body, without_overlap(joined)))
    named = without_things(body, without_plain_words(body, part_owners(body, whole), weights.lexicon))
    complete = with_club_words(body, find_acronyms(body, tokens, named))
    settled = called_in_short(of_one_type(typed_by_context(body, typed_by_words(body, complete))))
    return with_coordination(body, settled, weights.lexicon)


def _foreign_mentions(body: str, tokens: Tokens, named: Sequence[Named], weights: Weights) -> list[Mention]:
    joined = [
        mention
        for run, kind, chance in _runs(body, tokens, named)
        for mention in settle_foreign(body, tokens, run, kind, chance)
    ]
    mentions = of_one_type(without_overlap(joined))
    return with_phrases(body, tokens, mentions) if weights.features in CYRILLIC_SETS else mentions


def _labelled(tokens: Tokens, recogniser: Recogniser) -> Labelled:
    """Label the words of a text twice, the second time knowing what the first made of the same words elsewhere.

    Characters are labelled once.
    """
    weights = recogniser.weights
    if recogniser.native:
        return recogniser.native.label_characters(tokens, weights, recogniser.memory)
    places, words, scores = score_labels(tokens, weights, recogniser.memory)
    if not words:
        return []
    if weights.features is not CHARACTERS:
        scores += agree(words, probabilities(places, scores, weights), weights)
    chances = probabilities(places, scores, weights)
    labels = best_labels(places, scores, weights)
    rows = np.flatnonzero(labels)
    numbers = word_places(tokens)[places[rows]]
    return list(zip(numbers.tolist(), labels[rows].tolist(), chances[rows, labels[rows]].tolist(), strict=True))


def _named(labelled: Labelled, weights: Weights) -> list[Named]:
    names = weights.labels
    sure = _calibrated(np.array([chance for _, _, chance in labelled]) / CERTAIN)
    return [(number, names[label], chance) for (number, label, _), chance in zip(labelled, sure.tolist(), strict=True)]


def _calibrated(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities as often right as they say: the two passes are not independent, so odds grow too fast."""
    odds = chances / np.maximum(1 - chances, 1e-9)
    tempered = CALIBRATION[0] * odds ** CALIBRATION[1]
    calibrated: NDArray[np.float64] = tempered / (1 + tempered)
    return calibrated


def _runs(body: str, tokens: Tokens, labelled: Iterable[Named]) -> list[tuple[range, str, float]]:
    """Join labelled words to runs of one type on one line; a run is as sure as its least sure word."""
    runs: list[tuple[range, str, float]] = []
    first, last, kind, least = 0, 0, "", 1.0
    for number, label, chance in labelled:
        part, _, own = label.partition("-")
        apart = part == "B" or own != kind or number != last
        if kind and (apart or len(body[tokens.starts[last - 1] : tokens.starts[number] + 1].splitlines()) > 1):
            runs.append((range(first, last), kind, least))
            kind = ""
        if not kind:
            first, kind, least = number, own, 1.0
        last, least = number + 1, min(least, chance)
    if kind:
        runs.append((range(first, last), kind, least))
    return runs
