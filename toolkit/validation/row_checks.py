"""Checks a frame of rows against the contract: the nested form, and every nested record unrolled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.contract import Contract, Field, Record
from toolkit.contract.pandera_model import failure_cases, model
from toolkit.contract.records import Failure
from toolkit.errors import ConfigError
from toolkit.validation.field_rules import BODY, NAMES, PREVIOUS_END, expressions
from toolkit.validation.fused_checks import all_rules_hold
from toolkit.validation.options import ValidateOptions
from toolkit.validation.root_cause import BrokenRule, root_causes
from toolkit.validation.severity import Policy, policy

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
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class _Checks:
    """What rows are held against."""

    contract: Contract
    policy: Policy


_Broken = tuple[int | None, BrokenRule]
"""The position of a row, and what it broke."""


def check(
    frame: "polars.DataFrame", contract: Contract, record: Record, rules: Policy | None = None
) -> list[RowFailure]:
    """Check every row of a record's table; each defect is named once, by the rule that is nearest to its cause.

    Args:
        frame: Rows in the table's polars form, see `toolkit.contract.pandera_model.polars_schema`.
        contract: The contract to hold them against.
        record: The record whose table the frame is.
        rules: Which rules apply and how severe they are; what the contract says if not given.

    Returns:
        Failures with the row's position in the frame, by row and then in the order of the contract.

    Raises:
        ConfigError: an added rule cannot be computed.
    """
    import polars

    checks = _Checks(contract, rules or policy(contract, ValidateOptions()))
    numbered = frame.with_row_index(_ROW).with_columns(polars.col(_ROW).cast(polars.Int64))
    columns = contract.columns(record)
    broken = list(_level(numbered, checks, columns, record, ()))
    if all(row is not None or violation.failure.rule == "column_in_schema" for row, violation in broken):
        broken.extend(_inside(numbered, checks, columns, ()))
    return list(_judged(broken, checks.policy))


def _judged(broken: list[_Broken], rules: Policy) -> Iterator[RowFailure]:
    """Leave out mere consequences and rules that are switched off."""
    by_row: dict[int | None, list[BrokenRule]] = {}
    for row, violation in broken:
        by_row.setdefault(row, []).append(violation)
    for row in sorted(by_row, key=lambda row: -1 if row is None else row):
        for violation in root_causes(by_row[row]):
            severity = rules.severity(violation.failure.rule, violation.failure.path)
            if severity != "off":
                yield RowFailure(row, violation.failure, severity)


def _inside(
    frame: "polars.DataFrame", checks: _Checks, fields: tuple[Field, ...], path: tuple[str, ...]
) -> Iterator[_Broken]:
    """Check what is in lists and records, level by level."""
    import polars

    for field in fields:
        nested = checks.contract.records.get(field.item_type)
        if field.name not in frame.columns or (nested is None and not field.is_list):
            continue
        items = _items(frame, field, len(path))
        here = (*path, f"{field.name}[]" if field.is_list else field.name)
        if field.is_list:
            yield from _null_items(items, here)
        if nested is not None:
            inner = items.filter(polars.col("_item").is_not_null()).unnest("_item")
            yield from _level(inner, checks, nested.fields, nested, here)
            yield from _inside(inner, checks, nested.fields, here)


def _items(frame: "polars.DataFrame", field: Field, depth: int) -> "polars.DataFrame":
    """Unroll a field: one row per value, with the row and the positions it came from, and the body it is about."""
    import polars

    keep = [polars.col(_ROW), *(polars.col(name) for name in frame.columns if name.startswith("_at_"))]
    if "body" in frame.columns:
        keep.append(polars.col("body").alias(BODY))
    if field.name == "quotes" and "entities" in frame.columns:
        names = polars.col("entities").list.eval(polars.element().struct.field("name"))
        keep.append(names.alias(NAMES))
    values = frame.select(*keep, polars.col(field.name).alias("_item"))
    if not field.is_list:
        return values
    # Empty and null lists hold nothing; dropping them before the explosion keeps positions true.
    filled = values.filter(polars.col("_item").list.len() > 0)
    positions = polars.int_ranges(0, polars.col("_item").list.len(), dtype=polars.Int64)
    return filled.with_columns(positions.alias(f"_at_{depth}")).explode("_item", f"_at_{depth}")


def _null_items(items: "polars.DataFrame", path: tuple[str, ...]) -> Iterator[_Broken]:
    import polars

    positions = [name for name in items.columns if name.startswith("_at_")]
    for row, *at in items.filter(polars.col("_item").is_null()).select(_ROW, *positions).iter_rows():
        full_path = _path(path, tuple(at))
        yield row, BrokenRule("", full_path, Failure("not_nullable", full_path, None, _MESSAGES["not_nullable"]))


def _level(
    frame: "polars.DataFrame", checks: _Checks, fields: tuple[Field, ...], record: Record, path: tuple[str, ...]
) -> Iterator[_Broken]:
    import polars

    rules = expressions(record)
    names = {name for name, _ in (rule for entries in rules.values() for rule in entries)}
    if "ordered" in names and path and "end" in frame.columns:
        frame = frame.with_columns(polars.col("end").shift(1).over(_ROW).alias(PREVIOUS_END))
    if not path and record.table is not None and record.table.parent is not None:
        rules = {}  # a flattened table has no body beside it; its rows are compared with their articles instead
    context = {name: kind for name, kind in frame.schema.items() if name.startswith("_")}
    # A rule of a damaged column cannot be computed; the column's own failure is enough.
    computable = all(field.name in frame.columns for field in fields)
    applied = rules if computable else {}
    if not all_rules_hold(frame, checks.contract, fields, applied, context):
        cases = failure_cases(model(checks.contract, fields, applied, context), frame)
        if cases is not None:
            reads = {name: frozenset(rule.meta.root_names()) for entries in rules.values() for name, rule in entries}
            yield from _failures(cases, frame, record, path, reads)
    if computable and (path or record.table is None or record.table.parent is None):
        yield from _custom_failures(frame, checks.policy, record, path)


def _custom_failures(
    frame: "polars.DataFrame", rules: Policy, record: Record, path: tuple[str, ...]
) -> Iterator[_Broken]:
    positions = [name for name in frame.columns if name.startswith("_at_")]
    for rule in rules.of(record.name):
        if rule.field not in frame.columns:
            known = ", ".join(field.name for field in record.fields)
            raise ConfigError(f"The rule {rule.name} is reported at {rule.field}; {record.name} has {known}.")
        broken = frame.filter(~rule.kept(frame))
        reads = frozenset(rule.expression().meta.root_names()) if rule.expression else frozenset({rule.field})
        for row, value, *at in broken.select(_ROW, rule.field, *positions).iter_rows():
            shown = None if value is None else str(value)[:200]
            full_path = _path(path, tuple(at), rule.field)
            failure = Failure(rule.name, full_path, shown, rule.description)
            yield row, BrokenRule(record.name, _path(path, tuple(at)), failure, reads)


def _failures(
    cases: "polars.DataFrame",
    frame: "polars.DataFrame",
    record: Record,
    path: tuple[str, ...],
    reads: Mapping[str, frozenset[str]],
) -> Iterator[_Broken]:
    positions = [name for name in frame.columns if name.startswith("_at_")]
    places = frame.select(_ROW, *positions).rows()
    descriptions = {rule.name: rule.description for rule in record.rules}
    first: set[object] = set()
    for case in cases.iter_rows(named=True):
        column, rule, index = case["column"], str(case["check"]), case["index"]
        if index is None:
            column = column or case["failure_case"]
            wrong = rule if rule in _MESSAGES else "type"
            message = _MESSAGES.get(rule, f"has the type {case['failure_case']}, wanted {rule}")
            yield None, BrokenRule(record.name, "", Failure(wrong, _path(path, (), column), None, message))
            continue
        if rule == "field_uniqueness" and case["failure_case"] not in first:
            first.add(case["failure_case"])  # the first of several equal values is not the one too many
            continue
        row, *at = places[index]
        absent = rule == "not_nullable" or case["failure_case"] is None
        value = None if absent else str(case["failure_case"])[:200]
        message = descriptions.get(rule) or _MESSAGES.get(rule) or _field_message(record, column, rule)
        failure = Failure(rule, _path(path, tuple(at), column), value, message)
        yield row, BrokenRule(record.name, _path(path, tuple(at)), failure, reads.get(rule, frozenset()))


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
