"""Normalises an article of which the container says where each field is printed, such as one of a database export."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.contract.records import Article, Document, Evidence, Rejection, Removed
from toolkit.normalisation.authors.byline import find_authors
from toolkit.normalisation.body_text import Paragraph
from toolkit.normalisation.dates.dateline import Dateline, find_dateline
from toolkit.normalisation.dates.publication_date import publication_date
from toolkit.normalisation.declared_fields import stated_text
from toolkit.normalisation.draft import Draft, finish, known_outlets
from toolkit.normalisation.language_id import find_language
from toolkit.normalisation.lines.label_lines import split_lines
from toolkit.normalisation.lines.line import Label, Line
from toolkit.normalisation.options import NormaliseOptions
from toolkit.normalisation.outlets.outlet_detection import find_source
from toolkit.normalisation.stated_subjects import subject_evidence
from toolkit.normalisation.text_cleaning import clean

_LABEL = "label"
"""Reason of the removed lines: labels of the export and fields that the contract does not have."""


def normalise_stated(document: Document, options: NormaliseOptions) -> Article | Rejection:
    """Return the article as its container states it, or a rejection; what is not stated is not looked for.

    Only agency and dateline are read from the text, and a date where none is stated.
    """
    given = document.given
    lines = _labelled(document)
    paragraphs = _paragraphs(document)
    dateline = find_dateline(paragraphs[0].text) if paragraphs else None
    if dateline is not None and dateline.end >= len(paragraphs[0].text):
        dateline = None
    offset = paragraphs[0].start if paragraphs else 0
    span = (offset + dateline.start, offset + dateline.end) if dateline else None
    source = find_source(
        document.text,
        lines,
        url=document.url,
        dateline_agency=dateline.agency if dateline else None,
        dateline_span=span,
        given=given,
        outlets=known_outlets(options),
    )
    published = publication_date(
        document.text,
        lines,
        dateline=dateline,
        dateline_offset=offset,
        url=document.url,
        country=source.country,
        given=given,
    )
    authors = find_authors((), given=given)
    evidence = [*_own_evidence(document), *source.evidence, *authors.evidence, *published.evidence]
    if span is not None:
        evidence.append(Evidence("dateline_place", "stated", *span))
    evidence = [_located(item, document) for item in evidence]
    body = "\n\n".join(_without_dateline(paragraphs, dateline))
    draft = Draft(
        headline=_one_line(stated_text(given, "headline")),
        standfirst=stated_text(given, "standfirst"),
        body=body,
        source=source.source,
        agency=source.agency or authors.agency,
        source_domain=source.source_domain,
        url=document.url or stated_text(given, "url"),
        authors=authors.names,
        published=published,
        dateline_place=dateline.place if dateline else None,
        language=find_language(body, stated_text(given, "language") or options.language),
        evidence=tuple(evidence),
        removed=tuple(_removed(lines, [*evidence, *subject_evidence(document)])),
        shown=body,
        chances={"date": published.weight, "source": source.trust},
    )
    return finish(document, draft, options)


def _paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs of the stated body with their spans in the raw text."""
    texts = str(document.given.get("body") or "").split("\n\n")
    spans = document.spans["body"]
    if len(texts) != len(spans):
        return [Paragraph(clean(text).text.strip(), spans[0][0], spans[-1][1]) for text in texts]
    paragraphs = [Paragraph(clean(text).text.strip(), *span) for text, span in zip(texts, spans, strict=True)]
    return [paragraph for paragraph in paragraphs if paragraph.text]


def _labelled(document: Document) -> tuple[Line, ...]:
    """Return the printed lines, labelled by the span that they are in."""
    labels: tuple[Label, ...] = ("body", "headline", "standfirst")
    spans = sorted((*span, label) for label in labels for span in document.spans.get(label, ()))
    printed = split_lines(document.text)
    lines = []
    position = 0
    for start, text in zip(printed.starts, printed.lines, strict=True):
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        inside = position < len(spans) and spans[position][0] < start + len(text)
        lines.append(Line(start, start + len(text), text, spans[position][2] if inside else "related", 1.0))
    return tuple(lines)


def _without_dateline(paragraphs: Sequence[Paragraph], dateline: Dateline | None) -> Iterator[str]:
    for index, paragraph in enumerate(paragraphs):
        yield paragraph.text[dateline.end :].lstrip() if dateline and index == 0 else paragraph.text


def _own_evidence(document: Document) -> Iterator[Evidence]:
    """Yield the evidence of the fields that are taken as they are stated."""
    for name in ("headline", "standfirst", "body", "language", "url"):
        if stated_text(document.given, name):
            for start, end in document.spans.get(name, ()):
                yield Evidence(name, "metadata", start, end)
            if not document.spans.get(name):
                yield Evidence(name, "metadata", None, None)


def _located(evidence: Evidence, document: Document) -> Evidence:
    """Give the evidence of a stated field its offsets."""
    spans = document.spans.get("date" if evidence.field == "published_at" else evidence.field)
    if evidence.start is not None or evidence.method != "metadata" or evidence.note is not None or not spans:
        return evidence
    return replace(evidence, start=spans[0][0], end=spans[0][1])


def _removed(lines: Sequence[Line], evidence: Sequence[Evidence]) -> Iterator[Removed]:
    """Yield the lines that no evidence touches."""
    spans = sorted((item.start, item.end) for item in evidence if item.start is not None and item.end is not None)
    position = furthest = 0
    for line in lines:
        while position < len(spans) and spans[position][0] < line.end:
            furthest = max(furthest, spans[position][1])
            position += 1
        if furthest <= line.start:
            yield Removed(line.start, line.end, _LABEL)


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
