"""Parquet files: one record in each row."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read.decompression import is_compressed, open_file
from toolkit.read.field_mapping import Record, from_fields
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

ROWS = 64


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every row; a compressed file is unpacked to the disk first."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    record = -1
    with ExitStack() as stack:
        if is_compressed(source):
            file: Any = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(parts)
            file.seek(0)
        else:
            file = stack.enter_context(open_file(source))
        try:
            table = stack.enter_context(pq.ParquetFile(file))
            for batch in table.iter_batches(batch_size=ROWS):
                for row in _rows(batch):
                    record += 1
                    yield _document(source, row, record, options)
        except (pa.ArrowException, OSError) as error:
            detail = f"The Parquet data cannot be read: {str(error).splitlines()[0]}"
            yield refuse(source, "broken_archive", detail, record=record + 1, size=source.size)
            return
    if record < 0:
        yield refuse(source, "empty", "The table has no row.", size=source.size)


def _rows(batch: Any) -> Iterator[dict[str, object] | ValueError]:
    """Yield rows as dictionaries; where a batch holds a value that Python cannot, only that row is lost."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for place in range(batch.num_rows):
            yield _single(batch.slice(place, 1))


def _single(row: Any) -> dict[str, object] | ValueError:
    try:
        values: dict[str, object] = row.to_pylist()[0]
    except (ValueError, OverflowError) as error:
        return ValueError(str(error))
    return values


def _document(
    source: Source, row: dict[str, object] | ValueError, record: int, options: ReadOptions
) -> Document | Rejection:
    """Return the document of one row; its canonical bytes are JSON with sorted keys."""
    if isinstance(row, ValueError):
        return refuse(source, "invalid_record", f"The row cannot be read: {row}.", record=record)
    raw = orjson.dumps(row, default=_json, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return from_fields(Record(source, raw, record), row, options)


def _json(value: object) -> str:
    """Write what JSON has no form for: bytes as hexadecimal digits, decimals and durations as text."""
    return value.hex() if isinstance(value, bytes) else str(value)
