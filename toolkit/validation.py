"""Holds finished rows against the contract: those of a release, of a Parquet file, of a JSON Lines file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from toolkit.contract import Contract, Record, load
from toolkit.contract.arrow import schema
from toolkit.contract.frame import polars_schema
from toolkit.contract.values import convert
from toolkit.errors import ReleaseError, SourceError
from toolkit.records import Failure
from toolkit.release import MANIFEST, open_release, split_of, table_files
from toolkit.validate.frame import check

if TYPE_CHECKING:
    import polars
    import pyarrow

_BATCH_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a row of a file broke."""

    file: str
    """Path of the file, inside the release or as named."""
    row: int | None
    """Position of the row in the file, from 0; null when the whole file broke the rule."""
    id: str | None
    """The row's identifier, where it has one."""
    rule: str
    path: str
    """Where in the row: `quotes[2].end`."""
    value: str | None
    message: str
    raw_path: str | None = None
    """The raw document the row was made from."""
    raw_line: int | None = None


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked and what was found wanting."""

    target: str
    rows: Mapping[str, int]
    """Rows checked, by file."""
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """Whether every row keeps the contract."""
        return not self.faults


@dataclass(slots=True)
class _Seen:
    """What has to be remembered across batches."""

    contract: Contract
    ids: dict[str, str] = field(default_factory=dict)
    """Article id to the file it stands in."""
    splits: dict[str, str] = field(default_factory=dict)
    """Group to the split it was first seen in."""


def validate(target: str | Path) -> Validation:
    """Check a release folder, a Parquet file or a JSON Lines file against the contract.

    Raises:
        SourceError: there is no such file, or it is none of the three.
        ReleaseError: the release or the Parquet file cannot be read.
        ContractError: the contract that a release carries cannot be understood.
    """
    place = Path(target)
    if place.is_dir():
        return _validate_release(place)
    if not place.exists():
        raise SourceError(f"{place} does not exist; name a release folder, a .parquet or a .jsonl file.")
    if place.suffix == ".parquet":
        faults, rows = _validate_parquet(place, place.name, load(), None, _Seen(load()))
    elif place.suffix in (".jsonl", ".ndjson"):
        faults, rows = _validate_json_lines(place, load())
    else:
        raise SourceError(f"{place} is neither a release folder nor a .parquet or .jsonl file.")
    return Validation(str(target), {place.name: rows}, tuple(faults))


def _validate_release(folder: Path) -> Validation:
    release = open_release(folder)
    contract, seen = release.contract, _Seen(release.contract)
    rows: dict[str, int] = {}
    faults: list[Fault] = []
    for record in contract.tables():
        assert record.table is not None
        for path in table_files(folder, record.table.name):
            name = path.relative_to(folder).as_posix()
            found, rows[name] = _validate_parquet(path, name, contract, record, seen)
            faults.extend(found)
    published = sum(count for name, count in rows.items() if name.startswith("data/articles/"))
    wanted = release.manifest["tables"]["articles"]["rows"]
    if published != wanted:
        faults.append(
            Fault(
                MANIFEST,
                None,
                None,
                "row_count",
                "tables.articles.rows",
                str(wanted),
                f"found {published} rows",
            )
        )
    return Validation(str(folder), rows, tuple(faults))


def _validate_parquet(
    path: Path, name: str, contract: Contract, record: Record | None, seen: _Seen
) -> tuple[list[Fault], int]:
    import pyarrow
    import pyarrow.parquet

    faults: list[Fault] = []
    rows = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            record = record or _record_of(file.schema_arrow.names, contract, path)
            for batch in file.iter_batches(batch_size=_BATCH_ROWS):
                frame, mistyped = _typed(pyarrow.Table.from_batches([batch]), contract, record)
                faults.extend(Fault(name, None, None, **_rule(failure)) for failure in mistyped)
                numbers = range(rows, rows + batch.num_rows)
                known = {failure.path for failure in mistyped}
                faults.extend(
                    fault
                    for fault in _check(frame, name, numbers, record, seen)
                    if fault.row is not None or fault.path not in known
                )
                rows += batch.num_rows
                if any(fault.row is None for fault in faults):
                    break  # every batch would say the same
    except (pyarrow.ArrowException, OSError) as error:
        raise ReleaseError(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}") from error
    return faults, rows


def _record_of(columns: list[str], contract: Contract, path: Path) -> Record:
    """Find the table whose columns a file has most of."""
    tables = list(contract.tables())
    common = [len({each.name for each in contract.columns(record)} & set(columns)) for record in tables]
    if max(common) < 3:
        raise SourceError(f"{path} holds none of the contract's tables; its columns are {', '.join(columns[:8])}.")
    return tables[common.index(max(common))]


def _typed(table: "pyarrow.Table", contract: Contract, record: Record) -> tuple["polars.DataFrame", list[Failure]]:
    """Cast the columns to the contract's types where nothing is lost; leave out and name the others."""
    import polars
    import pyarrow

    failures = []
    columns = {}
    wanted = schema(contract, record, lenient=True)
    for name in table.column_names:
        if name not in wanted.names:
            columns[name] = table[name]  # the model names the columns that are not in the contract
            continue
        kind = wanted.field(name).type
        try:
            columns[name] = table[name].cast(kind)
        except pyarrow.ArrowException:
            failures.append(Failure("type", name, None, f"has the type {table[name].type}, wanted {kind}"))
    frame = polars.from_arrow(pyarrow.table(columns))
    assert isinstance(frame, polars.DataFrame)
    return frame, failures


