"""What speaks for and against each field of an article, by names that the weights have, too."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from toolkit.normalisation.authors.byline_cues import BULLETS, CUE
from toolkit.normalisation.close_languages import close_to
from toolkit.normalisation.confidence.field_layout import Layout
from toolkit.normalisation.confidence.number_bands import Bands
from toolkit.normalisation.outlets.outlet_profiles import load_outlets

if TYPE_CHECKING:
    from toolkit.contract.records import Article, Evidence

Chances = Mapping[str, float | None]
"""How sure the rule or model was that chose a field, by the field: `headline` is the line model's probability, `date`
the log odds of the chosen date, `source` the trust in the clue (lower is better)."""

_CHANCE = Bands("chance", 0.4, 0.6, 0.75, 0.9, 0.97, 0.99)
_WEIGHT = Bands("weight", 1, 2, 3, 4.5, 6)
_TRUST = Bands("trust", 1, 2, 3, 4, 5, 6)
_PRINTED = Bands("printed", 1, 2, 3, 5)
_WORDS = Bands("words", 3, 5, 8, 16, 25)
_SHARED = Bands("shared with the body", 0.25, 0.5, 0.75)
_ABOVE = Bands("characters above", 1, 200, 1500)
_TO_LEAD = Bands("characters to the lead", 0, 20, 150, 600, 2000)
_FROM_HEADLINE = Bands("characters from the headline", 5, 100, 400, 1500)
_REMOVED = Bands("removed", 0.05, 0.2, 0.4, 0.6)
_SOURCE_WORDS = Bands("words", 2, 3, 4)
_NAMES = Bands("names", 2, 3, 4)
_NAME_WORDS = Bands("words of a name", 2, 3, 4)
_BODY_WORDS = Bands("words of the body", 60, 150)

_CROP = 0.4
"""Share of removed characters below which a document is hardly more than its story."""
_LOOKED = 4000
"""Characters of the body whose words are compared with those of the headline."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r"[|>»«_]|\s[/–—-]+\s|-[^-]{2,10}$")
"""Marks between a headline and the name of its site or section."""
_CHINESE_NAME = 4
"""Most characters of a Chinese name; Japanese and Korean ones are as short."""
_BESIDE = 200
"""Characters within which a date is beside a name."""
_LINE = 120
"""Characters of a line that are looked at before a name."""


