"""Sets of word forms that are looked up word by word, which is faster than one pattern with a thousand branches."""

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c"
"""Ranges of combining signs, which belong to words but are no word characters of regular expressions."""
_LAST_CASED = 0x2000
"""Every alphabet with capitals in news is before this code point."""
_WORD = re.compile(rf"(?<![\w’'{MARKS}])[\w{MARKS}]+")
_LETTERS = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_ONE_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+\*?")
_LONGEST_ENDING = 6
_SHORTEST_STEM = 4
_ENDING = 3
"""Letters by which two forms of one name may differ at their end."""
_MOST_REMEMBERED = 20_000
_NO_FORM, _FORM, _OPENS_PHRASE = 0, 1, 2
"""What a word may be: nothing, a form, the first of several words, or both of these."""


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
        self._known: dict[str, int] = {}
        self._forms = frozenset(self._fold(form) for form in longest_first if not form.endswith("*"))
        self._stems = frozenset(self._fold(form[:-1]) for form in longest_first if form.endswith("*"))
        self._phrases = _phrases_by_first_word(longest_first) if bounded else {}
        self._compiled_phrases: dict[str, re.Pattern[str]] = {}
        self.pattern: str = "" if bounded else _by_first_letter(longest_first)
        self._compiled = None if bounded else re.compile(self.pattern, re.IGNORECASE if folded else re.NOFLAG)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets, in order and without overlap, the longest at each offset."""
        if self._compiled is not None:
            yield from self._compiled.finditer(text, start, end)
            return
        if not self._forms and not self._stems:
            return
        known, position = self._known, start
        for word in _WORD.finditer(text, start, end):
            written = word.group()
            kind = known[written] if written in known else self._kind(written)
            if kind == _NO_FORM or word.start() < position:
                continue
            match = word if kind == _FORM else self._longest(word, kind, text, end)
            if match is not None:
                position = match.end()
                yield match

    def _longest(self, word: re.Match[str], kind: int, text: str, end: int) -> re.Match[str] | None:
        """Return the form of several words that begins with a word, else the word if it is a form itself."""
        if not kind & _OPENS_PHRASE:
            return word
        match = self._phrase_pattern(word.group()).match(text, word.start(), end)
        return match or (word if kind & _FORM else None)

    def _phrase_pattern(self, word: str) -> re.Pattern[str]:
        first = word.lower()
        if first not in self._compiled_phrases:
            branches = "|".join(map(_branch, self._phrases[first]))
            self._compiled_phrases[first] = re.compile(rf"(?:{branches})(?![\w{MARKS}])", re.IGNORECASE)
        return self._compiled_phrases[first]

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match that begins at an offset."""
        if self._compiled is not None:
            return self._compiled.match(text, start, end)
        word = _WORD.match(text, start, end)
        kind = self._kind(word.group()) if word else _NO_FORM
        return self._longest(word, kind, text, end) if word and kind else None

    def fullmatch(self, word: str) -> bool:
        """Return True if a word is one of the forms."""
        if self._compiled is not None:
            return bool(self._compiled.fullmatch(word))
        if self._kind(word) & _FORM:
            return True
        first = _LETTERS.match(word) if self._phrases and not word.isalpha() else None
        opens = first is not None and first.group().lower() in self._phrases
        return opens and first is not None and bool(self._phrase_pattern(first.group()).fullmatch(word))

    def _kind(self, word: str) -> int:
        """Return whether a word is a form, and whether it opens one of several words; remembered for each word."""
        kind = self._known.get(word)
        if kind is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            opens = _OPENS_PHRASE if word.lower() in self._phrases else _NO_FORM
            kind = self._known[word] = opens | (_FORM if self._look_up(self._fold(word)) else _NO_FORM)
        return kind

    def _look_up(self, word: str) -> bool:
        if word in self._without:
            return False
        first = max(1, len(word) - _LONGEST_ENDING)
        return word in self._forms or any(word[:length] in self._stems for length in range(first, len(word) + 1))

    def _fold(self, word: str) -> str:
        return word.lower() if self._folded else word


def _phrases_by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    """Return the forms of several words, longest first, by their first word."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        first = _LETTERS.match(form)
        if first is not None and not _ONE_WORD.fullmatch(form):
            groups.setdefault(first.group().lower(), []).append(form)
    return groups


def _by_first_letter(forms: Iterable[str]) -> str:
    """Return a pattern of forms, longest first, that tells branches apart by their first letter."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[0], []).append(_branch(form[1:]) if len(form) > 1 else "")
    branches = (rf"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return "|".join(branches) or "(?!)"


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
