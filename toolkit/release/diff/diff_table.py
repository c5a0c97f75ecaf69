"""One side of a comparison: the Parquet files of a table, read in batches or row by row."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReleaseError, SourceError
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import MANIFEST, Release, open_release, split_of

if TYPE_CHECKING:
    import polars
    import pyarrow.parquet

_BATCH_ROWS = 10_000
_SHARD = re.compile(r"\w+-\d{5}-of-\d{5}\.parquet")


@dataclass(frozen=True, slots=True)
class Side:
    """A table that is compared with another."""

    name: str
    """What a reader knows it by: a release's name with its version, or the path of a file."""
    files: tuple[Path, ...]
    starts: tuple[int, ...]
    """For each file, how many rows are in those before it."""
    total: int
    schema: "polars.Schema"
    release: Release | None
    """Null for files that are not a release."""

    def split(self, index: int) -> str | None:
        """Return the split that a file belongs to; null where its name does not say."""
        name = self.files[index].name
        return split_of(self.files[index]) if _SHARD.fullmatch(name) else None

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the release; empty for files that are not one."""
        return self.release.manifest if self.release else {}

    def batches(self) -> Iterator[tuple[str | None, "polars.DataFrame"]]:
        """Yield all rows with their split, a batch at a time; the split is null where no file name says it."""
        import polars

        for index, path in enumerate(self.files):
            with _opened(path) as file:
                for batch in file.iter_batches(batch_size=_BATCH_ROWS):
                    yield self.split(index), polars.DataFrame(polars.from_arrow(batch))

    def portions(self) -> "Iterator[tuple[str, Iterator[tuple[str | None, polars.DataFrame]]]]":
        """Yield the batches in portions, each with a name that stands for its content; empty where nothing does."""
        yield "", self.batches()

    def fetch(self, rows: Sequence[int], columns: Sequence[str]) -> "polars.DataFrame":
        """Return single rows, by their position over all files, in the order asked for.

        Only the row groups in which they are are read.
        """
        import polars

        order = sorted(set(rows))
        parts = [part for index in range(len(self.files)) for part in self._taken(index, order, columns)]
        frames = (
            polars.concat(parts) if parts else polars.DataFrame(schema={name: self.schema[name] for name in columns})
        )
        index_of_row = {row: position for position, row in enumerate(order)}
        return frames[[index_of_row[row] for row in rows]]

    def _taken(self, index: int, rows: list[int], columns: Sequence[str]) -> Iterator["polars.DataFrame"]:
        import polars

        end = self.starts[index + 1] if index + 1 < len(self.starts) else self.total
        position = self.starts[index]
        if not _within(rows, position, end):
            return
        with _opened(self.files[index]) as file:
            for group in range(file.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                wanted = _within(rows, position, position + size)
                if wanted:
                    for batch in file.iter_batches(batch_size=_BATCH_ROWS, row_groups=[group], columns=list(columns)):
                        here = [row - position for row in _within(wanted, position, position + batch.num_rows)]
                        if here:
                            yield polars.DataFrame(polars.from_arrow(batch.take(here))).select(columns)
                        position += batch.num_rows
                else:
                    position += size


def open_side(location: str | Path, table: str) -> Side:
    """Open a release (one table of it), a Parquet file, or a folder of Parquet files, here or elsewhere.

    Raises:
        SourceError: there is no such file or folder, or nothing in it to compare.
        ReleaseError: a file is damaged, or the files of one side have different columns.
    """
    path = local_copy(location, table=table)
    if not path.exists():
        raise SourceError(f"{path} does not exist; name a release folder or a .parquet file.")
    release = open_release(path) if (path / MANIFEST).is_file() else None
    files = release.files(table) if release else [path] if path.is_file() else sorted(path.rglob("*.parquet"))
    if path.is_file() and path.suffix != ".parquet":
        raise SourceError(f"{path} is neither a release folder nor a .parquet file.")
    if not files and release is None:
        raise SourceError(f"There is no .parquet file in {path}.")
    schema = _schema_of(files) if files else _declared(release, table)
    starts, total = [], 0
    for file in files:
        starts.append(total)
        total += _rows(file)
    return Side(release.name if release else str(location), tuple(files), tuple(starts), total, schema, release)


def _schema_of(files: Sequence[Path]) -> "polars.Schema":
    import polars

    schema = None
    for path in files:
        with _opened(path) as file:
            frame = polars.DataFrame(polars.from_arrow(file.schema_arrow.empty_table()))
        if schema is not None and frame.schema != schema:
            raise ReleaseError(f"{path} has other columns than {files[0]}; compare them one by one.")
        schema = frame.schema
    assert schema is not None
    return schema


def _declared(release: Release | None, table: str) -> "polars.Schema":
    """Return the schema of a table without rows, which has no file."""
    from toolkit.contract.pandera_model import polars_schema

    assert release is not None
    for record in release.contract.tables():
        if record.table is not None and record.table.name == table:
            return polars_schema(release.contract, record)
    raise SourceError(f"{release.folder} has no table {table!r}.")


def _rows(path: Path) -> int:
    with _opened(path) as file:
        rows: int = file.metadata.num_rows
        return rows


def _opened(path: Path) -> "pyarrow.parquet.ParquetFile":
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error


def _within(rows: list[int], start: int, end: int) -> list[int]:
    return rows[bisect_left(rows, start) : bisect_left(rows, end)]
