"""Persons beside whose names a text puts a role: `Ada Ruiz, portavoz` explains `el portavoz`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.annotation.quotes.languages.full_names import FullName
from toolkit.annotation.quotes.languages.noun_phrases import is_content
from toolkit.annotation.quotes.languages.table import Language
from toolkit.annotation.quotes.languages.word_forms import same_word, stem_of

_AROUND = re.compile(r"[\w’'-]+")
_REACH = 60
"""Characters before and behind a name in which the role of its holder is looked for."""
_WORDS = 4
_MOST_ALIKE = 50
"""Words with one beginning that are compared, so that no text takes quadratic time."""
_SHORTEST = 4
"""Letters of the shortest word for a role."""


class _Holder(NamedTuple):
    word: str
    name: str
    start: int


class RoleHolders:
    """The words around each full name of a text, by their stem."""

    def __init__(self, body: str, language: Language, names: Sequence[tuple[FullName, str]]) -> None:
        """Read the words around names, each given with its resolved form."""
        self._body, self._language = body, language
        self._holders: dict[str, list[_Holder]] = {}
        for occurrence, name in names:
            titles = occurrence.words[: len(occurrence.words) - len(name.split())] if occurrence.opens else []
            for word in (*self._words_around(occurrence.start, occurrence.end), *titles):
                alike = self._holders.setdefault(stem_of(word), [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(_Holder(word, name, occurrence.start))

    def holder(self, phrase: str, start: int) -> str | None:
        """Return the person whose role a phrase names that begins at an offset; null if several could be meant.

        Of several, those count whose role has the same form, and then the nearest before the phrase, unless an
        adjective tells the holders apart: `węgierski prezydent`.
        """
        role, modified = self._role_in(phrase)
        if len(role) < _SHORTEST or not role.replace("-", "").isalpha():
            return None
        holders = [holder for holder in self._holders.get(stem_of(role), ()) if same_word(holder.word, role)]
        several = len({holder.name for holder in holders}) > 1
        if several and modified:
            return None
        if several:
            holders = [holder for holder in holders if holder.word.lower() == role.lower()]
        names = {holder.name for holder in holders}
        if len(names) == 1:
            return names.pop()
        before = [holder for holder in holders if holder.start < start]
        return before[-1].name if before else None

    def is_person(self, phrase: str) -> bool:
        """Return True if a phrase is a role of one person whom nobody's name in the text explains."""
        role, _ = self._role_in(phrase)
        return role.lower() in self._language.roles and not self._holders.get(stem_of(role))

    def _role_in(self, phrase: str) -> tuple[str, bool]:
        """Return the noun of a phrase, and whether adjectives precede it: the first word where adjectives follow."""
        words = phrase.split()
        if self._language.noun_capitals:
            return next((word for word in words if word[0].isupper()), ""), False
        if self._language.adjectives_follow:
            return words[0] if words else "", False
        plain: list[str] = []
        for word in words:
            if not word[0].islower() or word in self._language.stops:
                break
            plain.append(word)
        return (plain[-1], len(plain) > 1) if plain else ("", False)

    def _words_around(self, start: int, end: int) -> Iterator[str]:
        """Yield the words of the phrase that ends with a name, and the first of an apposition behind it."""
        language = self._language
        before = re.split(r"[.,!?;:\n]", self._body[max(0, start - _REACH) : start])[-1]
        near = False
        for word in reversed(_AROUND.findall(before)[-_WORDS:]):
            if language.verbs.fullmatch(word):
                break
            if word.lower() in language.articles or (near and word.lower() in language.prepositions):
                continue
            if is_content(word, language):
                near = True
                yield word
            else:
                break
        behind = self._body[end : end + _REACH]
        if behind.startswith(", "):
            words = _AROUND.findall(re.split(r"[.!?;:,\n]", behind[2:])[0])
            yield from [word for word in words if is_content(word, language)][: _WORDS // 2]
        first = _AROUND.match(self._body, start)
        if first is not None and language.noun_capitals:
            yield first.group()
