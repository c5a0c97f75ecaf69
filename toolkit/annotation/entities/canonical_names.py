"""Canonical names: which mentions of one article name the same person, organisation or place."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from toolkit.annotation.countries import country_code, country_name
from toolkit.annotation.entities.place_names import KEYWORDS, word_list
from toolkit.annotation.name_folding import fold, fold_words, initials
from toolkit.annotation.titles import without_titles
from toolkit.contract.records import Entity
from toolkit.gazetteer.place_table import english_kind


class Mention(NamedTuple):
    """A named mention in a body."""

    text: str
    start: int
    end: int
    type: str
    confidence: float

    def of_type(self, kind: str) -> "Mention":
        """The mention with a type; itself if it has that."""
        return self if self.type == kind else self._replace(type=kind)


class Name(NamedTuple):
    """The canonical name of a mention, and its identifier outside the article if it has one."""

    name: str
    entity_id: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def as_entities(mentions: Sequence[Mention], names: Sequence[Name]) -> tuple[Entity, ...]:
    """Return mentions as entities, each under its name."""
    return tuple(
        Entity(
            text=mention.text,
            start=mention.start,
            end=mention.end,
            type=mention.type,
            name=name.name,
            entity_id=name.entity_id,
            confidence=mention.confidence,
            country=name.country,
            latitude=name.latitude,
            longitude=name.longitude,
        )
        for mention, name in zip(mentions, names, strict=True)
    )


def resolve_names(mentions: Sequence[Mention], body: str) -> list[Name]:
    """Give each mention the canonical name of its entity, in the order of the mentions.

    A person is called by the longest printed form without titles, an organisation by its full name where an
    acronym stands for it, a country by its English name in the CLDR, with its ISO 3166 code.
    """
    names: dict[int, Name] = {}
    for number, mention in enumerate(mentions):
        code = country_code(mention.text) if mention.type in ("LOC", "ORG") else None
        if code is not None:
            names[number] = Name(country_name(code), code)
    people = [number for number, mention in enumerate(mentions) if mention.type == "PER"]
    names.update(_join_people(people, mentions))
    others = [number for number in range(len(mentions)) if number not in names]
    names.update(_join_others(others, mentions, body))
    return [names[number] for number in range(len(mentions))]


@dataclass(slots=True)
class _Person:
    """One person of the article, with the mentions given to it so far."""

    words: tuple[str, ...]
    printed: str
    mentions: list[int] = field(default_factory=list)


def _join_people(numbers: Sequence[int], mentions: Sequence[Mention]) -> dict[int, Name]:
    """Full names make the people; shorter names are given to them, each to the one last spoken of."""
    printed = {number: " ".join(without_titles(mentions[number].text).split()) for number in numbers}
    words = {number: fold_words(printed[number]) for number in numbers}
    by_words: dict[tuple[str, ...], _Person] = {}
    by_part: defaultdict[tuple[str, ...], list[_Person]] = defaultdict(list)
    owner: dict[int, _Person] = {}
    for number in sorted(numbers, key=lambda number: (-len(words[number]), -len(printed[number]), number)):
        own = words[number]
        person = by_words.get(own)
        if person is None:
            near = [*by_part[own[-1:]], *by_part[own[:2]]] if len(own) > 1 else by_part[own]
            fitting = [person for person in near[:CROWD] if _may_be(own, person.words)]
            person = _last_spoken_of(number, fitting) if fitting else None
        if person is None:
            person = by_words[own] = _Person(own, printed[number])
            for part in dict.fromkeys([*((word,) for word in own), own[:2]]):
                by_part[part].append(person)
        elif person.printed.isupper() and not printed[number].isupper() and len(own) == len(person.words):
            person.printed = printed[number]
        owner[number] = person
        bisect.insort(person.mentions, number)
    return {number: Name(owner[number].printed) for number in numbers}


def _last_spoken_of(number: int, people: Sequence[_Person]) -> _Person:
    """The person named most shortly before a mention, else the one named first after it."""
    if len(people) == 1:
        return people[0]

    def distance(person: _Person) -> tuple[bool, int]:
        earlier = bisect.bisect(person.mentions, number)
        return (False, number - person.mentions[earlier - 1]) if earlier else (True, person.mentions[0])

    return min(people, key=distance)


def _may_be(short: Sequence[str], full: Sequence[str]) -> bool:
    """True if a person of the full name may be called by the short one.

    A single word must be the first or last word, or a later part of a long name; several words must follow each
    other in the full name in the same order and include its last or its first two, an initial standing for its word.
    """
    if len(short) == 1:
        return short[0] in full and (len(short[0]) > 1)
    if short[-1] != full[-1] and tuple(short[:2]) != tuple(full[:2]):
        return False
    position = 0
    for word in short:
        while position < len(full) and not _same(word, full[position]):
            position += 1
        if position == len(full):
            return False
        position += 1
    return True


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other[:1] == word) or (len(other) == 1 and word[:1] == other)


def _join_others(numbers: Sequence[int], mentions: Sequence[Mention], body: str) -> dict[int, Name]:
    """Join equal names, acronyms with the names that they shorten, and parts of organisations' names with the whole."""
    printed: dict[str, str] = {}
    for number in numbers:
        text = _in_usual_case(" ".join(mentions[number].text.split()))
        key = fold(text)
        if key not in printed or (printed[key].isupper() and not text.isupper()):
            printed[key] = text
    in_brackets = _names_before_brackets([mentions[number] for number in numbers], body)
    by_initials: dict[str, str] = {}
    by_part: dict[str, str | None] = {}
    for key, whole in printed.items():
        for letters in initials(whole):
            by_initials.setdefault(letters, whole)
        for part in _parts(key):
            by_part[part] = whole if by_part.get(part, whole) == whole else None
    names = {}
    for number in numbers:
        mention, key = mentions[number], fold(mentions[number].text)
        name: str | None = in_brackets.get(key)
        if name is None and mention.text.isupper() and len(mention.text) > 1:
            name = by_initials.get(mention.text.replace(".", ""))
        if name is None and mention.type == "ORG" and (" " in key or key in KEYWORDS["organisation"]):
            name = by_part.get(key)
        names[number] = Name(name or printed[key])
    return names


def _in_usual_case(text: str) -> str:
    """A place in capitals, as datelines print it, with one capital on each word."""
    usual = " ".join(text.title().split())
    return usual if text.isupper() and len(text) > 3 and english_kind(usual) else text


def _names_before_brackets(mentions: Sequence[Mention], body: str) -> dict[str, str]:
    """Acronyms that follow their full name in brackets: "Harbour Pilots' Union (HPU)", not "LUSAKA (AFP)"."""
    full: dict[str, str] = {}
    for long, short in pairwise(mentions):
        fits = (
            long.type == short.type
            and short.text.isupper()
            and " " not in short.text
            and len(short.text) < len(long.text)
        )
        if fits and _OPENING.fullmatch(body, long.end, short.start) and body[short.end : short.end + 1] in _CLOSING:
            full.setdefault(fold(short.text), " ".join(long.text.split()))
    return full


def _parts(key: str) -> Iterator[str]:
    """Shorter names in a name: its runs of up to four words, without those that begin or end with a small word."""
    words = key.split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + 5, len(words) + 1)):
            if last - first < len(words) and not {words[first], words[last - 1]} & _SMALL:
                yield " ".join(words[first:last])


CROWD = 40
"""A short name that fits more people than this is looked for among the first of them only."""

_SMALL = word_list("of for the and in on to")
_CLOSING = frozenset((")", '"', "”", ","))
_OPENING = re.compile(r"\s?\(\s?(?:the\s)?[\"“]?")
