"""Gives the evidence of an article's fields their confidence: how often a field with such signs is right."""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

from toolkit.contract.records import Article, Document, Evidence
from toolkit.normalisation.confidence.field_layout import Layout, read_layout
from toolkit.normalisation.confidence.field_signs import SIGNS, Chances
from toolkit.normalisation.lines.label_batches import HTML

_NAMES = {"date_edtf": "date", "published_at": "date"}
"""Evidence that belongs to another field, since both are right or wrong together."""
_STATED = {"date": ("date", "published_at", "dated_by")}
"""Names under which a container states a field, where they differ from the field's own."""


def with_confidence(article: Article, document: Document, chances: Chances) -> Article:
    """Return an article with the confidence of headline, date, authors, source and language in their evidence.

    A field that is null has none, nor has one of a kind that was not measured.
    """
    layout = read_layout(article, document.text, is_page=document.media_type in HTML)
    confidence = {
        name: chance
        for name in SIGNS
        if (chance := field_confidence(name, article, document, layout, chances)) is not None
    }
    for other, name in _NAMES.items():
        if name in confidence:
            confidence[other] = confidence[name]
    evidence = [
        Evidence(item.field, item.method, item.start, item.end, item.note, confidence[item.field])
        if item.field in confidence
        else item
        for item in article.evidence
    ]
    return replace(article, evidence=tuple(evidence))


def field_confidence(name: str, article: Article, document: Document, layout: Layout, chances: Chances) -> float | None:
    """Return the probability that a field is right; null where it is null or nothing is known of such fields."""
    signs = find_signs(name, article, document, layout, chances)
    weights = load_weights()[name].get(signs[0]) if signs else None
    if weights is None:
        return None
    odds = weights["always"] + sum([weights.get(sign, 0.0) for sign in signs])
    return round(1 / (1 + math.exp(-odds)), 3)


@cache
def load_weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Return the log odds of each sign, by field and kind of document; `always` counts for every value."""
    file = resources.files("toolkit.normalisation.confidence").joinpath("weights", "field_confidence.json")
    weights: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(file.read_bytes())["weights"]
    return weights


def find_signs(name: str, article: Article, document: Document, layout: Layout, chances: Chances) -> tuple[str, ...]:
    """Return the signs of a field, the first of which is its kind: `text`, `page` or `given`; none of a null field."""
    value = article.date_edtf if name == "date" else getattr(article, name)
    evidence = layout.fields.get(name) or (layout.fields.get("date_edtf") if name == "date" else None)
    if not value or not evidence:
        return ()
    kind = "page" if layout.is_page else "text"
    if _is_given(name, evidence[0], document.given):
        if "body" in document.spans:
            return ()  # of the exports of databases, which say where a field is printed, nothing was measured
        kind = "given"
    elif name == "source" and article.source == article.agency:
        return ()  # whether an agency is the outlet depends on where the documents come from
    return (kind, *SIGNS[name](article, layout, chances))


def _is_given(name: str, evidence: Evidence, given: Mapping[str, object]) -> bool:
    """Return True for a field that the container states."""
    if name == "date" and (evidence.method != "metadata" or evidence.note == "address"):
        return False  # what is stated was no date
    return any(given.get(stated) for stated in _STATED.get(name, (name,)))
