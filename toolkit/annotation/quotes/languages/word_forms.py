"""Sets of word forms that are looked up word by word, which is faster than one pattern with a thousand branches."""

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c"
"""Ranges of combining signs, which belong to words but are no word characters of regular expressions."""
_LAST_CASED = 0x2000
"""Every alphabet with capitals in news is before this code point."""
_WORD = re.compile(rf"(?<![\w’'{MARKS}])[\w{MARKS}]+")
_LONGEST_ENDING = 6
_SHORTEST_STEM = 4
_ENDING = 3
"""Letters by which two forms of one name may differ at their end."""
_MOST_REMEMBERED = 20_000


@cache
def capitals() -> str:
    """Return the capital letters of all alphabets, for character classes of regular expressions."""
    return "".join(re.escape(chr(code)) for code in range(_LAST_CASED) if chr(code).isupper())


class WordForms:
    """Finds words in lists of forms: `*` at the end of a form stands for at most six letters, `_` for a blank.

    With `folded`, capitals do not matter; with `bounded`, forms are whole words rather than any characters.
    """

    def __init__(
        self, forms: Iterable[str], *, bounded: bool = True, folded: bool = True, without: Container[str] = ()
    ) -> None:
        """Hold the forms; those of several words, and all without bounds, become a pattern.

        `without` holds words that look like a form and are none, such as nouns on the stem of a verb.
        """
        self._without = without
        longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
        self._folded = folded
        self._known: dict[str, bool] = {}
        self._forms = frozenset(self._fold(form) for form in longest_first if not form.endswith("*"))
        self._stems = frozenset(self._fold(form[:-1]) for form in longest_first if form.endswith("*"))
        whole = bounded and not any("_" in form or " " in form for form in longest_first)
        self.pattern: str = "" if whole else "|".join(_branch(form) for form in longest_first) or "(?!)"
        bounds = (rf"(?<![\w’'{MARKS}])", rf"(?![\w{MARKS}])") if bounded else ("", "")
        flags = re.IGNORECASE if folded else re.NOFLAG
        self._compiled = re.compile(f"{bounds[0]}(?:{self.pattern}){bounds[1]}", flags) if self.pattern else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets, in order."""
        if self._compiled is not None:
            yield from self._compiled.finditer(text, start, end)
            return
        for word in _WORD.finditer(text, start, end) if self._forms or self._stems else ():
            if self._is_form(word.group()):
                yield word

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match that begins at an offset."""
        if self._compiled is not None:
            return self._compiled.match(text, start, end)
        word = _WORD.match(text, start, end)
        return word if word and self._is_form(word.group()) else None

    def fullmatch(self, word: str) -> bool:
        """Return True if a word is one of the forms."""
        return bool(self._compiled.fullmatch(word)) if self._compiled is not None else self._is_form(word)

    def _is_form(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._look_up(self._fold(word))
        return known

    def _look_up(self, word: str) -> bool:
        if word in self._without:
            return False
        first = max(1, len(word) - _LONGEST_ENDING)
        return word in self._forms or any(word[:length] in self._stems for length in range(first, len(word) + 1))

    def _fold(self, word: str) -> str:
        return word.lower() if self._folded else word


def _branch(form: str) -> str:
    ending = r"\w{0,6}" if form.endswith("*") else ""
    return re.escape(form.rstrip("*")).replace("_", r"\s").replace(r"\ ", r"\s") + ending


def stem_of(word: str) -> str:
    """Return what two words have in common if `same_word` holds of them."""
    return word.lower()[:_SHORTEST_STEM]


def same_word(one: str, other: str, *, stem: int = _SHORTEST_STEM) -> bool:
    """Return True if two words are the same but for an ending of declension."""
    one, other = one.lower(), other.lower()
    if one == other:
        return True
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= stem and max(len(one), len(other)) - common <= _ENDING
