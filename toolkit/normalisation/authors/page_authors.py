"""Who wrote a page: persons that its markup declares, else its byline."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from toolkit.contract.records import Evidence
from toolkit.normalisation.authors.byline import Authors, find_authors
from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.authors.credit_line import read_credit, restore_capitals
from toolkit.normalisation.authors.page_credit import ORGANISATION, page_credit
from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.landmarks import Mark
from toolkit.normalisation.html.page_metadata import Metadata, Stated
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.agencies import is_agency
from toolkit.normalisation.outlets.outlet_profiles import Outlets, name_key

_MOST_NAMES = 5
"""Names in a byline, one a line; more than these are a list of staff."""
_MOST_DECLARED = 12
"""Names of which the markup does not say that they are persons; more than these are a list of references."""
_NO_NAME = re.compile(r"[@/\d_<>|:]|\.(?:com|org|net)\b|https?", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)")
_ROLE = re.compile(
    r"(?i)(?<!\w)(?:\w*admin\w*|\w*master|profiles?|profil|editor\w*|staff|desk|team|newsroom|redak\w+|rédaction|redacción|redação|redazione|agenc\w+"
    r"|news|press|media|online|web|feed|contribut\w+|correspondent|reporter|guest|author|unknown|anonymous|by)(?!\w)"
)


def page_authors(
    markup: Markup,
    metadata: Metadata,
    marks: Iterable[Mark],
    lines: Callable[[], Sequence[Line]],
    *,
    outlets: Outlets,
    given: Mapping[str, object],
) -> Authors:
    """Return the authors with evidence in the source: declared persons, stated names, marked bylines, any byline.

    Where no person is named, the organisation or desk that is declared or printed as the author is the credit.
    """
    if given.get("authors"):
        return find_authors((), given=given, outlets=outlets)
    authors = _people(markup, metadata, marks, lines, outlets)
    declared = None if authors.names else page_credit(metadata, outlets)
    if declared is None:
        return authors
    credit, evidence = declared
    return Authors((), authors.agency, (evidence,), credit)


def _people(
    markup: Markup,
    metadata: Metadata,
    marks: Iterable[Mark],
    lines: Callable[[], Sequence[Line]],
    outlets: Outlets,
) -> Authors:
    """Return the persons; where there are none, the agency and the credit that a byline prints."""
    sites = {name_key(stated.value) for stated in metadata.sites} | _host_keys(metadata)
    marks = tuple(marks)
    marked = [line for mark in marks for line in _lines_of(markup, mark)]
    agency: str | None = None
    unsigned = Authors((), None, ())
    untyped = metadata.authors if len(metadata.authors) <= _MOST_DECLARED else ()
    for stated in (metadata.people, untyped):
        authors = _declared(stated, sites, outlets, typed=stated is metadata.people)
        agency = agency or authors.agency
        if authors.names:
            evidence = tuple(map(partial(_printed, markup, marked), authors.names, authors.evidence))
            authors = replace(authors, evidence=evidence)
            return authors if stated is metadata.people else _signed(authors)
    named = _declared(_named(markup, marks), sites, outlets, typed=True)
    if named.names:
        return named
    for candidates in (lambda: marked, lines):
        near = candidates()
        authors = find_authors(near, outlets=outlets)
        names = [name for name in authors.names if name_key(name) not in sites]
        if near is marked and len(names) == 1 and len(marked) > 1:
            several = _one_a_line(markup, marks, outlets)
            if names[0] in several.names:
                authors, names = several, list(several.names)
        if names and len(names) == len(authors.names):
            return replace(authors, evidence=tuple(_in_source(markup, item) for item in authors.evidence))
        agency = agency or authors.agency
        if authors.credit is not None and unsigned.credit is None:
            evidence = tuple(_in_source(markup, item) for item in authors.evidence if item.field == "credit")
            unsigned = Authors((), None, evidence, authors.credit)
    return replace(unsigned, agency=agency)


def _host_keys(metadata: Metadata) -> set[str]:
    """Return the keys of the page's hosts, whole and without the ending."""
    hosts = [match[1].lower() for stated in metadata.urls if (match := _HOST.match(stated.value))]
    return {name_key(part) for host in hosts for part in (host, host.rpartition(".")[0]) if len(part) > 3}


