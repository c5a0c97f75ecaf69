"""Labels of words from the native core: the same as those of `sequence_tagger`, only quicker."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from toolkit._native import native_core
from toolkit.annotation.entities import cyrillic_features, multilingual_features, word_features
from toolkit.annotation.entities.character_features import CHARACTERS, word_parts
from toolkit.annotation.entities.cyrillic_features import CYRILLIC_SETS, CYRILLIC_WORDS, OPEN_CYRILLIC_WORDS
from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.integer_weights import score_factors
from toolkit.annotation.entities.model_weights import Weights
from toolkit.annotation.entities.multilingual_features import ELIDED_WORDS, OPEN_WORDS, WIDE_WORDS, WORDS
from toolkit.annotation.entities.place_names import KEYWORDS, longest_known_name
from toolkit.annotation.entities.sequence_tagger import Memory, describe_characters
from toolkit.annotation.entities.word_features import BRIDGES, BRIDGING, ENGLISH, JOINING, JOINS, word_places
from toolkit.annotation.tokenizer import Tokens

KINDS = ("country", "region", "city", "town", "body")
"""Kinds of known names; the core knows them by number, from one on."""

WORDS_OF_NAME = 8
"""Times the number of its words, added to the number of the kind of a longer name."""

CAPITALS, WIDE, OPEN = range(3)
"""Which words are scored, see `multilingual_features`."""

IN_ENGLISH, FOREIGN, ELIDED, IN_CHARACTERS = range(4)
"""What a word is described by, and how a text is split."""

_ARRAYS = (
    *("linear", "deep", "bias", "classes", "phrases", "transitions", "moves", "hidden", "hidden_classes"),
    *("hidden_phrases", "hidden_bias", "output", "opinions"),
)
"""In the order in which the core takes them, behind the vectors."""

Labelled = list[tuple[int, int, int]]
"""Of each word in a name its number, its label and the probability of that in `integer_weights.CERTAIN`."""


class _Language(NamedTuple):
    """What the core has to be told of a feature set."""

    frame: int
    kind: int
    joining: frozenset[str]
    longest: Callable[[list[str]], tuple[int, str] | None]
    gazetteer: Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class NativeTagger:
    """A tagger of the core and the lock without which two threads would write into its memory."""

    tagger: Any
    lock: Lock = field(default_factory=Lock)

    def label(self, body: str) -> Iterator[tuple[Tokens, Labelled]]:
        """Label the words of a text, part by part."""
        with self.lock:
            parts = self.tagger.label(body)
        for tokens, labelled in parts:
            yield Tokens(*tokens), labelled

    def label_characters(self, tokens: Tokens, weights: Weights, memory: Memory) -> Labelled:
        """Label a part of a text in characters."""
        keys, rows, classes = describe_characters(tokens, weights, memory)
        parts = word_parts(keys).astype(np.int8)
        numbers = word_places(tokens).tolist()
        labelled = self.tagger.label_keys(rows, classes, parts, memory.linear, memory.deep)
        return [(numbers[key], label, chance) for key, label, chance in labelled]


def native_tagger(weights: Weights) -> NativeTagger | None:
    """A tagger with the weights; null where there is no core, or where it does not know the features."""
    core, language = native_core(), _language(weights.features)
    if core is None or language is None:
        return None
    integers = weights.integers
    rows = {name: getattr(integers, name) for name in _ARRAYS}
    rows |= {"hidden": integers.hidden.T, "output": integers.output.T}
    arrays = tuple(map(np.ascontiguousarray, (weights.vectors, *rows.values(), *score_factors())))
    bonds = {**dict.fromkeys(BRIDGING, str(BRIDGES)), **dict.fromkeys(language.joining, str(JOINS))}
    tables = (
        _attributes(weights.attributes, core.read_table),
        core.read_table("\n".join(weights.own).encode()),
        core.read_table(_lines(weights.lexicon.items())),
        core.read_table(_lines(_keywords().items())),
        core.read_table(_lines(bonds.items())),
    )

    def longest(words: list[str]) -> int:
        """The kind of the longest known name that at least two words begin with, and how many words it has."""
        name = language.longest(words)
        return 0 if name is None else KINDS.index(name[1]) + 1 + WORDS_OF_NAME * name[0]

    def gazetteer(word: str) -> str:
        """The attributes that lists of names give a word with a capital."""
        return " ".join(language.gazetteer(word))

    questions = weights.features.phrase_start, longest, gazetteer
    bits = integers.hidden_bits, integers.output_bits
    return NativeTagger(
        core.Tagger(arrays, tables, questions, weights.features.phrases, *bits, language.frame, language.kind)
    )


def _language(features: FeatureSet) -> _Language | None:
    if features is ENGLISH:
        english = word_features.gazetteer_attributes
        return _Language(CAPITALS, IN_ENGLISH, JOINING, longest_known_name, english)
    if features is CHARACTERS:  # described in Python
        return _Language(OPEN, IN_CHARACTERS, frozenset(), longest_known_name, list)
    foreign = cyrillic_features if features in CYRILLIC_SETS else multilingual_features
    frames = (
        *((WORDS, CAPITALS), (WIDE_WORDS, WIDE), (ELIDED_WORDS, WIDE), (OPEN_WORDS, OPEN)),
        *((CYRILLIC_WORDS, WIDE), (OPEN_CYRILLIC_WORDS, OPEN)),
    )
    frame = next((frame for known, frame in frames if known is features), None)
    if frame is None:
        return None
    return _Language(
        frame,
        ELIDED if features is ELIDED_WORDS else FOREIGN,
        JOINING | multilingual_features.FOREIGN_JOINING,
        multilingual_features.longest_place,
        foreign.gazetteer_attributes,
    )


_newest: list[tuple[Mapping[str, int], Any]] = []
"""The last attributes and their table: most languages share the same."""


def _attributes(attributes: Mapping[str, int], read_table: Callable[[bytes], Any]) -> Any:
    for known, table in _newest:
        if known is attributes:
            return table
    table = read_table("\n".join(attributes).encode())
    _newest[:] = [(attributes, table)]
    return table


def _keywords() -> dict[str, str]:
    """Of each keyword the attributes that it gives."""
    words = sorted(frozenset().union(*KEYWORDS.values()))
    return {word: " ".join(f"k={kind}" for kind, own in KEYWORDS.items() if word in own) for word in words}


def _lines(entries: Iterable[tuple[str, str]]) -> bytes:
    return "\n".join(f"{key}\t{value}" for key, value in entries).encode()
