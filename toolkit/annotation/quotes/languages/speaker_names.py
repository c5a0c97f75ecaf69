"""Resolved names of speakers: pronouns, roles and short or declined names are brought to one full name of the text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from toolkit.annotation.quotes.languages.noun_phrases import CONNECTORS, NAME, PRONOUN, Mention, is_content
from toolkit.annotation.quotes.languages.table import SPACED, Language
from toolkit.annotation.quotes.languages.word_forms import capitals

_AROUND = re.compile(r"[\w’'-]+")
_SHORTEST_STEM, _SHORTEST_FIRST_NAME = 4, 2
_ENDING = 3
"""Letters by which two forms of one name may differ at their end."""
_ROLE_REACH = 60
"""Characters before and behind a name in which the role of its holder is looked for."""
_ROLE_WORDS = 4
_FAR = 600
"""Characters to the left in which the name that a pronoun stands for is looked for."""


@cache
def _full_name() -> re.Pattern[str]:
    """Compile the pattern of a name of two words and more, when it is first needed."""
    initial = rf"[{capitals()}]\."
    word = rf"(?:{initial}[ \u00a0]?)*[{capitals()}][\w’'-]+"
    connector = rf"(?:(?:{'|'.join(sorted(CONNECTORS))})[ \u00a0])"
    return re.compile(rf"(?<!\w){word}(?:[ \u00a0]{connector}{{0,2}}(?:{initial}[ \u00a0])?{word}){{1,3}}")


@cache
def _name_behind_comma() -> re.Pattern[str]:
    return re.compile(rf"[^,.;:!?()\n]{{0,40}},[ \u00a0]({_full_name().pattern})(?=[,.;:!?)\n]|$)")


class SpeakerNames:
    """Names of one text; mentions are resolved in the order of the text."""

    def __init__(self, body: str, language: Language) -> None:
        """Hold a text and its language."""
        self._body, self._language = body, language
        self._person: str | None = None
        self._fullest: dict[str, str] = {}

    def resolve(self, mention: Mention) -> str | None:
        """Return the name of a mention; null for a pronoun that no earlier name explains."""
        text = " ".join(self._body[mention.start : mention.end].split())
        if mention.kind == PRONOUN:
            return self._person or self._nearest(mention.start)
        if not self._language.cased or self._language.script != SPACED:
            self._person = text
            return text
        text = self._with_role(text, mention)
        name = self._name_in(text) if mention.kind == NAME else None
        name = self._full(name) if name else self._apposition(mention) or self._holder(text)
        self._person = name or self._person
        return name or self._without_article(text)

    def _with_role(self, text: str, mention: Mention) -> str:
        """Put the role before an acronym that depends on it: `prezydent USA`."""
        before = self._body[max(0, mention.start - _ROLE_REACH) : mention.start]
        words = before.split()
        if not _is_acronym(text) or not words or not before.endswith((" ", "\u00a0")) or not words[-1].islower():
            return text
        return f"{words[-1]} {text}" if is_content(words[-1], self._language) else text

    def _name_in(self, text: str) -> str | None:
        """Return the name that a mention holds, without titles and roles; null if it is a role or a lone acronym."""
        words = self._without_article(text).split()
        first = next((index for index, word in enumerate(words) if word[0].isupper()), len(words))
        leading = [word.lower() for word in words[:first]]
        words = self._without_roles(words[first:])
        if not words or any(word in self._language.prepositions for word in leading):
            return None
        name = " ".join(words)
        if len(words) == 1 and _is_acronym(name):
            return None if leading else name
        known = len(words) > 1 or words[0] in self.surnames or all(word in self._language.titles for word in leading)
        if self._language.noun_capitals:
            article = text.split(maxsplit=1)[0].lower() in self._language.articles
            inner = any(word.lower() in self._language.articles for word in words)
            known = not inner and (not article or words[0] in self.surnames or len(words) > 1)
        return name if known else None

    def _without_roles(self, words: list[str]) -> list[str]:
        """Drop titles and capitalised roles, and an acronym before two words."""
        while len(words) > 1 and (
            words[0].lower().rstrip(".") in self._language.titles | self._language.articles
            or words[0].lower().endswith(self._language.role_endings or ("\0",))
            or (len(words) > 2 and _is_acronym(words[0]))
        ):
            words = words[1:]
        return [word.partition("'")[0].partition("’")[0] for word in words] if self._language.topic_comma else words

    def _without_article(self, text: str) -> str:
        first, _, rest = text.partition(" ")
        elided, mark, word = first.replace("’", "'").partition("'")
        if mark and elided.lower() in self._language.articles:
            return f"{word} {rest}".strip()
        return rest if rest and first.lower() in self._language.articles else text

    def _apposition(self, mention: Mention) -> str | None:
        """Return the name behind the comma that follows a role: `el alcalde de Velta, Tomás Okal`."""
        apposition = _name_behind_comma().match(self._body, mention.end, mention.end + 2 * _ROLE_REACH)
        if apposition is None:
            return None
        words = self._without_roles(apposition.group(1).split())
        return self._full(" ".join(words)) if len(words) > 1 else None

    def _holder(self, text: str) -> str | None:
        """Return the one person of the text beside whose name a role stands: `Ada Ruiz, portavoz` for `el portavoz`."""
        role = self._role_in(text)
        if len(role) < _SHORTEST_STEM or not role.isalpha():
            return None
        names = {name for word, name in self._roles.get(_stem(role), ()) if _same_word(word, role)}
        return next(iter(names)) if len(names) == 1 else None

    def _role_in(self, text: str) -> str:
        """Return the noun of a phrase: its first word where adjectives follow, else the last one in small letters."""
        words = self._without_article(text).split()
        if self._language.noun_capitals:
            return next((word for word in words if word[0].isupper()), "")
        if self._language.adjectives_follow:
            return words[0] if words else ""
        plain: list[str] = []
        for word in words:
            if not word[0].islower() or word in self._language.stops:
                break
            plain.append(word)
        return plain[-1] if plain else ""

    @cached_property
    def _roles(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return the words around each full name, by their stem, with the name."""
        roles: dict[str, list[tuple[str, str]]] = {}
        for words, (start, end) in self._full_name_words:
            name = self._full(" ".join(self._without_roles(words)))
            for word in self._words_around(start, end):
                roles.setdefault(_stem(word), []).append((word, name))
        return roles

    def _words_around(self, start: int, end: int) -> Iterator[str]:
        """Yield the words of the phrase that ends with a name, and the first of an apposition behind it."""
        before = re.split(r"[.,!?;:\n]", self._body[max(0, start - _ROLE_REACH) : start])[-1]
        near = False
        for word in reversed(_AROUND.findall(before)[-_ROLE_WORDS:]):
            if self._language.verbs.fullmatch(word):
                break
            if is_content(word, self._language):
                near = True
                yield word
            elif word.lower() in self._language.articles or (near and word.lower() in self._language.prepositions):
                continue
            else:
                break
        behind = self._body[end : end + _ROLE_REACH]
        if behind.startswith(", "):
            words = _AROUND.findall(re.split(r"[.!?;:,\n]", behind[2:])[0])
            yield from [word for word in words if is_content(word, self._language)][: _ROLE_WORDS // 2]
        first = _AROUND.match(self._body, start)
        if first is not None and self._language.noun_capitals:
            yield first.group()

    def _full(self, name: str) -> str:
        """Return the fullest name of the text with the same last word, in the form of the nominative."""
        if name not in self._fullest:
            self._fullest[name] = self._find_full(name)
        return self._fullest[name]

    def _find_full(self, name: str) -> str:
        if _is_acronym(name):
            return name
        last, first = name.rsplit(maxsplit=1)[-1], name.split(maxsplit=1)[0]
        fuller = [
            full
            for full in self._by_stem.get(_stem(last), ())
            if _same_word(full.split()[-1], last)
            and (" " not in name or _same_word(full.split(maxsplit=1)[0], first, stem=_SHORTEST_FIRST_NAME))
        ]
        if not fuller:
            return name
        words = max(len(full.split()) for full in fuller)
        longest = [full for full in fuller if len(full.split()) == words]
        return name if len(name.split()) > words else min(longest, key=self._distance_from_nominative)

    def _distance_from_nominative(self, name: str) -> tuple[int, int, int, str]:
        """Order the forms of a name: the nominative is mostly the shortest, or has the endings of the language."""
        other = sum(not word.lower().endswith(self._language.base_endings or ("",)) for word in name.split())
        return (other if self._language.base_ending_required else 0, len(name), other, name)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Return the last words of the names of two words and more."""
        names = (words[-1] for words, _ in self._full_name_words)
        return frozenset(
            name for name in names if not name.lower().endswith(self._language.abstract_endings or ("\0",))
        )

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        """Return the names of two words and more, without titles, each once, by the stem of their last word."""
        names = dict.fromkeys(" ".join(self._without_roles(words)) for words, _ in self._full_name_words)
        by_stem: dict[str, list[str]] = {}
        for name in names:
            if " " in name:
                by_stem.setdefault(_stem(name.rsplit(maxsplit=1)[-1]), []).append(name)
        return by_stem

    @cached_property
    def _full_name_words(self) -> Sequence[tuple[list[str], tuple[int, int]]]:
        return tuple(_full_names(self._body, self._language))

    def _nearest(self, index: int) -> str | None:
        """Return the last name of two words before an offset."""
        if not self._language.cased or self._language.script != SPACED:
            return None
        names = list(_full_names(self._body, self._language, max(0, index - _FAR), index))
        return self._full(" ".join(self._without_roles(names[-1][0]))) if names else None


def _full_names(
    body: str, language: Language, start: int = 0, end: int | None = None
) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """Yield the words and the place of each name of two words and more, without function words at its head."""
    for match in _full_name().finditer(body, start, len(body) if end is None else end):
        words = match.group().split()
        while words and (words[0].lower() in language.stops or words[0].lower() in language.articles):
            words = words[1:]
        if len(words) > 1:
            yield words, match.span()


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) > 1 and text.isalpha()


def _stem(word: str) -> str:
    """Return what two words have in common if `_same_word` holds of them."""
    return word.lower()[:_SHORTEST_STEM]


def _same_word(one: str, other: str, *, stem: int = _SHORTEST_STEM) -> bool:
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
