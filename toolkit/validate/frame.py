"""Checks a frame of rows against the contract: the nested form, and every nested record unrolled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.contract import Contract, Field, Record
from toolkit.contract.frame import failure_cases, model
from toolkit.records import Failure
from toolkit.validate.rules import BODY, PREVIOUS_END, expressions

if TYPE_CHECKING:
    import polars

_ROW = "_row"
_MESSAGES = {
    "not_nullable": "must not be null",
    "field_uniqueness": "must not occur twice",
    "column_in_dataframe": "the column is missing",
    "column_in_schema": "the column is not in the contract",
}


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A rule that a row broke; the row is null when the whole frame did (a column that is missing)."""

    row: int | None
    failure: Failure


def check(frame: "polars.DataFrame", contract: Contract, record: Record) -> list[RowFailure]:
    """Check every row of a record's table.

    Args:
        frame: Rows in the table's polars form, see `toolkit.contract.frame.polars_schema`.
        contract: The contract to hold them against.
        record: The record whose table the frame is.

    Returns:
        Failures with the row's position in the frame, by row and then in the order of the contract.
    """
    import polars

    numbered = frame.with_row_index(_ROW).with_columns(polars.col(_ROW).cast(polars.Int64))
    columns = contract.columns(record)
    found = list(_level(numbered, contract, columns, record, ()))
    if all(each.row is not None or each.failure.rule == "column_in_schema" for each in found):
        found.extend(_inside(numbered, contract, columns, ()))
    return sorted(found, key=lambda each: -1 if each.row is None else each.row)


def _inside(
    frame: "polars.DataFrame", contract: Contract, fields: tuple[Field, ...], path: tuple[str, ...]
) -> Iterator[RowFailure]:
    """Check what stands in lists and records, level by level."""
    import polars

    for field in fields:
        nested = contract.records.get(field.item_type)
        if field.name not in frame.columns or (nested is None and not field.is_list):
            continue
        items = _items(frame, field, len(path))
        here = (*path, f"{field.name}[]" if field.is_list else field.name)
        if field.is_list:
            yield from _null_items(items, here)
        if nested is not None:
            inner = items.filter(polars.col("_item").is_not_null()).unnest("_item")
            yield from _level(inner, contract, nested.fields, nested, here)
            yield from _inside(inner, contract, nested.fields, here)


def _items(frame: "polars.DataFrame", field: Field, depth: int) -> "polars.DataFrame":
    """Unroll a field: one row per value, with the row and the positions it came from, and the body it is about."""
    import polars

    keep = [polars.col(_ROW), *(polars.col(name) for name in frame.columns if name.startswith("_at_"))]
    if "body" in frame.columns:
        keep.append(polars.col("body").alias(BODY))
    values = frame.select(*keep, polars.col(field.name).alias("_item"))
    if not field.is_list:
        return values
    # Empty and null lists hold nothing; dropping them before the explosion keeps positions true.
    filled = values.filter(polars.col("_item").list.len() > 0)
    positions = polars.int_ranges(0, polars.col("_item").list.len(), dtype=polars.Int64)
    return filled.with_columns(positions.alias(f"_at_{depth}")).explode("_item", f"_at_{depth}")


def _null_items(items: "polars.DataFrame", path: tuple[str, ...]) -> Iterator[RowFailure]:
    import polars

    positions = [name for name in items.columns if name.startswith("_at_")]
    for row, *at in items.filter(polars.col("_item").is_null()).select(_ROW, *positions).iter_rows():
        yield RowFailure(row, Failure("not_nullable", _path(path, tuple(at)), None, _MESSAGES["not_nullable"]))


def _level(
    frame: "polars.DataFrame",
    contract: Contract,
    fields: tuple[Field, ...],
    record: Record,
    path: tuple[str, ...],
) -> Iterator[RowFailure]:
    import polars

    rules = expressions(record)
    names = {name for name, _ in (rule for entries in rules.values() for rule in entries)}
    if "ordered" in names and path and "end" in frame.columns:
        frame = frame.with_columns(polars.col("end").shift(1).over(_ROW).alias(PREVIOUS_END))
    if not path and record.table is not None and record.table.parent is not None:
        rules = {}  # a flattened table has no body beside it; its rows are compared with their articles instead
    context = {name: kind for name, kind in frame.schema.items() if name.startswith("_")}
    # A rule of a damaged column cannot be computed; the column's own failure is enough.
    known = {name: entries for name, entries in rules.items() if _computable(frame, fields)}
    cases = failure_cases(model(contract, fields, known, context), frame)
    if cases is not None:
        yield from _failures(cases, frame, record, path)


def _computable(frame: "polars.DataFrame", fields: tuple[Field, ...]) -> bool:
    return all(field.name in frame.columns for field in fields)


def _failures(
    cases: "polars.DataFrame", frame: "polars.DataFrame", record: Record, path: tuple[str, ...]
) -> Iterator[RowFailure]:
    positions = [name for name in frame.columns if name.startswith("_at_")]
    places = frame.select(_ROW, *positions).rows()
    descriptions = {rule.name: rule.description for rule in record.rules}
    for case in cases.iter_rows(named=True):
        column, rule, index = case["column"], str(case["check"]), case["index"]
        if index is None:
            column = column or case["failure_case"]
            wrong = rule if rule in _MESSAGES else "type"
            message = _MESSAGES.get(rule, f"has the type {case['failure_case']}, wanted {rule}")
            yield RowFailure(None, Failure(wrong, _path(path, (), column), None, message))
            continue
        row, *at = places[index]
        absent = rule == "not_nullable" or case["failure_case"] is None
        value = None if absent else str(case["failure_case"])[:200]
        message = descriptions.get(rule) or _MESSAGES.get(rule) or _field_message(record, column, rule)
        yield RowFailure(row, Failure(rule, _path(path, tuple(at), column), value, message))


def _field_message(record: Record, column: str, rule: str) -> str:
    known = {field.name: field for field in record.fields}
    limit = known[column].rules.get(rule) if column in known else None
    if rule == "values":
        return "must be one of " + ", ".join(known[column].allowed)
    return f"must keep {rule}" if limit is None or limit is True else f"must keep {rule} {limit}"


def _path(path: tuple[str, ...], at: tuple[int, ...], *column: str) -> str:
    positions = iter(at)
    steps = [f"{step[:-2]}[{next(positions, '')}]" if step.endswith("[]") else step for step in path]
    return ".".join([*steps, *column])
