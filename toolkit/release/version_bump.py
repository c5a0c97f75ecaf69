"""The version number that follows from what changed, by the rules of Croissant 1.1.

MAJOR when a row was removed, changed or moved to another split, when a column went or has another type, or when
the old rows cannot be told from added ones; MINOR when there are only additions; PATCH when all rows are the same.
"""

import re
from dataclasses import dataclass

from toolkit.errors import ReleaseError
from toolkit.release.diff.diff import Difference

LEVELS = ("PATCH", "MINOR", "MAJOR")


@dataclass(frozen=True, slots=True)
class Bump:
    """How far a version number must be raised, and why."""

    level: str
    """`PATCH`, `MINOR` or `MAJOR`."""
    reasons: tuple[str, ...]


def bump(difference: Difference) -> Bump:
    """Return the smallest bump that what changed allows."""
    counts = difference.counts
    gone = [column.column for column in difference.schema if column.change != "added"]
    came = [column.column for column in difference.schema if column.change == "added"]
    major = [
        *(_rows(number, fate) for fate, number in _fates(difference) if number),
        *([f"columns removed or of another type: {', '.join(gone)}"] if gone else []),
    ]
    if counts.added and (not difference.selectable or difference.stamps.get("added_in")):
        major.append("the rows of the old version cannot be told from the added ones")
    minor = [
        *([_rows(counts.added, "added")] if counts.added else []),
        *([f"columns added: {', '.join(came)}"] if came else []),
    ]
    if major:
        return Bump("MAJOR", (*major, *minor))
    return Bump("MINOR", tuple(minor)) if minor else Bump("PATCH", ("all rows are the same",))


def next_version(version: str, level: str) -> str:
    """Return the smallest version that is so much higher.

    >>> next_version("1.4.2", "MINOR")
    '1.5.0'
    """
    parts = list(version_key(version))
    index = 2 - LEVELS.index(level)
    parts[index:] = [parts[index] + 1, *[0] * (2 - index)]
    return ".".join(map(str, parts))


def version_key(version: str) -> tuple[int, int, int]:
    """Return the numbers of a version, to compare it with others.

    Raises:
        ReleaseError: it is not three numbers.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if not match:
        raise ReleaseError(f"{version!r} is no version such as 1.2.0.")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def _fates(difference: Difference) -> list[tuple[str, int]]:
    counts = difference.counts
    return [("removed", counts.removed), ("changed", counts.changed), ("moved to another split", counts.moved)]


def _rows(number: int, fate: str) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'} {fate}"
