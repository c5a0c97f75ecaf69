"""When a page was published: from its markup, else from what it shows around the headline."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from toolkit.contract.records import Evidence
from toolkit.normalisation.dates.cues import role_of
from toolkit.normalisation.dates.dateline import Dateline
from toolkit.normalisation.dates.day_month_order import decide
from toolkit.normalisation.dates.publication_date import (
    PublicationDate,
    publication_date,
    read_address,
    with_modified,
)
from toolkit.normalisation.dates.recogniser import DateMention, day_of, find_dates
from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.landmarks import Mark
from toolkit.normalisation.html.page_metadata import Metadata, Stated
from toolkit.normalisation.lines.line import Line

_ATTRIBUTES = ("datetime", "content", "title", "data-datetime", "data-timestamp")
_PUBLISHED = re.compile(r"(?:itemprop|property)\s*=\s*[\"']?(?:\w+:)?date(?:published|created)\b", re.IGNORECASE)
_CHANGE = re.compile(r"updat|modif|aktualisiert|actuali[sz]|mis à jour|aggiorna|обновлен|更新", re.IGNORECASE)
_EPOCH = re.compile(r"(?:/Date\()?(?P<seconds>\d{10})(?:\d{3})?(?:[+-]\d{4})?(?:\)/)?")
"""Seconds or milliseconds since 1970, as some frameworks wrap them, too."""
_DIGITS = re.compile(r"(?:19|20)\d{6}(?:\d{2}){2,3}")
_LOGGED = re.compile(
    r"[A-Z][a-z]{2} (?P<day>[A-Z][a-z]{2} \d{1,2}) (?P<time>[\d:]{8})(?P<zone> [A-Z]{1,5})? (?P<year>\d{4})"
)
"""As the C library prints a time: "Fri Mar  1 09:00:00 GMT 2024"."""
_UNIVERSAL = re.compile(r"(?:Z|[+-]00:?00|UTC|GMT)\s*$", re.IGNORECASE)
"""The end of a time that is stated in UTC, as systems store it; other zones are those of the newsroom."""
_CUE_REACH = 40
"""Characters before a date in which a word says what it is the date of."""
_EARLIEST = 1800
_FAR_WEIGHT = 2.0
"""Log odds from which a date is believed that is printed far from headline and body."""


def page_date(
    markup: Markup,
    metadata: Metadata,
    marks: Iterable[Mark],
    lines: Callable[[], Sequence[Line]],
    *,
    everything: Callable[[], Sequence[Line]],
    dateline: Dateline | None,
    dateline_offset: int,
    url: str | None,
    country: str | None,
    given: Mapping[str, object],
    frame: tuple[int, int] = (0, 0),
) -> PublicationDate:
    """Return the date of publication with evidence in the source; unknown where nothing on the page backs one.

    `marks` are the marked dates near the headline, `frame` is where headline and lead begin in the visible text; its
    labelled `lines` are asked for only when no markup knows the date, and `everything` that is printed when they do
    not know it either: then only a date counts of which place and words leave little doubt.
    """
    if any(given.get(name) is not None for name in ("date", "published_at", "dated_by")):
        return publication_date("", (), dateline=None, given=given)
    marked = list(marks)
    named: list[Mark] = []
    others: list[Mark] = []
    for mark in marked:
        (named if _is_named(markup, mark) else others).append(mark)
    changed = [*metadata.modified, *_marked_changes(markup, marked)]
    said = _said_published(markup, frame)
    for value in chain(metadata.published, _marked(markup, named), said, metadata.dated, _marked(markup, others)):
        published = _read(value)
        note = None
        if published is None:
            published = _read_numeric(value, markup.text, country)
            note = "day and month by other days of the page, the country or the language"
        if published is not None:
            published = _with_evidence(published, value, note)
            published = _on_local_day(published, value, markup, _printed_days(markup, marked, frame), url)
            return _with_change(published, changed)

    def printed(shown: Sequence[Line]) -> PublicationDate:
        return publication_date(
            _only(markup.text, shown),
            shown,
            dateline=dateline,
            dateline_offset=dateline_offset,
            url=url,
            country=country,
            given=given,
        )

    dated = printed(lines())
    if dated.edtf is None:
        beyond = printed(everything())
        if beyond.date is not None and (beyond.weight or 0.0) >= _FAR_WEIGHT:
            dated = beyond
    evidence = tuple(
        item if item.start is None or item.end is None else _in_source(markup, item) for item in dated.evidence
    )
    return _with_change(replace(dated, evidence=evidence), changed)


def _printed_days(markup: Markup, marks: Iterable[Mark], frame: tuple[int, int]) -> Iterator[DateMention]:
    """Yield the whole days that marks near the headline and the text between headline and lead print, in the text.

    Days that are said to be those of a change are left out.
    """
    text = markup.text
    for start, end in (*((mark.start, mark.end) for mark in marks), frame):
        for item in find_dates(text[start:end]):
            first = start + item.start
            line = text.rfind("\n", 0, first) + 1
            if item.day and item.year and not item.alternatives and role_of(text[line:first]) != "updated":
                yield item._replace(start=first, end=start + item.end)


def _said_published(markup: Markup, frame: tuple[int, int]) -> Iterator[Stated]:
    """Yield the whole day between headline and lead of which the words before it say that it is of publication."""
    first, last = frame
    for item in find_dates(markup.text[first:last]):
        before = markup.text[max(first, first + item.start - _CUE_REACH) : first + item.start].rstrip()
        cue = before.rpartition("\n")[2]
        if item.day and item.year and not item.alternatives and role_of(cue) == "published":
            start, end = first + item.start, first + item.end
            yield Stated(markup.text[start:end], *markup.raw_span(start, end))
            return


def _on_local_day(
    published: PublicationDate, value: Stated, markup: Markup, printed: Iterable[DateMention], url: str | None
) -> PublicationDate:
    """Return a result that is stated in UTC with the day that the page prints beside its headline, else its address.

    Only the day before or after can be the local day of the same moment; the moment itself stays.
    """
    if published.published_at is None or published.date is None or not _UNIVERSAL.search(value.value):
        return published
    near = (published.date - timedelta(days=1), published.date + timedelta(days=1))
    days = [(day_of((item.year, item.month, item.day)), item) for item in printed]
    if any(day == published.date for day, _ in days):
        return published
    day, mention = next(((day, item) for day, item in days if day in near), (None, None))
    if day is None and (address := day_of(read_address(url or ""))) in near:
        day = address
    if day is None:
        return published
    if mention is not None:
        start, end = markup.raw_span(mention.start, mention.end)
        evidence = Evidence("date", "stated", start, end, "the local day of a moment that is stated in UTC")
    else:
        evidence = Evidence("date", "metadata", None, None, "address")
    others = tuple(item for item in published.evidence if item.field != "date")
    return replace(
        published, date=day, edtf=day.isoformat(), not_before=day, not_after=day, evidence=(evidence, *others)
    )


def _with_change(published: PublicationDate, changes: Iterable[Stated]) -> PublicationDate:
    """Return a result with the first stated day of change that is not before the publication."""
    if published.modified is not None:
        return published
    for value in changes:
        dated = with_modified(published, _moment(value.value))
        if dated.modified is not None:
            *evidence, last = dated.evidence
            return replace(dated, evidence=(*evidence, replace(last, start=value.start, end=value.end)))
    return published


def _marked_changes(markup: Markup, marks: Iterable[Mark]) -> Iterator[Stated]:
    """Yield what the attributes of elements say that are marked as the time of a change."""
    for mark in marks:
        if _CHANGE.search(_context(markup, mark)) is not None:
            attributes = markup.attributes(mark.tag)
            if attributes.get("datetime"):
                yield Stated(attributes["datetime"], *markup.attribute_span(mark.tag, "datetime"))


def _only(text: str, lines: Iterable[Line]) -> str:
    """Return a text with everything but some of its lines blanked, offsets unchanged."""
    parts: list[str] = []
    position = 0
    for line in lines:
        if line.start > position:
            parts.append(" " * (line.start - position - 1) + "\n")
        parts.append(text[line.start : line.end])
        position = line.end
    return "".join(parts)


def _marked(markup: Markup, marks: Iterable[Mark]) -> Iterator[Stated]:
    """Yield what marked elements say in an attribute, else in their text.

    An element of the time of a change says it only before its word: "5/3/2024 | updated 6/3/2024"; the attribute of
    one that is named as the time of publication counts whatever its text says.
    """
    for mark in marks:
        attributes = markup.attributes(mark.tag)
        name = next((name for name in _ATTRIBUTES if any(map(str.isdigit, attributes.get(name, "")))), None)
        named = name is not None and _is_named(markup, mark)
        if not named and _CHANGE.search(_context(markup, mark)) is not None:
            yield from _before_change(markup, mark)
        elif name is not None:
            yield Stated(attributes[name], *markup.attribute_span(mark.tag, name))
        elif mark.start < mark.end:
            dates = [item for item in find_dates(markup.text[mark.start : mark.end]) if item.day and item.year]
            if len(dates) == 1 or (dates and not _CHANGE.search(markup.text[mark.start : mark.start + dates[0].start])):
                start, end = mark.start + dates[0].start, mark.start + dates[0].end
                yield Stated(markup.text[start:end], *markup.raw_span(start, end))


def _is_named(markup: Markup, mark: Mark) -> bool:
    """Return True if an element is named as the time of publication, not merely as a time."""
    return _PUBLISHED.search(markup.source, mark.tag.start, mark.tag.end) is not None


def _before_change(markup: Markup, mark: Mark) -> Iterator[Stated]:
    """Yield the first date of an element if the word of a change comes only after it."""
    text = markup.text[mark.start : mark.end]
    line = markup.text.rfind("\n", 0, mark.start + 1) + 1
    dates = [item for item in find_dates(text) if item.day and item.year]
    if len(dates) > 1 and not _CHANGE.search(markup.text[line : mark.start + dates[0].start]):
        start, end = mark.start + dates[0].start, mark.start + dates[0].end
        yield Stated(markup.text[start:end], *markup.raw_span(start, end))


def _context(markup: Markup, mark: Mark) -> str:
    """Return the words before a date in its line and the markup of its tag."""
    line = markup.text.rfind("\n", 0, mark.start + 1) + 1
    tag = markup.source[mark.tag.start : mark.tag.end]
    return f"{tag[:300]} {markup.text[max(line, mark.start - 60) : mark.start + 20]}"


def _read(stated: Stated) -> PublicationDate | None:
    """Read a date of the markup; null where it is none, or the zero of some calendar."""
    value = _moment(stated.value)
    dated = publication_date("", (), dateline=None, given={"date": value})
    day = dated.date
    if dated.date is None or day is None or day.year < _EARLIEST or (day.year, day.month, day.day) == (1970, 1, 1):
        return None
    return dated


def _read_numeric(stated: Stated, text: str, country: str | None) -> PublicationDate | None:
    """Read a date such as 03/04/2023 as the day that the page shows in another form, else as its country prints it."""
    mentions = [mention for mention in find_dates(stated.value) if mention.year and mention.month]
    if len(mentions) != 1 or not mentions[0].alternatives:
        return None
    both = {day_of((mentions[0].year, mentions[0].month, mentions[0].day)), *map(day_of, mentions[0].alternatives)}
    shown = {
        day_of((item.year, item.month, item.day)) for item in find_dates(text) if item.day and not item.alternatives
    }
    if len(both & shown) == 1:
        return publication_date("", (), dateline=None, given={"date": next(iter(both & shown))})
    readings = decide(
        mentions[0], text=text, mentions=(), lead="", address=(None, None, None), country=country, past=None
    )
    day = day_of(readings[0]) if len(readings) == 1 else None
    return publication_date("", (), dateline=None, given={"date": day}) if day is not None else None


def _moment(value: str) -> datetime | str:
    """Return a time as such where the value is one: ISO 8601 or seconds since 1970."""
    value = " ".join(value.split())
    if seconds := _EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(seconds["seconds"]), UTC)
    if logged := _LOGGED.fullmatch(value):
        return f"{logged['day']}, {logged['year']} {logged['time']}{logged['zone'] or ''}"
    if _DIGITS.fullmatch(value):
        value = f"{value[:8]}T{value[8:]}"
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return value


def _with_evidence(published: PublicationDate, value: Stated, note: str | None) -> PublicationDate:
    method = "inferred" if note else "metadata"
    evidence = tuple(
        replace(item, method=method, start=value.start, end=value.end, note=note or item.note)
        for item in published.evidence
    )
    return replace(published, evidence=evidence)


def _in_source(markup: Markup, item: Evidence) -> Evidence:
    assert item.start is not None
    assert item.end is not None
    start, end = markup.raw_span(item.start, item.end)
    return replace(item, start=start, end=end)
