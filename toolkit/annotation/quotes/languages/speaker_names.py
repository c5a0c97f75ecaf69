"""Resolved names of speakers: pronouns, roles and short or declined names are brought to one full name of the text."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from toolkit.annotation.quotes.languages.declension import nominative
from toolkit.annotation.quotes.languages.full_names import (
    FullName,
    begins_sentence,
    find_full_names,
    name_in_apposition,
)
from toolkit.annotation.quotes.languages.noun_phrases import NAME, PRONOUN, Mention, is_content
from toolkit.annotation.quotes.languages.role_holders import RoleHolders
from toolkit.annotation.quotes.languages.surroundings import sentence_before
from toolkit.annotation.quotes.languages.table import SPACED, Language
from toolkit.annotation.quotes.languages.word_forms import same_word, stem_of
from toolkit.normalisation.authors.given_names import is_given_name

_SHORTEST_FIRST_NAME = 2
_ROLE_REACH = 60
"""Characters before and behind a name in which the role of its holder is looked for."""
_SHORTLY = 400
"""Characters before a role in which the only person named may be its holder."""
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]+")
_AGE = re.compile(r"^(?:\w+ )?\d+-[^\W\d_]+$")
"""A person by the age, who was named before: `die 67-Jährige`."""
_MOST_ALIKE = 50
"""Names with one beginning that are compared, so that no text takes quadratic time."""
_OPENING_WORDS = 6
"""Words that may precede the name of the subject in its sentence."""
_SURELY_LONG = 2
"""Words of a name that is whole without the word before it."""
_FAR = 600
"""Characters to the left in which the name that a pronoun stands for is looked for."""


class SpeakerNames:
    """Names of one text; mentions are resolved in the order of the text."""

    def __init__(self, body: str, language: Language) -> None:
        """Hold a text and its language."""
        self._body, self._language = body, language
        self._person: str | None = None
        self._reached = 0
        self._fullest: dict[str, str] = {}

    def resolve(self, mention: Mention) -> str | None:
        """Return the name of a mention; null for a pronoun that no earlier name explains."""
        text = " ".join(self._body[mention.start : mention.end].split())
        reached, self._reached = self._reached, mention.end
        if mention.kind == PRONOUN or _AGE.search(text):
            self._person = self._new_subject(reached, mention.start) or self._person or self._nearest(mention.start)
            return self._person
        if not self._language.cased or self._language.script != SPACED:
            self._person = text
            return text
        text = self._with_role(text, mention)
        name = self._name_in(text, opens=begins_sentence(self._body, mention.start)) if mention.kind == NAME else None
        if name is not None and not any(map(is_given_name, name.split())):
            name = self._apposition(mention) or name
        name = self._full(name) if name else self._apposition(mention) or self._holder(text, mention.start)
        self._person = name or self._person
        return name or self._without_article(text)

    def _with_role(self, text: str, mention: Mention) -> str:
        """Put the role before an acronym that depends on it: `prezydent USA`."""
        before = self._body[max(0, mention.start - _ROLE_REACH) : mention.start]
        words = before.split()
        if not _is_acronym(text) or not words or not before.endswith((" ", "\u00a0")) or not words[-1].islower():
            return text
        return f"{words[-1]} {text}" if is_content(words[-1], self._language) else text

    def _name_in(self, text: str, *, opens: bool) -> str | None:
        """Return the name that a mention holds, without titles and roles; null if it is a role or a lone acronym.

        `opens` says that the mention opens a sentence.
        """
        words = self._without_article(text).split()
        first = next((index for index, word in enumerate(words) if word[0].isupper()), len(words))
        leading = [word.lower() for word in words[:first]]
        words = self._without_roles(words[first:], opens=opens and first == 0)
        if any(word in self._language.prepositions for word in leading):
            words = _from_given_name(words)
        if not words:
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

    def _without_roles(self, words: list[str], *, opens: bool = False) -> list[str]:
        """Drop titles and capitalised roles, an acronym before two words, and what opens the sentence before a name."""
        while len(words) > 1 and (
            self._is_role(words, opens=opens)
            or words[0].lower().rstrip(".") in self._language.titles
            or words[0].lower() in self._language.articles
            or words[0].lower().endswith(self._language.role_endings or ("\0",))
            or (len(words) > 2 and _is_acronym(words[0]))
        ):
            words = words[1:]
        return [word.partition("'")[0].partition("’")[0] for word in words] if self._language.topic_comma else words

    def _is_role(self, words: list[str], *, opens: bool) -> bool:
        """Return True if the first of several words is a known role, or opens the sentence before a given name."""
        if is_given_name(words[0]):
            return False
        if words[0].lower() in self._language.roles:
            return True
        return opens and len(words) > _SURELY_LONG and not self._language.family_name_first and is_given_name(words[1])

    def _without_article(self, text: str) -> str:
        first, _, rest = text.partition(" ")
        elided, mark, word = first.replace("’", "'").partition("'")
        if mark and elided.lower() in self._language.articles:
            return f"{word} {rest}".strip()
        return rest if rest and first.lower() in self._language.articles else text

    def _apposition(self, mention: Mention) -> str | None:
        """Return the name behind the comma that follows a role."""
        words = self._without_roles(name_in_apposition(self._body, mention.end, mention.end + 2 * _ROLE_REACH))
        return self._full(" ".join(words)) if len(words) > 1 else None

    def _holder(self, text: str, start: int) -> str | None:
        """Return the person beside whose name the text puts a role, else the only person named shortly before it."""
        phrase = self._without_article(text)
        holder = self._role_holders.holder(phrase, start)
        definite = text.split(maxsplit=1)[0].lower() not in self._language.indefinite
        if holder is None and definite and self._role_holders.is_person(phrase):
            return self._only_person(max(0, start - _SHORTLY), start)
        return holder

    def _only_person(self, start: int, end: int) -> str | None:
        """Return the person whose given name or family name is between two offsets; null if there are several."""
        persons = {
            self._full(full)
            for word in _CAPITALISED.findall(self._body, start, end)
            for full in self._by_stem.get(stem_of(word), ())
            if same_word(full.split()[-1], word) and is_given_name(full.split(maxsplit=1)[0])
        }
        persons.update([self._person] if self._person is not None and not _is_acronym(self._person) else [])
        return persons.pop() if len(persons) == 1 else None

    @cached_property
    def _role_holders(self) -> RoleHolders:
        names = [(name, self._full(self._plain(name))) for name in self._full_names]
        return RoleHolders(self._body, self._language, names)

    def _full(self, name: str) -> str:
        """Return the fullest name of the text with the same last word, in the form of the nominative."""
        if name not in self._fullest:
            self._fullest[name] = nominative(self._find_full(name), self._language)
        return self._fullest[name]

    def _find_full(self, name: str) -> str:
        if _is_acronym(name):
            return name
        last, first = name.rsplit(maxsplit=1)[-1], name.split(maxsplit=1)[0]
        fuller = [
            full
            for full in self._by_stem.get(stem_of(last), ())
            if same_word(full.split()[-1], last)
            and (" " not in name or same_word(full.split(maxsplit=1)[0], first, stem=_SHORTEST_FIRST_NAME))
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
        names = (name.words[-1] for name in self._full_names)
        return frozenset(
            name for name in names if not name.lower().endswith(self._language.abstract_endings or ("\0",))
        )

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        """Return the names of two words and more, without titles, each once, by the stem of their last word."""
        names = dict.fromkeys(map(self._plain, self._full_names))
        by_stem: dict[str, list[str]] = {}
        for name in names:
            if " " in name:
                alike = by_stem.setdefault(stem_of(name.rsplit(maxsplit=1)[-1]), [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(name)
        return by_stem

    @cached_property
    def _full_names(self) -> Sequence[FullName]:
        return tuple(find_full_names(self._body, self._language))

    def _new_subject(self, start: int, end: int) -> str | None:
        """Return the last person whose name opens a sentence between two offsets, where no preposition governs it."""
        if not self._language.cased or self._language.script != SPACED:
            return None
        first = max(start, end - _SHORTLY)
        subject = None
        for name in find_full_names(self._body, self._language, first, end):
            opening = self._body[sentence_before(self._body, first, name.start) : name.start].split()
            governed = bool(opening) and opening[-1].lower() in self._language.prepositions
            plain = self._plain(name)
            person = len(plain.split()) < len(name.words) or any(map(is_given_name, name.words))
            if len(opening) <= _OPENING_WORDS and not governed and person:
                subject = self._full(plain)
        return subject

    def _nearest(self, index: int) -> str | None:
        """Return the last name of two words before an offset."""
        if not self._language.cased or self._language.script != SPACED:
            return None
        names = list(find_full_names(self._body, self._language, max(0, index - _FAR), index))
        return self._full(self._plain(names[-1])) if names else None

    def _plain(self, name: FullName) -> str:
        """Return a name of the text without titles and roles."""
        return " ".join(self._without_roles(name.words, opens=name.opens))


def _from_given_name(words: list[str]) -> list[str]:
    """Return the words from the first given name on, if another follows it: the name behind that of a body."""
    first = next((index for index, word in enumerate(words) if is_given_name(word)), len(words))
    return words[first:] if len(words) - first >= _SURELY_LONG else []


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) > 1 and text.isalpha()
