"""Articles, quotes and entities as flat tables: nested values are joined, quotes and entities have their context."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

CONTEXT = 80
"""Characters of the body before and after a quote or an entity."""
SEPARATOR = "; "
ARTICLES = (
    *("id", "split", "source", "agency", "url", "authors", "date", "headline", "standfirst", "dateline_place"),
    *("language", "word_count", "group", "licence", "quotes", "entities", "body"),
)
QUOTES = (
    *("article_id", "position", "keep", "speaker", "speaker_text", "kind", "start", "end", "confidence"),
    *("before", "text", "after", "headline", "source", "date"),
)
ENTITIES = ("article_id", "position", "keep", "type", "name", "start", "end", "confidence", "before", "text", "after")
KEEP = "yes"
"""What `keep` says of every row; `no` leaves the quote or entity out when the table is imported."""
Cell = str | int | float | None


def flat_tables(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Yield table and row, article by article: first the article, then its quotes, then its entities."""
    for row in rows:
        yield "articles", _article(row)
        for name, columns in (("quotes", QUOTES), ("entities", ENTITIES)):
            for position, item in enumerate(row[name] or ()):
                yield name, _item(row, item, position, columns)


def _article(row: Mapping[str, Any]) -> dict[str, Cell]:
    flat = {
        **row,
        "date": row["date_edtf"],
        "authors": SEPARATOR.join(row["authors"]),
        "licence": row["rights"]["licence"],
        "quotes": len(row["quotes"]),
        "entities": None if row["entities"] is None else len(row["entities"]),
    }
    return {name: flat[name] for name in ARTICLES}


def _item(row: Mapping[str, Any], item: Mapping[str, Any], position: int, columns: Iterable[str]) -> dict[str, Cell]:
    body, start, end = row["body"], item["start"], item["end"]
    flat = {
        "headline": row["headline"],
        "source": row["source"],
        "date": row["date_edtf"],
        **item,
        "article_id": row["id"],
        "position": position,
        "keep": KEEP,
        "before": body[max(0, start - CONTEXT) : start],
        "after": body[end : end + CONTEXT],
    }
    return {name: flat[name] for name in columns}
