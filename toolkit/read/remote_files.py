"""Files that are not on this disk: which there are below an address, and their bytes."""

import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from toolkit.contract.records import Document, Rejection
from toolkit.errors import SourceError
from toolkit.read.input_file import Source
from toolkit.storage.filesystem import as_file_error, is_address, resolve_filesystem, translate_errors, without_secrets

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Value = TypeVar("Value")
Item = Source | Document | Rejection

BLOCK = 4_000_000
"""So many bytes of a file are asked for at once."""


class Listed(NamedTuple):
    """A file below an address."""

    location: str
    """Its path in that place, with a slash before it: of `s3://bucket/raw/a.txt`, `/bucket/raw/a.txt`."""
    address: str
    size: int
    fault: str | None
    """Why it cannot be read."""


def listing(named: str) -> tuple[str, list[Listed]]:
    """Return the files that an address names: a file, all below a folder, or what a glob matches.

    As on this disk, hidden files below are left out, and a glob that matches a folder means all that is in it.

    Returns:
        The parent of the folder or file that is named (for a glob: of the folder above it), and the files.

    Raises:
        SourceError: there is nothing, or the place cannot be reached.
    """
    with translate_errors(named, SourceError):
        filesystem, root = resolve_filesystem(named)
        facts = _facts(filesystem, root)
        if facts is not None and facts["type"] != "directory":
            return _parent(_location(root)), [_listed(filesystem, root, root, named, facts)]
        pattern: list[str] = []
        folder, address = root, named.rstrip("/") if root else named
        if facts is None:
            if not has_magic(root):
                raise SourceError(f"There is no file or folder {without_secrets(named)!r}; check the address.")
            while has_magic(folder):
                folder, _, last = folder.rpartition("/")
                address = _without_end(address, f"/{last}")
                pattern.insert(0, last)
        members = sorted(filesystem.find(folder, detail=True).items())
        filesystem.invalidate_cache()  # it holds all that again
        files = [
            _listed(filesystem, path, folder, address, member)
            for path, member in members
            if member["type"] != "directory"
            and not path.endswith("/")
            and _matches(_below(path, folder).split("/"), pattern)
        ]
    if pattern and not files:
        raise SourceError(f"Nothing matches {without_secrets(named)!r}; check the address, and quote it in the shell.")
    return _parent(_location(folder)), files


