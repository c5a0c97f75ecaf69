"""Small files that are written atomically, in a local folder or in a remote one that fsspec reaches.

Whoever uses a store holds a lock (local) or a lease (remote), so that nothing is removed that another process may read.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from toolkit.errors import ConfigError
from toolkit.storage.durable import is_writable, write_durably
from toolkit.storage.file_lock import AVAILABLE as LOCKS
from toolkit.storage.file_lock import lock_shared, try_lock_exclusive
from toolkit.storage.filesystem import Location, is_address, resolve_filesystem, translate_errors, write_file

_LOCK, _DRAFTS, _LEASES = "lock", "drafts", "leases"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# Cache of `toolkit build`; it can be removed.\n"
"""Tells backup programs that a folder can be made again: https://bford.info/cachedir/"""
LEASE_SECONDS = 3 * 24 * 3600
"""A lease that is older belongs to a process that was killed."""


class BlobStore(Protocol):
    """A store of files whose names are paths with slashes; several processes may use it at the same time."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file; None if there is none."""

    def exists(self, name: str) -> bool:
        """Return True if there is such a file."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file atomically: a reader sees the whole content or the one before."""

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""

    def sizes(self, step: str = "*") -> Iterator[tuple[str, int]]:
        """Yield name and size in bytes of every file of a step, or of all steps."""

    def clear(self) -> None:
        """Remove all files.

        Raises:
            ConfigError: the store is in use, or the folder is no store.
        """

    def in_use(self, collect: Callable[[], None] = lambda: None) -> AbstractContextManager[None]:
        """Create the store if needed and mark it as in use.

        Args:
            collect: Called at the end if no other process uses the store; it may remove what is superseded.
        """


def open_blob_store(root: Location) -> BlobStore:
    """Return the store in a local folder, or at an address."""
    return FsspecBlobStore(root) if isinstance(root, str) and is_address(root) else LocalBlobStore(Path(root))


