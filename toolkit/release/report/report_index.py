"""The index of the page: what it knows of each row before the row's block is unpacked, for lists, facets and counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from toolkit.contract import load
from toolkit.release.card.charts import LENGTHS, QUOTES_HELD

Entry = Mapping[str, Any]
_REFUSED = ("id", "path", "record", "reason")
_ARTICLE = ("id", "split", "source", "date_edtf", "headline", "language", "superseded_by")


@cache
def nullable_fields() -> tuple[str, ...]:
    """Return the fields of an article that may be null, in the order of the contract: the bits of `nulls`."""
    return tuple(field.name for field in load().record("article").fields if field.nullable)


def article_entry(row: Mapping[str, Any]) -> Entry:
    """Return what the index tells of an article, given as the page shows it: records are lists by column."""
    quotes, entities = row["quotes"], row["entities"] or {}
    mentions = Counter(zip(entities.get("type", ()), entities.get("name", ()), strict=True))
    return {
        **{name: row.get(name) for name in _ARTICLE},
        "words": row["word_count"],
        "group": row["group"],
        "nulls": sum(1 << bit for bit, name in enumerate(nullable_fields()) if row.get(name) is None),
        "quotes": list(
            zip(quotes.get("speaker", ()), quotes.get("kind", ()), quotes.get("confidence", ()), strict=True)
        ),
        "names": [(*name, times) for name, times in mentions.items()],
    }


def refused_entry(row: Mapping[str, Any]) -> Entry:
    """Return what the index tells of a refused document."""
    return {name: row[name] for name in _REFUSED}


def make_index(
    articles: Sequence[tuple[str, Sequence[Entry]]], refused: Sequence[tuple[str, Sequence[Entry]]]
) -> dict[str, Any]:
    """Return the index of packed blocks and the entries of their rows.

    Rows come column by column, with the number of rows of each block. Speakers, kinds and names are numbers of entries
    of `speakers`, `kinds` and `names`: quotes as speaker (or -1), kind and confidence in per cent one after the other,
    names as name and mentions. `group` is null where no other article of the page is in the group.
    """
    entries = [entry for _, held in articles for entry in held]
    speakers, kinds, names = _Numbers(), _Numbers(), _Numbers()
    sizes = Counter(entry["group"] for entry in entries)
    columns: dict[str, list[Any]] = {name: [entry[name] for entry in entries] for name in (*_ARTICLE, "words", "nulls")}
    columns["group"] = [entry["group"] if sizes[entry["group"]] > 1 else None for entry in entries]
    columns["quotes"] = [
        [
            number
            for speaker, kind, confidence in entry["quotes"]
            for number in (-1 if speaker is None else speakers.of(speaker), kinds.of(kind), round(100 * confidence))
        ]
        for entry in entries
    ]
    columns["names"] = [
        [number for kind, name, times in entry["names"] for number in (names.of((kind, name)), times)]
        for entry in entries
    ]
    return {
        "articles": {"blocks": [len(held) for _, held in articles], **columns},
        "refused": {
            "blocks": [len(held) for _, held in refused],
            **{name: [entry[name] for _, held in refused for entry in held] for name in _REFUSED},
        },
        "speakers": list(speakers),
        "kinds": list(kinds),
        "names": list(names),
        "nullable": nullable_fields(),
        "word_bounds": LENGTHS,
        "quote_bounds": QUOTES_HELD,
    }


class _Numbers(dict[Any, int]):
    """Values in the order in which they were first seen; the number of each is its position."""

    def of(self, value: object) -> int:
        return self.setdefault(value, len(self))
