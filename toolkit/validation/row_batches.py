"""Reads finished rows in batches, from Parquet and JSON Lines files of any origin."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.contract import Contract, Record
from toolkit.contract.arrow_schema import schema
from toolkit.contract.json_values import convert
from toolkit.contract.pandera_model import polars_schema
from toolkit.contract.records import Failure
from toolkit.contract.shipped_contracts import shipped_contracts
from toolkit.errors import ReleaseError, SourceError

if TYPE_CHECKING:
    import polars
    import pyarrow

_BATCH_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a row, or with a whole file, before its values can be checked."""

    row: int | None
    line: int | None
    id: str | None
    failure: Failure


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a file."""

    frame: "polars.DataFrame"
    rows: Sequence[int]
    """Position of each row in its file, from 0."""
    lines: Sequence[int] | None
    """Line of each row in its file, from 1; null where a file has no lines."""
    misfits: tuple[Misfit, ...]
    count: int
    """Rows read, those among them that do not fit the frame."""


def parquet_batches(path: Path, contract: Contract, record: Record | None) -> Iterator[tuple[Record, Batch]]:
    """Yield the rows of a Parquet file, in the types of the contract where nothing is lost by that.

    Args:
        path: The file.
        contract: The contract the rows should keep.
        record: Whose table it is; found by its columns if not given.

    Raises:
        ReleaseError: the file is damaged, cut short or encrypted.
        SourceError: its columns belong to no table of the contract.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            record = record or _record_of(file.schema_arrow.names, contract, path)
            wanted = schema(contract, record, lenient=True)
            misfits = tuple(Misfit(None, None, None, failure) for failure in _misfits(file.schema_arrow, wanted))
            usable = [name for name in file.schema_arrow.names if not _spoilt(name, misfits)]
            rows = 0
            for batch in _batches(file, usable):
                batch.validate(full=True)  # damaged text is not UTF-8, which nothing else would notice in time
                columns, lossy = _cast(batch, wanted)
                numbers = range(rows, rows + batch.num_rows)
                wrong = (*(misfits if not rows else ()), *lossy)
                yield record, Batch(_framed(columns), numbers, None, wrong, batch.num_rows)
                rows += batch.num_rows
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} {_unreadable(error)}") from error


def contract_of_parquet(path: Path) -> Contract:
    """Return the shipped contract whose columns a Parquet file has, the newest of those that fit equally well.

    The current one is returned for a file that is no Parquet or of no table, which `parquet_batches` then names.
    """
    import pyarrow
    import pyarrow.parquet

    contracts = shipped_contracts()[::-1]
    try:
        file_schema = pyarrow.parquet.read_schema(path)
        return min(contracts, key=lambda contract: _differences(file_schema, contract, path))
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, SourceError):
        return contracts[0]


def _differences(actual: "pyarrow.Schema", contract: Contract, path: Path) -> int:
    """Count the columns, at every depth, that a file lacks or has too many."""
    wanted = schema(contract, _record_of(actual.names, contract, path), lenient=True)
    return len(set(wanted.names) ^ set(actual.names)) + sum(1 for _ in _misfits(actual, wanted))


def json_batches(path: Path, contract: Contract, record: Record) -> Iterator[Batch]:
    """Yield the rows of a JSON Lines file; a line that is no row is a misfit.

    Raises:
        SourceError: the file cannot be read.
    """
    import polars

    types = polars_schema(contract, record)
    with _opened(path) as file:
        lines = ((number, line) for number, line in enumerate(file, start=1) if line.strip())
        numbered = ((row, number, line) for row, (number, line) in enumerate(lines))
        while batch := list(islice(numbered, _BATCH_ROWS)):
            rows: list[dict[str, object]] = []
            places: list[tuple[int, int]] = []
            misfits: list[Misfit] = []
            for row, number, line in batch:
                values, failures = _json_row(line, contract, record)
                identifier = str(values["id"]) if values.get("id") else None
                misfits.extend(Misfit(row, number, identifier, failure) for failure in failures)
                if not failures:
                    rows.append(values)
                    places.append((row, number))
            frame = polars.DataFrame(rows, schema=types, orient="row")
            yield Batch(frame, [row for row, _ in places], [number for _, number in places], tuple(misfits), len(batch))


def _record_of(columns: list[str], contract: Contract, path: Path) -> Record:
    """Find the table whose columns a file has most of."""
    tables = list(contract.tables())
    common = [len({column.name for column in contract.columns(record)} & set(columns)) for record in tables]
    if max(common) < 3:
        raise SourceError(f"{path} holds none of the contract's tables; its columns are {', '.join(columns[:8])}.")
    return tables[common.index(max(common))]


