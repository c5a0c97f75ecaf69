"""Arrow files in the work folder, through which shards pass from one step of a build to the next."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from toolkit.contract import Contract
from toolkit.contract.arrow import schema

if TYPE_CHECKING:
    import pyarrow

RAW = "_raw"
"""Column of a prepared shard beside those of the contract: the raw bytes, in case the article is refused later."""
PREPARED, FINISHED, STANDOFF = "prepared", "finished", "standoff"
REFUSED_EARLY, REFUSED_LATE = "refused-early", "refused-late"
"""The kinds of shard: articles before and after the corpus is grouped, those without text, and what was refused."""
_BATCH_ROWS = 500


def path_of(place: Path, step: str, index: int) -> Path:
    """Return where the shard that a step made of a task stands in the work folder."""
    return place / f"{step}-{index:06d}.arrow"


def released_schema(contract: Contract, name: str) -> "pyarrow.Schema":
    """Return the schema of a record as it is released."""
    return schema(contract, contract.record(name))


def prepared_schema(contract: Contract) -> "pyarrow.Schema":
    """Return the schema of articles before they are placed: group and version are unknown, the raw bytes there."""
    import pyarrow

    fields = [
        field.with_nullable(True) if field.name in ("group", "added_in") else field
        for field in released_schema(contract, "article")
    ]
    return pyarrow.schema([*fields, pyarrow.field(RAW, pyarrow.binary())])


class Spool:
    """A file that rows are added to; only one batch of them is in memory."""

    def __init__(self, path: Path, schema: "pyarrow.Schema") -> None:
        """Begin the file."""
        import pyarrow

        self.schema = schema
        self._writer = pyarrow.ipc.new_file(path, schema)
        self._rows: list[Mapping[str, object]] = []

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._writer.close()

    def write(self, row: Mapping[str, object]) -> None:
        """Add one row."""
        self._rows.append(row)
        if len(self._rows) >= _BATCH_ROWS:
            self._flush()

    def write_table(self, table: "pyarrow.Table") -> None:
        """Add many rows at once, after those added one by one."""
        self._flush()
        self._writer.write_table(table)

    def _flush(self) -> None:
        import pyarrow

        if self._rows:
            self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self.schema))
            self._rows = []


def batches(path: Path) -> Iterator["pyarrow.RecordBatch"]:
    """Yield the batches of a shard, mapped from disk rather than read."""
    import pyarrow

    with pyarrow.memory_map(str(path)) as file, pyarrow.ipc.open_file(file) as reader:
        for index in range(reader.num_record_batches):
            yield reader.get_batch(index)


def table(path: Path) -> "pyarrow.Table":
    """Return a whole shard, mapped from disk: its rows take memory only when they are copied out."""
    import pyarrow

    return pyarrow.ipc.open_file(pyarrow.memory_map(str(path))).read_all()
