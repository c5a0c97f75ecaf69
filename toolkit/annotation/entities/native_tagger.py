"""The English recogniser's labels from the native core: the same as those of `sequence_tagger`, only quicker."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np

from toolkit._native import native_core
from toolkit.annotation.entities.integer_weights import score_factors
from toolkit.annotation.entities.model_weights import Weights
from toolkit.annotation.entities.place_names import (
    KEYWORDS,
    begins_known_name,
    known_kind,
    longest_known_name,
    peoples,
)
from toolkit.annotation.entities.word_features import BRIDGES, BRIDGING, ENGLISH, JOINING, JOINS
from toolkit.annotation.tokenizer import Tokens

KINDS = ("country", "region", "city", "town", "body")
"""Kinds of known names; the core knows them by number, from one on."""

_NUMBERS: dict[str | None, int] = {None: 0} | {kind: number for number, kind in enumerate(KINDS, 1)}

BEGINS_NAME, PEOPLE = 8, 16
"""Added to the number of a word's kind."""
WORDS = 8
"""Times the number of its words, added to the number of the kind of a longer name."""

_ARRAYS = (
    *("linear", "deep", "bias", "classes", "phrases", "transitions", "moves", "hidden", "hidden_classes"),
    *("hidden_phrases", "hidden_bias", "output", "opinions"),
)

Labelled = list[tuple[int, int, int]]
"""Of each word in a name its number, its label and the probability of that in `integer_weights.CERTAIN`."""


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


def native_tagger(weights: Weights) -> NativeTagger | None:
    """A tagger with the weights; null where there is no core, or where it does not know the features."""
    core = native_core()
    if core is None or weights.features is not ENGLISH or weights.own:
        return None
    integers, (coarse, fine) = weights.integers, score_factors()
    arrays = {name: np.ascontiguousarray(getattr(integers, name)) for name in _ARRAYS}
    rows = [weights.attributes.get(f"k={kind}", -1) for kind in KEYWORDS]
    arrays |= {"vectors": np.ascontiguousarray(weights.vectors), "coarse": coarse, "fine": fine}
    arrays["keyword_rows"] = np.array(rows, np.int32)
    tables = {
        "attributes": "\n".join(weights.attributes).encode(),
        "lexicon": _lines(weights.lexicon.items()),
        "keywords": _lines(_keywords()),
        "bonds": _lines({**dict.fromkeys(BRIDGING, str(BRIDGES)), **dict.fromkeys(JOINING, str(JOINS))}.items()),
    }
    tagger = core.Tagger(arrays, tables, _facts, _longest_name, integers.hidden_bits, integers.output_bits)
    return NativeTagger(tagger)


def _facts(word: str) -> int:
    """What is known of a word with a capital."""
    return _NUMBERS[known_kind(word)] | BEGINS_NAME * begins_known_name(word) | PEOPLE * (word in peoples())


def _longest_name(words: str) -> int:
    """The kind of the longest known name that at least two words begin with, and how many words it has."""
    longest = longest_known_name(words.split(" "))
    return 0 if longest is None else _NUMBERS[longest[1]] | WORDS * longest[0]


def _keywords() -> list[tuple[str, str]]:
    """Each keyword with one character that says of which kinds it is: those of its bits, from 0 on."""
    kinds = list(KEYWORDS.values())
    return [
        (word, chr(ord("0") + sum((word in words) << bit for bit, words in enumerate(kinds))))
        for word in sorted(frozenset().union(*kinds))
    ]


def _lines(entries: Any) -> bytes:
    return "\n".join(f"{key}\t{value}" for key, value in entries).encode()
