"""Normalises HTML pages: every field from main text, markup and what is shown, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from toolkit.contract.records import Article, Document, Evidence, Rejection, Rights
from toolkit.normalisation.authors.page_authors import page_authors
from toolkit.normalisation.dates.dateline import Dateline, find_dateline
from toolkit.normalisation.dates.page_date import page_date
from toolkit.normalisation.declared_fields import stated_text
from toolkit.normalisation.draft import Draft, finish
from toolkit.normalisation.html.body_range import body_range
from toolkit.normalisation.html.html_tokenizer import Markup, parse
from toolkit.normalisation.html.landmarks import Mark, find_marks, leads_home
from toolkit.normalisation.html.page_body import LONGEST_SHOWN, Passage, body_texts, key_of, locate, without
from toolkit.normalisation.html.page_metadata import Metadata, Stated, declared_values, read_metadata
from toolkit.normalisation.html.page_parts import UNSPACED, Page
from toolkit.normalisation.html.page_standfirst import find_standfirst
from toolkit.normalisation.html.page_title import choose_title, printed_part, strip_site
from toolkit.normalisation.html.removed_text import page_removed
from toolkit.normalisation.language_id import find_language
from toolkit.normalisation.lines.label_lines import label_lines
from toolkit.normalisation.options import NormaliseOptions
from toolkit.normalisation.outlets.outlet_detection import Source, find_source
from toolkit.normalisation.outlets.outlet_profiles import Outlets, load_outlets
from toolkit.normalisation.text_cleaning import clean

_TITLE_SHOWN = 20_000
"""Visible characters in which a headline is expected."""
_LONGEST_BYLINE = 160
_HEADINGS = frozenset({"h1", "h2"})

_RESERVED = {"1": True, "0": False}
"""Values of `tdm-reservation`, as TDMRep has them."""


def normalise_page(document: Document, options: NormaliseOptions) -> Article | Rejection:
    """Return the article that an HTML page holds, or a rejection; what the container states wins."""
    given = document.given
    page = _read_page(document)
    outlets = load_outlets(options.outlets)
    url = document.url or stated_text(given, "url")
    address = Stated(url) if url else _address(page.metadata)
    dateline, offset = _find_dateline(page)
    source = _find_source(page, document, options, address.value if address else None, (dateline, offset))
    authors = page_authors(
        page.markup,
        page.metadata,
        page.near("author") or page.signatures,
        lambda: page.article_lines,
        outlets=outlets,
        given=given,
    )
    published = page_date(
        page.markup,
        page.metadata,
        page.near("date"),
        lambda: page.article_lines,
        everything=lambda: page.lines,
        dateline=dateline,
        dateline_offset=offset,
        url=address.value if address else None,
        country=source.country,
        given=given,
        frame=page.frame,
    )
    if dateline is not None:
        page = _without_dateline(page, dateline)
    language, declared = _find_language(page, stated_text(given, "language") or options.language)
    evidence = (
        *_passage_evidence(page),
        *_dateline_evidence(page, dateline, offset),
        *_stated_evidence("url", address),
        *_stated_evidence("language", declared),
        *source.evidence,
        *authors.evidence,
        *published.evidence,
    )
    draft = Draft(
        headline=page.headline.text if page.headline else None,
        standfirst=page.standfirst.text if page.standfirst else None,
        body=page.text,
        source=source.source,
        agency=source.agency or authors.agency,
        source_domain=source.source_domain,
        url=address.value if address else None,
        authors=authors.names,
        published=published,
        dateline_place=dateline.place if dateline else None,
        language=language,
        credit=authors.credit,
        evidence=evidence,
        removed=page_removed(page.markup, evidence, page.marks, page.headline.text if page.headline else None),
        rights=Rights(
            licence=page.metadata.licence.value if page.metadata.licence else None,
            holder=page.metadata.holder.value if page.metadata.holder else None,
            mining_reserved=_RESERVED.get(page.metadata.reservation.value) if page.metadata.reservation else None,
        ),
        declared=declared_values(page.metadata),
        shown=page.markup.text,
        chances={"date": published.weight, "source": source.trust},
    )
    return finish(document, draft, options)


def _read_page(document: Document) -> Page:
    """Find headline, standfirst and body."""
    markup = parse(document.text)
    metadata = read_metadata(markup)
    marks = find_marks(markup)
    headline = _find_headline(document, markup, metadata, marks)
    labelled = cache(lambda: label_lines(markup.text))
    texts = body_texts(document, markup, metadata, headline, labelled, foreign=_marked_lines(markup, marks))
    standfirst = find_standfirst(document, markup, metadata, marks, headline=headline, texts=texts)
    body = tuple(locate(markup, without(texts, standfirst), headline))
    extracted = body
    if stated_text(document.given, "body") is None and len(markup.text) <= LONGEST_SHOWN:
        first, last = body_range(markup, body, labelled)
        body = body[first:last]
    lead = _lead(body)
    if standfirst is None and lead > 0:
        standfirst = replace(body[0], text=" ".join(passage.text for passage in body[:lead]), end=body[lead - 1].end)
        body = body[lead:]
    return Page(markup, metadata, marks, headline, standfirst, body, extracted, labelled)


def _marked_lines(markup: Markup, marks: Sequence[Mark]) -> frozenset[str]:
    """Return the lines of the visible text that are marked as byline or date and hold hardly anything else."""
    text = markup.text
    lines: set[str] = set()
    for mark in marks:
        if mark.kind in ("author", "date") and mark.start < mark.end:
            end = text.find("\n", mark.end)
            line = text[text.rfind("\n", 0, mark.start + 1) + 1 : end if end >= 0 else len(text)]
            if len(line) <= min(2 * (mark.end - mark.start) + 10, _LONGEST_BYLINE):
                lines.update(part.strip() for part in line.split("\n"))
    return frozenset(lines)


def _lead(body: Sequence[Passage]) -> int:
    """Return the number of the paragraph with the dateline, which can only have a standfirst before it."""
    for number, passage in enumerate(body[:3]):
        dateline = find_dateline(passage.text)
        if dateline is not None and dateline.end < len(passage.text):
            return number
    return 0


def _find_headline(document: Document, markup: Markup, metadata: Metadata, marks: Sequence[Mark]) -> Passage | None:
    text = stated_text(document.given, "headline")
    if text is None:
        titled = [mark for mark in marks if mark.kind == "headline" and not leads_home(markup, mark)]
        stated = [title.value for title in metadata.headlines]
        window = metadata.title.value if metadata.title else None
        sites = [site.value for site in metadata.sites] + _site_labels(document, metadata)
        known = [*stated, window] if window else stated
        headings = [printed_part(_lines_of(markup, mark), known, sites) for mark in titled]
        text = choose_title(
            headings,
            stated,
            window,
            sites,
            sections=[section.value for section in metadata.sections],
            shown=_title_lines(markup),
            marked={heading for heading, mark in zip(headings, titled, strict=True) if mark.tag.name not in _HEADINGS},
        )
    if not text:
        return None
    for mark in marks:
        if mark.kind == "headline" and key_of(markup.text[mark.start : mark.end]) == key_of(text):
            return Passage(clean(text).text, mark.start, mark.end)
    return Passage(clean(text).text, *(markup.find(text) or (None, None)))


def _lines_of(markup: Markup, mark: Mark) -> list[str]:
    lines = markup.text[mark.start : mark.end].split("\n")
    return [text for line in lines if (text := " ".join(line.split()))]


def _title_lines(markup: Markup) -> Iterator[str]:
    """Yield the lines of the visible text that have the length of a title; a page without headings prints one so."""
    for line in markup.text[:_TITLE_SHOWN].split("\n"):
        if 3 <= line.count(" ") <= 30 or (8 <= len(line) <= 60 and not line.isascii() and UNSPACED.search(line)):
            yield line.strip()


def _site_labels(document: Document, metadata: Metadata) -> list[str]:
    """Return the domains of the page as further names of its site."""
    addresses = [document.url or "", *(stated.value for stated in metadata.urls)]
    hosts = [match[1] for address in addresses if (match := re.match(r"https?://(?:www\.)?([^/:?#]+)", address))]
    return [name for host in hosts for name in (host, *host.split(".")[-2:-1])]


def _address(metadata: Metadata) -> Stated | None:
    """Return the page's own address, the canonical one unless it is that of the front page."""
    urls = [stated for stated in metadata.urls if re.match(r"https?://[^/\s]+\.[^/\s]+", stated.value)]
    paths = [stated for stated in urls if re.match(r"https?://[^/]+/[^?#]", stated.value)]
    return next(iter(paths or urls), None)


