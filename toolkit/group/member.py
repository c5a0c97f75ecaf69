"""One article as grouping sees it: its id, its fingerprint and what decides between copies."""

import re
from dataclasses import dataclass

from toolkit.group.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Member:
    """What passes the barrier for one article: never its text."""

    id: str
    fingerprint: Fingerprint
    date: str | None
    """ISO 8601 or Extended Date/Time Format; unknown digits are X."""
    path: str = ""
    """Where the raw document came from."""
    words: int = 0
    """Number of words of the body."""
    record: int | None = None
    """Position inside a container."""
    usable: bool = True
    """Whether its rights allow publication."""

    @property
    def place(self) -> tuple[str, int]:
        """Where the raw document stands in the input, for comparisons."""
        return self.path, -1 if self.record is None else self.record


def seniority(member: Member) -> tuple[str, str, tuple[str, int], bytes]:
    """Sort key that puts the original before its copies: the earliest date first, then the smallest id.

    A date counts as the last day it may mean, so that a vague one never goes before an exact one;
    articles without a year come last.
    """
    return _last_day(member.date), member.id, member.place, member.fingerprint.digest


_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(T[\d:.]+)?")


def _last_day(date: str | None) -> str:
    match = _DATE.match(date or "")
    if not match:
        return "9999-99-99"
    year, month, day, time = match.groups()
    return f"{year}-{month or '99'}-{day or '99'}".replace("X", "9") + (time or "T99")
