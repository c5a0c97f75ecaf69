"""The recogniser's weights, as they lie beside the code."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.character_features import CHARACTERS
from toolkit.annotation.entities.cyrillic_features import CYRILLIC_WORDS, OPEN_CYRILLIC_WORDS
from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.integer_weights import IntegerWeights, integer_weights
from toolkit.annotation.entities.multilingual_features import ELIDED_WORDS, OPEN_WORDS, WIDE_WORDS, WORDS
from toolkit.annotation.entities.word_features import ENGLISH

Floats = NDArray[np.float32]

LABELS = ("O", *(f"{part}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "EVENT", "MISC") for part in "BI"))
"""Labels by number: outside, first word of a name, further word of a name. Weights may lack some of those
before the last two."""

FEATURE_SETS = {
    "english": ENGLISH,
    "words": WORDS,
    "wide-words": WIDE_WORDS,
    "elided-words": ELIDED_WORDS,
    "open-words": OPEN_WORDS,
    "cyrillic-words": CYRILLIC_WORDS,
    "open-cyrillic-words": OPEN_CYRILLIC_WORDS,
    "characters": CHARACTERS,
}
"""What weights may look at, as their file names it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found; weights/entities.md says from what."""

    attributes: Mapping[str, int]
    """Row of each attribute in `vectors`."""
    lexicon: Mapping[str, str]
    """For a word in small letters how it is usually printed and its cluster, see `attributes.word_attributes`."""
    vectors: NDArray[np.int8]
    """Per attribute: label weights for each slot, then its part of the hidden layer's input; times `scale`."""
    scale: Floats
    classes: Floats
    """Label weights of three neighbouring word classes."""
    phrases: Floats
    """Label weights of the part in a place name before, here and after."""
    transitions: Floats
    """From label to label; a stretch begins and ends at label 0."""
    hidden: Floats
    hidden_classes: Floats
    hidden_phrases: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats
    own: Mapping[str, int] = field(default_factory=dict)
    """Row of each attribute as it is seen in one language, beside what it says in all of them."""
    features: FeatureSet = ENGLISH
    integers: IntegerWeights = field(init=False, repr=False, compare=False)
    """The same numbers as labelling computes with them."""

    def __post_init__(self) -> None:
        reals = {name: getattr(self, name) for name in _FLOATS}
        linear = self.features.slots * len(self.output_bias)
        object.__setattr__(self, "integers", integer_weights(reals, linear))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the weights know, by number."""
        return LABELS[: len(self.output_bias) - 2] + LABELS[-2:]


@cache
def load_weights() -> Weights:
    """The English weights that come with the package."""
    return read_weights(_packaged("entities.npz"))


@cache
def load_shared(name: str) -> Weights:
    """The weights that several languages share, `words` or `characters`."""
    return read_weights(_packaged(f"{name}.npz"))


def load_language(shared: str, own: Mapping[str, int], whole: int, facts: str) -> Weights:
    """Shared weights together with those of one language, and the facts about words of the same or of a relative.

    Where the weights of several languages are added up, an attribute that one of them lacks counts nothing there.
    """
    common, known = load_shared(shared), _arrays(_packaged(f"languages/{facts}.npz"))
    files_of_own = [(_arrays(_packaged(f"languages/{name}.npz")), parts) for name, parts in own.items()]
    names = dict.fromkeys(name for arrays, _ in files_of_own for name in _lines(arrays["attributes"]))
    rows = {name: row for row, name in enumerate(names)}
    sums = np.zeros((len(rows), common.vectors.shape[1]), np.int32)
    for arrays, parts in files_of_own:
        sums[[rows[name] for name in _lines(arrays["attributes"])]] += parts * arrays["vectors"].astype(np.int32)
    # Whole numbers round alike on every machine.
    vectors = np.concatenate([common.vectors, ((2 * sums + whole) // (2 * whole)).astype(np.int8)])
    numbers = {name: len(common.vectors) + row for name, row in rows.items()}
    features = FEATURE_SETS["".join(_lines(known["features"]))]
    return replace(common, lexicon=_lexicon(known["lexicon"]), vectors=vectors, own=numbers, features=features)


def read_weights(content: bytes | str) -> Weights:
    """Weights from the bytes of an npz file, or from its path.

    Raises:
        OSError: there is no such file.
        ValueError: it is no npz file.
        KeyError: an array is missing, or the feature set is unknown.
    """
    arrays = _arrays(content)
    numbers = {name: row for row, name in enumerate(_lines(arrays.pop("attributes")))}
    features = FEATURE_SETS["".join(_lines(arrays.pop("features", _letters(["english"]))))]
    lexicon, vectors = _lexicon(arrays.pop("lexicon")), arrays.pop("vectors").astype(np.int8)
    floats: dict[str, Any] = {name: arrays[name].astype(np.float32) for name in _FLOATS}
    return Weights(numbers, lexicon, vectors, features=features, **floats)


def read_about(content: bytes | str) -> dict[str, str]:
    """What a file of weights says of itself: digests of what it was trained on and with, empty for older files."""
    about: dict[str, str] = json.loads("".join(_lines(_arrays(content).get("about", _letters(["{}"])))))
    return about


def write_weights(weights: Weights, about: Mapping[str, str] | None = None) -> bytes:
    """The bytes of an npz file that holds the weights; floats are kept with half the digits."""
    floats = {name: getattr(weights, name).astype(np.float16) for name in _FLOATS}
    return _packed(
        attributes=_letters(weights.attributes),
        lexicon=_written(weights.lexicon),
        vectors=weights.vectors,
        features=_letters([_feature_name(weights)]),
        about=_letters([json.dumps(about or {}, sort_keys=True)]),
        **floats,
    )


def write_language(weights: Weights, vectors: NDArray[np.int8]) -> bytes:
    """The bytes of an npz file with what one language has of its own: its attributes have the rows of `vectors`."""
    return _packed(
        attributes=_letters(weights.own),
        vectors=vectors,
        lexicon=_written(weights.lexicon),
        features=_letters([_feature_name(weights)]),
    )


def _feature_name(weights: Weights) -> str:
    return next(name for name, features in FEATURE_SETS.items() if features is weights.features)


_FLOATS = (
    "scale", "classes", "phrases", "transitions", "hidden", "hidden_classes", "hidden_phrases", "hidden_bias", "output",
    "output_bias",
)  # fmt: skip


def _packaged(name: str) -> bytes:
    return (files("toolkit.annotation.entities") / "weights" / name).read_bytes()


def _arrays(content: bytes | str) -> dict[str, NDArray[np.generic]]:
    with np.load(content if isinstance(content, str) else BytesIO(content), allow_pickle=False) as file:
        return dict(file)


def _packed(**arrays: NDArray[np.generic]) -> bytes:
    content = BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _letters(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _lines(letters: NDArray[np.generic]) -> list[str]:
    return letters.tobytes().decode().split("\n")


def _written(lexicon: Mapping[str, str]) -> NDArray[np.uint8]:
    return _letters(f"{word}\t{entry}" for word, entry in lexicon.items())


def _lexicon(letters: NDArray[np.generic]) -> dict[str, str]:
    return dict(line.split("\t") for line in _lines(letters) if line)
