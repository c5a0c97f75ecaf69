"""The byline: the people who wrote an article, and the agency that a byline names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolkit.contract.records import Evidence
from toolkit.normalisation.authors.byline_cues import (
    BULLETS,
    CLOSING_CUE,
    CUE,
    FIRM_CUE,
    INNER_CUE,
    INNER_LABEL,
    LINE_END,
    NO_CUE,
    WITH_TEXT,
    WRITTEN,
)
from toolkit.normalisation.authors.credit_line import (
    REPORTER,
    Credited,
    is_person,
    read_credit,
    read_pseudonym,
    read_uncapitalised,
)
from toolkit.normalisation.authors.korean_credit import read_korean_credit
from toolkit.normalisation.authors.organisation_credit import find_organisation
from toolkit.normalisation.authors.uncued_names import (
    PHOTO,
    NameCandidate,
    choose_names,
    find_names,
    is_dated,
)
from toolkit.normalisation.authors.unspaced_credit import read_unspaced_credit
from toolkit.normalisation.lines.article_head import Zone, find_zone
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.outlet_profiles import Outlets, load_outlets


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote an article."""

    names: tuple[str, ...]
    """People, in printed order, without repetitions."""
    agency: str | None
    """Canonical name of the first agency that a byline names."""
    evidence: tuple[Evidence, ...]
    credit: str | None = None
    """The organisation or desk that is credited where no person is, as printed."""


_NOTHING: Mapping[str, object] = {}


def find_authors(
    lines: Sequence[Line], *, given: Mapping[str, object] = _NOTHING, outlets: Outlets | None = None
) -> Authors:
    """Find the byline above the body, else the one at its end; authors that the container gives win.

    The label of a line is a hint only: a line that says "By Jane Roe" beneath the headline is a byline whatever
    its label. Offsets of the evidence are those of the lines. Without `outlets` the packaged ones are recognised.
    """
    outlets = outlets or load_outlets()
    given_names = _given_names(given.get("authors"))
    if given_names:
        evidence = tuple(Evidence("authors", "metadata", None, None) for _ in given_names)
        return Authors(given_names, None, evidence)
    zone = find_zone(lines)
    located = cued_head(lines, zone, outlets)
    candidates = [] if located else find_names(lines, zone, outlets)
    located = located or _head_credits(lines, zone, outlets, candidates)
    if all(item.credited.agency for item in located):
        located = [*located, *_tail_credits(lines, zone, outlets)]
    if all(item.credited.agency for item in located):
        uncued, _ = choose_names(candidates, behind=True)
        located = [*located, *_printed_at(uncued, lines)]
    authors = _authors(located)
    credited = None if authors.names else find_organisation(lines, zone, outlets)
    if credited is None:
        return authors
    evidence = (*authors.evidence, Evidence("credit", "stated", credited.start, credited.end))
    return replace(authors, credit=credited.text, evidence=evidence)


class _Found(NamedTuple):
    """One name of a byline with its place in the text."""

    credited: Credited
    start: int
    end: int


_LONGEST, _NOTE = 220, 600
_RUBRIC = 40
_RIGHTS = re.compile("©|copyright", re.IGNORECASE)
_PICTURE = re.compile(r"(?<=\S)\s(?:foto|photo|bild|image|picture)s?\s?:\s?$", re.IGNORECASE)
_INNER_CUES = (INNER_CUE, INNER_LABEL, CLOSING_CUE)
_SURE = 1.2
_SURE_LABEL = 0.85
_UNSPACED = re.compile("[\u3041-\U0010ffff]")
"""No letter of Chinese, Japanese or Korean has a lower code point."""
_JOINT = re.compile(r"(?:and|und|et|y|e|og|och|en|with|&|,)", re.IGNORECASE)
_REPORTERS = re.compile(
    r"[(\[]?\s*(?:additional\s+)?(?:reporting|writing)\s+by\s+(.{3,200}?)(?:\s*[;)\]]|\.\s|\.?$|\s+editing\b)",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\W*+(?:(?:view|see|read|find|all|show|more|other)\s++)*(?:more|all|stories|articles?|posts?|news|columns?)?\s*+"
    r"(?:stories|articles?|posts?|news|columns?|content)?\s*+(?:from|by)\s++(?:\.\.\.\s*+)?(?P<more>\S.*)"
    r"|\W*+(?:follow|contact|email|e-mail|reach|meet)\s+(?P<reach>(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*)\s+"
    r"(?:at|on|via|here|by)(?!\w)"
    r"|\W*(?P<bio>(?:[^\W\d_][\w.'’-]*\s+){1,4}?[^\W\d_][\w.'’-]*),?\s+(?:is|was)\s+(?:a|an|the|\w+['’]s)\s+[^.]{0,80}?"
    r"(?:reporter|writer|editor|journalist|correspondent|columnist|author|producer|contributor|blogger|professor|fellow|"
    r"analyst|critic|director|freelancer)"
    r"|\W*(?P<can>(?:[^\W\d_][\w.'’-]*\s+){1,4}?[^\W\d_][\w.'’-]*)\s+"
    r"(?:can be (?:reached|contacted|found)|covers|reports on|writes about)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\W*(?:about\s+)?(?:the\s+)?(?:authors?|writers?|reporter)\W*"
    r"|\W*(?:über\s+)?(?:(?:den|die|der)\s+)?autor(?:[*:_/]?in(?:nen)?|en)?\W*"
    r"|\W*(?:sobre\s+(?:el|la|o|a)\s+autora?|à\s+propos\s+de\s+l['’]auteur|written by|meet the author)\W*",
    re.IGNORECASE,
)


