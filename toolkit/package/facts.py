"""Every number about a release, computed from its files: the card and the manifest hold nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.release import QUARANTINE, file_digest, split_of, table_files

if TYPE_CHECKING:
    import polars

TABLES = ("articles", "quotes", "entities")
"""The released tables, in the order of the card; the first is the default configuration."""


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
    files = tuple(_files(folder))
    articles = _scan(folder, files, "articles")
    quotes = _scan(folder, files, "quotes")
    rejections = _scan(folder, files, QUARANTINE)
    dates = articles["date"].drop_nulls().to_list()
    return Facts(
        files=files,
        sources=_counts(articles, "source", "unknown"),
        languages=_counts(articles, "language", "unknown"),
        precisions=_counts(articles, "date_precision", "unknown"),
        speakers=_counts(quotes, "speaker", None, most=20),
        reasons=_counts(rejections, "reason", None),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        words=sum(articles["word_count"].to_list()),
        groups=articles["group"].n_unique(),
        attributed_quotes=len(quotes["speaker"].drop_nulls()),
    )


_COLUMNS = {
    "articles": ["source", "language", "date_precision", "date", "word_count", "group"],
    "quotes": ["speaker"],
    QUARANTINE: ["reason"],
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


def _scan(folder: Path, files: tuple[FileFacts, ...], table: str) -> "polars.DataFrame":
    import polars

    paths = [folder / file.path for file in files if file.table == table]
    if not paths:
        return polars.DataFrame(schema=dict.fromkeys(_COLUMNS[table], polars.String()))
    return polars.read_parquet(paths, columns=_COLUMNS[table], hive_partitioning=False, glob=False)


def _counts(frame: "polars.DataFrame", column: str, null: str | None, most: int | None = None) -> dict[str, int]:
    """Count the values of a column, most frequent first and then by name."""
    import polars

    values = frame[column].drop_nulls() if null is None else frame[column].fill_null(null)
    counted = values.value_counts(name="rows").sort(["rows", column], descending=[True, False])
    limited = counted if most is None else counted.head(most)
    return dict(limited.select(polars.col(column), polars.col("rows")).iter_rows())
