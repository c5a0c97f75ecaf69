"""Runs of rows that have files of their own, so that a later release can take these files as they are.

Where `package.month_rows` or `package.day_rows` is 1, no file holds rows of two periods. The rows of one split and
period are a run: while they do not change, neither do the bytes of their files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """A run that begins: the tables that follow hold its rows."""

    key: str
    """Digest of all that the bytes of its files depend on."""


@dataclass(frozen=True, slots=True)
class WrittenRun:
    """A run whose files an earlier release holds."""

    key: str
    rows: int
    """Articles in it."""
    files: Mapping[str, Sequence[Path]]
    """By table, in their order."""
    digests: Mapping[Path, str]
    """SHA-256 of each."""
