"""One input file, and the rejection of what it holds."""

import hashlib
from dataclasses import dataclass, field

from toolkit.contract.records import ID_LENGTH, Origin, Rejection


@dataclass(frozen=True, slots=True)
class Source:
    """One input file."""

    location: str
    """Path to open, as the operating system knows it; bytes that are not UTF-8 are surrogates. Or an address."""
    path: str
    """Path as provenance records it: the input's name and the path below it, always valid UTF-8."""
    reader: str
    """Name of the reader in the table."""
    size: int
    """Number of bytes as it lies there."""
    sheet: str = ""
    """Sheet of a workbook that the input names; empty for the first."""
    stamp: tuple[int, int, int] | None = field(default=None, compare=False)
    """When content and inode were changed, in nanoseconds since 1970, and the inode; null where it is not known."""
    content: bytes | None = field(default=None, repr=False, compare=False)
    """The bytes, where they are in memory already."""


def refuse(
    source: Source,
    reason: str,
    detail: str,
    *,
    record: int | None = None,
    line: int | None = None,
    media_type: str | None = None,
    sha256: str | None = None,
    size: int | None = None,
    raw: bytes | None = None,
) -> Rejection:
    """Return the rejection of a file or of one record in it.

    Its id is made from path and record number, so that two empty files have two ids.
    """
    origin = Origin(
        id=hashlib.sha256(f"{source.path}\0{record}".encode()).hexdigest()[:ID_LENGTH],
        path=source.path,
        record=record,
        line=line,
        sha256=sha256,
        media_type=media_type,
        size=size,
        raw=raw,
    )
    return Rejection.of(origin, "read", reason, detail)
