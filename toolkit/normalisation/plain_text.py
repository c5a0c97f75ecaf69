"""Normalises plain text: every line gets its label, then each field is read from the lines that hold it."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from toolkit.contract.records import Article, Document, Evidence, Rejection, Removed
from toolkit.normalisation.authors.byline import find_authors
from toolkit.normalisation.authors.byline_cues import CUE
from toolkit.normalisation.authors.korean_credit import is_korean_credit
from toolkit.normalisation.body_text import Paragraph, build_paragraphs, paragraph_of, without_repeats
from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.dates.dateline import Dateline, find_dateline
from toolkit.normalisation.dates.publication_date import publication_date
from toolkit.normalisation.declared_fields import label_given, stated_text
from toolkit.normalisation.draft import Draft, finish, known_outlets
from toolkit.normalisation.headline import find_headline, headline_range, without_number
from toolkit.normalisation.html.page_title import strip_line
from toolkit.normalisation.language_id import find_language
from toolkit.normalisation.lines.label_batches import Labelled, label_documents
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.opening_prose import settle_opening
from toolkit.normalisation.options import NormaliseOptions
from toolkit.normalisation.outlets.outlet_detection import Source, find_source
from toolkit.normalisation.standfirst import find_standfirst
from toolkit.normalisation.text_cleaning import Cleaned

_LEADS_SEARCHED = 3
"""A dateline opens the lead; above the lead is at most a standfirst that was taken for body."""

_LONGEST_BYLINE = 80
_SIGNED_WITH_PLACE = re.compile(r"[^\W\d_]\S*(?: \S+){1,2}, (?P<place>[^\s,]+(?: [^\s,]+)?)")
"""A name of two or three words and a place, as correspondents sign below a headline."""
_PRINTED = re.compile(r"\S(?:[^\n]*\S)?")
_QUOTATION_MARK = re.compile(r"[\"“„«»「『]")
"""What the body says in the words of a person stays there, though the standfirst repeats it."""
_REASONS = {"share": "navigation", "body": "repeated paragraph"}
"""Reasons that are not the name of the label."""


@dataclass(frozen=True, slots=True)
class _Story:
    """What the lines hold; offsets in the cleaned text."""

    headline: Paragraph | None
    chance: float
    """Probability that the line model gives the label of the headline; 0 without one."""
    standfirst: tuple[Paragraph, ...]
    dateline: Dateline | None
    dateline_offset: int
    body: tuple[Paragraph, ...]

    @property
    def dateline_span(self) -> tuple[int, int] | None:
        """Where the dateline is; null without one."""
        if self.dateline is None:
            return None
        return self.dateline_offset + self.dateline.start, self.dateline_offset + self.dateline.end


def normalise_plain(
    document: Document, options: NormaliseOptions, labelled: Labelled | None = None
) -> Article | Rejection:
    """Return the article that a plain text holds, or a rejection; its lines are labelled if they are not yet."""
    labelled = labelled or label_documents((document,))[0]
    assert labelled is not None
    given, cleaned = document.given, labelled.cleaned
    lines = label_given([_lead_is_body(line) if line.label == "standfirst" else line for line in labelled.lines], given)
    lines = settle_opening(lines)
    story = _read_story(lines)
    source = find_source(
        cleaned.text,
        lines,
        url=document.url,
        dateline_agency=story.dateline.agency if story.dateline else None,
        dateline_span=story.dateline_span,
        given=given,
        outlets=known_outlets(options),
    )
    story = replace(story, headline=_without_site(_without_number(story, lines), source))
    authors = find_authors(lines, given=given)
    story = replace(
        story,
        standfirst=tuple(part for part in story.standfirst if not _is_byline(part, authors.evidence)),
        body=tuple(part for part in story.body if not _is_credit(part, authors.evidence)),
    )
    published = publication_date(
        cleaned.text,
        lines,
        dateline=story.dateline,
        dateline_offset=story.dateline_offset,
        url=document.url,
        country=source.country,
        given=given,
    )
    body = _joined(story.body) or stated_text(given, "body") or ""
    evidence = [*_story_evidence(story, given), *source.evidence, *authors.evidence, *published.evidence]
    draft = Draft(
        headline=stated_text(given, "headline") or (story.headline.text if story.headline else None),
        standfirst=stated_text(given, "standfirst") or _joined(story.standfirst),
        body=body,
        source=source.source,
        agency=source.agency or authors.agency,
        source_domain=source.source_domain,
        url=document.url or stated_text(given, "url"),
        authors=authors.names,
        credit=authors.credit,
        published=published,
        dateline_place=story.dateline.place if story.dateline else None,
        language=find_language(body, stated_text(given, "language") or options.language),
        evidence=tuple([_in_raw(item, cleaned) for item in evidence] if cleaned.passes else evidence),
        removed=tuple(_removed(lines, evidence, story, cleaned)),
        shown=cleaned.text,
        chances={
            "headline": story.chance if story.headline else None,
            "date": published.weight,
            "source": source.trust,
        },
    )
    return finish(document, draft, options)


def _read_story(lines: Sequence[Line]) -> _Story:
    """Take headline, standfirst, dateline and body from the lines."""
    title = find_headline(lines)
    headline = Paragraph(" ".join(line.whole for line in title), title[0].start, title[-1].end) if title else None
    paragraphs = build_paragraphs(lines)
    dateline, lead = _find_lead(paragraphs)
    standfirst = tuple(map(paragraph_of, find_standfirst(lines, title[-1] if title else None))) + tuple(
        paragraph for paragraph in paragraphs[:lead] if headline is None or paragraph.text != headline.text
    )
    printed = {paragraph.text for paragraph in standfirst}
    body = tuple(
        paragraph
        for index, paragraph in enumerate(without_repeats(paragraphs[lead:]))
        if (headline is None or paragraph.text != headline.text)
        and (paragraph.text not in printed or index > 0 or _QUOTATION_MARK.search(paragraph.text))
    )
    offset = body[0].start if body else 0
    if dateline is not None and body:
        body = (_after(body[0], dateline.end), *body[1:])
    return _Story(headline, title[0].probability if title else 0.0, standfirst, dateline, offset, body)


def _without_number(story: _Story, lines: Sequence[Line]) -> Paragraph | None:
    """Return the headline without its number in a printed path."""
    headline = story.headline
    if headline is None or not headline.text[0].isdigit() or len(headline.text) != headline.end - headline.start:
        return headline
    above = [line.whole for line in lines if line.start < headline.start]
    start = without_number(headline.text, above, _joined(story.body) or "")
    return Paragraph(headline.text[start:], headline.start + start, headline.end)


def _without_site(headline: Paragraph | None, source: Source) -> Paragraph | None:
    """Return a headline without what a window title or a list adds to it; one of several lines stays as it is."""
    if headline is None or len(headline.text) != headline.end - headline.start:
        return headline
    first, last = headline_range(headline.text)
    start, end = (first + offset for offset in strip_line(headline.text[first:last], source.source))
    return Paragraph(headline.text[start:end], headline.start + start, headline.start + end)


def _lead_is_body(line: Line) -> Line:
    """Take a line that opens with a dateline out of the standfirst: it is the lead."""
    return line if find_dateline(line.whole) is None else line._replace(label="body")


def _find_lead(paragraphs: Sequence[Paragraph]) -> tuple[Dateline | None, int]:
    """Return the dateline and the index of the paragraph it opens: the first one when there is none."""
    for index, paragraph in enumerate(paragraphs[:_LEADS_SEARCHED]):
        dateline = find_dateline(paragraph.text)
        if dateline is not None and dateline.end < len(paragraph.text):
            return dateline, index
    return None, 0


def _after(paragraph: Paragraph, offset: int) -> Paragraph:
    """Return what follows an offset in a paragraph."""
    rest = paragraph.text[offset:].lstrip()
    return Paragraph(rest, paragraph.start + len(paragraph.text) - len(rest), paragraph.end)


def _joined(paragraphs: Iterable[Paragraph]) -> str | None:
    """Return the paragraphs as one text; null when there are none."""
    return "\n\n".join(paragraph.text for paragraph in paragraphs) or None


def _is_credit(paragraph: Paragraph, evidence: Iterable[Evidence]) -> bool:
    """Return True for a paragraph that is a byline and nothing else: its word, and names to its end."""
    if is_korean_credit(paragraph.text):
        return True
    last = max((item.end for item in evidence if item.field == "authors" and item.end is not None), default=-1)
    return last == paragraph.end and CUE.match(paragraph.text) is not None and _is_byline(paragraph, evidence)


def _is_byline(paragraph: Paragraph, evidence: Iterable[Evidence]) -> bool:
    """Return True if a short paragraph is a name and a city, or opens with a byline's word and names the authors."""
    if len(paragraph.text) > _LONGEST_BYLINE:
        return False
    signed = _SIGNED_WITH_PLACE.fullmatch(paragraph.text)
    if signed is not None and is_listed_place(signed["place"]):
        return True
    if CUE.match(paragraph.text) is None:
        return False
    return any(
        item.field == "authors" and item.start is not None and paragraph.start <= item.start < paragraph.end
        for item in evidence
    )


