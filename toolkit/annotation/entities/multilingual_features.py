"""What the recogniser of many languages sees of a text in words with capitals."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import FeatureSet, Frame
from toolkit.annotation.entities.phrase_parts import phrase_parts
from toolkit.annotation.entities.place_names import longest_name, word_list
from toolkit.annotation.entities.word_features import (
    BRIDGES,
    BRIDGING,
    CLASSES,
    JOINING,
    JOINS,
    SLOTS,
    active_places,
    has_capital,
    slot_places,
    word_class,
    word_keys,
    word_shape,
)
from toolkit.annotation.tokenizer import tokenise
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import begins_name, kind, may_be_place
from toolkit.normalisation.authors.given_names import is_given_name

KINDS = ("country", "region", "city", "town")
PHRASES = ("", *(f"{part} {name}" for name in KINDS for part in ("one", "first", "next")))
"""Part in the name of a place, by number."""

AFFIXES = (2, 3, 4, 5)
"""Lengths of the beginnings of a word that are attributes; endings may have one letter, too."""

REACH, BEFORE = 3, 2
"""Words in small letters after and before one with a capital that may be part of a name in a wide frame."""

CASE_ENDING, LEAST_STEM = 5, 4
"""Letters of the longest case ending that is taken off the name of a place, and of the shortest stem."""


def bond(key: str) -> int:
    """How a word without a capital may be between two with one, see word_features.bond."""
    return JOINS if key in JOINING or key in FOREIGN_JOINING else BRIDGES if key in BRIDGING else 0


def phrase_start(key: str) -> int:
    """The number in `PHRASES` of a place of one word, `len(PHRASES)` for none; negative where a longer name begins."""
    word = key.removeprefix("^")
    if not may_begin_name(word):
        return len(PHRASES)
    name = place_kind(word)
    number = len(PHRASES) if name is None else _FIRST[name]
    return -number if begins_place(word) else number


def frame(keys: Sequence[str], classes: NDArray[np.int8], bonds: NDArray[np.int8], phrases: NDArray[np.int8]) -> Frame:
    """Frame a key list, with the class, the bond and the beginning phrase of each key."""
    return _framed(keys, classes, bonds, phrases, active_places(classes, bonds))


def wide_frame(
    keys: Sequence[str], classes: NDArray[np.int8], bonds: NDArray[np.int8], phrases: NDArray[np.int8]
) -> Frame:
    """Frame a key list of a language in which names go on in small letters: `REACH` words after a capital count, too.

    So do as many before one as `BEFORE` says: common nouns begin names there.
    """
    active = active_places(classes, bonds)
    small = (classes == CLASSES.index("lower")) | (bonds > 0)
    after, before = has_capital(classes), has_capital(classes)
    for _ in range(REACH):
        after[1:] |= after[:-1] & small[1:]
    for _ in range(BEFORE):
        before[:-1] |= before[1:] & small[:-1]
    return _framed(keys, classes, bonds, phrases, active | after | before)


def open_frame(
    keys: Sequence[str], classes: NDArray[np.int8], bonds: NDArray[np.int8], phrases: NDArray[np.int8]
) -> Frame:
    """Frame a key list of which every word may be part of a name."""
    return _framed(keys, classes, bonds, phrases, classes > 0)


def _framed(
    keys: Sequence[str],
    classes: NDArray[np.int8],
    bonds: NDArray[np.int8],
    phrases: NDArray[np.int8],
    active: NDArray[np.bool_],
) -> Frame:
    places = np.flatnonzero(active)
    parts = phrase_parts(keys, np.where(has_capital(classes), phrases, 0), place_kind, _FIRST, len(PHRASES))
    wide = classes.astype(np.intp)
    near = (wide[places - 1] * len(CLASSES) + wide[places]) * len(CLASSES) + wide[places + 1]
    known = np.stack([parts[places + step] + (step + 1) * len(PHRASES) for step in (-1, 0, 1)])
    return Frame(places, slot_places(classes, bonds == JOINS)[:, places], near, known)


def attributes(key: str, lexicon: Mapping[str, str]) -> list[str]:
    """The attributes of a word, whatever is around it.

    The lexicon gives for a word in small letters one digit that says how often it is printed with a small letter
    (0 always, 4 never, ? unknown), and one that says how frequent it is (on Zipf's scale, ? for rare words).
    """
    if not key:
        return ["boundary"]
    word = key.removeprefix("^") or key
    lower = word.lower()
    facts = lexicon.get(lower, "??")
    usage, frequency = facts[0], facts[1]
    shape = word_shape(word)
    names = [f"l={lower}", f"h={shape}", f"hu={shape[:3]}{usage}", f"hz={shape[:3]}{frequency}", "b"]
    if key[0] == "^":
        names += ["start", f"su={usage}", f"sz={frequency}"]
    if not word[0].isalpha():
        return names
    names += ending_attributes(lower)
    if may_begin_name(word):
        if key[0] != "^":
            names.append(f"w={word}")
        names += part_attributes(lower)
        names += gazetteer_attributes(word)
    return names


def ending_attributes(lower: str) -> list[str]:
    """The last letters of a word in small letters."""
    return [f"s{size}={lower[-size:]}" for size in (1, *AFFIXES) if len(lower) > size]


def part_attributes(lower: str) -> list[str]:
    """The first letters of a word in small letters, and four at a time inside of it."""
    names = [f"p{size}={lower[:size]}" for size in AFFIXES if len(lower) > size]
    return names + [f"n={lower[first : first + 4]}" for first in range(1, len(lower) - 4)]


def may_begin_name(word: str) -> bool:
    """True if a word has a capital, or is of a script that has none."""
    return bool(word) and word[0].isalpha() and not word[0].islower()


def gazetteer_attributes(word: str) -> list[str]:
    """What lists of names say of a word, also without a case ending."""
    name = place_kind(word)
    names = [f"g={name}"]
    if name is None and (stem := stem_kind(word)):
        names.append(f"gs={stem}")
    given, family = is_given_name(word), is_family_name(word)
    names.append(f"nm={int(given)}{int(family)}")
    if not given and not family:
        for cut in (1, 2, 3):
            stem = word[:-cut]
            if len(stem) > 3 and (is_given_name(stem) or is_family_name(stem)):
                names.append(f"nms={cut}")
                break
    if begins_place(word):
        names.append("gf")
    return names


def longest_place(words: Sequence[str]) -> tuple[int, str] | None:
    """How many of the words make the longest name of a place of several that they begin with, and its kind."""
    return longest_name(words, place_kind)


@lru_cache(maxsize=16384)
def stem_kind(word: str) -> str | None:
    """Kind of the place that a word names with a case ending, and the length of the ending."""
    for cut in range(1, CASE_ENDING + 1):
        if len(word) - cut < LEAST_STEM:
            return None
        stem = word[:-cut].rstrip("'’")
        name = place_kind(stem) if may_be_place(stem) else None
        if name is None and cut <= 2:
            for vowel in _LOST_ENDINGS if word[0] < _CYRILLIC else _LOST_CYRILLIC_ENDINGS:
                if may_be_place(stem + vowel) and (restored := place_kind(stem + vowel)):
                    return f"{restored}~{vowel}"
        if name:
            return f"{name}{min(cut, 3)}"
    return None


place_kind: Callable[[str], str | None] = lru_cache(maxsize=65536)(kind)
begins_place: Callable[[str], bool] = lru_cache(maxsize=65536)(begins_name)


FOREIGN_JOINING = word_list(
    "e y und og och ja i și si şi en et в на и по за для ve za u ul a af av för für zu zur zum des dem"
)
"""Words of other languages that are inside a name without a capital."""

_FIRST = {name: PHRASES.index(f"one {name}") for name in KINDS}
_LOST_ENDINGS, _LOST_CYRILLIC_ENDINGS = ("a", "e", "o"), ("я", "ия", "а")
"""What a name ends with where the case ending has taken its place: Praha, Praze."""
_CYRILLIC = "\u0400"

WORDS = FeatureSet(
    tokens=tokenise,
    word_keys=word_keys,
    word_class=word_class,
    bond=bond,
    phrase_start=phrase_start,
    frame=frame,
    attributes=attributes,
    slots=len(SLOTS),
    classes=len(CLASSES),
    phrases=len(PHRASES),
)
"""What the recogniser of many languages looks at."""

WIDE_WORDS = WORDS._replace(frame=wide_frame)
"""The same where names go on in small letters."""

ELIDED_WORDS = WIDE_WORDS._replace(tokens=partial(tokenise, elided=True))
"""The same where articles are joined to names with an apostrophe."""

OPEN_WORDS = WORDS._replace(frame=open_frame)
"""The same where names are written in small letters, too."""
