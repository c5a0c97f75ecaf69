"""Writes one table of one split as Parquet files whose bytes depend on the rows alone."""

import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from toolkit.contract import Contract, Record
from toolkit.contract.arrow import schema
from toolkit.contract.features import features
from toolkit.package.options import PackageOptions
from toolkit.release import shard_name
from toolkit.version import VERSION

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

CHUNKING = {"min_chunk_size": 262_144, "max_chunk_size": 1_048_576, "norm_level": 0}
"""Content-defined chunking as `datasets` does it, so that the Hub stores unchanged pages once."""


class ShardWriter:
    """Writes tables to `<stem>-00000-of-0000N.parquet`, beginning a new file when one is full.

    Row groups are cut where the hash of a row's key says so: rows that are added or removed later
    change the groups they stand in and no others. Nothing is written until the first row comes,
    since files without rows break `datasets.load_dataset`.
    """

    def __init__(self, folder: Path, stem: str, contract: Contract, record: Record, options: PackageOptions) -> None:
        """Prepare to write below `folder`, which is made when the first row comes."""
        self._folder, self._stem, self._options = folder, stem, options
        self._schema = schema(contract, record).with_metadata(_metadata(contract, record))
        assert record.table is not None
        self._key = record.table.key[0]
        self._pending: list[pyarrow.Table] = []
        self._writer: pyarrow.parquet.ParquetWriter | None = None
        self._paths: list[Path] = []
        self._bytes = 0
        self._waiting = 0

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file in hand; name the files for good only when all went well."""
        if kind is None:
            self._write_group()
        if self._writer is not None:
            self._writer.close()
        if kind is None:
            for index, path in enumerate(self._paths):
                path.rename(self._folder / shard_name(self._stem, index, len(self._paths)))

    def write(self, table: "pyarrow.Table") -> None:
        """Add rows, in the order in which they shall stand."""
        table = table.cast(self._schema.remove_metadata())
        start = 0
        for index, key in enumerate(table[self._key].to_pylist()):
            self._waiting += 1
            if self._ends_group(key):
                self._pending.append(table.slice(start, index + 1 - start))
                start = index + 1
                self._write_group()
        if start < table.num_rows:
            self._pending.append(table.slice(start))

    def _ends_group(self, key: str) -> bool:
        average = self._options.row_group_rows
        if self._waiting < average // 4:
            return False
        digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
        return self._waiting >= 4 * average or int.from_bytes(digest, "big") % average == 0

    def _write_group(self) -> None:
        import pyarrow

        if not self._waiting:
            return
        # One contiguous copy: the bytes of the file then do not depend on how the rows arrived.
        group = pyarrow.concat_tables(self._pending).combine_chunks()
        self._pending, self._waiting = [], 0
        if self._writer is None or self._bytes + group.nbytes > self._options.shard_bytes:
            self._begin_file()
        assert self._writer is not None
        self._writer.write_table(group, row_group_size=group.num_rows)
        self._bytes += group.nbytes

    def _begin_file(self) -> None:
        import pyarrow.parquet

        if self._writer is not None:
            self._writer.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._paths.append(self._folder / f".{self._stem}-{len(self._paths):05d}.parquet")
        self._bytes = 0
        self._writer = pyarrow.parquet.ParquetWriter(
            self._paths[-1],
            self._schema,
            compression="zstd",
            compression_level=self._options.compression_level,
            version="2.6",
            write_page_index=True,
            use_content_defined_chunking=CHUNKING,
        )


def _metadata(contract: Contract, record: Record) -> dict[str, str]:
    return {
        "huggingface": json.dumps({"info": {"features": features(contract, record).to_dict()}}),
        "content_defined_chunking": json.dumps(CHUNKING),
        "toolkit": json.dumps({"version": VERSION, "contract": contract.version, "contract_digest": contract.digest}),
    }