def _validate_json_lines(path: Path, contract: Contract) -> tuple[list[Fault], int]:
    import polars

    record = contract.record("article")
    types = polars_schema(contract, record)
    faults: list[Fault] = []
    seen = _Seen(contract)
    count = 0
    with _opened(path) as file:
        lines = enumerate(line for line in file if line.strip())
        while batch := list(islice(lines, _BATCH_ROWS)):
            rows: list[dict[str, object]] = []
            numbers: list[int] = []
            for number, line in batch:
                values, failures = _json_row(line, contract, record)
                identifier = str(values["id"]) if values.get("id") else None
                faults.extend(Fault(path.name, number, identifier, **_rule(failure)) for failure in failures)
                if not failures:
                    rows.append(values)
                    numbers.append(number)
            frame = polars.DataFrame(rows, schema=types, orient="row")
            faults.extend(_check(frame, path.name, numbers, record, seen))
            count += len(batch)
    return sorted(faults, key=lambda fault: -1 if fault.row is None else fault.row), count


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


def _check(
    frame: "polars.DataFrame", name: str, numbers: Sequence[int], record: Record, seen: _Seen
) -> Iterator[Fault]:
    """Check the rows of a batch by themselves and against those of earlier batches."""
    columns = set(frame.columns)
    identifier = frame[_KEYS[record.name]] if _KEYS[record.name] in columns else None
    provenance = frame["provenance"] if "provenance" in columns else None
    found = [(failure.row, failure.failure) for failure in check(frame, seen.contract, record)]
    if record.name == "article" and {"id", "group"} <= columns:
        found.extend(_across(frame, name, seen))
    for row, failure in found:
        if row is None:
            yield Fault(name, None, None, **_rule(failure))
            continue
        made_from = provenance[row] if provenance is not None else None
        raw = (made_from["path"], made_from["line"]) if isinstance(made_from, dict) else (None, None)
        yield Fault(
            name,
            numbers[row],
            None if identifier is None else identifier[row],
            **_rule(failure),
            raw_path=raw[0],
            raw_line=raw[1],
        )


_KEYS = {"article": "id", "quote": "article_id", "entity": "article_id", "rejection": "id"}


def _across(frame: "polars.DataFrame", name: str, seen: _Seen) -> Iterator[tuple[int, Failure]]:
    """An id occurs once in a release, and a group in one split."""
    split = split_of(Path(name))
    batch: set[str] = set()
    for row, (identifier, group) in enumerate(frame.select("id", "group").iter_rows()):
        if identifier in seen.ids and identifier not in batch:  # twice in one batch is found by the model
            yield row, Failure("field_uniqueness", "id", identifier, f"stands in {seen.ids[identifier]} too")
        seen.ids.setdefault(identifier, name)
        batch.add(identifier)
        if group is not None and seen.splits.setdefault(group, split) != split:
            message = f"the group stands in the split {seen.splits[group]} too"
            yield row, Failure("one_split", "group", group, message)


def _rule(failure: Failure) -> dict[str, Any]:
    return {"rule": failure.rule, "path": failure.path, "value": failure.value, "message": failure.message}
