"""Chooses the date of publication among the dates of a document, or says what can be known of it."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from toolkit.contract.records import Evidence
from toolkit.normalisation.dates.bounds import Bound, first_day_from, last_day_until, latest_past_event
from toolkit.normalisation.dates.candidates import Candidate, find_candidates, find_issue, find_lead
from toolkit.normalisation.dates.dateline import Dateline
from toolkit.normalisation.dates.day_month_order import decide, is_near
from toolkit.normalisation.dates.recogniser import DateMention, Reading, day_of, find_dates
from toolkit.normalisation.lines.line import Line

_URL_DAY = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)([/_.-])([01]?\d)\2([0-3]?\d)|((?:19|20)\d\d)([01]\d)([0-3]\d))(?!\d)")
"""Without marks between its parts, a day has eight digits: "/2050917-title" is the number of an article."""
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)(?=[/-]|$)")
_EASTERNMOST = datetime.timezone(datetime.timedelta(hours=14))
_LEAST_WEIGHT = 0.0
"""Log odds from which a date is believed to be that of the publication."""
_CONFIRMING = frozenset({"weekday of the lead agrees", "as in the dateline", "as in the address"})
"""Signs by which the day of a change is that of the publication, too."""
_SURE_WEIGHT = 3.0
"""Log odds from which it is believed against the address."""


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a story was published, as far as its document tells."""

    date: datetime.date | None
    """The day as printed where it was printed."""
    published_at: datetime.datetime | None
    """In UTC; only when time and zone are both known."""
    edtf: str | None
    """Extended Date/Time Format: `2023-09-25`, `2023-09`, `2023`, `XXXX-09-24`."""
    precision: str
    """`time`, `day`, `month`, `year`, `month_day` or `unknown`."""
    not_before: datetime.date | None
    not_after: datetime.date | None
    evidence: tuple[Evidence, ...]
    """Offsets in the text given."""
    modified: datetime.date | None = None
    """The day of the latest change that is stated; the day of publication never comes from it."""
    weight: float | None = None
    """Log odds of the printed date that was chosen; null where none was."""


_ISO_MONTH = re.compile(r"((?:1[6-9]|20)\d\d)-(0[1-9]|1[0-2])")
_UNKNOWN = PublicationDate(None, None, None, "unknown", None, None, ())


def publication_date(
    text: str,
    lines: Sequence[Line],
    *,
    dateline: Dateline | None,
    dateline_offset: int = 0,
    url: str | None = None,
    country: str | None = None,
    given: Mapping[str, object] | None = None,
) -> PublicationDate:
    """Return the date of publication, chosen by place and words; never simply the first date of the text.

    `dateline_offset` is where the paragraph of the dateline starts in the text; `country` is the ISO 3166
    code of the outlet; what the container states in `given` wins. A date without a year stays without one,
    and the events that the body tells as past bound it. `date_not_after` in `given`, such as the day on which a
    mail was sent, excludes later dates and bounds the result from above.
    """
    given = given or {}
    stated = _read_given(given)
    if stated is not None:
        return with_modified(stated, given.get("date_modified"))
    if given.get("dated_by") == "updated" and (changed_on := _day_stated(given.get("date_modified"))) is not None:
        return _dated_by_change(changed_on)
    latest = _read_latest(given.get("date_not_after"))
    mentions = [mention for mention in find_dates(text) if not _is_later(mention, latest)]
    bound = cache(lambda: latest_past_event(text, lines, mentions))  # many documents never ask
    past = bound() if _are_out_of_order(mentions) else None
    address = read_address(url or "")
    dated = _moved(dateline.date, dateline_offset) if dateline and dateline.date else None
    lead = find_lead(lines)
    weighed = find_candidates(mentions, text, lines, lead, past.day if past else None)
    chosen = _choose(_candidates(weighed, dated, address), address)
    changed = _latest_change(weighed)
    mention = chosen.mention if chosen else dated if dated is not None and dated.month is not None else None
    if mention is None and address[0] is None:
        mention = find_issue(mentions, lines)
    if mention is None:
        return _changed(_until(_from_address(address, bound()), latest), changed)
    past = bound() if mention.alternatives else None
    readings = decide(
        mention,
        text=text,
        mentions=mentions,
        lead=lead,
        address=address,
        country=country,
        past=past.day if past else None,
    )
    if latest is not None:
        readings = tuple(reading for reading in readings if (day_of(reading) or latest) <= latest) or readings
    published = _until(_conclude(mention, readings, dated, address, bound), latest, mention.weekday)
    return _changed(_with_choice(published, chosen) if chosen else published, changed)


