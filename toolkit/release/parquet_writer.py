"""Writes one table of one split as Parquet files whose bytes depend on the rows alone."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from toolkit._version import VERSION
from toolkit.contract import Contract, Record
from toolkit.contract.arrow_schema import schema
from toolkit.contract.hf_features import features
from toolkit.release.file_runs import WrittenRun
from toolkit.release.options import PackageOptions
from toolkit.release.release_folder import shard_name

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    import pyarrow.parquet
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

GROUP_BYTES = 100_000_000
"""A row group ends when its texts are longer than this: the Hub's viewer wants to hold a whole one in memory."""
CHUNKING = {"min_chunk_size": 262_144, "max_chunk_size": 1_048_576, "norm_level": 0}
"""Content-defined chunking as `datasets` does it, so that the Hub stores unchanged pages once.

Chunks a quarter as large make a table of 50,000 articles 6 % larger, and only 8 % less goes to the Hub again after 20
scattered edits (`benchmarks/reupload.py`).
"""


_TEXTS = ("body", "headline", "id", "raw", "sha256", "standfirst", "text", "url")
"""Columns whose values hardly repeat: a dictionary of them would be one huge page, new to the Hub after any edit."""


class ShardWriter:
    """Writes tables to `<stem>-00000-of-0000N.parquet`, beginning a new file when one is full.

    Row groups are cut where the hash of a row's key says so: rows that are added or removed later
    change the groups they are in and no others. A table with a `date` begins a new file with each month (or day),
    so that later ones change no byte of the files before, although the number of files in their names grows.
    Nothing is written until the first row comes, since files without rows break `datasets.load_dataset`.
    """

    def __init__(self, folder: Path, stem: str, contract: Contract, record: Record, options: PackageOptions) -> None:
        """Prepare to write below `folder`, which is made when the first row comes."""
        self._folder, self._stem, self._options = folder, stem, options
        self._schema = schema(contract, record).with_metadata(_metadata(contract, record))
        assert record.table is not None
        self._key = record.table.key[0]
        self._sorting = _sorting(self._schema, record)
        self._repeating = [path for path in _leaves(self._schema, "") if path.rpartition(".")[2] not in _TEXTS]
        self._pending: list[pyarrow.Table] = []
        self._writer: pyarrow.parquet.ParquetWriter | None = None
        self._paths: list[Path] = []
        self._runs: list[str] = []
        self._digests: dict[int, str] = {}
        self._run = ""
        """Key of the run in hand, and of that of each file."""
        self._period: int | None = None
        self._rows, self._bytes = 0, 0
        """What the file in hand holds, the rows that wait included."""
        self._waiting, self._weight = 0, 0

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file in hand; name the files for good only when all went well."""
        if kind is None:
            self._write_group()
        self._close_file()
        if kind is None:
            for index, path in enumerate(self._paths):
                self._paths[index] = path.rename(self._folder / shard_name(self._stem, index, len(self._paths)))

    def begin_run(self, key: str) -> None:
        """Begin a run of rows that has files of its own."""
        self._write_group()
        self._close_file()
        self._run = key

    def take_over(self, run: WrittenRun, files: Sequence[Path]) -> None:
        """Copy the files of a run that an earlier release holds."""
        self.begin_run(run.key)
        for path in files:
            shutil.copyfile(path, self._new_path())
            self._digests[len(self._paths) - 1] = run.digests[path]

    def files_of_runs(self) -> Iterator[tuple[str, Path]]:
        """Yield the key of the run of each file, and its path."""
        return zip(self._runs, self._paths, strict=True)

    def known_digests(self) -> Iterator[tuple[Path, str]]:
        """Yield the path of each file that was taken over, and its SHA-256."""
        return ((self._paths[index], digest) for index, digest in self._digests.items())

    def write(self, table: "pyarrow.Table") -> None:
        """Add rows, in the order in which they shall stand."""
        import numpy as np

        if not table.num_rows:
            return
        table = table.cast(self._schema.remove_metadata())
        options = self._options
        periods, weights = _periods(table, by_day=options.day_rows > 0), _weights(table)
        cuts = _cuts(table[self._key], options.row_group_rows)
        changes = np.flatnonzero(np.diff(periods)) + 1
        start = 0
        while start < table.num_rows:
            period = periods[start]
            if period != self._period and self._rows >= (options.day_rows or options.month_rows):
                self._write_group()
                self._close_file()
            self._period = period
            last = self._last_of_group(start, weights, cuts)
            later = changes[np.searchsorted(changes, start, "right") :]
            end = min(last + 1, *later[:1], table.num_rows)
            self._pending.append(table.slice(start, end - start))
            self._rows += end - start
            self._waiting += end - start
            self._weight += int(weights[end] - weights[start])
            if end == last + 1:
                self._write_group()
            start = end

    def _last_of_group(self, start: int, weights: "Numbers", cuts: "Numbers") -> int:
        """Return the row with which the group in hand ends, if it goes on with row `start` and nothing intervenes."""
        import numpy as np

        average = self._options.row_group_rows
        fullest = start + 4 * average - self._waiting - 1
        heaviest = np.searchsorted(weights, weights[start] + GROUP_BYTES - self._weight) - 1
        earliest = max(start, start + average // 4 - self._waiting - 1)
        cut = cuts[np.searchsorted(cuts, earliest) :]
        return int(min(fullest, max(start, heaviest), *cut[:1]))

    def _write_group(self) -> None:
        import pyarrow

        if not self._waiting:
            return
        # One contiguous copy: the bytes of the file then do not depend on how the rows arrived.
        group = pyarrow.concat_tables(self._pending).combine_chunks()
        self._pending, self._waiting, self._weight = [], 0, 0
        if self._writer is not None and self._bytes + group.nbytes > self._options.shard_bytes:
            self._close_file()
            self._rows = group.num_rows
        if self._writer is None:
            self._begin_file()
        assert self._writer is not None
        self._writer.write_table(group, row_group_size=group.num_rows)
        self._bytes += group.nbytes

    def _close_file(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._rows, self._bytes = None, 0, 0

    def _new_path(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._paths.append(self._folder / f".{self._stem}-{len(self._paths):05d}.parquet")
        self._runs.append(self._run)
        return self._paths[-1]

    def _begin_file(self) -> None:
        import pyarrow.parquet

        self._writer = pyarrow.parquet.ParquetWriter(
            self._new_path(),
            self._schema,
            compression="zstd",
            use_dictionary=self._repeating,
            compression_level=self._options.compression_level,
            version="2.6",
            sorting_columns=self._sorting,
            write_page_index=True,
            use_content_defined_chunking=CHUNKING,
        )


def _periods(table: "pyarrow.Table", *, by_day: bool) -> "Numbers":
    """Return the number of the month or day of each row; it is the same for all that have no day."""
    import numpy as np
    import pyarrow.compute

    if "date" not in table.column_names:
        return np.zeros(table.num_rows, np.int64)
    year, month, day = (
        pyarrow.compute.fill_null(part(table["date"]), 0).to_numpy()
        for part in (pyarrow.compute.year, pyarrow.compute.month, pyarrow.compute.day)
    )
    periods: Numbers = 32 * (12 * year + month) + (day if by_day else 0)
    return periods


def _weights(table: "pyarrow.Table") -> "Numbers":
    """Return the length of the texts before each row, and of all."""
    import numpy as np
    import pyarrow.compute

    weights = np.zeros(table.num_rows + 1, np.int64)
    for column in table.columns:
        if pyarrow.types.is_string(column.type) or column.type == pyarrow.binary():
            weights[1:] += pyarrow.compute.fill_null(pyarrow.compute.binary_length(column), 0).to_numpy()
    return weights.cumsum()


def _cuts(keys: "pyarrow.ChunkedArray", average: int) -> "Numbers":
    """Return the rows whose key says that a group may end with them: one in `average`."""
    import numpy as np

    encoded = keys.combine_chunks().dictionary_encode()
    ends = [_ends_group(key, average) for key in encoded.dictionary.to_pylist()]
    return np.flatnonzero(np.array(ends, bool)[encoded.indices.to_numpy()])


@lru_cache(maxsize=20_000)
def _ends_group(key: str, average: int) -> bool:
    """Return True for one key in `average`; three tables ask for the same articles."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % average == 0


