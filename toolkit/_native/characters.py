"""What the native core knows of characters: what the `str` methods of the running Python say."""

import re
from array import array

ALPHA, DIGIT, UPPER, LOWER, TITLE, ALNUM, SPACE, DECIMAL, MARK, SPECIAL = (1 << bit for bit in range(10))
"""As in text.h."""

_MARK = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e]")
"""As in `toolkit.annotation.tokenizer`."""


def describe_block(block: int) -> bytes:
    """Flags (16 bits) and small letters (32 bits) of the 256 characters from `256 * block` on."""
    letters = [chr(code) for code in range(256 * block, 256 * block + 256)]
    return array("H", map(_flags, letters)).tobytes() + array("I", map(_small, letters)).tobytes()


def _flags(letter: str) -> int:
    return (
        ALPHA * letter.isalpha()
        | DIGIT * letter.isdigit()
        | UPPER * letter.isupper()
        | LOWER * letter.islower()
        | TITLE * (letter.istitle() and not letter.isupper())
        | ALNUM * letter.isalnum()
        | SPACE * letter.isspace()
        | DECIMAL * letter.isdecimal()
        | MARK * bool(_MARK.match(letter))
        | SPECIAL * (len(letter.lower()) > 1 or letter == "\u03a3")
    )


def _small(letter: str) -> int:
    small = letter.lower()
    return ord(small if len(small) == 1 else letter)
