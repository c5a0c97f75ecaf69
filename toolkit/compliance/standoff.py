"""Takes the text out of an article and leaves what is where; puts it back from somebody's own copy."""

import hashlib
from dataclasses import fields, replace
from typing import Any

from toolkit.contract.records import Article, Entity, Quote, Rights, StandoffArticle, StandoffEntity, StandoffQuote


def without_text(article: Article) -> StandoffArticle:
    """Return what is left of an article without its text: offsets, names and digests, none of its sentences."""
    return StandoffArticle(
        **_common(article, StandoffArticle, ("quotes", "entities", "rights")),
        headline_sha256=None if article.headline is None else text_digest(article.headline),
        body_sha256=text_digest(article.body),
        body_length=len(article.body),
        quotes=tuple(StandoffQuote(**_common(quote, StandoffQuote)) for quote in article.quotes),
        entities=None
        if article.entities is None
        else tuple(StandoffEntity(**_common(entity, StandoffEntity)) for entity in article.entities),
        rights=_to_extent(article.rights, "stand_off"),
    )


def with_text(standoff: StandoffArticle, copy: Article) -> Article | None:
    """Return the article of a stand-off row with the text of one's own copy.

    Null if the copy's body is another text: the offsets would point at other words.
    """
    body = copy.body
    if text_digest(body) != standoff.body_sha256:
        return None
    stated = _common(standoff, Article, ("quotes", "entities", "rights"))
    return replace(
        copy,
        **stated,
        quotes=tuple(_quote(quote, body) for quote in standoff.quotes),
        entities=None if standoff.entities is None else tuple(_entity(entity, body) for entity in standoff.entities),
        rights=_to_extent(standoff.rights, "full"),
    )


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _common(record: Any, kind: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the values that two kinds of record share, by the names of their fields."""
    names = {field.name for field in fields(record)} & {field.name for field in fields(kind)}
    return {name: getattr(record, name) for name in names if name not in without}


def _to_extent(rights: Rights, extent: str) -> Rights:
    return replace(rights, extent=extent)


def _quote(quote: StandoffQuote, body: str) -> Quote:
    start, end = quote.speaker_start, quote.speaker_end
    mention = None if start is None else body[start:end]
    return Quote(**_common(quote, Quote), text=body[quote.start : quote.end], speaker_text=mention)


def _entity(entity: StandoffEntity, body: str) -> Entity:
    return Entity(**_common(entity, Entity), text=body[entity.start : entity.end])
