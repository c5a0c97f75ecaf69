"""Columns of two tables side by side: what became of each, and the part of each that both have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A column, or a field inside one, that is not what it was."""

    column: str
    """Its path: `rights.licence`, `quotes[].speaker`."""
    change: str
    """`added`, `removed` or `retyped`."""
    old: str | None
    """Its type before; null when it was not there."""
    new: str | None


def schema_changes(old: "polars.Schema", new: "polars.Schema") -> tuple[SchemaChange, ...]:
    """Return every difference of names and types, at every depth; the order of columns is none."""
    one, other = dict(_types(old)), dict(_types(new))
    schema_changes = []
    for path in dict.fromkeys([*one, *other]):
        before, after = one.get(path), other.get(path)
        if before != after:
            change = "added" if before is None else "removed" if after is None else "retyped"
            schema_changes.append(SchemaChange(path, change, before, after))
    return tuple(schema_changes)


def shared_values(old: "polars.Schema", new: "polars.Schema") -> dict[str, "polars.Expr"]:
    """Return the values that two tables can be compared by: for each path, an expression that fits both.

    Structs are taken apart, so that `rights.licence` has a path of its own; lists stay whole, reduced to
    the fields that both have. What has another type is left out.
    """
    import polars

    leaves: dict[str, polars.Expr] = {}
    for name in old:
        if name in new:
            _collect(name, polars.col(name), old[name], new[name], leaves)
    return leaves


def _types(schema: "Mapping[str, polars.DataType]") -> "Iterator[tuple[str, str]]":
    for name, kind in schema.items():
        yield from _inner_types(name, kind)


def _inner_types(path: str, kind: "polars.DataType") -> Iterator[tuple[str, str]]:
    import polars

    if isinstance(kind, polars.List):
        yield path, "List"
        yield from _inner_types(f"{path}[]", _item(kind))
    elif isinstance(kind, polars.Struct):
        if path.endswith("[]"):
            yield path, "Struct"
        for field in kind.fields:
            yield from _inner_types(f"{path}.{field.name}", _kind(field))
    else:
        yield path, str(kind)


def _collect(
    path: str, value: "polars.Expr", old: "polars.DataType", new: "polars.DataType", leaves: dict[str, "polars.Expr"]
) -> None:
    import polars

    if isinstance(old, polars.Struct) and isinstance(new, polars.Struct):
        after = {field.name: _kind(field) for field in new.fields}
        for field in old.fields:
            if field.name in after:
                inner = value.struct.field(field.name)
                _collect(f"{path}.{field.name}", inner, _kind(field), after[field.name], leaves)
        return
    common = _common(value, old, new)
    if common is not None:
        leaves[path] = common


def _common(value: "polars.Expr", old: "polars.DataType", new: "polars.DataType") -> "polars.Expr | None":
    """Return the part of a value that both types have, or None."""
    import polars

    if isinstance(old, (polars.Categorical, polars.Enum)) and isinstance(new, type(old)):
        return value.cast(polars.String)  # the numbers behind the categories differ from file to file
    if old == new:
        return value
    if isinstance(old, polars.List) and isinstance(new, polars.List):
        item = _common(polars.element(), _item(old), _item(new))
        return None if item is None else value.list.eval(item)
    if isinstance(old, polars.Struct) and isinstance(new, polars.Struct):
        after = {field.name: _kind(field) for field in new.fields}
        parts = [
            part.alias(field.name)
            for field in old.fields
            if field.name in after
            and (part := _common(value.struct.field(field.name), _kind(field), after[field.name])) is not None
        ]
        return polars.struct(parts) if parts else None
    return None


def _item(kind: "polars.List") -> "polars.DataType":
    inner = kind.inner
    return inner() if isinstance(inner, type) else inner


def _kind(field: "polars.Field") -> "polars.DataType":
    kind = field.dtype
    return kind() if isinstance(kind, type) else kind