def headline_signs(article: "Article", layout: Layout, chances: Chances) -> Iterator[str]:
    """Yield the signs of the headline."""
    headline = article.headline or ""
    evidence = layout.fields["headline"]
    yield from _origin(evidence)
    if (chance := chances.get("headline")) is not None:
        yield _CHANCE.name(chance)
    yield _PRINTED.name(layout.text.count(headline))
    unspaced = " " not in headline and not headline.isascii()
    yield _WORDS.name(len(headline) // 2 if unspaced else headline.count(" ") + 1)
    if shared := _shared(headline, article.body):
        yield shared
    if headline.endswith((".", "。", ":", "：")):
        yield "ends in a stop"
    if _SEPARATOR.search(headline):
        yield "separator"
    if headline[:1].islower():
        yield "lower case"
    if layout.headline_start is not None:
        yield _TO_LEAD.name(layout.lead - layout.headline_end)
        if not layout.is_page:
            yield _ABOVE.name(layout.headline_start)
    if article.date is None:
        yield "without a date"
    if not article.authors:
        yield "without authors"
    yield _REMOVED.name(layout.removed)


def date_signs(article: "Article", layout: Layout, chances: Chances) -> Iterator[str]:
    """Yield the signs of the date of publication."""
    evidence = layout.fields.get("date") or layout.fields["date_edtf"]
    yield from _origin(evidence)
    if (chance := chances.get("date")) is not None:
        yield _WEIGHT.name(chance)
    if len(evidence) > 1:
        yield "confirmed"
    if evidence[0].note == "address":
        yield "address alone"
    if article.date is None:
        yield article.date_precision
    elif article.published_at is not None:
        yield "time and zone"
    if article.date_modified is not None:
        yield "later change"
    yield from _place(evidence[0], layout)
    yield _REMOVED.name(layout.removed)


def author_signs(article: "Article", layout: Layout, _: Chances) -> Iterator[str]:
    """Yield the signs of the list of authors."""
    evidence = layout.fields["authors"]
    yield from _origin(evidence)
    yield _NAMES.name(len(article.authors))
    words = [name.count(" ") + 1 for name in article.authors]
    if all(not name.isascii() and len(name) <= _CHINESE_NAME for name in article.authors):
        yield "short names in another script"
    else:
        yield _NAME_WORDS.name(max(words))
        if min(words) == 1:
            yield "a name of one word"
    yield _PRINTED.name(layout.text.count(article.authors[0]))
    yield from _place(evidence[0], layout)
    first = evidence[0].start
    if first is not None and not layout.is_page:
        yield from _before_name(layout.text, first)
    dates = layout.fields.get("date") or layout.fields.get("date_edtf") or ()
    if first is not None and any(item.start is not None and abs(item.start - first) < _BESIDE for item in dates):
        yield "beside the date"
    yield _REMOVED.name(layout.removed)


def source_signs(article: "Article", layout: Layout, chances: Chances) -> Iterator[str]:
    """Yield the signs of the outlet."""
    evidence, source = layout.fields["source"], article.source or ""
    yield from _origin(evidence)
    trust = chances.get("source")
    trusted = _TRUST.name(trust) if trust is not None else "trust unknown"
    location = next(_place(evidence[0], layout), "no place")
    location = location if location in ("below the body", "in the body", "no place") else "head"
    yield trusted
    yield location
    if layout.removed < _CROP:  # a crop of the story shows few names of its outlet, and many of others
        yield f"crop, {trusted}"
        yield f"crop, {location}"
    if article.source_domain is not None:
        yield "known address"
    if load_outlets().by_name(source) is not None:
        yield "profile"
    yield _SOURCE_WORDS.name(source.count(" ") + 1)
    yield _PRINTED.name(layout.text.count(source))
    yield _REMOVED.name(layout.removed)


def language_signs(article: "Article", layout: Layout, _: Chances) -> Iterator[str]:
    """Yield the signs of the language."""
    yield from _origin(layout.fields["language"])
    yield _BODY_WORDS.name(article.word_count)
    language = article.language or ""
    if language == "en":
        yield "English"
    elif not article.body[:_LOOKED].isascii():
        yield "letters beyond ASCII"
    if len(close_to(language)) > 1:
        yield "close languages"


SIGNS: Mapping[str, Callable[["Article", Layout, Chances], Iterator[str]]] = {
    "headline": headline_signs,
    "date": date_signs,
    "authors": author_signs,
    "source": source_signs,
    "language": language_signs,
}
"""The function of each field that has a confidence; each needs evidence of its field."""


def _origin(evidence: "list[Evidence]") -> Iterator[str]:
    yield evidence[0].method
    if evidence[0].start is None:
        yield "no place"


def _shared(headline: str, body: str) -> str | None:
    """Return the band of the share of a headline's longer words that the body uses; null without such words."""
    words = _LONG_WORD.findall(headline.lower())
    if not words:
        return None
    used = body[:_LOOKED].lower()
    return _SHARED.name(sum(word in used for word in words) / len(words))


def _place(evidence: "Evidence", layout: Layout) -> Iterator[str]:
    """Yield where a field is printed, seen from headline and body."""
    start = evidence.start
    if start is None:
        return
    if layout.headline_start is not None and start < layout.headline_start:
        yield "above the headline"
    elif start >= layout.last:
        yield "below the body"
    elif start >= layout.lead:
        yield "in the body"
    else:
        yield _FROM_HEADLINE.name(start - layout.headline_end)


def _before_name(text: str, start: int) -> Iterator[str]:
    """Yield what is before a name on its line."""
    line = text.rfind("\n", max(start - _LINE, 0), start) + 1 or max(start - _LINE, 0)
    before = text[line:start].lstrip(BULLETS)
    if not before:
        yield "first on its line"
    elif CUE.match(before):
        yield "behind a cue"
    else:
        yield "behind other words"
