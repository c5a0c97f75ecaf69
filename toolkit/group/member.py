"""One article as grouping sees it: its id, its fingerprint and what decides between copies."""

from dataclasses import dataclass

from toolkit.group.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Member:
    """What grouping keeps of one article in memory: never its text."""

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
    """True if its rights allow publication."""
    source: str | None = None
    """The outlet."""
    characters: int = 0
    """Length of the body."""
    revision: int = 0
    """Number of the version by its marks, see `toolkit.group.version_marks`; 0 where nothing numbers it."""
    revised: bool = False
    """True if a mark says that it replaces an earlier version."""
    changed: str = ""
    """Day or moment of its last change, ISO 8601; empty where it is not known."""
    stem: bytes = b""
    """Digest of the headline without marks; empty without headline."""
    withdraws: tuple[bytes, ...] = ()
    """Digests of the headlines without marks of the story that it withdraws; empty for what is no notice."""
