"""Rows of a release as examples in its card, cut short, as JSON in which nothing can end the block."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.contract import Contract
from toolkit.contract.markdown_table import field_table
from toolkit.release.statistics import Statistics

_LONGEST = 160


def article_examples(facts: Statistics) -> str:
    """Return some fields of three articles, one a line."""
    rows = [
        {
            **{name: row[name] for name in ("id", "source", "date_edtf")},
            "headline": cut(row["headline"], 120),
            "body": cut(row["body"], _LONGEST),
            "quotes": [
                {"text": cut(quote["text"], 100), "kind": quote["kind"], "speaker": quote["speaker"]}
                for quote in row["quotes"][:2]
            ],
            "entities": [{"text": entity["text"], "type": entity["type"]} for entity in (row["entities"] or [])[:3]],
        }
        for row in facts.examples
    ]
    return "\n".join(_inert(json.dumps(row, ensure_ascii=False)) for row in rows)


def item_example(facts: Statistics, table: str) -> str:
    """Return the first row of `quotes` or `entities` among the examples as a block; nothing where there is none."""
    for row in facts.examples:
        for position, item in enumerate(row[table] or ()):
            return _block({"article_id": row["id"], "position": position, "source": row["source"], **item})
    return ""


def standoff_section(facts: Statistics, contract: Contract) -> str:
    """Return the section of the configuration `standoff`; nothing where no article is published without its text."""
    if not facts.of("standoff"):
        return ""
    example = _block(facts.standoff_example) if facts.standoff_example else ""
    text = "Articles without their text: offsets and digests for those who have their own copy (`toolkit join`)."
    return f"### standoff\n\n{text}\n\n{example}\n\n{field_table(contract, contract.record('standoff'))}\n"


def names_section(facts: Statistics, contract: Contract) -> str:
    """Return the section of the configuration `names`; nothing where the release has none."""
    if not facts.of("names"):
        return ""
    example = _block(facts.name_example) if facts.name_example else ""
    text = "One row per person, organisation, place, people or event, under all the names that articles give it."
    return f"### names\n\n{text}\n\n{example}\n\n{field_table(contract, contract.record('name'))}\n"


def cut(text: str | None, length: int) -> str | None:
    """Return a text of at most so many characters; what is cut off is an ellipsis."""
    return text if text is None or len(text) <= length else f"{text[: length - 1]}…"


def _block(row: Mapping[str, Any]) -> str:
    shown = {name: _shortened(value) for name, value in row.items()}
    return f"```json\n{_inert(json.dumps(shown, ensure_ascii=False, default=str))}\n```"


def _shortened(value: Any) -> Any:
    """Return a value with its texts cut and two items of each list."""
    if isinstance(value, str):
        return cut(value, _LONGEST)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _shortened(item) for name, item in value.items()}
    return [_shortened(item) for item in value[:2]] if isinstance(value, list) else value


def _inert(text: str) -> str:
    """Return JSON that can neither end its block nor turn the reading direction."""
    hidden = ("C", "Zl", "Zp")
    plain = (
        json.dumps(character)[1:-1] if unicodedata.category(character).startswith(hidden) else character
        for character in text.replace("`", "\\u0060")
    )
    return "".join(plain)
