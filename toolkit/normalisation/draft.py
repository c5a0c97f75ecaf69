"""The last step of normalising, shared by plain text and HTML: a draft becomes an article or a rejection."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from toolkit._version import VERSION
from toolkit.contract.records import Article, Document, Evidence, Origin, Provenance, Rejection, Removed, Rights
from toolkit.normalisation.article_id import article_id
from toolkit.normalisation.character_classes import CharacterClasses
from toolkit.normalisation.confidence.field_confidence import with_confidence
from toolkit.normalisation.contract_repair import mended_address, repair
from toolkit.normalisation.dates.publication_date import PublicationDate
from toolkit.normalisation.not_an_article import find_refusal
from toolkit.normalisation.options import NormaliseOptions
from toolkit.normalisation.outlets.outlet_profiles import Outlet, Outlets, load_outlets
from toolkit.normalisation.stated_subjects import (
    stated_images,
    stated_line,
    stated_section,
    stated_subjects,
    subject_evidence,
)
from toolkit.normalisation.usage_rights import find_rights, is_restricted
from toolkit.normalisation.withdrawal_notice import withdrawal_notice

_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
"""Scripts written without spaces count one word per character, as word processors do."""
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LETTERS_OF_SYLLABLE, _LETTERS_OF_WORD = 3, 6
"""Letters that a Korean syllable is made of, and of a word with what other languages write apart from it."""
_MARK, _BLANK, _LETTER, _WORD = 1, 2, 3, 4
"""Classes of characters: `_LETTER` are digits too, `_WORD` is a word by itself."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in one document, before it is checked; offsets count in the raw text."""

    headline: str | None
    standfirst: str | None
    body: str
    """Paragraphs separated by one blank line; empty when none was found."""
    source: str | None
    agency: str | None
    source_domain: str | None
    url: str | None
    authors: tuple[str, ...]
    published: PublicationDate
    dateline_place: str | None
    language: str | None
    evidence: tuple[Evidence, ...]
    """Of every field, the date's own included."""
    removed: tuple[Removed, ...]
    rights: Rights = field(default_factory=Rights)
    credit: str | None = None
    """The organisation or desk that is credited where no person is."""
    declared: Mapping[str, object] = field(default_factory=dict)
    """Section, subjects, images, kind and credit as the markup of a page says; what a container states goes before."""
    shown: str = ""
    """Everything a reader of the document would see; refusals look at it."""
    chances: Mapping[str, float | None] = field(default_factory=dict)
    """How sure the rule or model was that chose a field, as `toolkit.normalisation.confidence.field_signs` has it."""


def finish(document: Document, draft: Draft, options: NormaliseOptions) -> Article | Rejection:
    """Check a draft and give it its identity; a document that is no article is rejected with its reason."""
    body = draft.body.strip()
    words = count_words(body)
    rights, origin = find_rights(document.given, draft.rights, _outlet(draft, options))
    if withdrawal_notice(draft.headline, body or draft.shown) is not None:
        # It is kept until stories are grouped, though it is short: it takes its story down.
        rights, body = replace(rights, status="cancelled"), body or draft.shown.strip()
        evidence = _evidence(document, draft, options, origin)
        return repair(_article(document, draft, body, rights, evidence, words=count_words(body)))
    refusal = find_refusal(headline=draft.headline, body=body, words=words, shown=draft.shown or body)
    if refusal is not None:
        return Rejection.of(_origin(document, rights), "normalise", refusal.reason, refusal.detail)
    least = _least_words(draft, options)
    if words < least and _size_in_words(body, words) < least:
        few = "only one word of body was" if words == 1 else f"only {words} words of body were"
        shortage = f"{few} found" if words else "no body was found"
        return Rejection.of(_origin(document, rights), "normalise", "no_body", f"In this document {shortage}.")
    article = _article(document, draft, body, rights, _evidence(document, draft, options, origin), words=words)
    return with_confidence(repair(article), document, draft.chances)


def _article(
    document: Document, draft: Draft, body: str, rights: Rights, evidence: tuple[Evidence, ...], *, words: int
) -> Article:
    """Return the article of a draft."""
    published = draft.published
    given = {**draft.declared, **document.given}
    return Article(
        id=_identity(draft.url, document),
        source=draft.source,
        agency=draft.agency,
        source_domain=draft.source_domain,
        url=draft.url,
        authors=draft.authors,
        date=published.date,
        published_at=published.published_at,
        date_edtf=published.edtf,
        date_precision=published.precision,
        date_not_before=published.not_before,
        date_not_after=published.not_after,
        dateline_place=draft.dateline_place,
        headline=draft.headline or None,
        standfirst=draft.standfirst or None,
        body=body,
        language=draft.language,
        quotes=(),
        entities=None,
        word_count=words,
        group=None,
        rights=rights,
        provenance=_provenance(document),
        evidence=evidence,
        removed=draft.removed,
        added_in=None,
        date_modified=published.modified,
        credit=stated_line(given, "credit") or draft.credit,
        section=stated_section(given),
        subjects=stated_subjects(given),
        images=stated_images(given),
        kind=stated_line(given, "kind"),
    )


