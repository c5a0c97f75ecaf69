"""Collects what grouping needs of all shards: one row for each article in memory, the sketches on disk.

A member takes some 150 bytes in memory; its sketch, which is larger, is mapped from a file, of which the system keeps
in memory what it has room for.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from toolkit.group.members import Members, member_table
from toolkit.pipeline.shard_schemas import SKETCH, member_schema

if TYPE_CHECKING:
    import pyarrow

_SPOOL_BYTES = 1 << 20
"""So many bytes of pairs, of each of several parts, wait in memory before they go to disk."""
_BATCH_TABLES = 64
"""So many small tables are made one."""


class MemberStore:
    """Collects the members of one shard after another."""

    def __init__(self, work_folder: Path, size: int) -> None:
        """Begin in a work folder; `size` is how many entries a sketch can have."""
        self._path, self._size = work_folder / "sketches", size
        self._whole: list[pyarrow.Table] = []
        self._loose: list[pyarrow.Table] = []
        """Of the last shards: a small table takes a multiple of what its rows need."""
        self._path.touch()

    def add(self, members: "pyarrow.Table") -> None:
        """Add the members of the next shard, see `toolkit.pipeline.shard_schemas.member_schema`."""
        from toolkit.group.minhash_sketch import table_of

        with self._path.open("ab") as file:
            table_of(members[SKETCH].to_pylist(), self._size).tofile(file)
        self._loose.append(members.drop_columns([SKETCH]))
        if len(self._loose) >= _BATCH_TABLES:
            self._gather()

    def member_table(self) -> Members:
        """Return all members, in the order in which they came."""
        import numpy as np
        import polars
        import pyarrow

        schema = member_schema()
        schema = schema.remove(schema.get_field_index(SKETCH))
        columns = polars.from_arrow(pyarrow.concat_tables([schema.empty_table(), *self._whole, *self._loose]))
        assert isinstance(columns, polars.DataFrame)
        shape = (columns.height, self._size)
        if not columns.height:
            return member_table(columns, np.empty(shape, np.uint64))
        sketches = np.memmap(self._path, dtype="<u8", mode="r", shape=shape)
        return replace(
            member_table(columns, sketches),
            open_scratch=partial(SpooledTemporaryFile, _SPOOL_BYTES, dir=self._path.parent),
        )

    def _gather(self) -> None:
        import pyarrow

        self._whole.append(pyarrow.concat_tables(self._loose).combine_chunks())
        self._loose = []
