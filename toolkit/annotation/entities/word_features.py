"""What the recogniser sees of a text: the attributes of each word, and which words speak for a token."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import FeatureSet, Frame
from toolkit.annotation.entities.phrase_parts import phrase_parts
from toolkit.annotation.entities.place_names import (
    KEYWORDS,
    begins_known_name,
    known_kind,
    peoples,
    word_list,
)
from toolkit.annotation.tokenizer import Tokens, tokenise

SLOTS = ("before2", "before", "here", "after", "after2", "first", "last", "outer_before", "outer_after")
"""Positions whose words speak for a token: its neighbours, and of the capitalised run in which it is
the first and last word and the words around the run."""

BOUNDARY = ""
"""The key of the empty place between two sentences; there are two of them, so that no window leaves its sentence."""

CLASSES = ("boundary", "lower", "title", "upper", "mixed", "initial", "number", "start", ".", ",", '"', "-", "other")
"""Word classes, by number."""

PHRASES = (
    "",
    *(
        f"{position} {kind}"
        for kind in ("country", "region", "city", "town", "body")
        for position in ("one", "first", "next")
    ),
)
"""Part in a known name, by number."""


def word_keys(tokens: Tokens, lexicon: Mapping[str, str]) -> list[str]:
    """The text as one list of keys: the words, with two boundaries before, between and after sentences.

    A hyphen that does not join two words is a dash.
    The first word of a sentence is marked with `^`, because its capital says little. A sentence in capitals or
    with a capital on every word is brought to the case in which its words are usually printed.
    """
    all_words, starts = tokens.words, tokens.starts
    keys = [BOUNDARY, BOUNDARY]
    for begin, end in pairwise(tokens.sentences):
        words = all_words[begin:end]
        if "-" in words:
            for position in range(1, len(words) - 1):
                number = begin + position
                if words[position] == "-" and not _joins(starts, all_words, number):
                    words[position] = "–"
        if _shouts(words):
            words = [_usual_case(word, lexicon) for word in words]
        for position, word in enumerate(words[:3]):
            if word[0].isalnum():
                words[position] = "^" + word
                break
        keys += words
        keys += (BOUNDARY, BOUNDARY)
    return keys


def word_places(tokens: Tokens) -> NDArray[np.intp]:
    """For each place of the key list the number of its word, -1 for boundaries."""
    numbers = np.arange(len(tokens.words))
    sentence = np.searchsorted(tokens.sentences, numbers, side="right") - 1
    places = np.full(len(numbers) + 2 * len(tokens.sentences), -1, np.intp)
    places[numbers + 2 * sentence + 2] = numbers
    return places


def frame(keys: Sequence[str], classes: NDArray[np.int8], bonds: NDArray[np.int8], phrases: NDArray[np.int8]) -> Frame:
    """Frame a key list, with the class, the bond and the beginning phrase of each key."""
    places = np.flatnonzero(active_places(classes, bonds))
    parts = phrase_parts(keys, np.where(has_capital(classes), phrases, 0), known_kind, _FIRST_PHRASE, len(PHRASES))
    wide = classes.astype(np.intp)
    near = (wide[places - 1] * len(CLASSES) + wide[places]) * len(CLASSES) + wide[places + 1]
    known = np.stack([parts[places + step] + (step + 1) * len(PHRASES) for step in (-1, 0, 1)])
    return Frame(places, slot_places(classes, bonds == JOINS)[:, places], near, known)


def word_class(key: str, lexicon: Mapping[str, str]) -> int:
    """The number of a key's class in `CLASSES`."""
    if not key:
        return 0
    word = key.removeprefix("^") or key
    if not word[0].isalpha():
        if word[0].isdigit():
            return 6
        return {".": 8, ",": 9, "-": 11, "/": 11, "&": 11}.get(word, 10 if word in "\"“”'‘’«»" else 12)
    if not word[0].isupper():
        return 1 if word.islower() else 4
    if len(word) == 1 or "." in word:
        return 5
    if key[0] == "^" and _usage(word, lexicon) in "01":
        return 7
    if word.isupper():
        return 3
    return 2 if word[1:].islower() else 4


def bond(key: str) -> int:
    """How a word without a capital may be between two with one: `JOINS` in most names, `BRIDGES` in some."""
    return JOINS if key in JOINING else BRIDGES if key in BRIDGING else 0


def phrase_start(key: str) -> int:
    """The number in `PHRASES` of a known name of one word, `len(PHRASES)` for none; negative where a longer begins."""
    word = key.removeprefix("^")
    if not word[:1].isupper():
        return len(PHRASES)
    kind = known_kind(word)
    number = len(PHRASES) if kind is None else _FIRST_PHRASE[kind]
    return -number if begins_known_name(word) else number


def word_attributes(key: str, lexicon: Mapping[str, str]) -> list[str]:
    """The attributes of a word, whatever is around it.

    The lexicon gives for a word in small letters one digit that says how often it is printed with a small letter
    (0 always, 4 never), followed by its cluster as a path of 0 and 1.
    """
    if not key:
        return ["boundary"]
    word = key.removeprefix("^") or key
    lower = word.lower()
    entry = lexicon.get(lower, "")
    usage = entry[:1] or "?"
    shape = word_shape(word)
    attributes = [f"l={lower}", f"h={shape}", f"hu={shape[:3]}{usage}"]
    if key[0] == "^":
        attributes += ["start", f"su={usage}"]
    if not word[0].isalpha():
        return attributes
    attributes += [f"s{size}={lower[-size:]}" for size in (2, 3, 4) if len(lower) > size]
    attributes += [f"c{size}={entry[1 : size + 1]}" for size in (3, 5, 7, 9, 12) if len(entry) > size]
    attributes.append(f"c={entry[1:]}")
    attributes += [f"k={kind}" for kind, words in KEYWORDS.items() if lower in words]
    if word[0].isupper():
        if key[0] != "^":
            attributes.append(f"w={word}")
        attributes += [f"p{size}={lower[:size]}" for size in (2, 3, 4) if len(lower) > size]
        attributes += gazetteer_attributes(word)
    return attributes


