"""One name for each speaker and entity of an article."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.annotation.entities.canonical_names import Mention, Name, as_entities, resolve_names
from toolkit.annotation.entities.place_ids import locate
from toolkit.annotation.entities.place_names import KEYWORDS, known_bodies
from toolkit.annotation.entities.user_gazetteer import Gazetteer, add_listed, call_as_listed
from toolkit.annotation.name_folding import fold
from toolkit.annotation.titles import without_titles
from toolkit.contract.records import Annotations, Quote

UNSURE = 0.5
"""Confidence in a mention that only the quotations vouch for."""

MOST_SPEAKERS = 200
"""Speakers that are looked for in the body, more than an article has, so that no text takes quadratic time."""


def unify(
    body: str, quotes: Sequence[Quote], mentions: Sequence[Mention], known: Gazetteer | None = None
) -> Annotations:
    """Join quotes and named mentions: a speaker whom the body names becomes an entity, under the entity's name.

    Entities that the user lists are called as the list calls them.
    """
    if known is not None:
        mentions = add_listed(body, mentions, known)
    speakers = sorted({quote.speaker for quote in quotes if quote.speaker is not None})
    added = _missed(body, speakers, mentions)
    complete = _merged(added, mentions) if added else list(mentions)
    names = resolve_names(complete, body)
    if known is not None:
        names = call_as_listed(complete, names, known)
    names = locate(complete, names, body)
    called = _names_by_form(complete, names)
    for mention in added:
        if fold(mention.text) not in called:
            called[fold(mention.text)] = _name_over(mention, complete, names)
    return Annotations(
        quotes=tuple(_renamed(quote, called) for quote in quotes),
        entities=as_entities(complete, names),
    )


def _missed(body: str, speakers: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the speakers that the body names and the recogniser did not see, wherever the body prints them."""
    known = {form for mention in mentions for form in _forms(mention.text)}
    missed = [speaker for speaker in speakers if _is_name(speaker) and not known.intersection(_forms(speaker))]
    return [
        Mention(speaker, start, start + len(speaker), _type_of(speaker), UNSURE)
        for speaker in missed[:MOST_SPEAKERS]
        for start in _places(body, speaker)
    ]


def _forms(name: str) -> tuple[str, str]:
    return fold(name), fold(without_titles(name))


def _is_name(speaker: str) -> bool:
    """Whether a speaker is named: every word of more than three letters has a capital, and the last has one."""
    words = speaker.split()
    return bool(words) and all(word[0].isupper() for word in words if len(word) > 3) and words[-1][0].isupper()


def _type_of(speaker: str) -> str:
    words = speaker.split()
    acronym = len(words) == 1 and speaker.isupper()
    institution = any(word.lower() in KEYWORDS["organisation"] for word in words)
    return "ORG" if acronym or institution or speaker in known_bodies() else "PER"


def _places(body: str, name: str) -> Iterator[int]:
    """Where a name stands as whole words on one line."""
    start = body.find(name) if len(name.splitlines()) == 1 else -1
    while start >= 0:
        end = start + len(name)
        if not body[start - 1 : start].isalnum() and not body[end : end + 1].isalnum():
            yield start
        start = body.find(name, end)


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
    called: dict[str, str] = {}
    for which in (0, 1):
        for mention, name in zip(mentions, names, strict=True):
            called.setdefault(_forms(mention.text)[which], name.name)
    for name in names:
        called.setdefault(fold(name.name), name.name)
    return called


def _name_over(mention: Mention, mentions: Sequence[Mention], names: Sequence[Name]) -> str:
    """The name of the mention that took the place of another."""
    over = (name.name for other, name in zip(mentions, names, strict=True) if other.end > mention.start)
    return next(over, mention.text)


def _renamed(quote: Quote, called: dict[str, str]) -> Quote:
    if quote.speaker is None:
        return quote
    name = next((called[form] for form in _forms(quote.speaker) if form in called), None)
    return quote if name is None else replace(quote, speaker=name)