def _leaves(fields: "Iterable[pyarrow.Field]", prefix: str) -> Iterator[str]:
    """Yield the paths of all columns as Parquet names them: quotes.list.element.text."""
    import pyarrow

    for field in fields:
        path, kind = f"{prefix}{field.name}", field.type
        if pyarrow.types.is_list(kind):
            path, kind = f"{path}.list.element", kind.value_type
        if pyarrow.types.is_struct(kind):
            yield from _leaves(kind, f"{path}.")
        else:
            yield path


def _sorting(schema: "pyarrow.Schema", record: Record) -> "list[pyarrow.parquet.SortingColumn]":
    """Say in which order the rows are: by day where they have one, undated ones last, then by their key."""
    import pyarrow.parquet

    assert record.table is not None
    keys = [name for name in ("date", *record.table.key) if name in schema.names]
    return list(pyarrow.parquet.SortingColumn.from_ordering(schema, [(name, "ascending") for name in keys]))


@lru_cache(maxsize=64)
def _metadata(contract: Contract, record: Record) -> dict[str, str]:
    return {
        "huggingface": json.dumps({"info": {"features": features(contract, record).to_dict()}}),
        "content_defined_chunking": json.dumps(CHUNKING),
        "toolkit": json.dumps({"version": VERSION, "contract": contract.version, "contract_digest": contract.digest}),
    }
