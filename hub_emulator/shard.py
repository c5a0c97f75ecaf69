"""Shards: how a client of the Xet protocol says of which chunks its files consist.

A shard is a header of 48 bytes and then, in records of 48 bytes, a section of files and one of xorbs, each closed by
a record that begins with 32 bytes 0xFF. Only the files are read here: what a xorb holds, the xorb itself says.
Source: the Xet protocol specification, https://huggingface.co/docs/xet/shard.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_RECORD = 48
_MAGIC = b"HFRepoMetaData\x00"
_VERIFIED, _WITH_DIGEST = 1 << 31, 1 << 30
_LAST = b"\xff" * 32


@dataclass(frozen=True, slots=True)
class Term:
    """Neighbouring chunks of a xorb that are a piece of a file."""

    xorb: str
    """Hash of the xorb, 64 hexadecimal digits."""
    start: int
    """First chunk, from 0."""
    end: int
    """Chunk after the last."""
    length: int
    """Bytes of content."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file is put together."""

    file: str
    """Hash by which the Xet protocol knows the file, 64 hexadecimal digits."""
    sha256: str
    """SHA-256 of its content, as the client states it."""
    terms: tuple[Term, ...]

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return sum(term.length for term in self.terms)


def recipes(data: bytes) -> Iterator[Recipe]:
    """Yield the files of a shard.

    Raises:
        ValueError: the bytes are no shard, or a file comes without its SHA-256.
    """
    if not data.startswith(_MAGIC):
        raise ValueError("not a shard")
    records = (data[start : start + _RECORD] for start in range(_RECORD, len(data), _RECORD))
    for header in records:
        if header[:32] == _LAST:
            return
        flags, count = _numbers("<II", header)
        terms = tuple(_term(next(records, b"")) for _ in range(count))
        if flags & _VERIFIED:
            for _ in range(count):
                next(records, None)
        if not flags & _WITH_DIGEST:
            raise ValueError("a file of the shard has no SHA-256")
        yield Recipe(_hash(header), _hash(next(records, b"")), terms)
    raise ValueError("the shard ends within its files")


def _term(record: bytes) -> Term:
    _, length, start, end = _numbers("<IIII", record)
    return Term(_hash(record), start, end, length)


def _numbers(form: str, record: bytes) -> tuple[int, ...]:
    if len(record) < _RECORD:
        raise ValueError("the shard ends within its files")
    return struct.unpack_from(form, record, 32)


def _hash(record: bytes) -> str:
    """Return a hash as it is printed: four numbers of 64 bits, each stored with its lowest byte first."""
    if len(record) < _RECORD:
        raise ValueError("the shard ends within its files")
    return "".join(f"{part:016x}" for part in struct.unpack_from("<4Q", record))
