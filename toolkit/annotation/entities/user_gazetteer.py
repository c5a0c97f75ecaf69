"""Names that the user lists: found in bodies, and given to entities with their identifiers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.annotation.name_folding import fold, fold_words

CONFIDENCE = 0.9
"""Confidence in a mention that only the list vouches for: now and then its words mean something else."""


class Listed(NamedTuple):
    """One row of the list."""

    name: str
    alias: str
    """How the name is printed; the name itself if it is printed in no other way."""
    type: str
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The list, made ready to be looked up in."""

    by_form: Mapping[tuple[str, str], Name | None]
    """Name by type and folded form; null for a form that several names share, which says nothing."""
    by_word: Mapping[str, Sequence[tuple[str, str]]]
    """Forms as printed, with their type, by their first word; longer ones come first."""

    def find_all(self, forms: Sequence[tuple[str, str]]) -> list[Name | None]:
        """Return the name of each form and type; null for one that is not listed or that several names share."""
        return [self.by_form.get(form_key(form, kind)) for form, kind in forms]


class FindsNames(Protocol):
    """A list in which names can be looked up."""

    def find_all(self, forms: Sequence[tuple[str, str]]) -> list[Name | None]:
        """Return the name of each form and type; null for one that is not listed or that several names share."""


def gazetteer(rows: Iterable[Listed]) -> Gazetteer:
    """Make rows ready."""
    by_form: dict[tuple[str, str], Name | None] = {}
    printed: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        own = Name(row.name, row.entity_id)
        for form in (row.name, row.alias):
            key = form_key(form, row.type)
            by_form[key] = own if by_form.get(key, own) == own else None
            first = _WORD.match(form)
            if first and any(letter.isupper() for letter in form):
                printed[first.group()].add((form, row.type))
    by_word = {word: sorted(forms, key=lambda form: (-len(form[0]), form)) for word, forms in printed.items()}
    return Gazetteer(by_form, by_word)


def add_listed(body: str, mentions: Sequence[Mention], known: Gazetteer) -> list[Mention]:
    """Return the mentions with those of listed names that were not found, in order and without overlap.

    A listed name of several words takes the place of what was found in it, and has the type of the list; one of a
    single word, which may mean something else, is added only where nothing was found.
    """
    listed = _printed(body, known)
    several = [mention for mention in listed if " " in mention.text]
    single = [mention for mention in listed if " " not in mention.text]
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted([*several, *mentions, *single], key=lambda item: item.start - item.end):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def call_as_listed(mentions: Sequence[Mention], names: Sequence[Name], known: FindsNames) -> list[Name]:
    """Give entities of the list its names and identifiers.

    A person is looked up by the full name of the article only: a last name alone may be somebody else's.
    """
    forms: dict[tuple[tuple[str, str], str], None] = {}
    for mention, name in zip(mentions, names, strict=True):
        entity = (mention.type, name.name)
        forms[entity, name.name] = None
        if mention.type != "PER" or len(mention.text.split()) >= len(name.name.split()):
            forms[entity, mention.text] = None
    matches: dict[tuple[str, str], Name] = {}
    answers = known.find_all([(form, kind) for (kind, _), form in forms])
    for (entity, _), match in zip(forms, answers, strict=True):
        if match is not None:
            matches.setdefault(entity, match)
    return [matches.get((mention.type, name.name), name) for mention, name in zip(mentions, names, strict=True)]


def _printed(body: str, known: Gazetteer) -> list[Mention]:
    """Find listed forms in a body as whole words, the longest where several begin."""
    matches: list[Mention] = []
    for match in _WORD.finditer(body):
        start = match.start()
        if matches and start < matches[-1].end:
            continue
        for form, kind in known.by_word.get(match.group(), ()):
            end = start + len(form)
            if body.startswith(form, start) and not body[end : end + 1].isalnum():
                matches.append(Mention(form, start, end, kind, CONFIDENCE))
                break
    return matches


def form_key(form: str, kind: str) -> tuple[str, str]:
    """Return what spellings of one name have in common."""
    return kind, " ".join(fold_words(form)) if kind == "PER" else fold(form)


_WORD = re.compile(r"[^\W_]+")
