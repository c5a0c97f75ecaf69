"""The cache: entries of finished work by their key, so that a build does not repeat it, also after it was killed.

An entry is one file: a line of facts as JSON, Arrow tables one after another, and the SHA-256 of all that. Its key is
the digest of everything that its content depends on, so an entry is never changed; one whose bytes are damaged counts
as missing. An entry that a later one supersedes is noted, and removed when no build uses the cache any more.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReleaseError
from toolkit.storage.blob_store import BlobStore, OverlayBlobStore, open_blob_store
from toolkit.storage.durable import is_writable
from toolkit.storage.filesystem import Location

if TYPE_CHECKING:
    import pyarrow

_DIGEST_BYTES = 32
_LATEST, _SUPERSEDED = "latest", "superseded"
"""Folders of pointers: name to the key of its latest entry, and entries that a later one supersedes."""
_KEY = re.compile(r"[0-9a-f]{1,64}")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """What was kept of a piece of work."""

    facts: Mapping[str, Any]
    tables: Mapping[str, "pyarrow.Table"]
    digest: str
    """SHA-256 of the whole entry, in hexadecimal."""

    def select(self, table: str, columns: Sequence[str]) -> "pyarrow.Table":
        """Return some columns of a table, without unpacking the others."""
        if isinstance(self.tables, _Packed):
            return self.tables.unpacked(table, columns)
        return self.tables[table].select(columns)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a store holds."""

    entries: int
    bytes: int
    steps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """For each step of a build its entries and their bytes."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, which several builds may use at the same time."""

    root: Location
    read_only: Location | None = None
    """Another cache, in which entries are looked up that the root does not have; it is never changed."""

    @property
    def blobs(self) -> BlobStore:
        """The files in which it keeps its entries."""
        blobs = open_blob_store(self.root)
        return blobs if self.read_only is None else OverlayBlobStore(blobs, open_blob_store(self.read_only))

    def load(self, step: str, key: str) -> CacheEntry | None:
        """Return an entry; None if there is none, or if it is damaged, in which case it is removed."""
        name = _name(step, key)
        content = self.blobs.read(name)
        if content is None:
            return None
        body, digest = content[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
        if hashlib.sha256(body).digest() != digest:
            self.blobs.remove(name)
            return None
        return _unpacked(body, digest.hex())

    def has(self, step: str, key: str) -> bool:
        """Return True if there is an entry, be it damaged or not."""
        return self.blobs.exists(_name(step, key))

    def table(self, step: str, key: str, name: str, columns: Sequence[str] | None = None) -> "pyarrow.Table":
        """Return a table of an entry that was there a moment ago, or some columns of it.

        Raises:
            ReleaseError: somebody removed or damaged it since.
        """
        entry = self.load(step, key)
        if entry is None:
            raise ReleaseError(f"Finished work was removed from {self.root} during the build; build again.")
        return entry.tables[name] if columns is None else entry.select(name, columns)

    def save(
        self, step: str, key: str, facts: Mapping[str, object], tables: Mapping[str, "pyarrow.Table"]
    ) -> CacheEntry:
        """Keep an entry; it is there whole or not at all, whenever the process ends."""
        body = _packed(facts, tables)
        digest = hashlib.sha256(body)
        self.blobs.write(_name(step, key), body + digest.digest())
        return CacheEntry(facts, tables, digest.hexdigest())

    def adopt(self, other: "Cache", step: str, key: str) -> CacheEntry | None:
        """Copy an entry of another cache, unless it is here already; None if it is missing there, or damaged."""
        entry = self.load(step, key)
        if entry is not None:
            return entry
        entry = other.load(step, key)
        content = other.blobs.read(_name(step, key))
        if entry is not None and content is not None:
            self.blobs.write(_name(step, key), content)
        return entry

    def supersede(self, step: str, name: str, key: str) -> None:
        """Make an entry the latest of its name; the one before is removed when no build uses the cache any more."""
        before = self.latest(name)
        if before != key:
            self.blobs.write(_name(_LATEST, name), key.encode())
            if before:
                self.blobs.write(_name(_SUPERSEDED, before), json.dumps({"step": step, "name": name}).encode())

    def latest(self, name: str) -> str | None:
        """Return the key of the latest entry of a name, whose rows are reused; None if there is none."""
        pointer = _name(_LATEST, name)
        content = self.blobs.read(pointer)
        if content is None:
            return None
        key = content.decode("ascii", errors="replace")
        if _KEY.fullmatch(key):
            return key
        self.blobs.remove(pointer)  # damaged
        return None

    def usage(self) -> Usage:
        """Count what is there."""
        steps: dict[str, tuple[int, int]] = {}
        for name, size in self.blobs.sizes():
            step = name.partition("/")[0]
            if step not in (_LATEST, _SUPERSEDED):
                number, total = steps.get(step, (0, 0))
                steps[step] = number + 1, total + size
        return Usage(sum(number for number, _ in steps.values()), sum(size for _, size in steps.values()), steps)

    def clear(self) -> Usage:
        """Remove everything, and return what there was.

        Raises:
            ConfigError: a build is using it, or it is another folder.
        """
        usage = self.usage()
        self.blobs.clear()
        return usage

    def in_use(self) -> AbstractContextManager[None]:
        """Create the folder if needed, and mark it as in use for the time of a build."""
        return self.blobs.in_use(self._collect)

    def _collect(self) -> None:
        """Remove the entries that were superseded and are not the latest of their name again."""
        for pointer in [name for name, _ in self.blobs.sizes(_SUPERSEDED)]:
            key = pointer.rpartition("/")[2]
            try:
                entry = json.loads(self.blobs.read(pointer) or b"{}")
                step, name = str(entry["step"]), str(entry["name"])
            except (ValueError, TypeError, KeyError):
                _LOG.debug("the pointer %s is damaged", pointer)
            else:
                if self.latest(name) != key:
                    self.blobs.remove(_name(step, key))
            self.blobs.remove(pointer)


@contextmanager
def work_store(cache: Location | None, work_folder: Path) -> Iterator[Cache]:
    """Give the cache of a build; without one, a folder in the work folder that is removed when the build ends.

    A local cache that is read-only is looked up, and what is new is kept in the work folder.
    """
    root = cache if isinstance(cache, str) else (cache or work_folder / "store").absolute()
    store = Cache(root)
    if isinstance(root, Path) and root.is_dir() and not is_writable(root):
        _LOG.warning("The cache %s is read-only: it is used, and what this build adds to it is lost.", root)
        store = Cache((work_folder / "store").absolute(), read_only=root)
    with store.in_use():
        yield store


def _name(step: str, key: str) -> str:
    return f"{step}/{key[:2]}/{key}"


def key_of(*parts: object) -> str:
    """Return a digest of values that JSON can hold, in hexadecimal; mappings count without regard to order."""
    content = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()


_SMALL = 50_000
"""Bytes of a table below which it is kept as it is: compressing hundreds of tiny buffers takes longer than it saves."""


def _packed(facts: Mapping[str, object], tables: Mapping[str, "pyarrow.Table"]) -> bytes:
    import pyarrow

    parts = []
    for table in tables.values():
        sink = pyarrow.BufferOutputStream()
        options = pyarrow.ipc.IpcWriteOptions(compression="zstd" if table.nbytes > _SMALL else None)
        with pyarrow.ipc.new_stream(sink, table.schema, options=options) as writer:
            writer.write_table(table)
        parts.append(sink.getvalue().to_pybytes())
    head = {"facts": facts, "tables": {name: len(part) for name, part in zip(tables, parts, strict=True)}}
    return b"".join([json.dumps(head).encode(), b"\n", *parts])


def _unpacked(body: bytes, digest: str) -> CacheEntry:
    import pyarrow

    line = body.index(b"\n")
    head = json.loads(body[:line])
    content = pyarrow.py_buffer(body)
    packed, start = {}, line + 1
    for name, size in head["tables"].items():
        packed[name] = content.slice(start, size)
        start += size
    return CacheEntry(head["facts"], _Packed(packed), digest)


class _Packed(Mapping[str, "pyarrow.Table"]):
    """Tables that are decoded on access: a build without changes needs few of them."""

    def __init__(self, packed: Mapping[str, "pyarrow.Buffer"]) -> None:
        self._packed = packed

    def __getitem__(self, name: str) -> "pyarrow.Table":
        return self.unpacked(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def unpacked(self, name: str, columns: Sequence[str] | None = None) -> "pyarrow.Table":
        """Return a table, or some columns of it."""
        import pyarrow

        with pyarrow.ipc.open_stream(self._packed[name]) as stream:
            if columns is None:
                return stream.read_all()
            indices = [stream.schema.get_field_index(column) for column in columns]
        options = pyarrow.ipc.IpcReadOptions(included_fields=indices)
        with pyarrow.ipc.open_stream(self._packed[name], options=options) as stream:
            return stream.read_all().select(columns)
