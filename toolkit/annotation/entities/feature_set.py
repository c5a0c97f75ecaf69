"""What a recogniser looks at: how a text becomes keys, and how keys become numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.tokenizer import Tokens


class Frame(NamedTuple):
    """The places of a key list that may be part of a name, and what is around each of them."""

    places: NDArray[np.intp]
    window: NDArray[np.int32]
    """Places that the slots point to, one row per slot."""
    near: NDArray[np.intp]
    """Number of the three word classes before, here and after, one for each place."""
    known: NDArray[np.intp]
    """Numbers of the parts in a known name before, here and after, one row for each of the three."""


class FeatureSet(NamedTuple):
    """Functions that describe a text; weights are trained with one set and used with the same."""

    tokens: Callable[[str], Tokens]
    """The words or characters of a text."""
    word_keys: Callable[[Tokens, Mapping[str, str]], list[str]]
    """The text as one list of keys, with two boundaries before, between and after sentences."""
    word_class: Callable[[str, Mapping[str, str]], int]
    """The number of a key's class."""
    bond: Callable[[str], int]
    """How a key without a capital may be between two with one."""
    phrase_start: Callable[[str], int]
    """The number of a known name that consists of the key, negative where a longer one begins."""
    frame: Callable[[Sequence[str], NDArray[np.int8], NDArray[np.int8], NDArray[np.int8]], Frame]
    """The frame of a key list, from the class, the bond and the beginning phrase of each key."""
    attributes: Callable[[str, Mapping[str, str]], list[str]]
    """The attributes of a key, whatever is around it."""
    slots: int
    classes: int
    phrases: int
    """How many slots, key classes and parts in a known name there are."""
