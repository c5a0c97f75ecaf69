"""Every number about a release, computed from its files: the descriptions and the manifest hold nothing else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load
from toolkit.contract.arrow_schema import schema
from toolkit.release.file_projections import (
    MAY_BE_NULL,
    NEVER_NULL,
    KnownProjections,
    entities_by_name,
    nulls_of_articles,
    of_articles,
    projected,
    quotes_by_article,
    quotes_by_speaker,
    rights_fields,
    rights_value,
)
from toolkit.release.release_folder import NAMES, QUARANTINE, split_of, table_files
from toolkit.storage.hashing import file_digest

if TYPE_CHECKING:
    import polars

TABLES = ("articles", "quotes", "entities", "names", "standoff")
"""The released tables, in the order of the card; the first is the default configuration."""
UNKNOWN = "unknown"
"""Stands for a null where values are counted."""
_MOST = 20
"""Names and sources that are listed."""
_PER_SOURCE = ("url", "date", "headline", "standfirst", "language", "dateline_place")
"""Fields whose nulls are counted for each source."""


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
class Statistics:
    """What a release folder holds."""

    files: tuple[FileFacts, ...]
    sources: Mapping[str, int]
    """Articles per outlet, most first; `unknown` where no outlet was found."""
    languages: Mapping[str, int]
    precisions: Mapping[str, int]
    speakers: Mapping[str, int]
    """Quotes per speaker, the 20 most quoted of those with a name."""
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
    without_speakers: Mapping[str, int] = field(default_factory=dict)
    """Articles per language in which no speakers of quotes were looked for, by their evidence."""
    signed: int = 0
    """Articles with a byline."""
    broken: Mapping[str, int] = field(default_factory=dict)
    """Failures per rule, of the documents that were refused as invalid, most first."""
    people: int = 0
    """Different names of persons among the entities."""
    names: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each type of entity, the articles that name it, of the 20 names in the most articles."""
    joined_names: tuple[Mapping[str, Any], ...] = ()
    """Rows of the table of names that several names were joined in, those of the most articles."""
    nulls_per_source: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each of the 20 largest sources, its articles in which a field is null."""
    examples: tuple[Mapping[str, Any], ...] = ()
    """Three short articles, most of them with a quote whose speaker is known."""
    name_example: Mapping[str, Any] | None = None
    """The name in the most articles, one with aliases before others; null where there is none."""
    standoff_example: Mapping[str, Any] | None = None
    """The shortest article that is published without its text; null where there is none."""

    def rows(self, table: str, split: str | None = None) -> int:
        """Return the number of rows of a table, of one split of it or of all."""
        return sum(file.rows for file in self.of(table, split))

    def of(self, table: str, split: str | None = None) -> list[FileFacts]:
        """Return the files of a table, of one split of it or of all."""
        return [file for file in self.files if file.table == table and split in (None, file.split)]

    def splits(self, table: str) -> list[str]:
        """Return the splits of a table that have rows, in their usual order."""
        return list(dict.fromkeys(file.split for file in self.of(table) if file.split))


def _of_standoff(standoff: "polars.LazyFrame") -> "polars.LazyFrame":
    return standoff.select("source", rights_value(standoff, "extent"))


def _standoff_example(standoff: "polars.LazyFrame") -> Mapping[str, Any] | None:
    return _first_row(standoff.sort("body_length", "id"))


def tables_of(contract: Contract) -> list[str]:
    """Return the released tables that a contract has; those of earlier versions have fewer."""
    known = {record.table.name for record in contract.tables() if record.table}
    return [table for table in TABLES if table in known]


def compute_statistics(
    folder: Path, digests: Mapping[Path, str] = MappingProxyType({}), known: KnownProjections | None = None
) -> Statistics:
    """Read the Parquet files of a release folder, a piece at a time, and return what they hold.

    Args:
        folder: The release.
        digests: SHA-256 of files where it is known.
        known: Keeps what is counted of files from one build to the next.
    """
    import polars

    files = tuple(_files(folder, digests))

    def read(table: str, project: "Callable[[polars.LazyFrame], polars.LazyFrame]") -> "polars.LazyFrame":
        paths = [(folder / file.path, file.sha256) for file in files if file.table == table]
        return projected(project.__name__, project, paths, None if paths else _empty(table), known).lazy()

    column = polars.col
    articles, speakers = read("articles", of_articles), read("quotes", quotes_by_speaker)
    held = read("quotes", quotes_by_article).group_by("article_id").agg(column("held", "attributed").sum())
    names = _articles_of_names(read("entities", entities_by_name))
    standoff, rejections = (_scan(folder, files, table) for table in ("standoff", QUARANTINE))
    rights = rights_fields(_scan(folder, files, "articles"))
    dated = articles.filter(column("date").is_not_null())
    totals = _computed(
        articles.select(
            column("date").min().alias("first"),
            column("date").max().alias("last"),
            column("word_count").sum().alias("words"),
            column("group").n_unique().alias("groups"),
            column("signed").sum().alias("signed"),
        )
    ).row(0, named=True)
    return Statistics(
        files=files,
        sources=_counts(articles, column("source").fill_null(UNKNOWN)),
        languages=_counts(articles, column("language").fill_null(UNKNOWN)),
        precisions=_counts(articles, column("date_precision").fill_null(UNKNOWN)),
        speakers=_most_quoted(speakers),
        reasons=_counts(rejections, column("reason")),
        broken=_counts(rejections.select(rule=_broken()), column("rule")),
        first_date=totals["first"],
        last_date=totals["last"],
        words=totals["words"],
        groups=totals["groups"],
        attributed_quotes=_computed(held.select(column("attributed").sum())).item(),
        licences=_per_source("licence", articles) if "licence" in rights else {},
        extents=_per_source("extent", articles, _of_standoff(standoff)) if "extent" in rights else {},
        months=dict(sorted(_counts(dated, column("date").cast(polars.String).str.head(7)).items())),
        lengths=dict(sorted(_counts(articles, column("word_count")).items())),
        quotes_held=_quotes_held(sum(file.rows for file in files if file.table == "articles"), held),
        nulls=_nulls(folder, files, read("articles", nulls_of_articles)),
        without_entities=_where(articles, "entities"),
        without_speakers=_where(articles, "speakers"),
        signed=totals["signed"],
        people=names.filter(column("type") == "PER")["name"].n_unique(),
        names=_names(names),
        joined_names=_joined_names(_scan(folder, files, NAMES)),
        nulls_per_source=_nulls_per_source(articles),
        examples=_examples(articles, held, _scan(folder, files, "articles")),
        name_example=_name_example(_scan(folder, files, NAMES)),
        standoff_example=_standoff_example(standoff),
    )


def _files(folder: Path, digests: Mapping[Path, str]) -> Iterator[FileFacts]:
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
                sha256=digests.get(path) or file_digest(path),
            )


def _scan(folder: Path, files: Sequence[FileFacts], table: str) -> "polars.LazyFrame":
    """Return a table, of which nothing is read yet; one without files has no rows."""
    import polars

    if paths := [folder / file.path for file in files if file.table == table]:
        return polars.scan_parquet(paths, hive_partitioning=False, glob=False)
    return _empty(table)


def _empty(table: str) -> "polars.LazyFrame":
    """Return a table without rows."""
    import polars

    contract = load()
    record = next(
        record_type
        for record_type in contract.records.values()
        if record_type.table and record_type.table.name == table
    )
    empty = polars.from_arrow(schema(contract, record).empty_table())
    assert isinstance(empty, polars.DataFrame)
    return empty.lazy()


def _first_row(frame: "polars.LazyFrame") -> Mapping[str, Any] | None:
    """Return the first row; null where there is none."""
    rows = _collected(frame.head(1)).to_dicts()
    return rows[0] if rows else None


def _collected(frame: "polars.LazyFrame") -> "polars.DataFrame":
    """Read what may be large from files."""
    return frame.collect(engine="streaming")


def _computed(frame: "polars.LazyFrame") -> "polars.DataFrame":
    """Compute from few columns that are in memory, for which the streaming engine takes four times as long."""
    return frame.collect(engine="in-memory")


def _counts(frame: "polars.LazyFrame", value: "polars.Expr") -> dict[Any, int]:
    """Count values that are not null, most frequent first and then by name."""
    counted = frame.select(value=value).drop_nulls().group_by("value").len(name="rows")
    return dict(_computed(counted).sort(["rows", "value"], descending=[True, False]).iter_rows())


def _most_quoted(speakers: "polars.LazyFrame") -> dict[str, int]:
    """Return the speakers with most quotes, of those with a name."""
    import polars

    counted = speakers.filter(_is_name(polars.col("speaker"))).group_by("speaker").agg(polars.col("rows").sum())
    ordered = _computed(counted).sort(["rows", "speaker"], descending=[True, False])
    return dict(ordered.head(_MOST).iter_rows())


def _articles_of_names(counted: "polars.LazyFrame") -> "polars.DataFrame":
    """Return the number of articles that give each name, from the counts of files and the rows on their edges."""
    import polars

    edges = counted.filter(polars.col("article_id").is_not_null()).unique()
    inner = counted.filter(polars.col("article_id").is_null())
    rows = polars.concat([inner, edges]).group_by("type", "name").agg(polars.col("rows").sum())
    return _computed(rows)


def _is_name(value: "polars.Expr") -> "polars.Expr":
    """Leave out roles without a name, such as "harbour master": what is in small letters throughout."""
    return (value != value.str.to_lowercase()) | (value == value.str.to_uppercase())


def _broken() -> "polars.Expr":
    """Return the rule of every failure."""
    import polars

    failures = polars.col("failures").explode(empty_as_null=False, keep_nulls=False)
    return failures.struct.field("rule")


def _per_source(name: str, *tables: "polars.LazyFrame") -> dict[str, dict[str, int]]:
    """Count the values of a field of the rights for each outlet; outlets by name, their most frequent value first."""
    import polars

    stated = polars.concat(table.select("source", name).fill_null(UNKNOWN) for table in tables)
    counted = _computed(stated.group_by("source", name).len(name="rows"))
    counts: dict[str, dict[str, int]] = {}
    ordered = counted.sort(["source", "rows", name], descending=[False, True, False])
    for source, value, rows in ordered.iter_rows():
        counts.setdefault(source, {})[value] = rows
    return counts


def _quotes_held(articles: int, held: "polars.LazyFrame") -> dict[int, int]:
    import polars

    counts = _counts(held, polars.col("held"))
    without = articles - sum(counts.values())
    return {**({0: without} if without else {}), **dict(sorted(counts.items()))}


def _nulls(folder: Path, files: Sequence[FileFacts], counted: "polars.LazyFrame") -> dict[str, int]:
    """Return the nulls of every column that may hold some."""
    import polars
    import pyarrow.parquet

    first = next((folder / file.path for file in files if file.table == "articles"), None)
    if first is None:
        return {}
    columns = pyarrow.parquet.read_schema(first)
    names = [column.name for column in columns if column.nullable and column.name not in NEVER_NULL]
    total = _computed(counted.select(polars.col(names).sum()))
    return dict(zip(names, total.row(0), strict=True))


def _where(articles: "polars.LazyFrame", flag: str) -> dict[str, int]:
    """Count the articles of each language of which a column is true."""
    import polars

    counted = _counts(articles.filter(flag), polars.col("language").fill_null(UNKNOWN))
    return dict(sorted(counted.items()))


def _names(counted: "polars.DataFrame") -> dict[str, dict[str, int]]:
    ordered = counted.sort(["type", "rows", "name"], descending=[False, True, False])
    names: dict[str, dict[str, int]] = {}
    for kind, name, rows in (
        ordered.group_by("type", maintain_order=True).head(_MOST).select("type", "name", "rows").iter_rows()
    ):
        names.setdefault(kind, {})[name] = rows
    return names


def _joined_names(names: "polars.LazyFrame") -> tuple[Mapping[str, Any], ...]:
    """Return the names with most articles among those that have aliases, without the ids of their articles."""
    import polars

    joined = names.filter(polars.col("aliases").list.len() > 0).drop("article_ids")
    ordered = joined.sort(["articles", "type", "name", "id"], descending=[True, False, False, False]).head(_MOST)
    return tuple(_collected(ordered).to_dicts())


def _name_example(names: "polars.LazyFrame") -> Mapping[str, Any] | None:
    import polars

    order = [polars.col("aliases").list.len() > 0, polars.col("articles"), polars.col("id")]
    return _first_row(names.sort(order, descending=[True, True, False]))


def _nulls_per_source(articles: "polars.LazyFrame") -> dict[str, dict[str, int]]:
    import polars

    source = polars.col("source").fill_null(UNKNOWN)
    seen = [name for name in _PER_SOURCE if name in MAY_BE_NULL]
    others = [name for name in _PER_SOURCE if name not in MAY_BE_NULL]
    counted = articles.group_by(source.alias("outlet")).agg(
        polars.len().alias("rows"), polars.col(seen).sum(), polars.col(others).null_count()
    )
    largest = _computed(counted).sort(["rows", "outlet"], descending=[True, False]).head(_MOST)
    return {row["outlet"]: {name: row[name] for name in _PER_SOURCE} for row in largest.iter_rows(named=True)}


def _examples(
    articles: "polars.LazyFrame", held: "polars.LazyFrame", texts: "polars.LazyFrame"
) -> tuple[Mapping[str, Any], ...]:
    """Take the shortest articles that show something: a speaker first, then outlet, day and headline."""
    import polars

    speaking = held.filter(polars.col("attributed") > 0).select(id="article_id")
    lacking = polars.sum_horizontal(polars.col("source", "date").is_null(), polars.col("headline"))
    ranked = (
        articles.select("id", "word_count", lacking=lacking)
        .join(speaking.with_columns(speaks=polars.lit(value=True)), on="id", how="left")
        .sort(polars.col("speaks").is_null(), "lacking", "word_count", "id")
    )
    chosen = _computed(ranked.head(3))["id"].to_list()
    shown = ["id", "source", "date_edtf", "headline", "body", "quotes", "entities"]
    rows = _collected(texts.filter(polars.col("id").is_in(chosen)).select(shown))
    return tuple(sorted(rows.to_dicts(), key=lambda row: chosen.index(row["id"])))
