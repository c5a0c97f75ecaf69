"""The report for GitHub: annotations of a pull request, and the Markdown summary of a job."""

from toolkit.validation.formats.fault_location import by_rule, location_of, one_line, row_of, verdict
from toolkit.validation.result import Validation

_SHOWN = 50
"""So many annotations are given; GitHub itself shows fewer."""


def annotations(validation: Validation) -> str:
    """Return workflow commands, errors first; each annotates a line of a raw input file."""
    ordered = [fault for _, _, faults in by_rule(validation.faults) for fault in faults]
    commands = []
    for fault in ordered[:_SHOWN]:
        location = location_of(fault)
        where = f"file={_property(location.path)},line={location.line},title={_property(fault.rule)}"
        value = "" if fault.value is None else f" (found {one_line(fault.value, 60)})"
        commands.append(f"::{fault.severity} {where}::{_data(f'{row_of(fault)}: {fault.message}{value}')}\n")
    return "".join(commands)


def step_summary(validation: Validation) -> str:
    """Return a Markdown page: a table of the rules that were broken, with their first places."""
    title = "✅ Data keeps the contract" if validation.passed else "❌ Data breaks the contract"
    lines = [
        f"## {title}",
        "",
        f"`{validation.target}`: {validation.checked} checked, {verdict(validation.faults)}.",
        "",
    ]
    if validation.faults:
        lines += ["| | rule | faults | first at | what the rule asks for |", "|---|---|---:|---|---|"]
    for severity, rule, faults in by_rule(validation.faults):
        location = location_of(faults[0])
        sign = "❌" if severity == "error" else "⚠️"
        first = _cell(f"{location.path}:{location.line} {faults[0].path}")
        lines.append(f"| {sign} | `{rule}` | {len(faults):,} | {first} | {_cell(faults[0].message)} |")
    return "\n".join(lines).rstrip() + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    plain = one_line(text, 160)
    return "".join(f"\\{character}" if character in "|<>`*_[]\\" else character for character in plain)
