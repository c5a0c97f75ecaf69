"""The table of names: one row for each person, organisation and place, from the tables of a release."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.names.article_names import ArrowFile, ArticleNames, read_article_names, stream
from toolkit.annotation.names.company import join_doubtful
from toolkit.annotation.names.declined_names import join_declined
from toolkit.annotation.names.joined_names import join_names
from toolkit.contract.records import ID_LENGTH

if TYPE_CHECKING:
    import polars
    import pyarrow

BUCKET_PAIRS = 1_000_000
"""Pairs of name and article that are put in order in memory at a time."""

GIVEN_ROWS = 1000
"""Rows are given on in tables of at most so many."""

TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")


def name_rows(
    articles: Sequence[Path],
    entities: Sequence[Path],
    standoff: Sequence[Path],
    work_folder: Path,
    spell: "Callable[[polars.DataFrame], polars.DataFrame] | None" = None,
) -> Iterator["pyarrow.Table"]:
    """Yield the rows of the table `names` by type, name and id, some at a time.

    Args:
        articles: Files of the table `articles`.
        entities: Files of the table `entities`.
        standoff: Files of the table `standoff`.
        work_folder: Folder for what does not stay in memory; it is left empty.
        spell: As `toolkit.annotation.names.joined_names.spellings`, which it may know the results of.
    """
    work_folder.mkdir(parents=True, exist_ok=True)
    held = read_article_names(articles, entities, standoff, work_folder)
    names = join_declined(join_names(held.names, spell))
    doubtful = join_doubtful(held, names)
    rows = _rows(names, doubtful)
    for bucket in _buckets(held, names, doubtful, rows, work_folder):
        yield from _filled(bucket, rows, held.articles)
        bucket.unlink()
    for path in (held.pairs, held.short_forms):
        path.unlink(missing_ok=True)


def _rows(names: "polars.DataFrame", doubtful: "polars.DataFrame") -> "polars.DataFrame":
    """Return `row` (number), `id`, `name`, `type`, `entity_id`, `aliases`, `group` and `articles` in the order of rows.

    A row is called as most articles call it, by a declined form or a doubtful name only where there is no other.
    """
    import polars

    column = polars.col
    counted = doubtful.group_by("group", "name_hash").agg(articles=polars.len())
    guessed = counted.join(names.drop("group", "articles"), on="name_hash", how="left")
    columns = ["group", "type", "name", "entity_id", "articles"]
    called = polars.concat(
        [
            names.filter(column("group").is_not_null()).select(*columns, rank=column("declined").cast(polars.Int32)),
            guessed.select(*columns, rank=polars.lit(2)),
        ]
    )
    length = column("name").str.len_chars()
    ordered = called.sort("group", "rank", "articles", length, "name", descending=[False, False, True, True, False])
    together = ordered.group_by("group", maintain_order=True).agg(
        column("type", "name").first(),
        column("entity_id").drop_nulls().first(),
        aliases=column("name").unique().sort(),
        articles=column("articles").sum(),
    )
    identifiers = [_identifier(group) for group in together["group"]]
    rank = column("type").replace_strict(TYPES, range(len(TYPES)), default=len(TYPES), return_dtype=polars.Int64)
    return (
        together.with_columns(polars.Series("id", identifiers, polars.String()))
        .with_columns(column("aliases").list.set_difference(polars.concat_list("name")).list.sort())
        .sort(rank, "type", "name", "id")
        .with_row_index("row")
    )


def _identifier(group: str) -> str:
    return hashlib.sha256(group.encode()).hexdigest()[:ID_LENGTH]


def _buckets(
    held: ArticleNames,
    names: "polars.DataFrame",
    doubtful: "polars.DataFrame",
    rows: "polars.DataFrame",
    work_folder: Path,
) -> list[Path]:
    """Write `row` and `article` into files of neighbouring rows, and return these in the order of rows."""
    import polars

    column = polars.col
    bucket_of = rows.select("row", "group", bucket=(column("articles").cum_sum() - 1) // BUCKET_PAIRS)
    sure = names.drop_nulls("group").select("name_hash", "group").join(bucket_of, on="group").drop("group")
    guessed = doubtful.join(bucket_of, on="group").select("name_hash", "article", "row", "bucket")
    numbers = bucket_of["bucket"].unique().sort().to_list()
    paths = {number: work_folder / f"names-{number:05d}.arrow" for number in numbers}
    with ExitStack() as stack:
        files = {number: stack.enter_context(ArrowFile(path)) for number, path in paths.items()}
        for pairs in stream(held.pairs):
            placed = [
                pairs.join(sure, on="name_hash").select("row", "article", "bucket"),
                pairs.join(guessed, on=["name_hash", "article"]).select("row", "article", "bucket"),
            ]
            for (number,), part in polars.concat(placed).group_by("bucket", maintain_order=True):
                files[int(str(number))].write(part.select("row", "article"))
    return list(paths.values())


def _filled(bucket: Path, rows: "polars.DataFrame", articles: "polars.DataFrame") -> Iterator["pyarrow.Table"]:
    """Yield the rows of a bucket with their articles, days and languages."""
    import polars

    column = polars.col
    pairs = polars.concat(list(stream(bucket))).unique().sort("row", "article")
    filled = (
        pairs.join(articles, on="article", how="left", maintain_order="left")
        .group_by("row", maintain_order=True)
        .agg(
            articles=polars.len().cast(polars.Int32),
            article_ids=column("id"),
            first_date=column("date").min(),
            last_date=column("date").max(),
            languages=column("language").drop_nulls().unique().sort(),
        )
        .join(rows.drop("articles"), on="row", how="left", maintain_order="left")
    )
    table = filled.select(
        *("id", "name", "type", "entity_id", "aliases", "articles"),
        *("article_ids", "first_date", "last_date", "languages"),
    )
    for start in range(0, table.height, GIVEN_ROWS):
        yield table.slice(start, GIVEN_ROWS).to_arrow(compat_level=polars.CompatLevel.oldest())