def _story_evidence(story: _Story, given: Mapping[str, object]) -> list[Evidence]:
    """Say where headline, standfirst, dateline and body stand, and which of them the container states."""
    parts = {
        "headline": (story.headline,) if story.headline else (),
        "standfirst": story.standfirst,
        "body": story.body,
    }
    names = ("headline", "standfirst", "body", "language", "url") if given else ()
    stated = {name for name in names if stated_text(given, name)}
    evidence: list[Evidence] = []
    for name, paragraphs in parts.items():
        method = "metadata" if name in stated else "stated"
        evidence += [Evidence(name, method, start, end) for _, start, end in paragraphs]
    evidence += [Evidence(name, "metadata", None, None) for name in sorted(stated) if not parts.get(name)]
    if story.dateline_span is not None:
        evidence.append(Evidence("dateline_place", "stated", *story.dateline_span))
    return evidence


def _in_raw(evidence: Evidence, cleaned: Cleaned) -> Evidence:
    """Move evidence from the cleaned text to the raw one."""
    if evidence.start is None or evidence.end is None:
        return evidence
    start, end = cleaned.raw_offset(evidence.start), cleaned.raw_offset(evidence.end)
    return replace(evidence, start=start, end=end)


def _removed(lines: Sequence[Line], evidence: Iterable[Evidence], story: _Story, cleaned: Cleaned) -> list[Removed]:
    """Return every line that no evidence touches, with the reason that its label names."""
    ranges = sorted((item.start, item.end) for item in evidence if item.start is not None and item.end is not None)
    starts = [start for start, _ in ranges]
    furthest = [0, *accumulate([end for _, end in ranges], max)]
    untouched = [
        part
        for line in lines
        for part in (_printed(line, cleaned.text) if line.joined else (line,))
        if furthest[bisect_left(starts, part.end)] <= part.start
    ]
    standfirst = {paragraph.text for paragraph in story.standfirst}
    headline = story.headline.text if story.headline else None
    return [Removed(*_place(line, cleaned), _reason(line, headline, standfirst)) for line in untouched]


def _printed(line: Line, text: str) -> Iterable[Line]:
    """Return the printed lines of a joined line."""
    parts = _PRINTED.finditer(text, line.start, line.end)
    return [line._replace(start=part.start(), end=part.end()) for part in parts]


def _place(line: Line, cleaned: Cleaned) -> tuple[int, int]:
    """Return where a line is in the raw text."""
    return (cleaned.raw_offset(line.start), cleaned.raw_offset(line.end)) if cleaned.passes else line[:2]


def _reason(line: Line, headline: str | None, standfirst: Collection[str]) -> str:
    """Name why a line is in no field."""
    if line.whole in standfirst:
        return "duplicate of standfirst"
    if line.label == "headline" and headline is not None:
        return "duplicate of headline" if line.whole == headline else "related"
    return _REASONS.get(line.label, line.label)
