"""The report for people: grouped by rule, the worst first, each fault with its raw file and line."""

from collections.abc import Iterator

from toolkit.validation.formats.fault_location import by_rule, location_of, one_line, row_of, verdict
from toolkit.validation.result import Validation, Violation

_SHOWN = 20
"""So many faults of one rule are listed; the rest is counted."""


def render(validation: Validation) -> str:
    """Return the report as plain text."""
    return "".join(f"{line}\n" for line, _ in lines(validation))


def lines(validation: Validation) -> Iterator[tuple[str, str | None]]:
    """Yield each line of the report with the style it has on a terminal."""
    checked = f"{validation.target}: {validation.checked} checked"
    if not validation.faults:
        yield f"{checked}, all keep the contract", "green"
        return
    yield f"{checked}, {verdict(validation.faults)}", "bold"
    for severity, rule, faults in by_rule(validation.faults):
        yield "", None
        yield f"{severity} {rule} ({len(faults):,})", "red" if severity == "error" else "yellow"
        if len({fault.message for fault in faults}) == 1:
            yield f"  {faults[0].message}", None
        for fault in faults[:_SHOWN]:
            yield from _fault(fault, alone=len({fault.message for fault in faults}) == 1)
        if len(faults) > _SHOWN:
            yield f"  and {len(faults) - _SHOWN:,} more", "dim"


def _fault(fault: Violation, *, alone: bool) -> Iterator[tuple[str, str | None]]:
    location = location_of(fault)
    value = "" if fault.value is None else f" = {one_line(fault.value, 60)}"
    row = "" if row_of(fault) == location.path else f" ({row_of(fault)})"
    yield one_line(f"{location.path}:{location.line}  {fault.path}{value}{row}", 300, before="  "), None
    if not alone:
        yield one_line(fault.message, 160, before="      "), None
