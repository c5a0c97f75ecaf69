"""Quotes and entities as other tools know them: spans with labels; and the rows that changed spans come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class EntitySpan:
    """A named mention: code points of the body, end exclusive, with its type and the canonical name."""

    start: int
    end: int
    type: str
    name: str | None = None
    """Null where a tool does not hold it: the name of the former mention stays, else the printed text is the name."""


@dataclass(frozen=True, slots=True, order=True)
class QuoteSpan:
    """A quote: its parts between marks, its kind, the speaker and the mention of the speaker beside it."""

    parts: tuple[tuple[int, int], ...]
    kind: str
    speaker: str | None = None
    mention: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """An article as a file of another tool holds it."""

    article: str
    """Its id."""
    body: str
    quotes: tuple[QuoteSpan, ...] | None
    """Null where the file holds no quotes, which then stay as they are."""
    entities: tuple[EntitySpan, ...] | None


def annotated(row: Row) -> AnnotatedText:
    """Return an article's spans, in the order of the body."""
    quotes = tuple(
        QuoteSpan(
            tuple((part["start"], part["end"]) for part in quote["parts"]),
            quote["kind"],
            quote["speaker"],
            None if quote["speaker_start"] is None else (quote["speaker_start"], quote["speaker_end"]),
        )
        for quote in row["quotes"]
    )
    entities = row["entities"]
    spans = None if entities is None else tuple(EntitySpan(*(e[k] for k in _ENTITY)) for e in entities)
    return AnnotatedText(row["id"], row["body"], quotes, spans)


_ENTITY = ("start", "end", "type", "name")


def quote_rows(body: str, spans: Iterable[QuoteSpan], former: Sequence[Row]) -> list[dict[str, Any]]:
    """Return quotes as rows; cue and confidence of a former quote with the same span stay, else a person is certain."""
    known = {(quote["start"], quote["end"]): quote for quote in former}
    rows = []
    for span in sorted(spans):
        before = known.get((span.start, span.end), {"cue": None, "confidence": 1.0})
        start, end = span.mention or (None, None)
        rows.append({
            "text": body[span.start : span.end], "start": span.start, "end": span.end,
            "parts": [{"start": first, "end": last} for first, last in span.parts], "kind": span.kind,
            "speaker": span.speaker, "speaker_text": None if start is None else body[start:end],
            "speaker_start": start, "speaker_end": end, "cue": before["cue"], "confidence": before["confidence"],
        })  # fmt: skip
    return rows


def entity_rows(body: str, spans: Iterable[EntitySpan], former: Sequence[Row]) -> list[dict[str, Any]]:
    """Return entities as rows; what is known of a former mention with the same span and type stays.

    A mention whose type or name a person changed keeps no identifier, country or coordinates: they belong to another.
    """
    known = {(entity["start"], entity["end"]): entity for entity in former}
    rows = []
    for span in sorted(spans, key=lambda entity: (entity.start, entity.end)):
        before = known.get((span.start, span.end))
        kept = named(span, before, body)
        same = before is not None and before["type"] == span.type and before["name"] == kept.name
        if same and before is not None:
            rows.append(dict(before))
            continue
        rows.append({
            "text": body[span.start : span.end], "start": span.start, "end": span.end, "type": span.type,
            "name": kept.name, "entity_id": None, "confidence": 1.0,
        })  # fmt: skip
    return rows


def named(span: EntitySpan, before: Row | None, body: str) -> EntitySpan:
    """Return a span with a name: its own, else that of the former mention, else the printed text."""
    if span.name is not None:
        return span
    return replace(span, name=before["name"] if before is not None else body[span.start : span.end])
