"""Parquet files: one record in each row; damage in a row group costs the rows from there to its end."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.contract.unread_records import unread_detail
from toolkit.read.decompression import is_compressed, open_file
from toolkit.read.field_mapping import Record, from_fields
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

ROWS = 64
MOST_REFUSED_ROWS = 1_000_000
"""Rows of a damaged group are refused one by one, so that the balance counts them; a larger number is not believed."""


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
            table = stack.enter_context(pq.ParquetFile(file, page_checksum_verification=True))
            groups = [table.metadata.row_group(index).num_rows for index in range(table.num_row_groups)]
            assert table.schema_arrow is not None  # names that are no UTF-8 are noticed here
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            yield refuse(source, "broken_archive", _damage(error), record=0, size=source.size)
            return
        for group, rows in enumerate(groups):
            first = record + 1
            try:
                for batch in table.iter_batches(batch_size=ROWS, row_groups=[group]):
                    for row in _rows(_with_known_zones(batch)):
                        record += 1
                        yield _document(source, row, record, options)
            except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
                if rows > MOST_REFUSED_ROWS:
                    yield refuse(source, "broken_archive", unread_detail(record + 1, _damage(error)), record=record + 1)
                    return
                detail = f"Row group {group} is damaged: {_damage(error)}"
                for record in range(record + 1, first + rows):  # noqa: B020 - goes on where the group ended
                    yield refuse(source, "broken_archive", detail, record=record)
    if record < 0:
        yield refuse(source, "empty", "The table has no row.", size=source.size)


def _damage(error: Exception) -> str:
    return f"The Parquet data cannot be read: {str(error).splitlines()[0]}"


def _with_known_zones(batch: Any) -> Any:
    """Return a batch whose times are in UTC where the zone of their column is not known; the instants are the same."""
    import pyarrow as pa

    for index, column in enumerate(batch.schema):
        if pa.types.is_timestamp(column.type) and column.type.tz and not _is_zone(column.type.tz):
            times = batch.column(index).cast(pa.timestamp(column.type.unit, "UTC"))
            batch = batch.set_column(index, column.name, times)
    return batch


@lru_cache(maxsize=64)
def _is_zone(name: str) -> bool:
    if re.fullmatch(r"[+-]\d\d:\d\d", name):
        return True
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # KeyError covers ZoneInfoNotFoundError
        return False
    return True


def _rows(batch: Any) -> Iterator[dict[str, object] | ValueError]:
    """Yield rows as dictionaries; where a batch holds a value that Python cannot, only that row is lost."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError, LookupError):
        for index in range(batch.num_rows):
            yield _single(batch.slice(index, 1))


def _single(row: Any) -> dict[str, object] | ValueError:
    try:
        values: dict[str, object] = row.to_pylist()[0]
    except (ValueError, OverflowError, LookupError) as error:
        return ValueError(str(error))
    return values


def _document(
    source: Source, row: dict[str, object] | ValueError, record: int, options: ReadOptions
) -> Document | Rejection:
    """Return the document of one row; its canonical bytes are JSON with sorted keys."""
    if isinstance(row, ValueError):
        return refuse(source, "invalid_record", f"The row cannot be read: {row}.", record=record)
    try:
        raw = orjson.dumps(row, default=_json, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
        return from_fields(Record(source, raw, record), row, options)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not lose the others
        detail = f"The row cannot be read: {type(error).__name__}: {str(error)[:200]}."
        return refuse(source, "invalid_record", detail, record=record)


def _json(value: object) -> str:
    """Write what JSON has no form for: bytes as hexadecimal digits, decimals and durations as text."""
    return value.hex() if isinstance(value, bytes) else str(value)
