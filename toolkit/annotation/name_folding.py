"""Spellings of names brought to one form, so that variants of a name can be matched."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name in small letters without diacritics, dots, possessive and leading "the".

    >>> fold("The U.N.’s")
    'un'
    """
    plain = name
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _POSSESSIVE.sub("", _LEADING.sub("", plain.casefold()))
    return " ".join(_BETWEEN.sub(" ", plain.replace(".", "")).split())


@lru_cache(maxsize=4096)
def fold_words(name: str) -> tuple[str, ...]:
    """The words of a person's name in a spelling that transliterations share; initials are words of one letter.

    >>> fold_words("Recep T. Erdoğan") == fold_words("Recep T Erdogan")
    True
    """
    plain = fold(name.replace(".", ". "))
    words = [word for word in plain.split() if word not in _ARTICLES] or plain.split()
    return tuple(_transliterated(word) for word in words)


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that a name may have: initials of its capitalised words, and of all its words.

    >>> initials("Society for the Study of Rain")
    ('SSR', 'SFTSOR')
    """
    words = _WORD.findall(name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    everything = "".join(word[0].upper() for word in words)
    return tuple(dict.fromkeys(letters for letters in (capitals, everything) if len(letters) > 1))


def _transliterated(word: str) -> str:
    if len(word) < 4:
        return word
    rest = word[1:]  # initials must still fit
    for pattern, replacement in _VARIANTS:
        rest = pattern.sub(replacement, rest)
    return word[0] + rest


_LETTERS = str.maketrans({"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss",
                          "æ": "ae", "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "Ə": "A"})  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?$")
_LEADING = re.compile(r"^the\s+")
_BETWEEN = re.compile(r"[^\w&+]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})*")
_ARTICLES = frozenset(("al", "el", "jr", "sr"))
_VARIANTS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(.)\1+", r"\1"),  # Hasan, Hassan
        (r"[iy]y$|[iy]j$|ii$", "i"),  # Zelenskyy, Zelenskiy
        (r"y|j(?=[aou])", "i"),  # Sergey, Sergei; Natalja, Natalia
        (r"ei$", "i"),
        (r"ph", "f"),
        (r"ck|q|k", "c"),
        (r"w", "v"),
        (r"oe", "o"),  # Oezil, Özil
        (r"ue", "u"),
        (r"(.)\1+", r"\1"),
    )
)
