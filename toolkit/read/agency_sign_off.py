"""The lines with which agencies close their copy: initials of editors, the desk that can be called."""

import re
from collections.abc import Sequence

_SIGN_OFF = re.compile(
    r"(?:[a-z]{2,5}(?:[/-][a-z]{2,5}){1,4}|[-–—*]{1,3}\s*.{0,60}\b(?:newsroom|bureau|desk|redaktion|rédaction)\b,?.{0,60}"
    r"|\(\s*(?:END|ENDS|fin|ende)\s*\)|(?:Enditem|ENDS|-ENDS-|###|-30-))\.?",
)
"""`mh/jmp/dsa` of AFP, `-- Norvik newsroom, +44 171 555 0100` of Reuters, closing marks."""


def without_sign_off(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of a text without the lines at its end that are no part of it.

    >>> without_sign_off(["The ferry runs again.", "-- Norvik newsroom, +44 171 555 0100"])
    ['The ferry runs again.']
    """
    last = len(paragraphs)
    while last > 1 and _SIGN_OFF.fullmatch(paragraphs[last - 1].strip()):
        last -= 1
    return list(paragraphs[:last])