def _evidence(
    document: Document, draft: Draft, options: NormaliseOptions, origin: Evidence | None
) -> tuple[Evidence, ...]:
    """Return the evidence of all fields; `origin` says where the rights are from."""
    return (
        *draft.evidence,
        *subject_evidence(document, draft.declared),
        *_language_evidence(draft, document, options),
        *([origin] if origin is not None else []),
    )


def _language_evidence(draft: Draft, document: Document, options: NormaliseOptions) -> Iterator[Evidence]:
    """Yield evidence of a language that has none yet, unless the options set it."""
    if draft.language is None or any(item.field == "language" for item in draft.evidence):
        return
    given = document.given.get("language")
    if given or options.language is None:
        yield Evidence("language", "metadata" if given else "inferred", None, None)


def _origin(document: Document, rights: Rights) -> Origin:
    """Return where a document came from, with its raw bytes if its rights allow to keep them."""
    return Origin(
        id=_identity(document.url, document),
        path=document.path,
        record=document.record,
        line=document.line,
        sha256=document.sha256,
        media_type=document.media_type,
        size=len(document.raw),
        raw=None if is_restricted(rights) else document.raw,
    )


def _least_words(draft: Draft, options: NormaliseOptions) -> int:
    """Return the words that an article needs: half as many under a headline and a dateline, as wires print them."""
    signed = draft.headline is not None and any(item.field == "dateline_place" for item in draft.evidence)
    return max(options.minimum_words // 2 if signed else options.minimum_words, 1)


def _identity(url: str | None, document: Document) -> str:
    """Return the id of the article at an address, which is the same with its blanks encoded and without."""
    return article_id(mended_address(url or "") or url, document.sha256)


def known_outlets(options: NormaliseOptions) -> Outlets:
    """Return the packaged outlets and the user's own; they are put together once, not once per document."""
    if not options.outlets:
        return load_outlets()
    return _outlets_with(json.dumps([dict(table) for table in options.outlets], sort_keys=True))


def count_words(text: str) -> int:
    """Return the number of words: what is between blanks and has a letter or digit.

    In scripts without spaces every character is a word.
    """
    for mark, blank in _MARKS:  # beside which most texts in English are ASCII
        text = text.replace(mark, blank)
    if text.isascii():
        kinds = text.encode("ascii").translate(_ASCII, _ASCII_MARKS)
        return kinds.count(b" a") + kinds.startswith(b"a")
    classes = _COUNTED.of(text)
    classes = classes[classes != _MARK]  # then a word begins wherever a letter does not follow another
    letters = classes == _LETTER
    words = int(letters[:1].sum()) + int(np.count_nonzero(letters[1:] > letters[:-1]))
    return words + int(np.count_nonzero(classes == _WORD))


def _size_in_words(text: str, words: int) -> int:
    """Return how many words of average length a text of few words is worth.

    Korean, Finnish or Turkish words carry endings for what other languages write as words of their own.
    """
    if not text or _SPACELESS.search(text):
        return words
    syllables = len(_HANGUL.findall(text))
    return (sum(map(str.isalpha, text)) + syllables * (_LETTERS_OF_SYLLABLE - 1)) // _LETTERS_OF_WORD


def _counted_as(character: str) -> int:
    """Return what a character is for counting words."""
    if _SPACELESS.match(character):
        return _WORD
    return _LETTER if character.isalnum() else _BLANK if character.isspace() else _MARK


_COUNTED = CharacterClasses(_counted_as)
_MARKS = (*((mark, "") for mark in "’‘“”–—…•"), ("\xa0", " "))
_ASCII = bytes(ord("a" if _counted_as(chr(code)) == _LETTER else " ") for code in range(128)) + bytes(128)
"""Letters and digits as one letter, and the rest as blanks; marks are left out before."""
_ASCII_MARKS = bytes(code for code in range(128) if _counted_as(chr(code)) == _MARK)


def _outlet(draft: Draft, options: NormaliseOptions) -> Outlet | None:
    """Return the profile of the outlet that published the article."""
    return known_outlets(options).by_name(draft.source) if draft.source else None


def _provenance(document: Document) -> Provenance:
    """Say which raw bytes the article was made from."""
    return Provenance(
        path=document.path,
        record=document.record,
        line=document.line,
        sha256=document.sha256,
        media_type=document.media_type,
        toolkit_version=VERSION,
    )


@lru_cache(maxsize=4)
def _outlets_with(tables: str) -> Outlets:
    """Return the packaged outlets together with those that JSON tables describe."""
    return load_outlets(tuple(json.loads(tables)))
