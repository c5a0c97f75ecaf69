"""Every number about a release, computed from its files: the descriptions and the manifest hold nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.release import QUARANTINE, file_digest, split_of, table_files

if TYPE_CHECKING:
    import polars

TABLES = ("articles", "quotes", "entities", "standoff")
"""The released tables, in the order of the card; the first is the default configuration."""
UNKNOWN = "unknown"
"""Stands for a null where values are counted."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One Parquet file."""

    path: str
    table: str
    split: str | None
    rows: int
    bytes: int
    uncompressed_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release folder holds."""

    files: tuple[FileFacts, ...]
    sources: Mapping[str, int]
    """Articles per outlet, most first; `unknown` where no outlet was found."""
    languages: Mapping[str, int]
    precisions: Mapping[str, int]
    speakers: Mapping[str, int]
    """Quotes per speaker, the 20 most quoted."""
    reasons: Mapping[str, int]
    """Quarantined documents per reason, most first."""
    first_date: date | None
    last_date: date | None
    words: int
    groups: int
    attributed_quotes: int
    licences: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each outlet, its articles per stated licence."""
    extents: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each outlet, its articles by how much of them is published: `full`, `lead`, `stand_off`."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Articles per month (2023-09) of those whose day is known, in the order of time."""
    lengths: Mapping[int, int] = field(default_factory=dict)
    """Articles per number of words."""
    quotes_held: Mapping[int, int] = field(default_factory=dict)
    """Articles per number of quotes."""
    nulls: Mapping[str, int] = field(default_factory=dict)
    """Articles in which a column that may be null is null."""
    without_entities: Mapping[str, int] = field(default_factory=dict)
    """Articles per language in which no entities were looked for: null, not empty."""
    signed: int = 0
    """Articles with a byline."""
    broken: Mapping[str, int] = field(default_factory=dict)
    """Failures per rule, of the documents that were refused as invalid, most first."""
    people: int = 0
    """Different names of persons among the entities."""
    examples: tuple[Mapping[str, Any], ...] = ()
    """Three short articles, most of them with a quote whose speaker is known."""

    def rows(self, table: str, split: str | None = None) -> int:
        """Return the number of rows of a table, of one split of it or of all."""
        return sum(file.rows for file in self.of(table, split))

    def of(self, table: str, split: str | None = None) -> list[FileFacts]:
        """Return the files of a table, of one split of it or of all."""
        return [file for file in self.files if file.table == table and split in (None, file.split)]

    def splits(self, table: str) -> list[str]:
        """Return the splits of a table that have rows, in their usual order."""
        return list(dict.fromkeys(file.split for file in self.of(table) if file.split))


def gather(folder: Path) -> Facts:
    """Read the Parquet files of a release folder and return what they hold."""
    import polars

    files = tuple(_files(folder))
    articles = _read(folder, files, "articles")
    quotes = _read(folder, files, "quotes")
    entities = _read(folder, files, "entities")
    rejections = _read(folder, files, QUARANTINE)
    dates = articles["date"].drop_nulls()
    return Facts(
        files=files,
        sources=_counts(articles["source"], UNKNOWN),
        languages=_counts(articles["language"], UNKNOWN),
        precisions=_counts(articles["date_precision"], UNKNOWN),
        speakers=_counts(quotes["speaker"], None, most=20),
        reasons=_counts(rejections["reason"], None),
        broken=_counts(_broken(rejections), None),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        words=sum(articles["word_count"].to_list()),
        groups=articles["group"].n_unique(),
        attributed_quotes=len(quotes["speaker"].drop_nulls()),
        licences=_per_source("licence", articles),
        extents=_per_source("extent", articles, _read(folder, files, "standoff")),
        months=dict(sorted(_counts(dates.cast(polars.String).str.head(7), None).items())),
        lengths=dict(sorted(_counts(articles["word_count"], None).items())),
        quotes_held=_quotes_held(articles.height, quotes),
        nulls=_nulls(folder, files),
        without_entities=_without_entities(folder, files),
        signed=int((articles["authors"].list.len() > 0).sum()),
        people=entities.filter(polars.col("type") == "PER")["name"].n_unique(),
        examples=_examples(folder, files, articles, quotes),
    )


_PUBLISHED = ["source", "rights"]
_COLUMNS = {
    "articles": [
        *("id", "source", "language", "date_precision", "date", "headline"),
        *("word_count", "group", "authors", "rights"),
    ],
    "quotes": ["article_id", "speaker"],
    "entities": ["type", "name"],
    "standoff": _PUBLISHED,
    QUARANTINE: ["reason", "failures"],
}


def _files(folder: Path) -> Iterator[FileFacts]:
    import pyarrow.parquet

    for table in (*TABLES, QUARANTINE):
        for path in table_files(folder, table):
            metadata = pyarrow.parquet.read_metadata(path)
            groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
            yield FileFacts(
                path=path.relative_to(folder).as_posix(),
                table=table,
                split=None if table == QUARANTINE else split_of(path),
                rows=metadata.num_rows,
                bytes=path.stat().st_size,
                uncompressed_bytes=sum(group.total_byte_size for group in groups),
                sha256=file_digest(path),
            )


