"""Compares what a person left in a file of another tool with the release, and makes corrections of the differences."""

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.contract import Contract
from toolkit.curation.checked_corrections import Refusal, check_corrections
from toolkit.curation.exchange.annotation_spans import AnnotatedText, EntitySpan, QuoteSpan, entity_rows, quote_rows
from toolkit.pipeline.corrections import Correction
from toolkit.pipeline.toml_values import plain_value

_TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")
_KINDS = ("direct", "fragment", "indirect")


Changes = tuple[list[Correction], list[Refusal]]


def changes_of(
    texts: Iterable[AnnotatedText], rows: Mapping[str, Mapping[str, Any]], author: tuple[str, str], contract: Contract
) -> Changes:
    """Return corrections for what differs from the release, and what was refused, with its reason.

    Args:
        texts: Articles as the file holds them; those that it does not hold stay as they are.
        rows: The articles of the release, by id.
        author: Who made the changes, and why.
        contract: What corrections are checked against.
    """
    corrections: list[Correction] = []
    refusals: list[Refusal] = []
    for text in texts:
        row = rows.get(text.article)
        reason = "no such article is in the release" if row is None else _fault(text, row)
        if row is None or reason:
            refusals.append(Refusal(text.article, str(reason)))
            continue
        corrections += _corrections(text, row, author)
    kept, broken = check_corrections(corrections, rows, contract)
    return kept, [*refusals, *broken]


def _fault(text: AnnotatedText, row: Mapping[str, Any]) -> str | None:
    """Return why the annotations of a text cannot be taken over; null where they can."""
    body = row["body"]
    if text.body != body:
        return "its text has changed"
    spans = [(span.start, span.end) for span in text.entities or ()]
    spans += [part for quote in text.quotes or () for part in quote.parts]
    spans += [quote.mention for quote in text.quotes or () if quote.mention]
    if not all(0 <= start < end <= len(body) for start, end in spans):
        return "a span is empty or reaches beyond the text"
    kinds = {quote.kind for quote in text.quotes or ()} - {*_KINDS}
    types = {entity.type for entity in text.entities or ()} - {*_TYPES}
    if kinds or types:
        return f"the label {min(kinds | types)!r} is not known; known are {', '.join((*_KINDS, *_TYPES))}"
    return _overlap(text.entities or (), "entities") or _overlap(text.quotes or (), "quotes")


def _overlap(spans: Iterable[EntitySpan | QuoteSpan], name: str) -> str | None:
    end = 0
    for span in sorted(spans, key=lambda item: (item.start, item.end)):
        if span.start < end:
            return f"two {name} overlap at {span.start}"
        end = span.end
    return None


def _corrections(text: AnnotatedText, row: Mapping[str, Any], author: tuple[str, str]) -> list[Correction]:
    lists: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    if text.quotes is not None:
        lists["quotes"] = (row["quotes"], quote_rows(row["body"], text.quotes, row["quotes"]))
    if text.entities is not None and (text.entities or row["entities"] is not None):
        former = row["entities"] or []
        lists["entities"] = (former, entity_rows(row["body"], text.entities, former))
    return [
        correction
        for name, (before, after) in lists.items()
        for correction in list_corrections(row["id"], name, before, after, author)
    ]


def list_corrections(
    article: str,
    name: str,
    before: list[dict[str, Any]],
    after: list[dict[str, Any]],
    author: tuple[str, str],
) -> list[Correction]:
    """Return the corrections of a list of spans: value by value if the spans are the same, else of the list."""
    spans = [[(item["start"], item["end"]) for item in items] for items in (before, after)]
    if spans[0] != spans[1]:
        return [Correction(article, name, plain_value(after), ..., *author, "")]
    return [
        Correction(article, f"{name}[{index}].{field}", new[field], old.get(field), *author, "")
        for index, (old, new) in enumerate(zip(before, after, strict=True))
        for field in new
        if plain_value(old.get(field)) != plain_value(new[field])
    ]
