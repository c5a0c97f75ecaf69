"""Compares the table of names with the articles and entities that it is made of."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.release.release_folder import NAMES, Release

if TYPE_CHECKING:
    import polars

_GIVEN = ("article_id", "type", "name")


def name_faults(release: Release) -> Iterator[str]:
    """Yield what is wrong with the table of names; nothing for a release whose contract has no such table."""
    import polars

    if all(record.table is None or record.table.name != NAMES for record in release.contract.tables()):
        return
    column = polars.col
    given = entity_names(release).select(*_GIVEN).unique()
    texts = dict.fromkeys(("id", "name", "type"), polars.String())
    lists = dict.fromkeys(("aliases", "article_ids"), polars.List(polars.String()))
    dates = dict.fromkeys(("first_date", "last_date"), polars.Date())
    rows = _scan(release.files(NAMES), {**texts, **lists, **dates})
    called = rows.select("id", "type", "article_ids", name=polars.concat_list("name", "aliases"))
    listed = called.explode("article_ids").rename({"article_ids": "article_id"}).explode("name")
    both = given.join(listed, on=list(_GIVEN), how="inner")
    days = rows.explode("article_ids").join(article_facts(release), left_on="article_ids", right_on="id", how="left")
    spans = days.group_by("id").agg(first=column("date").min(), last=column("date").max())
    compared = rows.join(spans, on="id")
    differs = column("first").ne_missing(column("first_date")) | column("last").ne_missing(column("last_date"))
    named, known, backed, stated, wrong = _numbers(
        both.select(_GIVEN).unique(),
        given,
        both.select("id", "article_id").unique(),
        rows.explode("article_ids"),
        compared.filter(differs),
    )
    if named < known:
        yield "lacks names that entities have"
    if backed < stated:
        yield "names articles in which no entity has the name"
    if wrong:
        yield "gives other days than the articles have"


def entity_names(release: Release) -> "polars.LazyFrame":
    """Return `article_id`, `type`, `name` and `entity_id` of all entities, also of articles without their text."""
    import polars

    columns = (*_GIVEN, "entity_id")
    texts = dict.fromkeys(columns, polars.String())
    entities = _scan(release.files("entities"), texts).select(columns)
    items = polars.List(polars.Struct(dict.fromkeys(columns[1:], polars.String())))
    standoff = _scan(release.files("standoff"), {"id": polars.String(), "entities": items})
    held = standoff.filter(polars.col("entities").list.len() > 0).explode("entities")
    item = polars.col("entities").struct
    without = held.select(polars.col("id").alias("article_id"), *(item.field(name) for name in columns[1:]))
    return polars.concat([entities, without])


def article_facts(release: Release) -> "polars.LazyFrame":
    """Return `id`, `date` and `language` of all articles, also of those without their text."""
    import polars

    columns = {"id": polars.String(), "date": polars.Date(), "language": polars.String()}
    tables = (_scan(release.files(table), columns).select(list(columns)) for table in ("articles", "standoff"))
    return polars.concat(list(tables))


def _scan(paths: list[Path], columns: Mapping[str, "polars.DataType"]) -> "polars.LazyFrame":
    """Return a table, of which nothing is read yet; one without files has no rows."""
    import polars

    if paths:
        return polars.scan_parquet(paths, hive_partitioning=False, glob=False)
    return polars.DataFrame(schema=columns).lazy()


def _numbers(*frames: "polars.LazyFrame") -> list[int]:
    """Return the number of rows of frames, which are read together."""
    import polars

    counted = polars.collect_all([frame.select(polars.len()) for frame in frames], engine="streaming")
    return [int(frame.item()) for frame in counted]