def _find_dateline(page: Page) -> tuple[Dateline | None, int]:
    """Return the dateline of the lead and the place of the lead in the visible text."""
    for passage in page.body[:1]:
        dateline = find_dateline(passage.text)
        if dateline is not None and dateline.end < len(passage.text):
            return dateline, passage.start or 0
    return None, 0


def _without_dateline(page: Page, dateline: Dateline) -> Page:
    lead = page.body[0]
    start = lead.start + dateline.end if lead.start is not None else None
    return replace(page, body=(Passage(lead.text[dateline.end :].lstrip(), start, lead.end), *page.body[1:]))


def _find_source(
    page: Page, document: Document, options: NormaliseOptions, url: str | None, lead: tuple[Dateline | None, int]
) -> Source:
    """Find outlet and agency; the site's own name counts where no profile knows its address."""
    dateline, offset = lead
    outlets = load_outlets(options.outlets)
    host = re.match(r"https?://([^/:?#]+)", url or "")
    site = None if host and outlets.by_domain(host[1]) else _site_name(page.metadata)
    given = dict(document.given)
    if site is not None:
        given.setdefault("source", site.value)
    declared = (*page.metadata.organisations, *page.metadata.suppliers)
    agency = next((stated.value for stated in declared if _is_agency(outlets, stated.value)), None)
    if agency is not None:
        given.setdefault("agency", agency)
    known = given.get("source") or host
    result = find_source(
        page.markup.text,
        () if known else page.lines,
        url=url,
        dateline_agency=dateline.agency if dateline else None,
        dateline_span=(offset, offset + dateline.end) if dateline else None,
        given=given,
        outlets=outlets,
    )
    return replace(result, evidence=tuple(_place_source(page, item, site) for item in result.evidence))