def _with_choice(published: PublicationDate, chosen: Candidate) -> PublicationDate:
    """Return a result with the weight of its candidate; that a day of change is the day of publication is inferred."""
    evidence = published.evidence
    if chosen.role == "updated":
        note = "the day of a change, with which the days of the story agree"
        evidence = tuple(
            replace(item, method="inferred", note=item.note or note) if item.start == chosen.mention.start else item
            for item in evidence
        )
    return replace(published, weight=chosen.weight, evidence=evidence)


def with_modified(published: PublicationDate, stated: object) -> PublicationDate:
    """Return a result with the day of change that a container states; one before the publication is none."""
    day = _day_stated(stated)
    if day is None or (published.date is not None and day < published.date):
        return published
    evidence = (*published.evidence, Evidence("date_modified", "metadata", None, None))
    return replace(published, modified=day, evidence=evidence)


def _read_given(given: Mapping[str, object]) -> PublicationDate | None:
    for name in ("published_at", "date"):
        value = given.get(name)
        if value is None:
            continue
        printed = value.isoformat() if isinstance(value, datetime.date) else str(value)
        mentions = [
            mention for mention in (*_iso_month(printed), *find_dates(printed)) if mention.year and mention.month
        ]
        if len(mentions) == 1 and not mentions[0].alternatives:
            return _settled(mentions[0], (Evidence("date", "metadata", None, None),), "metadata")
    return None


def _iso_month(stated: str) -> Iterator[DateMention]:
    """Yield the month that a whole text in the form `2024-03` is; in running text the form may mean anything."""
    match = _ISO_MONTH.fullmatch(stated)
    if match is not None:
        yield DateMention(0, len(stated), int(match[1]), int(match[2]), None, None, None, None, ())


def _dated_by_change(day: datetime.date) -> PublicationDate:
    """Return the date of a feed's entry that states its latest change only; its time is none of publication."""
    note = "the day of the latest change, the only one that the entry states"
    evidence = (Evidence("date", "metadata", None, None, note), Evidence("date_modified", "metadata", None, None))
    return PublicationDate(day, None, day.isoformat(), "day", day, day, evidence, day)


def _day_stated(value: object) -> datetime.date | None:
    """Return the day that a container states; null where it has two readings or none."""
    if value is None:
        return None
    printed = value.isoformat() if isinstance(value, datetime.date) else str(value)
    mentions = [mention for mention in find_dates(printed) if mention.year and mention.day]
    if len(mentions) != 1 or mentions[0].alternatives:
        return None
    return day_of((mentions[0].year, mentions[0].month, mentions[0].day))


def _latest_change(weighed: Sequence[Candidate]) -> DateMention | None:
    """Return the heaviest date that is said to be that of a change; null without one that is printed whole."""
    changes = [
        candidate
        for candidate in weighed
        if candidate.role == "updated" and candidate.mention.year and not candidate.mention.alternatives
    ]
    return max(changes, key=lambda candidate: candidate.weight).mention if changes else None


def _changed(published: PublicationDate, mention: DateMention | None) -> PublicationDate:
    """Return a result with a printed day of change, unless it lies before the publication."""
    day = None if mention is None else day_of((mention.year, mention.month, mention.day))
    if mention is None or day is None or (published.date is not None and day < published.date):
        return published
    evidence = (*published.evidence, Evidence("date_modified", "stated", mention.start, mention.end))
    return replace(published, modified=day, evidence=evidence)


def _read_latest(value: object) -> datetime.date | None:
    """Return the day after which the story cannot have been published, anywhere on Earth.

    A moment with its zone is read in the easternmost zone; for a bare day it is the day after.
    """
    try:
        moment = datetime.datetime.fromisoformat(str(value)) if value else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(_EASTERNMOST).date()
    except (ValueError, OverflowError):
        return None
    day = moment.date() if moment is not None else None
    return day + datetime.timedelta(days=1) if day is not None and day < datetime.date.max else day


