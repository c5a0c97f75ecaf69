"""Elements of a page whose class, itemprop or rel says what they hold: headline, byline, date, standfirst."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.normalisation.html.html_tokenizer import Markup, Tag

Kind = Literal["headline", "author", "date", "standfirst"]

_LONGEST = 600
"""Characters of text above which an element is a container, not a field."""
_MOST = 1000
"""Marks after which a page is not searched any further."""
_NAMES = re.compile(
    r"(?:class|itemprop|property|rel|id|data-testid|data-qa)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FOREIGN = re.compile(
    r"comment|related|widget|avatar|image|photo|bio|social|share|modified|updated|newsletter|caption|carousel|card|current|masthead"
)
_HEADLINE = re.compile(r"(?<![a-z])(?:headline|(?:entry|article|post|story|news)[-_]+(?:title|heading))(?![a-z])")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "author",
        re.compile(
            r"(?<![a-z])(?:authors?|bylines?|creator|reporter|vcard|fn|writer|signature|firma|auteure?s?|aut[ou]re?s?|autora|autrice"
            r"|autorin|autoren|redakteur|verfasser|redacteur|skribent|forfatter|journalist[ae]?|toimittaja|yazar|muhabir"
            r"|penulis)(?![a-z])|(?<![a-z_-])by(?![a-z_-])"
        ),
    ),
    (
        "standfirst",
        re.compile(
            r"(?<![a-z])(?:dek|deck|standfirst|sub[-_]?(?:head(?:line|ing)?|title|deck)|summary|lede?|lead|intro(?:duction)?"
            r"|abstract|excerpt|strapline|teaser|vorspann|anriss|chapo|chapeau|entradilla|bajada|copete|sottotitolo"
            r"|sommario|catenaccio|subtitulo|linha[-_]fina|resum[eo]n?|ingress|manchet|underrubrik|perex|zajawka|spot)"
            r"(?![a-z])"
        ),
    ),
    ("headline", _HEADLINE),
    (
        "date",
        re.compile(
            r"(?<![a-z])(?:date(?:line|time)?|pub[-_]?date|published|posted(?:-on)?|time[-_]?stamp"
            r"|(?:publish|meta|post|entry|article|news)[-_]time)(?![a-z])"
        ),
    ),
)
_LETTERS = re.compile("[a-z]+")
_WORDS = """
    abstract anriss article auteur auteure auteures auteurs author authors autor autora autore autoren autores
    autorin autors autrice autur auture autures auturs bajada byline bylines catenaccio chapeau chapo copete
    creator date dateline datetime deck dek entradilla entry excerpt firma fn forfatter headline ingress intro
    introduction journalist journalista journaliste lead led lede linha manchet muhabir news penulis perex post
    posted pub pubdate publish published redacteur redakteur reporter resume resumen resumo resumon signature
    skribent sommario sottotitolo spot standfirst story strapline sub subdeck subhead subheading subheadline
    subtitle subtitulo summary teaser time timestamp toimittaja underrubrik vcard verfasser vorspann writer
    yazar zajawka
"""
_FIRST_WORDS = frozenset(_WORDS.split())
"""The words with which the names begin that say something; most names of a page have none of them."""
_LEAD = re.compile(r"(?<![a-z])(?:lead|intro(?:duction)?|spot)(?![a-z])", re.IGNORECASE)
_HOME_LINK = re.compile(
    r"\s*(?:<!--.{0,200}?-->\s*)?<a\s[^<>]{0,300}?href\s*=\s*([\"'])(?:https?://[^/\"'\s>]{1,100}/?|/)(?:\?[^\"'\s>]{0,100})?\1",
    re.IGNORECASE,
)
_ELEMENT_END = re.compile(r"</a\s*>\s*</", re.IGNORECASE)
_HOLDERS = frozenset(
    [
        "p",
        "div",
        "span",
        "a",
        "h2",
        "h3",
        "h4",
        "li",
        "address",
        "section",
        "em",
        "strong",
        "small",
        "cite",
        "b",
        "dd",
        "header",
        "abbr",
    ]
)
_TIMES = frozenset({"time", "relative-time", "time-ago", "local-time"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked element; offsets count in the visible text."""

    kind: Kind
    tag: Tag
    start: int
    end: int


def find_marks(markup: Markup) -> tuple[Mark, ...]:
    """Return the headings of the first level, the `time` elements and the elements marked by name, in order."""
    result: list[Mark] = []
    for number, tag in enumerate(markup.tags):
        if tag.closes:
            continue
        kind = _kind(markup, tag)
        if kind is not None:
            end = markup.tags[markup.element_end(number)].shown
            if 0 < end - tag.shown <= _LONGEST or kind == "date":
                result.append(Mark(kind, tag, tag.shown, min(end, tag.shown + _LONGEST)))
            if len(result) == _MOST:
                break
    return tuple(result) if any(mark.kind == "headline" for mark in result) else (*_second_headings(markup), *result)


def is_lead(markup: Markup, mark: Mark) -> bool:
    """Return True if the names of a standfirst are those that some sites give to the first paragraph of the body."""
    named = _LEAD.search(markup.source, mark.tag.attributes_start, mark.tag.attributes_end)
    return named is not None and mark.tag.name not in ("h2", "h3", "h4")


def leads_home(markup: Markup, mark: Mark) -> bool:
    """Return True if an element is one link to the front page: then it is the masthead of the site."""
    match = _HOME_LINK.match(markup.source, mark.tag.end)
    if match is None:
        return False
    end = markup.source.find("</a", match.end())
    return _ELEMENT_END.match(markup.source, end) is not None if end >= 0 else False


def _second_headings(markup: Markup) -> list[Mark]:
    """Return the headings of the second level, for pages that have none of the first."""
    return [
        Mark("headline", tag, tag.shown, markup.tags[markup.element_end(number)].shown)
        for number, tag in enumerate(markup.tags)
        if tag.name == "h2" and not tag.closes
    ][:20]


def _kind(markup: Markup, tag: Tag) -> Kind | None:
    if tag.name == "h1":
        return "headline"
    if tag.name in _TIMES:
        return "date"
    if tag.name not in _HOLDERS or tag.attributes_end - tag.attributes_start < 6:
        return None
    return _kind_named(markup.source[tag.attributes_start : tag.attributes_end])


@lru_cache(maxsize=8192)
def _kind_named(attributes: str) -> Kind | None:
    """Return what an element with these attributes holds; on a page most of them come again and again."""
    result = _NAMES.findall(attributes)
    names = _HUMP.sub("-", " ".join("".join(values) for values in result)[:500]).lower()
    if _FIRST_WORDS.isdisjoint(_LETTERS.findall(names)) or _FOREIGN.search(names):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(names)), None)
