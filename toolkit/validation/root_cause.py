"""One defect, one report: a rule is silent where another one has already named the cause.

A rule over several fields says nothing where a rule of one of these fields is broken, or a rule that it builds
on. A quote whose `end` is one too far does not cut its text; that its parts do not reach that end follows from it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.contract.records import Failure
from toolkit.validation.field_rules import BODY, NAMES, PREVIOUS_END

_BUILDS_ON: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("article", "within_bounds"): ("edtf_agrees", "bounds_ordered"),
    ("article", "time_has_day"): ("edtf_agrees",),
    ("quote", "cuts_text"): ("in_range",),
    ("quote", "ordered"): ("in_range", "cuts_text"),
    ("quote", "parts_inside"): ("in_range", "cuts_text"),
    ("quote", "speaker_outside"): ("in_range", "cuts_text", "parts_inside", "speaker_cuts_text"),
    ("entity", "cuts_text"): ("in_range",),
    ("entity", "ordered"): ("in_range", "cuts_text"),
}


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A broken rule, before it is known whether another one owns the defect."""

    record: str
    holder: str
    """Where in the row the record is: `quotes[2]`; empty for the row itself."""
    failure: Failure
    reads: frozenset[str] = frozenset()
    """The columns that the rule looks at, if it is one over several fields."""


def root_causes(violations: Sequence[BrokenRule]) -> list[BrokenRule]:
    """Return of what one row broke what is not a mere consequence of the rest, in the same order."""
    if len(violations) < 2:
        return list(violations)
    single = [violation.failure.path for violation in violations if not violation.reads]
    broken = {(violation.holder, violation.failure.rule) for violation in violations if violation.reads}
    return [violation for violation in violations if not (violation.reads and _follows(violation, single, broken))]


def _follows(violation: BrokenRule, single: Iterable[str], broken: set[tuple[str, str]]) -> bool:
    base = _BUILDS_ON.get((violation.record, violation.failure.rule), ())
    holders = [violation.holder]
    places = [_place(column, violation.holder) for column in violation.reads]
    if violation.failure.rule == "ordered":
        before = _previous(violation.holder)
        holders.append(before)
        places += [f"{before}.start", f"{before}.end", f"{before}.text"]
    if any((holder, rule) in broken for holder in holders for rule in base):
        return True
    return any(_within(path, column) for path in single for column in places)


def _place(column: str, holder: str) -> str:
    """Return the path of a column that a rule reads."""
    outside = {BODY: "body", NAMES: "entities", PREVIOUS_END: f"{_previous(holder)}.end"}
    return outside.get(column) or (f"{holder}.{column}" if holder else column)


def _within(path: str, ancestor: str) -> bool:
    return path == ancestor or path.startswith((f"{ancestor}.", f"{ancestor}["))


def _previous(holder: str) -> str:
    """Return the holder before this one in its list."""
    return re.sub(r"\[(\d+)\]$", lambda match: f"[{int(match[1]) - 1}]", holder)
