"""Looks at all characters of a text at once: a character at a time takes ten times as long."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 16
"""Characters looked at together, so that the memory for a long text stays small."""


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code point of every character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class CharacterClasses:
    """The class of every character, learnt when it is first met."""

    __slots__ = ("_ascii", "_class_of", "_classes")

    def __init__(self, class_of: Callable[[str], int]) -> None:
        """Take the function that says the class of one character: 1 to 255."""
        self._class_of = class_of
        self._ascii = b""
        self._classes = np.zeros(0x110000, np.uint8)

    def of(self, text: str) -> NDArray[np.uint8]:
        """Return the class of each character of a text."""
        if len(text) <= _PIECE:
            return self._look_up(text)
        return np.concatenate([self._look_up(text[start : start + _PIECE]) for start in range(0, len(text), _PIECE)])

    def _look_up(self, text: str) -> NDArray[np.uint8]:
        if text.isascii():
            self._ascii = self._ascii or bytes(self._class_of(chr(code)) for code in range(128)) + bytes(128)
            return np.frombuffer(text.encode("ascii").translate(self._ascii), np.uint8)
        codes = code_points(text)
        classes = self._classes.take(codes, mode="clip")
        if np.count_nonzero(classes) < len(classes):
            for code in np.unique(codes[classes == 0]).tolist():
                self._classes[code] = self._class_of(chr(code))
            classes = self._classes.take(codes, mode="clip")
        return classes
