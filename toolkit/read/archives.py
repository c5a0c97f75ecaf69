"""Archives (zip, tar): what a folder of their members would give."""

import re
import tarfile
import tempfile
import zlib
from bz2 import BZ2Decompressor
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from lzma import LZMADecompressor, LZMAError
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from toolkit.contract.records import Document, Rejection
from toolkit.read.archive_limits import (
    ENCRYPTED,
    ArchiveBombError,
    PasswordError,
    UnpackBudget,
    check_password,
    copied,
    member_path,
    open_zip,
)
from toolkit.read.decompression import CHUNK, BrokenArchiveError, ByteFile, is_compressed, open_file
from toolkit.read.input_file import Source, refuse
from toolkit.read.issue_pages import SUFFIX
from toolkit.read.options import ReadOptions

PREFIX = "toolkit-members-"
"""How the folder begins in which members are unpacked one by one; an archive in it is not opened again."""
UNSAFE = re.compile(r"[^\w./-]")
"""Characters that the names of unpacked files do not have."""
BLOCK = 512
"""Bytes of a block of a tar archive."""
_Member = tuple[str, IO[bytes]]


def read_zip(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield what the members of a zip archive hold; a packed or remote archive is copied to the disk first."""
    with ExitStack() as stack:
        file = stack.enter_context(open_file(source))
        try:
            if is_compressed(source) or not file.seekable():
                copy = stack.enter_context(tempfile.TemporaryFile())
                copy.writelines(parts)
                file = copy
            archive = stack.enter_context(open_zip(file, source.size))
        except BrokenArchiveError as error:
            yield refuse(source, "broken_archive", str(error), size=source.size)
            return
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            paged = _unpacked_issues(source, archive, Path(folder), options)
            yield from _of_issues(source, Path(folder), options)
            yield from _documents(source, _zip_members(archive, paged), options, has_more=bool(paged))


def read_wacz(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the pages of the web archives that a WACZ file packs; its indexes and lists are passed over."""
    yield from read_zip(source, parts, replace(options, include=("archive/*.warc", "archive/*.warc.gz")))


def read_tar(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield what the members of a tar archive hold; it is read once, from its beginning to its end."""
    name = source.location.lower()
    unpack = _unpacked(parts, BZ2Decompressor()) if name.endswith(".bz2") else parts
    unpack = _unpacked(parts, LZMADecompressor()) if name.endswith(".xz") else unpack
    yield from _documents(source, _tar_members(unpack), options)


def _unpacked_issues(source: Source, archive: ZipFile, folder: Path, options: ReadOptions) -> frozenset[str]:
    """Unpack the XML of an archive that holds issues of newspapers, whose files name others; return the names.

    Nothing is unpacked of any other archive, nor where a member cannot be: it is then read, and refused, by itself.
    """
    if not any(member.filename.lower().endswith(SUFFIX) for member in archive.infolist()):
        return frozenset()
    budget = UnpackBudget(source.size)
    names: set[str] = set()
    for member in archive.infolist():
        path = member_path(member.filename)
        is_page = path is not None and path.lower().endswith(".xml") and not member.flag_bits & ENCRYPTED
        if path is None or not is_page or not _is_wanted(path, options):
            continue
        copy = folder / UNSAFE.sub("_", path)
        with suppress(BadZipFile, OSError, zlib.error, EOFError, BrokenArchiveError), archive.open(member) as reader:
            copy.parent.mkdir(parents=True, exist_ok=True)
            with copy.open("xb") as file:
                file.writelines(copied(reader, budget))
            names.add(member.filename)
    return frozenset(names)


def _of_issues(source: Source, folder: Path, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield what the unpacked files hold, under the paths that they have in the archive."""
    from toolkit.read.discovery import discover
    from toolkit.read.registry import read

    for inner in discover([folder], replace(options, include=(), exclude=())) if any(folder.iterdir()) else ():
        path = f"{source.path}/{inner.path.partition('/')[2]}"
        if isinstance(inner, Source):
            yield from read(replace(inner, path=path), options)
        else:
            yield replace(inner, path=path)


def _zip_members(archive: ZipFile, read_before: frozenset[str]) -> Iterator[_Member]:
    for member in archive.infolist():
        if not member.is_dir() and member.filename not in read_before:
            check_password(member)
            with archive.open(member) as reader:
                yield member.filename, reader


def _tar_members(parts: Iterator[bytes]) -> Iterator[_Member]:
    """Yield the files of an archive; BrokenArchiveError if it does not end with the empty block that ends each."""
    watched = _Tail(parts)
    with tarfile.open(fileobj=ByteFile(iter(watched)), mode="r|", errorlevel=1) as archive:  # type: ignore[call-overload]
        for member in archive:
            if member.isreg() and (reader := archive.extractfile(member)) is not None:
                yield member.name, reader
    for _ in watched:
        pass
    if watched.tail.strip(b"\0") or len(watched.tail) < BLOCK:
        raise BrokenArchiveError("it has no end mark, so that files may be missing")


class _Tail:
    """Chunks of a file, of which the last bytes are remembered."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self.tail = b""

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.tail = (self.tail + part[-BLOCK:])[-BLOCK:]
            yield part


def _unpacked(parts: Iterator[bytes], decoder: BZ2Decompressor | LZMADecompressor) -> Iterator[bytes]:
    """Yield the unpacked bytes of a file; BrokenArchiveError if it is damaged or cut off."""
    try:
        for part in parts:
            data = part
            while data or not decoder.needs_input:
                if decoder.eof:
                    return
                yield decoder.decompress(data, CHUNK)
                data = b""
    except (LZMAError, ValueError, OSError) as error:
        raise BrokenArchiveError(str(error)) from error
    if not decoder.eof:
        raise BrokenArchiveError("the compressed data is cut off")


def _documents(
    source: Source, members: Iterator[_Member], options: ReadOptions, *, has_more: bool = False
) -> Iterator[Document | Rejection]:
    """Yield what each member holds; from a damage on, the rest of the archive is refused.

    `has_more` is True where other members have been read.
    """
    if PREFIX in source.location:
        yield refuse(source, "unsupported", "It is an archive in an archive; unpack it.", size=source.size)
        return
    budget = UnpackBudget(source.size)
    seen: Counter[str] = Counter()
    done = 0
    try:
        for name, reader in members:
            path = member_path(name)
            if path is None or not _is_wanted(path, options):
                continue
            seen[path] += 1
            path = path if seen[path] == 1 else f"{path}~{seen[path]}"
            yield from _member(source, path, reader, budget, options)
            done += 1
    except (BrokenArchiveError, BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError) as error:
        reason = "too_large" if isinstance(error, ArchiveBombError) else "broken_archive"
        after = f" after {done} files" if done else ""
        detail = (
            str(error) if isinstance(error, PasswordError | ArchiveBombError) else f"It cannot be unpacked: {error}."
        )
        yield refuse(source, reason, f"The archive cannot be read{after}: {detail}", record=0, size=source.size)
        return
    if not done and not has_more:
        yield refuse(source, "empty", "The archive holds no file.", size=source.size)


def _member(
    source: Source, path: str, reader: IO[bytes], budget: UnpackBudget, options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield what one member holds, from a copy whose name is a number and a suffix that a reader knows."""
    from toolkit.read.registry import known_suffix, read, reader_of

    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        copy = Path(folder) / f"0{known_suffix(path)}"
        with copy.open("wb") as file:
            file.writelines(copied(reader, budget))
        inner = Source(str(copy), f"{source.path}/{path}", reader_of(path), copy.stat().st_size)
        yield from read(inner, options)


def _is_wanted(path: str, options: ReadOptions) -> bool:
    from toolkit.read.discovery import is_wanted

    return is_wanted(path, options)
