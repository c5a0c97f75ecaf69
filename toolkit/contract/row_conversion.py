"""Records as rows of a table and back."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from toolkit.contract.arrow_schema import schema
from toolkit.contract.definition import Contract, Record

if TYPE_CHECKING:
    import pyarrow

RecordType = TypeVar("RecordType")


def to_row(record: Any) -> dict[str, object]:
    """Return a dataclass of `toolkit.contract.records` as plain dictionaries and lists."""
    row: dict[str, object] = {}
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        row[name] = value if type(value) in _PLAIN else _plain(value)
    return row


def to_table(records: Iterable[object], contract: Contract, record: Record) -> "pyarrow.Table":
    """Return records as a pyarrow table with the contract's canonical schema."""
    import pyarrow

    return pyarrow.Table.from_pylist([to_row(item) for item in records], schema=schema(contract, record))


def from_row(kind: type[RecordType], row: Mapping[str, object]) -> RecordType:
    """Return the record of the given dataclass that a row describes; the inverse of `to_row`.

    A row of an earlier contract lacks fields that were added since; they get their defaults.
    """
    hints = _hints(kind)
    required = _required(kind)
    return kind(**{name: _record(hints[name], row[name]) for name in _names(kind) if name in row or name in required})


def flatten(articles: "pyarrow.Table", contract: Contract, record: Record) -> "pyarrow.Table":
    """Return the rows of a flattened table (quotes, entities) that articles hold, in their order."""
    import numpy as np
    import pyarrow
    import pyarrow.compute

    table = record.table
    assert table is not None
    assert table.path is not None
    lists = articles[table.path].combine_chunks()
    if isinstance(lists, pyarrow.ChunkedArray):  # an empty table has no chunk to combine
        lists = pyarrow.array([], lists.type)
    parents = pyarrow.compute.list_parent_indices(lists)
    items = pyarrow.compute.list_flatten(lists)
    numbers = np.arange(len(parents))
    begins = np.diff(parents.to_numpy(), prepend=-1) > 0
    position = numbers - np.maximum.accumulate(np.where(begins, numbers, 0))
    columns: dict[str, object] = {"position": pyarrow.array(position, pyarrow.int32())}
    columns |= {name: articles[origin].take(parents) for name, origin in table.carries.items()}
    columns |= {field.name: pyarrow.compute.struct_field(items, field.name) for field in record.fields}
    target = schema(contract, record)
    return pyarrow.table([columns[name] for name in target.names], schema=target)


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)


def _required(kind: Any) -> frozenset[str]:
    """Return the fields of a dataclass that have no default."""
    if kind in _KNOWN_REQUIRED:
        return _KNOWN_REQUIRED[kind]
    fields = kind.__dataclass_fields__.values()
    required = (field.name for field in fields if field.default is MISSING and field.default_factory is MISSING)
    return _KNOWN_REQUIRED.setdefault(kind, frozenset(required))


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _KNOWN_HINTS:
        _KNOWN_HINTS[kind] = get_type_hints(kind)
    return _KNOWN_HINTS[kind]


_KNOWN_HINTS: dict[type, dict[str, Any]] = {}
"""Resolving the annotations of a dataclass takes longer than filling one."""
_KNOWN_REQUIRED: dict[type, frozenset[str]] = {}


_PLAIN = frozenset({str, int, float, bool, bytes, type(None), date, datetime})
"""Types of most values, which go into a row as they are; looking them up is much faster than asking what a value is."""


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return to_row(value) if is_dataclass(value) else value


def _record(hint: Any, value: object) -> Any:
    if isinstance(hint, UnionType):
        return None if value is None else _record(get_args(hint)[0], value)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_record(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, Mapping):
        return from_row(hint, value)
    return value
