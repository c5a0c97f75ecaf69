"""Where a fault can be mended: the raw input file and line, else the file that holds the row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.validation.result import Violation


@dataclass(frozen=True, slots=True)
class Location:
    """A line of a file."""

    path: str
    line: int
    """From 1; the first line where nothing nearer is known."""


def location_of(fault: Violation) -> Location:
    """Return the raw document's file and line, if the row says where it was made from.

    Where the raw document is not at hand and the row itself is on a line, that is the place.
    """
    if fault.raw_path is not None and not (fault.raw_missing and fault.line):
        return Location(fault.raw_path, fault.raw_line or 1)
    return Location(fault.file, fault.line or 1)


def row_of(fault: Violation) -> str:
    """Return the fault's place in the finished rows: file, row, id and path."""
    steps = [fault.file]
    if fault.row is not None:
        steps.append(f"row {fault.row}")
    steps.extend(step for step in (fault.id, fault.path) if step)
    return " ".join(steps)


def by_rule(faults: Iterable[Violation]) -> Iterator[tuple[str, str, list[Violation]]]:
    """Yield severity, rule and faults: errors before warnings, the most frequent rule first."""
    groups: dict[tuple[str, str], list[Violation]] = {}
    for fault in faults:
        groups.setdefault((fault.severity, fault.rule), []).append(fault)
    order = sorted(groups.items(), key=lambda item: (item[0][0] != "error", -len(item[1]), item[0][1]))
    return ((severity, rule, group) for (severity, rule), group in order)


def one_line(text: str, width: int, *, before: str = "") -> str:
    """Make a text safe for one line of a terminal: no line breaks, no control characters, not too long."""
    flat = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return before + (flat if len(flat) <= width else flat[: width - 1] + "…")


def counted(number: int, thing: str) -> str:
    """Return `1 row` or `3 rows`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def verdict(faults: Iterable[Violation]) -> str:
    """Return the numbers of errors and warnings in words."""
    severities = [fault.severity for fault in faults]
    errors = severities.count("error")
    return f"{counted(errors, 'error')}, {counted(len(severities) - errors, 'warning')}"
