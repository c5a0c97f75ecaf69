"""The bytes of one file in chunks, decompressed on the way."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.read.source import Source

CHUNK = 1 << 18
# One 512-byte piece of zstd can hold 128 blocks of 128 KiB: a bomb expands to 16 MiB before it is noticed.
ZSTD_PIECE = 512

COMPRESSIONS = (".gz", ".zst")


class BrokenArchiveError(Exception):
    """A compressed or columnar file is cut off or damaged; the reading stage turns it into a rejection."""


def is_compressed(source: Source) -> bool:
    """Say whether the file's name ends like a compressed file's."""
    return source.location.lower().endswith(COMPRESSIONS)


def chunks(source: Source) -> Iterator[bytes]:
    """Yield the decompressed bytes of a file; OSError if it cannot be read, BrokenArchiveError if damaged."""
    name = source.location.lower()
    with Path(source.location).open("rb") as file:
        if name.endswith(".gz"):
            yield from _gzip_chunks(file)
        elif name.endswith(".zst"):
            yield from _zstd_chunks(file)
        else:
            yield from iter(lambda: file.read(CHUNK), b"")


def gather(parts: Iterator[bytes], limit: int) -> tuple[bytes, bool]:
    """Return the bytes up to the first chunk that passes the limit, and whether that is all there is."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > limit:
            return b"".join(held), False
    return b"".join(held), True


def digest(parts: Iterable[bytes]) -> tuple[str, int]:
    """Return the hexadecimal SHA-256 and the number of bytes, without holding them."""
    hashed = hashlib.sha256()
    size = 0
    for part in parts:
        hashed.update(part)
        size += len(part)
    return hashed.hexdigest(), size


def file_digest(source: Source) -> str:
    """Return the SHA-256 of the file as it lies on the disk, compressed or not."""
    with Path(source.location).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gzip_chunks(file: BinaryIO) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=file) as unpacked:
        try:
            yield from iter(lambda: unpacked.read(CHUNK), b"")
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BrokenArchiveError(f"The gzip data cannot be unpacked: {error}.") from error


def _zstd_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Unpack frame by frame: the library's own file reader does not notice a missing end."""
    import zstandard

    decoder = None
    while piece := file.read(ZSTD_PIECE):
        while piece:
            decoder = decoder or zstandard.ZstdDecompressor().decompressobj()
            try:
                unpacked = decoder.decompress(piece)
            except zstandard.ZstdError as error:
                raise BrokenArchiveError(f"The zstd data cannot be unpacked: {error}.") from error
            if unpacked:
                yield unpacked
            piece = decoder.unused_data if decoder.eof else b""
            decoder = None if decoder.eof else decoder
    if decoder is not None:
        raise BrokenArchiveError("The zstd data cannot be unpacked: the file ends inside a frame.")