def gazetteer_attributes(word: str) -> list[str]:
    """What lists of names say of a word with a capital."""
    attributes = [f"g={known_kind(word)}"]
    if word in peoples():
        attributes.append("people")
    if begins_known_name(word):
        attributes.append("gf")
    return attributes


def word_shape(word: str) -> str:
    """Capitals as A, small letters as a, digits as 9; longer repetitions are cut to two."""
    if word.isascii() and word.isalpha():
        if word.islower():
            return "aa"[: len(word)]
        if word[0].isupper() and word[1:].islower():
            return "Aaa"[: len(word)]
    return _REPEATED.sub(_twice, word[:40].translate(_SHAPES))


def slot_places(classes: NDArray[np.int8], joins: NDArray[np.bool_]) -> NDArray[np.int32]:
    """For each place of the key list the places that its slots point to, one row per slot.

    `joins` marks words that may be inside a name (of, for, the, de, hyphens and dots).
    """
    size = len(classes)
    here = np.arange(size, dtype=np.int32)
    inside = (classes >= 2) & (classes <= 5)
    capital = inside.copy()
    single = joins[1:-1] & capital[:-2] & capital[2:]
    inside[1:-1] |= single
    double = joins[1:-2] & joins[2:-1] & capital[:-3] & capital[3:]
    inside[1:-2] |= double
    inside[2:-1] |= double
    edges = np.flatnonzero(np.diff(inside.astype(np.int8)))
    starts, ends = edges[0::2] + 1, edges[1::2]
    lengths = ends - starts + 1
    around = np.zeros((4, size), np.int32)
    for row, places in enumerate((starts, ends, starts - 1, ends + 1)):
        around[row, inside] = np.repeat(places, lengths)
    shifted = [np.clip(here + shift, 0, size - 1) for shift in (-2, -1, 0, 1, 2)]
    return np.concatenate([np.stack(shifted), around])


def active_places(classes: NDArray[np.int8], bonds: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which places of the key list may be part of a name: words with a capital, and what may join two of them.

    Only these are scored; the others are outside any name.
    """
    capital = has_capital(classes)
    number = classes == 6
    capital_or_number = capital.copy()
    capital_or_number[1:] |= number[1:] & capital[:-1]
    capital_or_number[:-1] |= number[:-1] & capital[1:]
    active, inner = capital_or_number.copy(), bonds > 0
    for gap in (1, 2, 3):
        bridge = capital[: -gap - 1] & capital[gap + 1 :]
        for step in range(1, gap + 1):
            bridge &= inner[step : step - gap - 1]
        for step in range(1, gap + 1):
            active[step : step - gap - 1] |= bridge
    return active


def has_capital(classes: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which keys begin with a capital, by their classes."""
    capital: NDArray[np.bool_] = ((classes >= 2) & (classes <= 5)) | (classes == 7)
    return capital


JOINING = word_list("of for the & - . ' ’ de del la el al bin ibn van von der den da dos di du le")
"""Words and marks that often are inside a name without a capital."""

BRIDGING = word_list("and on to in at e y en do da des dos du al el ul ad bint ben ka + / , ( ' ’s 's ‘ “ \" – —")
"""Words and marks that do so now and then."""

BRIDGES, JOINS = 1, 2


class _Shapes(dict[int, str]):
    """The sign for each character, found when it is met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        sign = "9" if letter.isdigit() else "A" if letter.isupper() else "a" if letter.isalpha() else letter
        return self.setdefault(code, sign)


_SHAPES = _Shapes()
_FIRST_PHRASE = {name.removeprefix("one "): number for number, name in enumerate(PHRASES) if name.startswith("one ")}
_REPEATED = re.compile(r"(.)\1{2,}")


def _twice(match: re.Match[str]) -> str:
    return match.group(1) * 2


def _usage(word: str, lexicon: Mapping[str, str]) -> str:
    return lexicon.get(word.lower(), "")[:1] or "?"


def _joins(starts: Sequence[int], words: Sequence[str], number: int) -> bool:
    """True if a hyphen is between two words without spaces."""
    return starts[number - 1] + len(words[number - 1]) == starts[number] == starts[number + 1] - 1


def _shouts(words: Sequence[str]) -> bool:
    """True if the first and all longer words have a capital, and there are a few."""
    if next((word for word in words if word[0].isalpha()), "a")[0].islower():
        return False
    long = 0
    for word in words:
        if len(word) > 3 and word[0].isalpha():
            if not word[0].isupper():
                return False
            long += 1
    return long > 3


def _usual_case(word: str, lexicon: Mapping[str, str]) -> str:
    usage = _usage(word, lexicon)
    if usage in "012":
        return word.lower()
    return word.capitalize() if word.isupper() and len(word) > 4 else word


ENGLISH = FeatureSet(
    tokens=tokenise,
    word_keys=word_keys,
    word_class=word_class,
    bond=bond,
    phrase_start=phrase_start,
    frame=frame,
    attributes=word_attributes,
    slots=len(SLOTS),
    classes=len(CLASSES),
    phrases=len(PHRASES),
)
"""What the English recogniser looks at."""
