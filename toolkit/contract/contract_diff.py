"""Differences between two versions of the contract: record types, fields, values and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.contract.definition import Contract, Field, Record, Rule


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One thing that two contracts do not share."""

    change: str
    """`added`, `removed` or `changed`."""
    path: str
    """A record type (`entity`), a field of it (`entity.country`) or a rule (`rule within_bounds`)."""
    detail: str
    """What it is, or what became of it."""


def contract_changes(old: Contract, new: Contract) -> tuple[ContractChange, ...]:
    """Return the differences in the order of the older contract, added ones after; wordings do not count."""
    return (*_records(old.records, new.records), *_rules(_all_rules(old), _all_rules(new)))


def _records(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[ContractChange]:
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            yield ContractChange("removed", name, old[name].description)
        elif name not in old:
            yield ContractChange("added", name, new[name].description)
        else:
            yield from _fields(name, old[name].fields, new[name].fields)


def _fields(record: str, old: tuple[Field, ...], new: tuple[Field, ...]) -> Iterator[ContractChange]:
    before, after = {field.name: field for field in old}, {field.name: field for field in new}
    for name in dict.fromkeys([*before, *after]):
        path = f"{record}.{name}"
        if name not in after:
            yield ContractChange("removed", path, _described(before[name]))
        elif name not in before:
            yield ContractChange("added", path, _described(after[name]))
        elif details := list(_field_changes(before[name], after[name])):
            yield ContractChange("changed", path, "; ".join(details))


def _described(field: Field) -> str:
    return f"{field.type}, may be null" if field.nullable else field.type


def _field_changes(old: Field, new: Field) -> Iterator[str]:
    if (old.type, old.nullable) != (new.type, new.nullable):
        yield f"{_described(old)} -> {_described(new)}"
    for word, values, others in (("new", new.allowed, old.allowed), ("without", old.allowed, new.allowed)):
        if differing := [value for value in values if value not in others]:
            yield f"{word} values {', '.join(differing)}"
    before, after = _limits(old), _limits(new)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"


def _limits(field: Field) -> dict[str, object]:
    return {name: limit for name, limit in field.rules.items() if name not in ("values", "meanings")}


def _all_rules(contract: Contract) -> dict[str, Rule]:
    rules = [rule for record in contract.records.values() for rule in record.rules]
    return {rule.name: rule for rule in (*rules, *contract.rules)}


def _rules(old: Mapping[str, Rule], new: Mapping[str, Rule]) -> Iterator[ContractChange]:
    for name in dict.fromkeys([*old, *new]):
        path = f"rule {name}"
        if name not in new:
            yield ContractChange("removed", path, old[name].description)
        elif name not in old:
            yield ContractChange("added", path, new[name].description)
        elif old[name].severity != new[name].severity:
            yield ContractChange("changed", path, f"{old[name].severity} -> {new[name].severity}")