def credits_reporters(text: str) -> bool:
    """Return True if a line names those who reported or wrote, as agencies do behind a text."""
    return _REPORTERS.match(text) is not None


def _given_names(value: object) -> tuple[str, ...]:
    """Return the names that a container gives, as one text or as a list."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, Iterable):
        return ()
    names = (" ".join(item.split()) for item in value if isinstance(item, str))
    return tuple(dict.fromkeys(name for name in names if name))


def _head_credits(
    lines: Sequence[Line], zone: Zone, outlets: Outlets, candidates: Sequence[NameCandidate]
) -> list[_Found]:
    """Return the most likely names of the head without a cue, else those of a cue far from headline and lead."""
    uncued, weight = choose_names(candidates, behind=False)
    best = _printed_at(uncued, lines)
    if weight < _SURE:
        # A long menu can be between headline and byline, or the headline was mistaken.
        for number, line in enumerate(lines):
            if line.label == "byline" and line.probability >= 0.5 and number < zone.last:
                located = _cued(lines, number, outlets)
                if located:
                    return located
        if not best:
            for number in range(min(len(lines), zone.last)):
                line = lines[number]
                if len(line.text) > 120 or (line.label == "body" and line.probability >= _SURE_LABEL):
                    continue
                if not _is_beside_date(lines, number):
                    continue
                cue = CUE.match(line.text, len(line.text) - len(line.text.lstrip(BULLETS)))
                if cue and (located := _cued(lines, number, outlets)):
                    return located
    return best


def _printed_at(candidates: Iterable[NameCandidate], lines: Sequence[Line]) -> list[_Found]:
    """Return the names of some lines with their places in the text."""
    return [item for candidate in candidates for item in _located(candidate.credited, lines[candidate.number])]


def cued_head(lines: Sequence[Line], zone: Zone, outlets: Outlets) -> list[_Found]:
    """Return the names of the first byline with a cue around headline and lead."""
    for number in range(max(0, zone.headline - 3), min(len(lines), zone.first + 2)):
        located = _cued(lines, number, outlets) or _signed_in_order(lines, number, outlets)
        if located:
            for below in range(number + 1, min(number + 3, len(lines))):
                located += _cued(lines, below, outlets)
            return located
    return []


def _is_beside_date(lines: Sequence[Line], number: int) -> bool:
    """Return True if a short line shows a date, or the line right above or below does."""
    near = [lines[offset].text for offset in (number, number - 1, number + 1) if 0 <= offset < len(lines)]
    return len(near[0]) <= 120 and any(len(text) <= 80 and is_dated(text) for text in near)


def _signed_in_order(lines: Sequence[Line], number: int, outlets: Outlets) -> list[_Found]:
    """Return the names of lines that each end in the word for a reporter, with addresses between them."""
    located: list[_Found] = []
    if lines[number].text.isascii():
        return located
    for line in lines[number : number + 12]:
        if REPORTER.search(line.text) is None:
            if "@" in line.text and located:
                continue
            break
        located += _located(read_credit(line.text, outlets), line)
    return located


def _cued(lines: Sequence[Line], number: int, outlets: Outlets) -> list[_Found]:
    """Return the names behind a word like "By", on its line or on the lines beneath it."""
    line = lines[number]
    pictured = line.label == "caption" and PHOTO.search(line.text) is not None and not WITH_TEXT.match(line.text)
    if len(line.text) > _LONGEST or pictured:
        return []
    if not line.text.isascii() and _UNSPACED.search(line.text):
        unspaced = read_unspaced_credit(line.text) or read_korean_credit(line.text)
        if unspaced:
            return _located([Credited(name, agency=False, printed=name) for name in unspaced], line)
    lead = len(line.text) - len(line.text.lstrip(BULLETS))
    cue = CUE.match(line.text, lead)
    if cue is None:
        dated = len(line.text) <= 120 and is_dated(line.text)
        inner = next(filter(None, (cue.search(line.text) for cue in _INNER_CUES)), None) if dated else None
        cue = inner or (WRITTEN.search(line.text) if _may_be_written(line.text) else None)
        cue = cue or (LINE_END.search(line.text) if len(line.text) <= _RUBRIC and line.label != "body" else None)
    if cue is None or _claims_rights(line.text[cue.end() :]) or _claims_rights(line.text[: cue.end()]):
        return []
    rest = line.text[cue.end() :]
    if rest.strip(" :—–-"):
        if NO_CUE.match(line.text, lead):
            return []
        # A headline can begin with "By", too.
        named = read_credit(rest, outlets, alone=line.label == "headline") or read_uncapitalised(rest, outlets)
        if not named and line.label not in ("headline", "body"):
            named = read_pseudonym(rest.partition("|")[0], outlets, dated_before=is_dated(line.text[: cue.start()]))
        return _located(named, line)
    located: list[_Found] = []
    for below in lines[number + 1 : number + 8]:
        if _JOINT.fullmatch(below.text):
            continue
        if cue.start() > lead and below.label in ("headline", "body"):
            break
        credited = read_credit(below.text, outlets, alone=bool(located)) if len(below.text) <= 100 else []
        more = _located(credited, below)
        if not more and not below.text.endswith(","):
            break
        located += more
    return located


def _may_be_written(text: str) -> bool:
    """Return True if a line holds a word that `WRITTEN` looks for."""
    folded = text.lower()
    return " by" in folded or " told to" in folded


def _claims_rights(text: str) -> bool:
    """Return True if a part of a line claims rights, unless in those of a picture behind it: "Jane Roe Photo: © AP"."""
    rights = _RIGHTS.search(text)
    return rights is not None and _PICTURE.search(text, 0, rights.start()) is None


def _tail_credits(lines: Sequence[Line], zone: Zone, outlets: Outlets) -> list[_Found]:
    """Return the names that are behind the body: reporters of a wire, a last byline, a note on the author."""
    after = range(max(zone.first, zone.last - 2), min(len(lines), zone.last + 16))
    for number in after:
        line = lines[number]
        reporters = _REPORTERS.match(line.text) if len(line.text) <= _NOTE else None
        located = _located(read_credit(reporters[1], outlets), line) if reporters else []
        if not located and (line.label not in ("related", "body", "comment") or FIRM_CUE.match(line.text)):
            located = _cued(lines, number, outlets)
        located = located or _farewell(lines, number, outlets)
        if located:
            return located
    return []


def _farewell(lines: Sequence[Line], number: int, outlets: Outlets) -> list[_Found]:
    """Return the people of "More from Jane Roe", "Jane Roe is a reporter at" or "About the author"."""
    line = lines[number]
    match = _FAREWELL.match(line.text) if len(line.text) <= _NOTE else None
    if match is not None:
        printed = next(match[kind] for kind in ("more", "reach", "bio", "can") if match[kind])
        if is_person(printed, alone=True):
            return _located(read_credit(printed, outlets, alone=True), line)
    if _ABOUT.fullmatch(line.text) and number + 1 < len(lines):
        below = lines[number + 1]
        words = re.split(r"\s+(?:is|was|has|writes|covers|ist|war|es|est)\s|\s*[,(]", below.text[:120], maxsplit=1)[0]
        if is_person(words, alone=True):
            return _located(read_credit(words, outlets, alone=True), below)
    return []


def _located(credited: Iterable[Credited], line: Line) -> list[_Found]:
    """Give every name its place in the text."""
    located: list[_Found] = []
    position = 0
    for item in credited:
        offset = line.text.find(item.printed, position)
        offset = line.text.find(item.printed) if offset < 0 else offset
        start = line.start + max(offset, 0)
        located.append(_Found(item, start, start + len(item.printed)))
        position = max(offset, 0) + len(item.printed)
    return located


def _authors(located: Sequence[_Found]) -> Authors:
    """Divide people from agencies and drop repetitions."""
    people = {item.credited.name.casefold(): item for item in reversed(located) if not item.credited.agency}
    agency = next((item for item in located if item.credited.agency), None)
    ordered = sorted(people.values(), key=lambda item: item.start)
    return Authors(
        tuple(item.credited.name for item in ordered),
        agency.credited.name if agency else None,
        tuple(_evidence(ordered, agency)),
    )


def _evidence(people: Iterable[_Found], agency: _Found | None) -> Iterator[Evidence]:
    """Yield where each author and the agency stand."""
    for item in people:
        yield Evidence("authors", "stated", item.start, item.end)
    if agency is not None:
        yield Evidence("agency", "stated", agency.start, agency.end)