class RemoteFile(io.RawIOBase):
    """A file at an address, read in blocks.

    It raises OSError when the file itself cannot be read, as a file of this disk does, and SourceError when nothing
    of the place can.
    """

    def __init__(self, address: str) -> None:
        """Open the file."""
        super().__init__()
        self._address = address
        self._file: Any = None
        self._place, path = self._tried(lambda: resolve_filesystem(address))
        self._file = self._tried(lambda: self._place.open(path, "rb", block_size=BLOCK))

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return True if any place in it can be read."""
        return bool(self._file.seekable())

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes, and return how many."""
        data = self._tried(lambda: self._file.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in it, and return it."""
        return int(self._tried(lambda: self._file.seek(offset, whence)))

    def tell(self) -> int:
        """Return where it is read next."""
        return int(self._file.tell())

    def close(self) -> None:
        """Let go of it."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _tried(self, work: Callable[[], Value]) -> Value:
        with translate_errors(self._address, SourceError, advice="build again: it continues where it stopped"):
            try:
                return work()
            except Exception as error:  # every file system raises the errors of its own library
                refused = as_file_error(error)
                if refused is None:
                    raise
        raise refused


@contextmanager
def at_hand(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Give the items with their small files on this disk for a while, fetched all at once.

    What does not come stays where it is; whoever reads it learns why.
    """
    named = tuple(items)
    if not any(isinstance(item, Source) and is_address(item.location) for item in named):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="toolkit-read-") as folder:
        yield tuple(_fetched(named, Path(folder)))


def _fetched(items: Sequence[Item], folder: Path) -> Iterator[Item]:
    content = _contents(item for item in items if isinstance(item, Source) and item.size <= BLOCK)
    for number, item in enumerate(items):
        data = content.get(item.location) if isinstance(item, Source) else None
        if not isinstance(item, Source) or data is None:
            yield item
            continue
        path = folder / f"{number}{''.join(Path(item.location).suffixes[-2:])[-20:]}"
        path.write_bytes(data)
        yield replace(item, location=str(path))


def _contents(sources: Iterable[Source]) -> dict[str, bytes]:
    """Return the bytes of those files at addresses that can be had and have their size still, by address."""
    wanted: dict[Any, list[tuple[Source, str]]] = {}
    for source in sources:
        if is_address(source.location):
            filesystem, path = resolve_filesystem(source.location)
            wanted.setdefault(filesystem, []).append((source, path))
    contents = {}
    for filesystem, files in wanted.items():
        # One byte more is asked for than should be there, so that a file that has grown is noticed.
        ends = [source.size + 1 for source, _ in files]
        with translate_errors(files[0][0].location, SourceError):
            answers = filesystem.cat_ranges([path for _, path in files], [0] * len(files), ends, on_error="return")
        for (source, _), data in zip(files, answers, strict=True):
            if isinstance(data, bytes) and len(data) == source.size:
                contents[source.location] = data
    return contents


def _facts(filesystem: "AbstractFileSystem", path: str) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = filesystem.info(path)
    except FileNotFoundError:
        return None
    return facts


def _listed(filesystem: "AbstractFileSystem", path: str, folder: str, address: str, facts: dict[str, Any]) -> Listed:
    # A link says nothing of what it leads to, and a web server's list nothing of sizes.
    known = facts if facts["type"] == "file" and facts["size"] is not None else _facts(filesystem, path)
    ordinary = known is not None and known["type"] == "file"
    size = int(known["size"] or 0) if known is not None else 0
    under = _below(path, folder)
    return Listed(
        _location(path),
        _joined(address, under) if under else address,
        size,
        None if ordinary else "This is not an ordinary file.",
    )


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """True if a glob matches a path or one of the folders above it, by the rules of Python's module glob."""
    if not pattern:
        return not any(part.startswith(".") for part in parts)
    if not parts:
        return all(part == "**" for part in pattern)
    first, hidden = pattern[0], parts[0].startswith(".")
    if first == "**":
        return _matches(parts, pattern[1:]) or (not hidden and _matches(parts[1:], pattern))
    return (not hidden or first.startswith(".")) and fnmatchcase(parts[0], first) and _matches(parts[1:], pattern[1:])


def _below(path: str, folder: str) -> str:
    return path[len(folder) :].lstrip("/")


def _joined(address: str, under: str) -> str:
    """Return the address of what lies below another; in a chain the path is before the first `::`."""
    head, chain, rest = address.partition("::")
    if chain and "://" in head:
        return f"{head.rstrip('/')}/{under}{chain}{rest}"
    return f"{address.rstrip('/')}/{under}" if not address.endswith("://") else f"{address}{under}"


def _without_end(address: str, end: str) -> str:
    head, chain, rest = address.partition("::")
    return f"{head.removesuffix(end)}{chain}{rest}" if chain and "://" in head else address.removesuffix(end)


def _location(path: str) -> str:
    """Return a path in a place, without protocol, name, password and query: `/bucket/raw/a.txt`."""
    protocol, _, rest = path.partition("://")
    if not protocol or not rest:
        return "/" + path.lstrip("/")
    rest = re.split(r"[?#]", rest, maxsplit=1)[0] if protocol in ("http", "https") else rest
    return "/" + re.sub(r"^(?:[^/@]*@|[^/:@]+:(?!\d+/)[^@]*@)", "", rest)


def _parent(location: str) -> str:
    return location.rpartition("/")[0] or "/"
