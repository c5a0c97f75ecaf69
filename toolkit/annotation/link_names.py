"""One name for each speaker and entity of an article."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.annotation.entities.canonical_names import Mention, Name, as_entities, resolve_names
from toolkit.annotation.entities.place_ids import locate
from toolkit.annotation.entities.place_names import KEYWORDS, known_bodies
from toolkit.annotation.entities.user_gazetteer import FindsNames, Gazetteer, add_listed, call_as_listed
from toolkit.annotation.name_folding import fold
from toolkit.annotation.titles import without_titles
from toolkit.contract.records import Annotations, Quote

UNSURE = 0.5
"""Confidence in a mention that only the quotations vouch for."""

_FEW = 8
"""Names that are sought one by one, which is quicker than to read every word of the body."""
_WORD = re.compile(r"\w+")


def unify(
    body: str,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    known: FindsNames | None = None,
    language: str | None = None,
) -> Annotations:
    """Join quotes and named mentions: a speaker whom the body names becomes an entity, under the entity's name.

    Entities that the user lists are called as the list calls them.
    """
    if isinstance(known, Gazetteer):  # of millions of names, too many are common words as well
        mentions = add_listed(body, mentions, known)
    speakers = sorted({quote.speaker for quote in quotes if quote.speaker is not None})
    added = _missed(body, speakers, mentions)
    complete = _merged(added, mentions) if added else list(mentions)
    names = resolve_names(complete, body)
    if known is not None:
        names = call_as_listed(complete, names, known)
    names = locate(complete, names, body, language)
    called = _names_by_form(complete, names) if speakers else {}
    ends = [mention.end for mention in complete] if added else []
    for mention in added:
        if fold(mention.text) not in called:
            index = bisect_right(ends, mention.start)
            called[fold(mention.text)] = names[index].name if index < len(names) else mention.text
    return Annotations(
        quotes=tuple(_renamed(quote, called) for quote in quotes),
        entities=as_entities(complete, names),
    )


def _missed(body: str, speakers: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the speakers that the body names and the recogniser did not see, wherever the body prints them."""
    named = [speaker for speaker in speakers if _is_name(speaker)]
    known = {form for text in {mention.text for mention in mentions} for form in _forms(text)} if named else set()
    missed = [speaker for speaker in named if not known.intersection(_forms(speaker))]
    return [
        Mention(speaker, start, start + len(speaker), _type_of(speaker), UNSURE)
        for speaker, start in (_places_of_few(body, missed) if len(missed) <= _FEW else _places_of_many(body, missed))
    ]


def _forms(name: str) -> tuple[str, str]:
    return fold(name), fold(without_titles(name))


def _is_name(speaker: str) -> bool:
    """True if a speaker is named: every word of more than three letters has a capital, and the last has one."""
    words = speaker.split()
    return bool(words) and all(word[0].isupper() for word in words if len(word) > 3) and words[-1][0].isupper()


def _type_of(speaker: str) -> str:
    words = speaker.split()
    acronym = len(words) == 1 and speaker.isupper()
    institution = any(word.lower() in KEYWORDS["organisation"] for word in words)
    return "ORG" if acronym or institution or speaker in known_bodies() else "PER"


def _places_of_few(body: str, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield where names are as whole words on one line, name by name."""
    for name in names:
        start = body.find(name) if len(name.splitlines()) == 1 else -1
        while start >= 0:
            end = start + len(name)
            if not body[start - 1 : start].isalnum() and not body[end : end + 1].isalnum():
                yield name, start
            start = body.find(name, end)


def _places_of_many(body: str, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the same in the order of the body, in time linear in its length whatever the number of names."""
    shapes: dict[str, set[tuple[int, int]]] = {}
    for name in names:
        first = _WORD.search(name)
        if first is not None and len(name.splitlines()) == 1:
            shapes.setdefault(first.group(), set()).add((first.start(), len(name)))
    sought, reached = frozenset(names), 0
    for word in _WORD.finditer(body):
        for offset, length in shapes.get(word.group(), ()):
            start = word.start() - offset
            name = body[start : start + length] if start >= reached else ""
            if name in sought and not body[start + length : start + length + 1].isalnum():
                yield name, start
                reached = start + length


def _merged(added: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Put mentions among others; where two overlap, the longer one stays, and the earlier of equal ones."""
    kept: list[Mention] = []
    for mention in sorted([*mentions, *added], key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _names_by_form(mentions: Sequence[Mention], names: Sequence[Name]) -> dict[str, str]:
    """Canonical names by printed form; forms as printed come before those without titles."""
    first: dict[str, str] = {}
    for mention, name in zip(mentions, names, strict=True):
        first.setdefault(mention.text, name.name)
    forms = [(_forms(text), name) for text, name in first.items()]
    called: dict[str, str] = {}
    for which in (0, 1):
        for form, name_of_form in forms:
            called.setdefault(form[which], name_of_form)
    for canonical in dict.fromkeys(name.name for name in names):
        called.setdefault(fold(canonical), canonical)
    return called


def _renamed(quote: Quote, called: dict[str, str]) -> Quote:
    if quote.speaker is None:
        return quote
    name = next((called[form] for form in _forms(quote.speaker) if form in called), None)
    return quote if name is None else replace(quote, speaker=name)