def _batches(file: "pyarrow.parquet.ParquetFile", columns: list[str]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow

    if file.metadata.num_rows == 0:
        schema = file.schema_arrow
        yield pyarrow.RecordBatch.from_pylist([], pyarrow.schema([schema.field(name) for name in columns]))
        return
    yield from file.iter_batches(batch_size=_BATCH_ROWS, columns=columns)


def _cast(batch: "pyarrow.RecordBatch", wanted: "pyarrow.Schema") -> tuple[dict[str, "pyarrow.Array"], list[Misfit]]:
    """Cast the columns of a batch; leave out and name those whose values would change by it."""
    import pyarrow

    columns, misfits = {}, []
    for name in batch.schema.names:
        if name not in wanted.names:
            columns[name] = batch[name]  # handed on as it is, so that the check can name it
            continue
        try:
            columns[name] = batch[name].cast(wanted.field(name).type)
        except pyarrow.ArrowInvalid as error:
            misfits.append(Misfit(None, None, None, Failure("type", name, None, _first_line(error))))
    return columns, misfits


def _framed(columns: dict[str, "pyarrow.Array"]) -> "polars.DataFrame":
    import polars
    import pyarrow

    frame = polars.from_arrow(pyarrow.table(columns))
    assert isinstance(frame, polars.DataFrame)
    return frame


def _spoilt(column: str, misfits: Sequence[Misfit]) -> bool:
    """True if a column's own type is wrong, so that its values cannot be looked at."""
    paths = [misfit.failure.path for misfit in misfits if misfit.failure.rule != "column_in_schema"]
    return any(path == column or path.startswith((f"{column}.", f"{column}[")) for path in paths)


def _misfits(actual: "pyarrow.Schema", wanted: "pyarrow.Schema") -> Iterator[Failure]:
    for name in actual.names:
        if name in wanted.names:
            yield from _mistyped(actual.field(name).type, wanted.field(name).type, name)


def _mistyped(actual: "pyarrow.DataType", wanted: "pyarrow.DataType", path: str) -> Iterator[Failure]:
    """Yield where a type cannot stand for the one wanted, at every depth."""
    from pyarrow import types

    if types.is_dictionary(actual):
        actual = actual.value_type
    lists = (types.is_list, types.is_large_list, types.is_fixed_size_list, types.is_list_view)
    if types.is_list(wanted) and any(is_list(actual) for is_list in lists):
        yield from _mistyped(actual.value_type, wanted.value_type, f"{path}[]")
    elif types.is_struct(wanted) and types.is_struct(actual):
        names = {actual.field(index).name for index in range(actual.num_fields)}
        for field in wanted:
            if field.name in names:
                yield from _mistyped(actual.field(field.name).type, field.type, f"{path}.{field.name}")
            else:
                yield Failure("column_in_dataframe", f"{path}.{field.name}", None, "the column is missing")
        for name in sorted(names - {field.name for field in wanted}):
            yield Failure("column_in_schema", f"{path}.{name}", None, "the column is not in the contract")
    elif not _stands_for(actual, wanted):
        yield Failure("type", path, None, f"has the type {actual}, wanted {wanted}")


def _stands_for(actual: "pyarrow.DataType", wanted: "pyarrow.DataType") -> bool:
    """True if values of one type are values of the other without being interpreted."""
    from pyarrow import types

    if types.is_floating(actual) and types.is_integer(wanted):
        return True  # pandas knows no null among whole numbers; a fraction is refused when it is cast
    kinds: tuple[Callable[[pyarrow.DataType], bool], ...] = (
        lambda kind: types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind),
        lambda kind: types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind),
        types.is_integer,
        types.is_floating,
        types.is_boolean,
        types.is_date,
        types.is_timestamp,
    )
    return types.is_null(actual) or any(kind(actual) and kind(wanted) for kind in kinds)


def _unreadable(error: Exception) -> str:
    if re.search("encrypt|decrypt", str(error), re.IGNORECASE):
        return "is encrypted; write it again without encryption."
    reason = _first_line(error).rstrip(".")
    return f"cannot be read as Parquet ({reason}); it is damaged or cut short: copy or write it again."


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return f"{lines[0].rstrip('.')}."


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error


def _json_row(line: bytes, contract: Contract, record: Record) -> tuple[dict[str, object], list[Failure]]:
    import orjson

    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {}, [Failure("json", "", line[:200].decode("utf-8", "replace"), f"is not valid JSON: {error}")]
    if not isinstance(row, dict):
        return {}, [Failure("json", "", line[:200].decode("utf-8", "replace"), "is not a JSON object")]
    return convert(contract, contract.columns(record), row)
