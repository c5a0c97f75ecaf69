"""One name for each speaker and entity of an article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.annotate.names import Mention, Name, resolve_names
from toolkit.annotate.spelling import fold
from toolkit.annotate.titles import without_titles
from toolkit.records import Annotations, Entity, Quote


def unify(body: str, quotes: Sequence[Quote], mentions: Sequence[Mention]) -> Annotations:
    """Join quotes and named mentions: a speaker whom the body names becomes an entity, under the entity's name."""
    speakers = {quote.speaker for quote in quotes if quote.speaker is not None}
    complete = add_speakers(body, sorted(speakers), mentions)
    names = resolve_names(complete, body)
    called = _names_by_form(complete, names)
    return Annotations(
        quotes=tuple(_renamed(quote, called) for quote in quotes),
        entities=tuple(
            Entity(
                mention.text, mention.start, mention.end, mention.type, name.name, name.entity_id, mention.confidence
            )
            for mention, name in zip(complete, names, strict=True)
        ),
    )


def add_speakers(body: str, speakers: Iterable[str], mentions: Sequence[Mention]) -> list[Mention]:
    """Add the speakers that the body names and that no mention names yet, wherever the body prints them."""
    known = {form for mention in mentions for form in (fold(mention.text), fold(without_titles(mention.text)))}
    complete = list(mentions)
    for speaker in speakers:
        if fold(speaker) in known or fold(without_titles(speaker)) in known or not _is_name(speaker):
            continue
        added = [
            Mention(speaker, *match.span(), _type_of(speaker), 0.5)
            for match in re.finditer(rf"(?<!\w){re.escape(speaker)}(?!\w)", body)
        ]
        complete = _place(added, complete)
    return complete


def _names_by_form(mentions: Sequence[Mention], names: Sequence[Name]) -> dict[str, str]:
    called: dict[str, str] = {}
    for form in (fold, lambda text: fold(without_titles(text))):
        for mention, name in zip(mentions, names, strict=True):
            called.setdefault(form(mention.text), name.name)
    for name in names:
        called.setdefault(fold(name.name), name.name)
    return called


def _renamed(quote: Quote, called: dict[str, str]) -> Quote:
    if quote.speaker is None:
        return quote
    name = called.get(fold(quote.speaker)) or called.get(fold(without_titles(quote.speaker)))
    return quote if name is None else replace(quote, speaker=name)


def _is_name(speaker: str) -> bool:
    """Whether a speaker is named: every word of more than three letters has a capital."""
    words = speaker.split()
    return bool(words) and all(word[0].isupper() for word in words if len(word) > 3) and words[-1][0].isupper()


def _type_of(speaker: str) -> str:
    alone = " " not in speaker and speaker.isupper()
    return "ORG" if alone or _ORGANISATION.search(speaker) else "PER"


def _place(added: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Put mentions among others; where two overlap, the longer one stays, and the earlier of equal ones."""
    kept: list[Mention] = []
    for mention in sorted([*mentions, *added], key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


_ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Agency|Office|Bureau|Council|Committee|Commission|Court|Party|Union|Association|Bank"
    r"|Company|Group|Corporation|University|Institute|Police|Army|Kremlin|Government|Federation|Foundation|Centre|Center"
    r"|International|Inc|Ltd|House|Parliament|Authority|Service|Board|Organi[sz]ation|Club|Times|News|Society|Society)\b"
)
