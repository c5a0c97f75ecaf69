"""What statistics and warnings look at of each Parquet file of a release: few columns or counts, which may be known.

Each file is read once for all of them, and not at all if a cache knows them from the release before.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import polars

EVIDENCE_OF_SPEAKERS = "quotes.speaker"
"""Field of the evidence that tells that no speakers were looked for."""
MAY_BE_NULL = ("url", "headline", "standfirst", "dateline_place")
"""Columns of which only that they are null is kept of each row."""
NEVER_NULL = ("body", "quotes", "evidence", "removed", "provenance")
"""Columns that no contract lets be null, and that are most of an article."""
_SMALL = 1_000_000
"""Bytes of a file below which it is read as a whole."""


class KnownProjections(Protocol):
    """Keeps projections of files from one build to the next."""

    def load(self, name: str, path: Path, digest: str) -> "polars.DataFrame | None":
        """Return a projection of a file by the SHA-256 of the file; null where it is not known."""

    def save(self, name: str, path: Path, digest: str, frame: "polars.DataFrame") -> None:
        """Keep it."""


def projected(
    name: str,
    project: "Callable[[polars.LazyFrame], polars.LazyFrame]",
    files: Iterable[tuple[Path, str]],
    empty: "polars.LazyFrame | None",
    known: KnownProjections | None,
) -> "polars.DataFrame":
    """Return a projection of several files, one below the other.

    Args:
        name: Of the projection.
        project: Makes it of a file, of which nothing is read yet.
        files: Path and SHA-256 of each.
        empty: The table without rows; null where there are files.
        known: Keeps the projections of files.
    """
    import polars

    frames = [] if empty is None else [project(empty).collect()]
    for path, digest in files:
        frame = None if known is None else known.load(name, path, digest)
        if frame is None:
            # The streaming engine holds little of a large file, and costs more than a small one is worth.
            engine: Literal["in-memory", "streaming"] = "in-memory" if path.stat().st_size < _SMALL else "streaming"
            frame = project(polars.scan_parquet(path, hive_partitioning=False, glob=False)).collect(engine=engine)
            if known is not None:
                known.save(name, path, digest, frame)
        frames.append(frame)
    return polars.concat(frames, how="diagonal")  # files of an earlier contract have fewer columns


def of_articles(articles: "polars.LazyFrame") -> "polars.LazyFrame":
    """Keep of each article what is counted, but none of its texts."""
    import polars

    column = polars.col
    evidence = column("evidence").list.eval(
        (polars.element().struct.field("field") == EVIDENCE_OF_SPEAKERS)
        & (polars.element().struct.field("method") == "not_looked_for")
    )
    return articles.select(
        *("id", "source", "language", "date", "date_precision", "word_count", "group"),
        signed=column("authors").list.len() > 0,
        entities=column("entities").is_null(),
        speakers=evidence.list.any(),
        **{name: rights_value(articles, name) for name in ("licence", "extent")},
        **{name: column(name).is_null() for name in MAY_BE_NULL},
    )


def rights_fields(table: "polars.LazyFrame") -> list[str]:
    """Return the fields of the rights that the contract of a table has."""
    import polars

    rights = table.collect_schema()["rights"]
    assert isinstance(rights, polars.Struct)
    return [field.name for field in rights.fields]


def rights_value(table: "polars.LazyFrame", name: str) -> "polars.Expr":
    """Return a field of the rights; null where the contract of the table has no such field yet."""
    import polars

    known = name in rights_fields(table)
    return polars.col("rights").struct.field(name).alias(name) if known else polars.lit(None, polars.String).alias(name)


def nulls_of_articles(articles: "polars.LazyFrame") -> "polars.LazyFrame":
    """Count the nulls of every column that may hold some, and of those that are short."""
    import polars

    return articles.select(polars.exclude(NEVER_NULL).null_count())


def quotes_by_article(quotes: "polars.LazyFrame") -> "polars.LazyFrame":
    """Count the quotes of each article, and those with a speaker."""
    import polars

    return quotes.group_by("article_id", maintain_order=True).agg(
        held=polars.len(), attributed=polars.col("speaker").count()
    )


def quotes_by_speaker(quotes: "polars.LazyFrame") -> "polars.LazyFrame":
    """Count the quotes of each speaker."""
    import polars

    return quotes.drop_nulls("speaker").group_by("speaker", maintain_order=True).agg(rows=polars.len())


def entities_by_name(entities: "polars.LazyFrame") -> "polars.LazyFrame":
    """Count the articles that give each name; the first and the last article of the file stand in rows of their own.

    The rows of these two may go on in the file before and the one after.
    """
    import polars

    column = polars.col
    identifier = column("article_id")
    edge = (identifier == identifier.first()) | (identifier == identifier.last())
    given = entities.select("type", "name", "article_id", edge=edge).unique(maintain_order=True)
    inner = given.filter(~column("edge")).group_by("type", "name", maintain_order=True).agg(rows=polars.len())
    counted = inner.with_columns(article_id=polars.lit(None, polars.String))
    edges = given.filter("edge").select("type", "name", "article_id", rows=polars.lit(1, polars.UInt32))
    return polars.concat([counted.select("type", "name", "article_id", "rows"), edges])
