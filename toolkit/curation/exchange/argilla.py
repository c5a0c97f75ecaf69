"""Argilla: records as JSON with the release's spans as suggestions, as `rg.Dataset.records.from_json` reads them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit._version import VERSION
from toolkit.curation.exchange.annotation_spans import annotated

SETTINGS: dict[str, list[dict[str, Any]]] = {
    "fields": [{"name": "text", "type": "text", "required": True}],
    "questions": [
        {"name": "entities", "type": "span", "field": "text", "labels": ["PER", "ORG", "LOC", "NORP", "EVENT"]},
        {"name": "quotes", "type": "span", "field": "text", "labels": ["direct", "fragment", "indirect"]},
    ],
}
"""Fields and questions of the data set, for whoever makes it."""


def write_argilla(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write records.json and settings.json into a folder; offsets are code points, as in the release."""
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text(json.dumps(SETTINGS, indent=2) + "\n", encoding="utf-8")
    records = [_record(row) for row in rows]
    (folder / "records.json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    text = annotated(row)
    spans = {
        "entities": [{"start": item.start, "end": item.end, "label": item.type} for item in text.entities or ()],
        "quotes": [
            {"start": start, "end": end, "label": quote.kind}
            for quote in text.quotes or ()
            for start, end in quote.parts
        ],
    }
    agent = f"news-dataset-toolkit {VERSION}"
    return {
        "id": text.article,
        "fields": {"text": text.body},
        "metadata": {name: row[name] for name in ("source", "language", "headline") if row[name] is not None},
        "suggestions": {name: {"value": value, "score": None, "agent": agent} for name, value in spans.items()},
        "responses": {},
        "vectors": {},
    }
