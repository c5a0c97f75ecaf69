"""What the recogniser of Chinese, Japanese and Korean sees of a text: its characters, and the words in it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.feature_set import FeatureSet, Frame
from toolkit.annotation.entities.word_features import word_shape
from toolkit.annotation.tokenizer import LONGEST_SENTENCE, Tokens
from toolkit.gazetteer.word_table import TAGS, load_words, longest_words

CLASSES = (
    "boundary", "han", "hiragana", "katakana", "hangul", "capital", "small", "number", "space", "dot", "stop", "quote",
    "bracket", "other",
)  # fmt: skip
"""Classes of characters, by number."""

PHRASES = ("", *(f"{part} {tag}" for tag in TAGS for part in ("first", "next", "last")))
"""Part in a word of the table, by number."""

REACH = 3
"""Characters before and after one that speak for it."""

NEXT = "\t"
"""Stands in a key between a character and the one after it."""


def characters(body: str) -> Tokens:
    """Cut a text into characters; words in Latin letters, numbers and runs of spaces stay whole."""
    words: list[str] = []
    starts: list[int] = []
    sentences = [0]
    for match in _TOKEN.finditer(body):
        if match.lastgroup == "line":
            _end(sentences, len(words))
            continue
        words.append(match.group())
        starts.append(match.start())
        if words[-1] in _STOPS or len(words) - sentences[-1] >= LONGEST_SENTENCE:
            _end(sentences, len(words))
    _end(sentences, len(words))
    return Tokens(words, starts, sentences)


def character_keys(tokens: Tokens, lexicon: Mapping[str, str]) -> list[str]:
    """The characters, each with the one after it, with two boundaries before, between and after sentences."""
    del lexicon
    keys = ["", ""]
    for begin, end in pairwise(tokens.sentences):
        words = [" " if word.isspace() else word for word in tokens.words[begin:end]]
        keys += [f"{word}{NEXT}{after[:1]}" for word, after in zip(words, [*words[1:], ""], strict=True)]
        keys += ("", "")
    return keys


def character_class(key: str, lexicon: Mapping[str, str]) -> int:
    """The number of a key's class in `CLASSES`."""
    del lexicon
    return CLASSES.index(_class_of(key[0])) if key else 0


def no_bond(key: str) -> int:
    """No character is a bond: every one may be part of a name."""
    del key
    return 0


def frame(keys: Sequence[str], classes: NDArray[np.int8], bonds: NDArray[np.int8], phrases: NDArray[np.int8]) -> Frame:
    """Frame a key list: all characters, with the words in which they are."""
    del bonds, phrases
    wide = classes.astype(np.intp)
    places = np.flatnonzero(wide)
    parts = word_parts(keys)
    near = (wide[places - 1] * len(CLASSES) + wide[places]) * len(CLASSES) + wide[places + 1]
    known = np.stack([parts[places + step] + (step + 1) * len(PHRASES) for step in (-1, 0, 1)])
    steps = np.arange(-REACH, REACH + 1)[:, None]
    window = np.clip(places + steps, 0, len(keys) - 1).astype(np.int32)
    return Frame(places, window, near, known)


def attributes(key: str, lexicon: Mapping[str, str]) -> list[str]:
    """The attributes of a character and the one after it, whatever is around them."""
    del lexicon
    if not key:
        return ["boundary"]
    word, _, after = key.partition(NEXT)
    names = ["b", f"u={word}", f"b={word[-1]}{after}", f"c={_class_of(word[0])}"]
    if len(word) > 1:
        names += [f"l={word.lower()}", f"h={word_shape(word)}"]
    return names


def word_parts(keys: Sequence[str]) -> NDArray[np.intp]:
    """For each key its part in a word of the table, as a number in `PHRASES`."""
    codes = np.array([ord(key[0]) if key[1:2] == NEXT and ord(key[0]) > _LATIN else 0 for key in keys], np.uint64)
    parts = np.zeros(len(keys), np.intp)
    for begin, end, tag in longest_words(codes, load_words()):
        parts[begin:end] = 2 + 3 * tag
        parts[begin], parts[end - 1] = 1 + 3 * tag, 3 + 3 * tag
    return parts


def _end(sentences: list[int], number: int) -> None:
    if number > sentences[-1]:
        sentences.append(number)


@lru_cache(maxsize=16384)
def _class_of(letter: str) -> str:
    for name, first, last in _BLOCKS:
        if first <= letter <= last:
            return name
    if letter.isspace():
        return "space"
    if letter in "・·.‧":
        return "dot"
    if letter in _STOPS or letter in "、，,;；:：":
        return "stop"
    if letter in "\"'“”‘’「」『』《》〈〉":
        return "quote"
    if unicodedata.category(letter) in ("Ps", "Pe"):
        return "bracket"
    if letter.isdigit():
        return "number"
    return "capital" if letter.isupper() else "small" if letter.isalpha() else "other"


_BLOCKS = (
    ("hiragana", "\u3041", "\u309f"),
    ("katakana", "\u30a1", "\u30fa"),
    ("katakana", "\u30fc", "\u30ff"),
    ("han", "\u3400", "\u9fff"),
    ("han", "\u3005", "\u3007"),
    ("hangul", "\uac00", "\ud7a3"),
)
_STOPS = frozenset("。！？!?")
_LATIN = 0x2E80
_TOKEN = re.compile(r"(?P<line>[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+)|[A-Za-zÀ-ɏ]+|[0-9]+|[^\S\n\r]+|.", re.DOTALL)

CHARACTERS = FeatureSet(
    tokens=characters,
    word_keys=character_keys,
    word_class=character_class,
    bond=no_bond,
    phrase_start=no_bond,
    frame=frame,
    attributes=attributes,
    slots=2 * REACH + 1,
    classes=len(CLASSES),
    phrases=len(PHRASES),
)
"""What the recogniser of scripts without spaces and capitals looks at."""