def _one_a_line(markup: Markup, marks: Iterable[Mark], outlets: Outlets) -> Authors:
    """Read the first marked byline that prints its names one a line, without a word like "By"."""
    for mark in marks:
        authors: dict[str, Evidence] = {}
        for line in _lines_of(markup, mark):
            for item in read_credit(line.text, outlets, alone=True):
                offset = line.start + line.text.find(item.printed)
                if not item.agency and not is_listed_place(item.printed):
                    authors.setdefault(item.name, Evidence("authors", "stated", offset, offset + len(item.printed)))
        if 1 < len(authors) <= _MOST_NAMES:
            return Authors(tuple(authors), None, tuple(authors.values()))
    return Authors((), None, ())


def names_author(markup: Markup, mark: Mark) -> bool:
    """Return True if an element is the author's name by a convention of the web: microdata, a relation, or hCard."""
    attributes = markup.attributes(mark.tag)
    names = {*attributes.get("rel", "").lower().split(), *attributes.get("itemprop", "").lower().split()}
    return not names.isdisjoint(("author", "creator")) or "fn" in attributes.get("class", "").split()


def _declared(stated: Iterable[Stated], sites: set[str], outlets: Outlets, *, typed: bool) -> Authors:
    """Read the names that the markup states, without sites, roles, handles and addresses."""
    names: dict[str, Evidence] = {}
    agency: str | None = None
    for value in _divided(stated):
        text = without_cue(value.value)
        if name_key(text) in sites:
            continue
        if typed and text.islower():
            text = text.upper()  # which the reader of credits restores
        credited = [] if ORGANISATION.search(text) else read_credit(text, outlets)
        people = [item.name for item in credited if not item.agency]
        agency = agency or next((item.name for item in credited if item.agency), None)
        if not credited and typed and (_can_be_name(text) or _can_be_alias(text)) and outlets.by_name(text) is None:
            people = [restore_capitals(text)]
        for name in people:
            if name_key(name) not in sites and not _NO_NAME.search(name):
                names.setdefault(name, Evidence("authors", "metadata", value.start, value.end))
    return Authors(tuple(names), agency, tuple(names.values()))


def _named(markup: Markup, marks: Iterable[Mark]) -> Iterator[Stated]:
    """Yield the texts of elements that are the author's name by convention, not merely by the name of a class."""
    for mark in marks:
        if names_author(markup, mark):
            for line in _lines_of(markup, mark):
                yield Stated(line.text, *markup.raw_span(line.start, line.end))


def _divided(stated: Iterable[Stated]) -> Iterator[Stated]:
    """Take values apart that hold several names between semicolons."""
    for value in stated:
        for part in value.value.split(";"):
            if part.strip():
                yield replace(value, value=part.strip())


def _printed(markup: Markup, lines: Iterable[Line], name: str, declared: Evidence) -> Evidence:
    """Return where a declared name is printed in a byline, else where it is declared."""
    for line in lines:
        offset = line.text.find(name)
        if offset >= 0:
            start, end = markup.raw_span(line.start + offset, line.start + offset + len(name))
            return Evidence("authors", "stated", start, end)
    return declared


def _signed(authors: Authors) -> Authors:
    """Return the declared names that a byline prints, if it prints any: others may be editors, owners or models."""
    pairs = zip(authors.names, authors.evidence, strict=True)
    printed = [(name, item) for name, item in pairs if item.method == "stated"]
    if not printed:
        return authors
    return replace(authors, names=tuple(name for name, _ in printed), evidence=tuple(item for _, item in printed))


def _can_be_alias(text: str) -> bool:
    """Return True if one word can be the name under which somebody writes."""
    return 3 <= len(text) <= 24 and text.isalpha() and not _ROLE.search(text) and not is_agency(text)


def _can_be_name(text: str) -> bool:
    if _NO_NAME.search(text) or _ROLE.search(text) or ORGANISATION.search(text):
        return False
    return 1 < len(text.split()) <= 5


def _lines_of(markup: Markup, mark: Mark) -> list[Line]:
    """Return the lines of a marked byline."""
    authors: list[Line] = []
    position = mark.start
    for printed in markup.text[mark.start : mark.end].split("\n"):
        text = printed.strip()
        start = position + len(printed) - len(printed.lstrip())
        if text:
            authors.append(Line(start, start + len(text), text, "byline", 1.0))
        position += len(printed) + 1
    return authors


def _in_source(markup: Markup, item: Evidence) -> Evidence:
    if item.start is None or item.end is None:
        return item
    start, end = markup.raw_span(item.start, item.end)
    return replace(item, start=start, end=end)