def _read(folder: Path, files: Sequence[FileFacts], table: str) -> "polars.DataFrame":
    import polars

    scanned = _scan(folder, files, table)
    if scanned is None:
        nested = {
            "authors": polars.List(polars.String()),
            "rights": polars.Struct({"licence": polars.String(), "extent": polars.String()}),
            "failures": polars.List(polars.Struct({"rule": polars.String()})),
        }
        return polars.DataFrame(schema={name: nested.get(name, polars.String()) for name in _COLUMNS[table]})
    return scanned.select(_COLUMNS[table]).collect()


def _scan(folder: Path, files: Sequence[FileFacts], table: str) -> "polars.LazyFrame | None":
    import polars

    paths = [folder / file.path for file in files if file.table == table]
    return polars.scan_parquet(paths, hive_partitioning=False, glob=False) if paths else None


def _counts(values: "polars.Series", null: str | None, most: int | None = None) -> dict[Any, int]:
    """Count values, most frequent first and then by name."""
    known = values.drop_nulls() if null is None else values.fill_null(null)
    counted = known.alias("value").value_counts(name="rows").sort(["rows", "value"], descending=[True, False])
    limited = counted if most is None else counted.head(most)
    return dict(limited.select("value", "rows").iter_rows())


def _broken(rejections: "polars.DataFrame") -> "polars.Series":
    """Return the rule of every failure."""
    failures = rejections["failures"].explode(empty_as_null=False, keep_nulls=False)
    return failures.struct.field("rule")


def _per_source(name: str, *tables: "polars.DataFrame") -> dict[str, dict[str, int]]:
    """Count the values of a field of the rights for each outlet; outlets by name, their most frequent value first."""
    import polars

    known = [table for table in tables if name in table["rights"].struct.fields]
    if not known:
        return {}  # the contract of this release has no such field yet
    stated = polars.concat(
        table.select(polars.col("source"), polars.col("rights").struct.field(name)).fill_null(UNKNOWN)
        for table in known
    )
    counted = stated.group_by("source", name).len(name="rows")
    found: dict[str, dict[str, int]] = {}
    ordered = counted.sort(["source", "rows", name], descending=[False, True, False])
    for source, value, rows in ordered.iter_rows():
        found.setdefault(source, {})[value] = rows
    return found


def _quotes_held(articles: int, quotes: "polars.DataFrame") -> dict[int, int]:
    held = quotes["article_id"].value_counts(name="rows")["rows"]
    without = articles - len(held)
    return {**({0: without} if without else {}), **dict(sorted(_counts(held, None).items()))}


def _nulls(folder: Path, files: Sequence[FileFacts]) -> dict[str, int]:
    """Count the nulls of every column that may hold some, without keeping the columns in memory."""
    import polars
    import pyarrow.parquet

    scanned = _scan(folder, files, "articles")
    if scanned is None:
        return {}
    first = next(folder / file.path for file in files if file.table == "articles")
    names = [each.name for each in pyarrow.parquet.read_schema(first) if each.nullable]
    counted = scanned.select(polars.col(names).null_count()).collect(engine="streaming")
    return dict(zip(names, counted.row(0), strict=True))


def _without_entities(folder: Path, files: Sequence[FileFacts]) -> dict[str, int]:
    import polars

    scanned = _scan(folder, files, "articles")
    if scanned is None:
        return {}
    grouped = scanned.group_by(polars.col("language").fill_null(UNKNOWN)).agg(polars.col("entities").null_count())
    counted = grouped.filter(polars.col("entities") > 0).collect(engine="streaming").sort("language")
    return dict(counted.select("language", "entities").iter_rows())


def _examples(
    folder: Path, files: Sequence[FileFacts], articles: "polars.DataFrame", quotes: "polars.DataFrame"
) -> tuple[Mapping[str, Any], ...]:
    """Take the shortest articles that show something: a speaker first, then outlet, day and headline."""
    import polars

    scanned = _scan(folder, files, "articles")
    if scanned is None:
        return ()
    speaking = quotes.filter(polars.col("speaker").is_not_null())["article_id"].unique()
    silent = ~polars.col("id").is_in(speaking.implode())
    lacking = polars.sum_horizontal(polars.col("source", "date", "headline").is_null())
    chosen = articles.sort([silent, lacking, "word_count", "id"]).head(3)["id"].to_list()
    shown = ["id", "source", "date_edtf", "headline", "body", "quotes", "entities"]
    rows = scanned.filter(polars.col("id").is_in(chosen)).select(shown).collect()
    return tuple(sorted(rows.to_dicts(), key=lambda row: chosen.index(row["id"])))
