"""The bytes of one file in chunks, decompressed on the way."""

import hashlib
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from toolkit.read.input_file import Source
from toolkit.read.remote_files import RemoteFile
from toolkit.storage.filesystem import is_address

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Item = TypeVar("Item")
CHUNK = 1 << 18
LARGEST_HELD, MOST_HELD = 1 << 20, 1 << 24
"""Bytes of a file that are held in memory, and of all files of a task together."""
GZIP = 31
"""Window size of zlib that stands for data with the head and the checksum of gzip."""

COMPRESSIONS = (".gz", ".zst")


def unpacked_name(name: str) -> str:
    """Return the name of a file, in small letters, as it would be without compression."""
    name = name.lower()
    for ending in COMPRESSIONS:
        name = name.removesuffix(ending)
    return name


class BrokenArchiveError(Exception):
    """A compressed or columnar file is cut off or damaged; the reading stage turns it into a rejection."""


def is_compressed(source: Source) -> bool:
    """Return True if the file's name ends like a compressed file's."""
    return source.location.lower().endswith(COMPRESSIONS)


def open_file(source: Source) -> BufferedReader | BytesIO:
    """Open a file, wherever it lies; OSError if it cannot be read, SourceError if its whole place cannot."""
    if source.content is not None:
        return BytesIO(source.content)
    if is_address(source.location):
        return BufferedReader(RemoteFile(source.location), CHUNK)
    return Path(source.location).open("rb")


def with_contents(sources: Iterable[Item | Source]) -> Iterator[Item | Source]:
    """Yield files with their bytes as far as they are small, so that digest and text come from one reading."""
    left = MOST_HELD
    for source in sources:
        if isinstance(source, Source) and source.size <= min(LARGEST_HELD, left) and not is_address(source.location):
            with suppress(OSError), open_file(source) as file:  # whoever reads it next reports the fault
                content = file.read(LARGEST_HELD + 1)
                left -= len(content)
                yield replace(source, content=content) if len(content) <= LARGEST_HELD else source
                continue
        yield source


def chunks(source: Source) -> Iterator[bytes]:
    """Yield the decompressed bytes of a file; OSError if it cannot be read, BrokenArchiveError if damaged."""
    name = source.location.lower()
    with open_file(source) as file:
        if name.endswith((".gz", ".tgz")):
            yield from _gzip_chunks(file)
        elif name.endswith(".zst"):
            yield from _zstd_chunks(file)
        else:
            yield from iter(lambda: file.read(CHUNK), b"")


class ByteFile:
    """Chunks as a file that can only be read forwards, for libraries that want a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._rest = b""
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size` and perhaps fewer; none at the end."""
        rest = self._rest or next((part for part in self._parts if part), b"")
        taken, self._rest = (rest, b"") if size < 0 else (rest[:size], rest[size:])
        self._read += len(taken)
        return taken

    def seek(self, offset: int, whence: int = 0) -> int:
        """Return the position, which is all that can be asked for."""
        if (offset, whence) != (0, 1):
            raise OSError("These bytes can only be read forwards.")
        return self._read

    def tell(self) -> int:
        """Return the number of bytes read so far."""
        return self._read

    def close(self) -> None:
        """Forget what has not been read."""
        self._parts, self._rest = iter(()), b""


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
    """Return the SHA-256 of the file as it lies there, compressed or not."""
    with open_file(source) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gzip_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Unpack piece by piece: the library's own file reader keeps back what is before a damage."""
    decoder = None
    while piece := file.read(CHUNK):
        while piece:
            if decoder is None:
                piece = piece.lstrip(b"\0")  # members may be padded
                decoder = zlib.decompressobj(wbits=GZIP) if piece else None
                continue
            try:
                unpacked = decoder.decompress(piece, CHUNK)
                piece = decoder.unconsumed_tail
                while unpacked:
                    yield unpacked
                    unpacked = decoder.decompress(piece, CHUNK)
                    piece = decoder.unconsumed_tail
            except zlib.error as error:
                raise BrokenArchiveError(f"The gzip data cannot be unpacked: {error}.") from error
            if decoder.eof:
                piece, decoder = decoder.unused_data, None
    if decoder is not None:
        raise BrokenArchiveError("The gzip data cannot be unpacked: the file ends inside a member.")


def _zstd_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Unpack frame by frame: the library's own file reader keeps back what is before a damage."""
    decoder = None
    while piece := file.read(CHUNK):
        while piece or (decoder is not None and not decoder.needs_input):
            decoder = decoder or zstd.ZstdDecompressor()
            try:
                unpacked = decoder.decompress(piece, CHUNK)
            except zstd.ZstdError as error:
                raise BrokenArchiveError(f"The zstd data cannot be unpacked: {error}.") from error
            if unpacked:
                yield unpacked
            piece, decoder = (decoder.unused_data, None) if decoder.eof else (b"", decoder)
    if decoder is not None:
        raise BrokenArchiveError("The zstd data cannot be unpacked: the file ends inside a frame.")