def _is_later(mention: DateMention, latest: datetime.date | None) -> bool:
    days = [day_of(reading) for reading in ((mention.year, mention.month, mention.day), *mention.alternatives)]
    return latest is not None and all(day is not None and day > latest for day in days)


def _until(result: PublicationDate, latest: datetime.date | None, weekday: int | None = None) -> PublicationDate:
    """Bound a result that knows no last day; where only one year is left between its bounds, that is its year."""
    if latest is None or result.not_after is not None or (result.not_before is not None and result.not_before > latest):
        return result
    last: datetime.date | None = latest
    if result.precision == "month_day" and result.edtf is not None:
        last = last_day_until(latest, int(result.edtf[5:7]), int(result.edtf[8:10]), weekday)
    evidence = (*result.evidence, Evidence("date_not_after", "metadata", None, None))
    if last is not None and last == result.not_before and result.precision == "month_day":
        stated = replace(evidence[0], field="date", method="inferred", note="the only year between its bounds")
        return PublicationDate(last, None, last.isoformat(), "day", last, last, (stated, *evidence[1:]))
    return replace(result, not_after=last, evidence=evidence) if last is not None else result


def read_address(url: str) -> Reading:
    """Return the date in the path of an address, as far as it goes."""
    match = _URL_DAY.search(url)
    if match is not None:
        reading = int(match[1] or match[5]), int(match[3] or match[6]), int(match[4] or match[7])
        if day_of(reading) is not None:
            return reading
    match = _URL_MONTH.search(url)
    if match is not None and 1 <= int(match[2]) <= 12:
        return int(match[1]), int(match[2]), None
    return None, None, None


def _are_out_of_order(mentions: Sequence[DateMention]) -> bool:
    """Return True if an event can be later than a printed day: else no event speaks against any day."""
    dated = [mention for mention in mentions if mention.year is not None]
    days = [day for mention in dated if (day := day_of((mention.year, mention.month, mention.day)))]
    events = [(mention.year, mention.month or 1, mention.day or 1) for mention in dated if not mention.alternatives]
    return bool(days and events) and max(events) > (min(days).year, min(days).month, min(days).day)


def _moved(mention: DateMention, offset: int) -> DateMention:
    return mention._replace(start=mention.start + offset, end=mention.end + offset)


def _candidates(weighed: Sequence[Candidate], dated: DateMention | None, address: Reading) -> list[Candidate]:
    """Return the candidates with the signs of agreement added; the dateline itself is none of them."""
    if dated is None and address[2] is None:
        return list(weighed)
    return [
        candidate._replace(signs=(*candidate.signs, *_agreement(candidate.mention, dated, address)))
        for candidate in weighed
        if dated is None or candidate.mention.start != dated.start
    ]


def _agreement(mention: DateMention, dated: DateMention | None, address: Reading) -> Iterator[str]:
    readings = ((mention.year, mention.month, mention.day), *mention.alternatives)
    if dated is not None and any(reading[1:] == (dated.month, dated.day) for reading in readings):
        yield "as in the dateline"
    if address[2] is not None and any(is_near(reading, address) for reading in readings):
        yield "as in the address"


def _choose(candidates: Sequence[Candidate], address: Reading) -> Candidate | None:
    """Return the heaviest candidate that is heavy enough, the first of several.

    A day in the address goes before a different printed day that is only probable.
    """
    believed = [(candidate.weight, candidate) for candidate in candidates if _may_be_publication(candidate)]
    if not believed:
        return None
    weight, best = max(believed, key=lambda pair: pair[0])
    if weight < _LEAST_WEIGHT:
        return None
    readings = ((best.mention.year, best.mention.month, best.mention.day), *best.mention.alternatives)
    if address[2] is not None and not any(is_near(reading, address) for reading in readings):
        return best if weight >= _SURE_WEIGHT or best.role == "published" else None
    return best


