"""The table of names without what articles that were taken down have brought into it."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.release.name_consistency import article_facts, entity_names
from toolkit.release.release_folder import Release
from toolkit.release.revoked_rows import Revocation, taken_down

if TYPE_CHECKING:
    import pyarrow

Given = Mapping[tuple[str, str], list[tuple[str, str | None]]]
"""Names and identifiers by article and type."""


def kept_names(rows: "pyarrow.Table", release: Release, revoked: tuple[Revocation, ...]) -> "pyarrow.Table":
    """Return the rows of `names` as the articles that are left give them.

    A row without an article left is left out; name, aliases, days and languages of the others are those of their
    remaining articles.
    """
    import polars
    import pyarrow

    gone = (
        taken_down(rows["article_ids"].combine_chunks().flatten().unique().to_pylist(), revoked) if revoked else set()
    )
    if not gone:
        return rows
    values = rows.to_pylist()
    left = {i for row in values if gone.intersection(row["article_ids"]) for i in row["article_ids"]} - gone
    own = polars.col("article_id").is_in(list(left))
    given: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    for article, kind, name, identifier in entity_names(release).filter(own).collect().iter_rows():
        given.setdefault((article, kind), []).append((name, identifier))
    facts = {
        row[0]: row[1:]
        for row in article_facts(release).filter(polars.col("id").is_in(list(left))).collect().iter_rows()
    }
    kept = [row if gone.isdisjoint(row["article_ids"]) else _reduced(row, gone, given, facts) for row in values]
    return pyarrow.Table.from_pylist([row for row in kept if row is not None], schema=rows.schema)


def _reduced(
    row: dict[str, Any], gone: set[str], given: Given, facts: Mapping[str, tuple[Any, ...]]
) -> dict[str, Any] | None:
    """Return a row with its remaining articles and the names that these give; null where none is left."""
    left = [identifier for identifier in row["article_ids"] if identifier not in gone]
    known = {row["name"], *row["aliases"]}
    pairs = [pair for article in left for pair in given.get((article, row["type"]), ()) if pair[0] in known]
    if not pairs:
        return None
    names = Counter(name for name, _ in pairs)
    name = row["name"] if row["name"] in names else min(names, key=lambda name: (-names[name], name))
    days = [day for article in left if (day := facts[article][0]) is not None]
    return {
        **row,
        "name": name,
        "entity_id": next((identifier for _, identifier in pairs if identifier == row["entity_id"]), None),
        "aliases": sorted(names.keys() - {name}),
        "articles": len(left),
        "article_ids": left,
        "first_date": min(days, default=None),
        "last_date": max(days, default=None),
        "languages": sorted({facts[article][1] for article in left} - {None}),
    }
