"""The recogniser's weights, as they lie beside the code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LABELS = ("O", *(f"{part}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "EVENT", "MISC") for part in "BI"))
"""Labels by number: outside, first word of a name, further word of a name."""


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


@cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights((files("toolkit.annotation.entities") / "weights" / "entities.npz").read_bytes())


def read_weights(content: bytes | str) -> Weights:
    """Weights from the bytes of an npz file, or from its path.

    Raises:
        OSError: there is no such file.
        ValueError: it is no npz file.
        KeyError: an array is missing.
    """
    with np.load(content if isinstance(content, str) else BytesIO(content), allow_pickle=False) as file:
        arrays = dict(file)
    names = bytes(arrays.pop("attributes")).decode().split("\n")
    words = bytes(arrays.pop("lexicon")).decode().split("\n")
    lexicon = dict(line.split("\t") for line in words)
    numbers = {name: row for row, name in enumerate(names)}
    vectors = arrays.pop("vectors")
    floats = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Weights(numbers, lexicon, vectors, *(floats[field.name] for field in fields(Weights)[3:]))


def write_weights(weights: Weights) -> bytes:
    """The bytes of an npz file that holds the weights; floats are kept with half the digits."""
    arrays: dict[str, NDArray[np.generic]] = {
        "attributes": _letters(weights.attributes),
        "lexicon": _letters(f"{word}\t{entry}" for word, entry in weights.lexicon.items()),
        "vectors": weights.vectors,
    }
    for field in fields(weights):
        if field.name not in arrays:
            arrays[field.name] = getattr(weights, field.name).astype(np.float16)
    content = BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _letters(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)