@dataclass(frozen=True, slots=True)
class LocalBlobStore:
    """A store in a local folder, locked by flock."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file; None if there is none."""
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def exists(self, name: str) -> bool:
        """Return True if there is such a file."""
        return (self.root / name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """Write a draft, flush it to the disk, and rename it."""
        path = self.root / name
        draft = self.root / _DRAFTS / f"{path.parent.parent.name}-{path.name}-{uuid4().hex}"
        for folder in (path.parent, draft.parent):
            folder.mkdir(parents=True, exist_ok=True)
        write_durably(path, content, draft)

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""
        (self.root / name).unlink(missing_ok=True)

    def sizes(self, step: str = "*") -> Iterator[tuple[str, int]]:
        """Yield name and size in bytes of every file of a step, or of all steps."""
        for path in self.root.glob(f"{step}/??/*"):
            with suppress(FileNotFoundError):  # removed meanwhile
                yield path.relative_to(self.root).as_posix(), path.stat().st_size

    def clear(self) -> None:
        """Remove all folders.

        Raises:
            ConfigError: a build is using them, or it is another folder.
        """
        if not self.root.is_dir():
            return
        if not (self.root / _TAG).is_file():
            raise ConfigError(_no_store(self.root))
        with (self.root / _LOCK).open("a") as lock:
            if LOCKS and not try_lock_exclusive(lock):
                raise ConfigError(f"{self.root} is in use by a build; wait for its end, or stop it.")
            for folder in self.root.iterdir():
                if folder.is_dir():
                    shutil.rmtree(folder)

    @contextmanager
    def in_use(self, collect: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Create the folder if needed, and hold a shared lock; a folder that is read-only is used without one."""
        if self.root.is_dir() and not is_writable(self.root):
            yield
            return
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / _TAG).exists():
            (self.root / _TAG).write_text(_SIGNATURE, encoding="ascii")
            (self.root / ".gitignore").write_text("*\n", encoding="ascii")
        with (self.root / _LOCK).open("a") as lock:
            if try_lock_exclusive(lock):
                shutil.rmtree(self.root / _DRAFTS, ignore_errors=True)  # of a build that was killed
            lock_shared(lock)
            yield
            if try_lock_exclusive(lock):
                collect()


@dataclass(frozen=True, slots=True)
class FsspecBlobStore:
    """A store in a remote folder, in which every user keeps a lease: a file that holds when it began."""

    root: str

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file; None if there is none."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            try:
                return bytes(filesystem.cat_file(f"{root}/{name}"))
            except FileNotFoundError:
                return None

    def exists(self, name: str) -> bool:
        """Return True if there is such a file."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            return bool(filesystem.exists(f"{root}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """Write a file atomically."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            write_file(filesystem, f"{root}/{name}", content, draft=f"{root}/{_DRAFTS}/{uuid4().hex}")

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""
        with translate_errors(self.root, ConfigError), suppress(FileNotFoundError):
            filesystem, root = resolve_filesystem(self.root)
            filesystem.rm_file(f"{root}/{name}")

    def sizes(self, step: str = "*") -> Iterator[tuple[str, int]]:
        """Yield name and size in bytes of every file of a step, or of all steps."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            folder = root if step == "*" else f"{root}/{step}"
            listing = filesystem.find(folder, detail=True) if filesystem.exists(folder) else {}
        for path, facts in listing.items():
            name = path[len(root) + 1 :]
            if name.count("/") == 2:  # a step, the beginning of a key, a key
                yield name, int(facts["size"])

    def clear(self) -> None:
        """Remove everything.

        Raises:
            ConfigError: a build is using it, or it is another folder.
        """
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            if not filesystem.exists(root):
                return
            if not filesystem.exists(f"{root}/{_TAG}"):
                raise ConfigError(_no_store(self.root))
            if self._is_leased():
                raise ConfigError(f"{self.root} is in use by a build; wait for its end, or stop it.")
            filesystem.rm(root, recursive=True)

    @contextmanager
    def in_use(self, collect: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Create the folder if needed, and keep a lease until the end."""
        if self.read(_TAG) is None:
            self.write(_TAG, _SIGNATURE.encode())
        lease = f"{_LEASES}/{uuid4().hex}"
        self.write(lease, json.dumps({"started": time.time()}).encode())
        try:
            yield
        finally:
            self.remove(lease)
        if not self._is_leased():
            collect()

    def _is_leased(self) -> bool:
        """Return True if a lease is young enough to belong to a process that runs; remove the others."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            folder = f"{root}/{_LEASES}"
            names = [f"{_LEASES}/{path.rpartition('/')[2]}" for path in filesystem.find(folder)]
        valid = False
        for name in names:
            if time.time() - _started(self.read(name)) < LEASE_SECONDS:
                valid = True
            else:
                self.remove(name)
        return valid


@dataclass(frozen=True, slots=True)
class OverlayBlobStore:
    """A store over another one that is only read: a file that it does not have is looked up there."""

    upper: BlobStore
    lower: BlobStore

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file; None if neither store has it."""
        content = self.upper.read(name)
        return self.lower.read(name) if content is None else content

    def exists(self, name: str) -> bool:
        """Return True if one of the stores has such a file."""
        return self.upper.exists(name) or self.lower.exists(name)

    def write(self, name: str, content: bytes) -> None:
        """Write a file atomically."""
        self.upper.write(name, content)

    def remove(self, name: str) -> None:
        """Remove a file of the upper store."""
        self.upper.remove(name)

    def sizes(self, step: str = "*") -> Iterator[tuple[str, int]]:
        """Yield name and size in bytes of every file of the upper store."""
        yield from self.upper.sizes(step)

    def clear(self) -> None:
        """Remove all files of the upper store."""
        self.upper.clear()

    @contextmanager
    def in_use(self, collect: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Mark both stores as in use."""
        with self.lower.in_use(), self.upper.in_use(collect):
            yield


def _started(lease: bytes | None) -> float:
    """Return when a lease began, in seconds since 1970; 0 for one that was removed meanwhile or damaged."""
    try:
        return float(json.loads(lease or b"{}")["started"])
    except (ValueError, TypeError, KeyError):
        return 0.0


def _no_store(root: Location) -> str:
    return f"{root} is no cache of this toolkit; name the folder that build.cache says."
