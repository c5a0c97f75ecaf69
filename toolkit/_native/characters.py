"""What the native core knows of characters: what the `str` methods of the running Python say."""

import re
from array import array

ALPHA, DIGIT, UPPER, LOWER, TITLE, ALNUM, SPACE, DECIMAL, MARK = (1 << bit for bit in range(9))
"""As in text.h."""

_MARK = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e]")
"""As in `toolkit.annotation.tokenizer`."""


def describe_block(block: int) -> bytes:
    """Flags (16 bits) of the 256 characters from `256 * block` on."""
    return array("H", map(_flags, map(chr, range(256 * block, 256 * block + 256)))).tobytes()


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
    )
