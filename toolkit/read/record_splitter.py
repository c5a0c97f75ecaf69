"""Records cut out of a container's bytes, none held beyond the limit."""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import wide_encoding
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

Convert = Callable[[Record, ReadOptions], Iterable[Document | Rejection]]
"""Takes one record; returns what it holds, which is one document or rejection, or more for a JSON-LD graph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The raw bytes of one record of a container."""

    raw: bytes
    """The bytes, or only the first of them when the record is larger than the limit."""
    line: int
    """Line on which the record starts, from 1."""
    size: int
    sha256: str | None = None
    """Digest of a record that was not held whole; null when `raw` is all of it."""


class Growing:
    """A record that is being put together from chunks; above the limit it is hashed and no longer held."""

    def __init__(self, options: ReadOptions, number: int) -> None:
        self.number = number
        self._options = options
        self._held: list[bytes] = []
        self._size = 0
        self._hash: hashlib._Hash | None = None

    @property
    def is_filled(self) -> bool:
        """True if anything but blanks has been added."""
        return any(part.strip() for part in self._held)

    def add(self, part: bytes) -> None:
        """Append the next bytes."""
        self._size += len(part)
        if self._hash is not None:
            self._hash.update(part)
            return
        if part:
            self._held.append(part)
        if self._size > self._options.max_bytes:
            whole = b"".join(self._held)
            self._hash = hashlib.sha256(whole)
            self._held = [whole[: self._options.kept_bytes]]

    def piece(self) -> Piece:
        """Return what has been added."""
        if self._hash is None:
            raw = b"".join(self._held)
            return Piece(raw, self.number, len(raw))
        return Piece(self._held[0], self.number, self._size, self._hash.hexdigest())


def documents(
    source: Source, pieces: Iterator[Piece], options: ReadOptions, convert: Convert
) -> Iterator[Document | Rejection]:
    """Yield what every piece holds, then a rejection if the archive breaks off."""
    record = 0
    try:
        for piece in pieces:
            if piece.sha256 is not None:
                yield _too_large(source, piece, record, options)
                record += 1
                continue
            for item in _converted(Record(source, piece.raw, record, piece.line), options, convert):
                yield item
                record += 1
    except BrokenArchiveError as error:
        yield refuse(source, "broken_archive", str(error), record=record, size=source.size)
        return
    if record == 0:
        yield refuse(source, "empty", "The file holds no record.", size=source.size)


def _converted(record: Record, options: ReadOptions, convert: Convert) -> Iterator[Document | Rejection]:
    """Yield what a record holds; an unforeseen fault refuses what is left of it, and reading goes on at the next."""
    number = record.number or 0
    try:
        for item in convert(record, options):
            yield item
            number += 1
    except Exception as error:  # noqa: BLE001 - a fault of ours in one record must not lose the others
        detail = f"The record cannot be read: {type(error).__name__}: {str(error)[:200]}."
        yield refuse_record(replace(record, number=number), options, "invalid_record", detail)


def unmarked(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield UTF-8 without its byte order mark; UTF-16, and UTF-32 without a mark, is recoded."""
    first = next(parts, b"")
    name = "utf-16" if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else wide_encoding(first)
    if name is not None:
        decoder = codecs.getincrementaldecoder(name)("replace")
        yield decoder.decode(first).encode()
        for part in parts:
            yield decoder.decode(part).encode()
        yield decoder.decode(b"", final=True).encode()
    else:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from parts


def lines(parts: Iterator[bytes], longest: int) -> Iterator[bytes]:
    """Yield every line with its end; a line that is longer than `longest` comes in several pieces."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        for line in _split(part):
            held.append(line)
            size += len(line)
            if line.endswith(b"\n") or size > longest:
                yield b"".join(held)
                held, size = [], 0
    if held:
        yield b"".join(held)


def _split(part: bytes) -> Iterator[bytes]:
    """Cut after line feeds only: `splitlines` would cut after a carriage return as well."""
    start = 0
    while (end := part.find(b"\n", start)) >= 0:
        yield part[start : end + 1]
        start = end + 1
    if start < len(part):
        yield part[start:]


def _too_large(source: Source, piece: Piece, record: int, options: ReadOptions) -> Rejection:
    detail = f"The record has {piece.size} bytes, more than the {options.max_bytes} that are allowed."
    return refuse(
        source,
        "too_large",
        detail,
        record=record,
        line=piece.line,
        sha256=piece.sha256,
        size=piece.size,
        raw=piece.raw,
    )