def _is_agency(outlets: Outlets, name: str) -> bool:
    outlet = outlets.by_name(name)
    return outlet is not None and outlet.agency


def _place_source(page: Page, item: Evidence, site: Stated | None) -> Evidence:
    """Move evidence of the source into the source text of the page."""
    if item.start is not None and item.end is not None:
        start, end = page.markup.raw_span(item.start, item.end)
        return replace(item, start=start, end=end)
    return replace(item, start=site.start, end=site.end) if item.field == "source" and site else item


def _site_name(metadata: Metadata) -> Stated | None:
    for stated in metadata.sites:
        name = strip_site(stated.value, ())
        if 2 <= len(name) <= 60 and not re.match(r"https?:|@", name):
            return replace(stated, value=re.split(r"\s*[|•]\s*|\s[-–—]\s", name)[0].strip() or name)
    return None


def _find_language(page: Page, stated: str | None) -> tuple[str | None, Stated | None]:
    """Return the language that is given, that the text is in, or that the page declares; and in the last case where."""
    language = find_language(page.text, stated)
    declared = next(iter(page.metadata.languages), None) if language is None else None
    return (language, None) if declared is None else (find_language("", declared.value), declared)


def _passage_evidence(page: Page) -> Iterator[Evidence]:
    """Say where headline, standfirst and body are printed, or which markup states them."""
    stated = {"headline": page.metadata.headlines, "standfirst": page.metadata.descriptions}
    parts = [("headline", page.headline), ("standfirst", page.standfirst), *(("body", part) for part in page.body)]
    for name, passage in parts:
        if passage is None:
            continue
        if passage.start is not None and passage.end is not None and passage.start < passage.end:
            yield Evidence(name, "stated", *page.markup.raw_span(passage.start, passage.end))
        else:
            values = (item for item in stated.get(name, ()) if key_of(passage.text) in key_of(item.value))
            result = next(values, Stated(passage.text))
            yield Evidence(name, "metadata", result.start, result.end)


def _dateline_evidence(page: Page, dateline: Dateline | None, offset: int) -> Iterator[Evidence]:
    if dateline is not None and page.body and page.body[0].start is not None:
        start, end = page.markup.raw_span(offset, offset + dateline.end)
        yield Evidence("dateline_place", "stated", start, end)


def _stated_evidence(name: str, stated: Stated | None) -> Iterator[Evidence]:
    if stated is not None:
        yield Evidence(name, "metadata", stated.start, stated.end)