def _may_be_publication(candidate: Candidate) -> bool:
    """Return True unless words say that a date is another; that of a change must be confirmed by the story's days."""
    return candidate.role != "other" and (candidate.role != "updated" or not _CONFIRMING.isdisjoint(candidate.signs))


def _conclude(
    mention: DateMention,
    readings: tuple[Reading, ...],
    dated: DateMention | None,
    address: Reading,
    bound: Callable[[], Bound | None],
) -> PublicationDate:
    """Return the result for a printed date that has been chosen."""
    if len(readings) > 1:
        choice = "either " + " or ".join(str(day_of(reading)) for reading in readings)
        undecided = Evidence("date", "stated", mention.start, mention.end, choice)
        return _bounded(replace(_UNKNOWN, evidence=(undecided,)), bound())
    year, month, day = readings[0]
    method = "inferred" if mention.alternatives else "stated"
    if year is None:
        if address[1] != month or day_of((address[0], month, day)) is None:
            return _without_year(mention, bound())
        year, method = address[0], "inferred"
    printed = day_of((year, month, day))
    wrong = mention.weekday is not None and printed is not None and printed.weekday() != mention.weekday
    note = "the printed weekday is another" if wrong else None
    evidence = [Evidence("date", method, mention.start, mention.end, note)]
    if dated is not None and dated.start != mention.start and (dated.month, dated.day) == (month, day):
        evidence.append(Evidence("date", "stated", dated.start, dated.end))
    if address[2] is not None and is_near((year, month, day), address):
        evidence.append(Evidence("date", "metadata", None, None, "address"))
    return _settled(mention._replace(year=year, month=month, day=day), tuple(evidence), "stated")


def _without_year(mention: DateMention, bound: Bound | None) -> PublicationDate:
    """Return the result for a day whose year is not printed: the body's events give its earliest year."""
    assert mention.month is not None
    assert mention.day is not None
    evidence = [Evidence("date_edtf", "stated", mention.start, mention.end)]
    if bound is not None:
        evidence.append(Evidence("date_not_before", "inferred", bound.start, bound.end))
    earliest = first_day_from(bound.day if bound else None, mention.month, mention.day, mention.weekday)
    edtf = f"XXXX-{mention.month:02}-{mention.day:02}"
    return PublicationDate(None, None, edtf, "month_day", earliest, None, tuple(evidence))


def _settled(mention: DateMention, evidence: tuple[Evidence, ...], method: str) -> PublicationDate:
    """Return the result for a full date, or for a month of a year."""
    assert mention.year is not None
    assert mention.month is not None
    if mention.day is None:
        first = datetime.date(mention.year, mention.month, 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return PublicationDate(None, None, f"{first:%Y-%m}", "month", first, last, evidence)
    day = datetime.date(mention.year, mention.month, mention.day)
    moment = None
    if mention.time is not None and mention.zone is not None:
        zone = datetime.timezone(datetime.timedelta(minutes=mention.zone))
        moment = datetime.datetime.combine(day, mention.time, zone).astimezone(datetime.UTC)
        start, end = (None, None) if method == "metadata" else (mention.start, mention.end)
        evidence = (*evidence, Evidence("published_at", method, start, end))
    return PublicationDate(day, moment, day.isoformat(), "time" if moment else "day", day, day, evidence)


def _from_address(address: Reading, bound: Bound | None) -> PublicationDate:
    """Return what the address alone tells, and the bound where it tells nothing."""
    year, month, day = address
    if year is None:
        return _bounded(_UNKNOWN, bound)
    evidence = Evidence("date" if day is not None else "date_edtf", "metadata", None, None, "address")
    settled = _settled(DateMention(0, 0, year, month, day), (evidence,), "metadata")
    return settled if day is not None else _bounded(settled, bound)


def _bounded(result: PublicationDate, bound: Bound | None) -> PublicationDate:
    """Raise the earliest day to the latest event that the body tells as past."""
    too_late = bound is not None and result.not_after is not None and bound.day > result.not_after
    if bound is None or too_late or (result.not_before is not None and bound.day <= result.not_before):
        return result
    evidence = Evidence("date_not_before", "inferred", bound.start, bound.end)
    return replace(result, not_before=bound.day, evidence=(*result.evidence, evidence))
