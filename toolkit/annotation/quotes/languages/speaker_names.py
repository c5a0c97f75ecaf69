"""Resolved names of speakers: pronouns and short or declined names are brought to the fullest name of the text."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from toolkit.annotation.quotes.languages.noun_phrases import NAME, PRONOUN, Mention
from toolkit.annotation.quotes.languages.table import SPACED, Language

_FULL_NAME = re.compile(
    r"[^\W\d_a-zа-яё][\w’'.-]+(?:[ \u00a0](?:[a-zà-ÿ]{1,3}[ \u00a0]){0,2}[^\W\d_a-zа-яё][\w’'.-]+){1,3}"
)
_SHORTEST_STEM = 4
_ENDING = 3
"""Letters by which two forms of one name may differ at their end."""
_ROLE_REACH = 40
"""Characters before an acronym in which the word for its holder is looked for: `prezydent USA`."""
_FAR = 600
"""Characters to the left in which the name that a pronoun stands for is looked for."""


def last_names(body: str, language: Language) -> frozenset[str]:
    """Return the last words of the names of two words and more in a text."""
    names = set()
    for match in _FULL_NAME.finditer(body):
        words = match.group().rstrip(".").split()
        while words and words[0].lower() in language.stops | language.articles:
            words = words[1:]
        if len(words) > 1 and not words[-1].lower().endswith(language.abstract_endings):
            names.add(words[-1])
    return frozenset(names)


class SpeakerNames:
    """Names of one text; mentions are resolved in the order of the text."""

    def __init__(self, body: str, language: Language) -> None:
        """Hold a text and its language."""
        self._body, self._language = body, language
        self._last: str | None = None
        self._fullest: dict[str, str] = {}
        self._holders: dict[str, str | None] = {}

    def resolve(self, mention: Mention) -> str | None:
        """Return the name of a mention; null for a pronoun that no earlier name explains."""
        text = " ".join(self._body[mention.start : mention.end].split())
        if mention.kind == PRONOUN:
            return self._last or self._nearest(mention.start)
        if not self._language.cased or self._language.script != SPACED:
            name: str | None = text
        elif mention.kind == NAME and not _is_acronym(text):
            name = self._full(self._without_titles(text))
        else:
            name = self._holder(self._role_word(mention, text)) or text
        self._last = name
        return name

    def _role_word(self, mention: Mention, text: str) -> str:
        """Return the noun of a mention that names a role; of an acronym the word before it."""
        words = text.split()
        if _is_acronym(text):
            before = self._body[max(0, mention.start - _ROLE_REACH) : mention.start].split()
            words = before[-1:] or words
        return next((word for word in words if word.lower() not in self._language.articles), "")

    def _holder(self, head: str) -> str | None:
        """Return the one person of the text that a role precedes: `presidenten Ada Brandt` for `presidenten`."""
        if len(head) < _SHORTEST_STEM or not head.isalpha():
            return None
        if head not in self._holders:
            self._holders[head] = self._find_holder(head)
        return self._holders[head]

    def _find_holder(self, head: str) -> str | None:
        stem = re.escape(head[: max(_SHORTEST_STEM, len(head) - 2)])
        between = r"(?:[^\s.!?;:\n]+[ \u00a0]){0,3}?"
        pattern = re.compile(rf"\b(?i:{stem})\w{{0,{_ENDING}}},?[ \u00a0]{between}(?={_FULL_NAME.pattern})")
        names: dict[str, None] = {}
        for match in pattern.finditer(self._body):
            full = _FULL_NAME.match(self._body, match.end())
            if full:
                names[self._full(self._without_titles(full.group().rstrip(".")))] = None
        return next(iter(names)) if len(names) == 1 else None

    def _without_titles(self, text: str) -> str:
        """Drop what precedes the name: articles, titles, roles in small letters, and an acronym before two words."""
        if self._language.script != SPACED:
            return text
        words = text.split()
        while len(words) > 1 and (
            not words[0][0].isupper()
            or words[0].lower().rstrip(".") in self._language.titles | self._language.articles
            or words[0].lower().endswith(self._language.role_endings)
            or (len(words) > 2 and words[0].isupper() and len(words[0]) > 1 and not words[0].endswith("."))
        ):
            words = words[1:]
        return " ".join(words)

    def _full(self, name: str) -> str:
        """Return the fullest name of the text with the same last word, in its shortest printed form."""
        if name not in self._fullest:
            self._fullest[name] = self._find_full(name)
        return self._fullest[name]

    def _find_full(self, name: str) -> str:
        last = name.rsplit(maxsplit=1)[-1].strip(".")
        first = name.split(maxsplit=1)[0]
        fuller = [
            full
            for full in self._full_names.get(_stem(last), ())
            if _same_word(full.split()[-1], last) and (" " not in name or _same_word(full.split()[0], first))
        ]
        if not fuller:
            return name
        words = max(len(full.split()) for full in fuller)
        longest = [full for full in fuller if len(full.split()) == words]
        return name if len(name.split()) > words else min(longest, key=lambda full: (len(full), full))

    @cached_property
    def _full_names(self) -> Mapping[str, Sequence[str]]:
        """Return the names of two words and more, without titles, each once, by the stem of their last word."""
        names: dict[str, None] = {}
        for match in _FULL_NAME.finditer(self._body):
            words = match.group().rstrip(".").split()
            while words and words[0].lower() in self._language.stops:
                words = words[1:]
            if len(words) > 1:
                name = self._without_titles(" ".join(words))
                if " " in name:
                    names[name] = None
        by_stem: dict[str, list[str]] = {}
        for name in names:
            by_stem.setdefault(_stem(name.rsplit(maxsplit=1)[-1]), []).append(name)
        return by_stem

    def _nearest(self, index: int) -> str | None:
        """Return the last name of two words before an offset."""
        if not self._language.cased or self._language.script != SPACED:
            return None
        candidates = [match.group() for match in _FULL_NAME.finditer(self._body, max(0, index - _FAR), index)]
        return self._without_titles(" ".join(candidates[-1].rstrip(".").split())) if candidates else None


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) > 1 and text.isalpha()


def _stem(word: str) -> str:
    """Return what two words have in common if `_same_word` holds of them."""
    return word.lower().strip(".")[:_SHORTEST_STEM]


def _same_word(one: str, other: str) -> bool:
    """Return True if two words are the same but for an ending of declension."""
    one, other = one.lower().strip("."), other.lower().strip(".")
    if one == other:
        return True
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= _SHORTEST_STEM and max(len(one), len(other)) - common <= _ENDING
