"""Small files that are there whole or not at all: in a folder of this disk, or in any place that fsspec reaches.

On this disk a lock tells a build that is at work from one that was killed. Elsewhere there are no locks: whoever
clears such a place while a build uses it stops that build.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from toolkit.errors import ConfigError
from toolkit.storage.filesystem import is_address, resolve_filesystem, translate_errors, write

_LOCK, _DRAFTS = "lock", "drafts"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# Finished work of `toolkit build`; it can be removed.\n"
"""What tells backup programs that a folder can be made again: https://bford.info/cachedir/"""


class BlobStore(Protocol):
    """A place of files, whose names are paths with slashes; several processes may use it at the same time."""

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; null if there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, which is there whole or not at all, whenever the process ends."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file and how many bytes it has."""

    def clear(self) -> None:
        """Remove all files.

        Raises:
            ConfigError: somebody is using them, or it is another folder.
        """

    def in_use(self) -> AbstractContextManager[None]:
        """Make the place if it is not there, and hold it for the time of a build."""


def open_blob_store(root: Path | str) -> BlobStore:
    """Return the shelf in a folder, or at an address."""
    return FsspecBlobStore(root) if isinstance(root, str) and is_address(root) else LocalBlobStore(Path(root))


@dataclass(frozen=True, slots=True)
class LocalBlobStore:
    """A folder of this disk."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; null if there is none."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file aside, and rename it when it is whole."""
        path = self.root / name
        draft = self.root / _DRAFTS / f"{path.parent.parent.name}-{path.name}-{uuid4().hex}"
        for folder in (path.parent, draft.parent):
            folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.root / name).unlink(missing_ok=True)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file of a step and how many bytes it has."""
        for path in self.root.glob("*/??/*"):
            yield path.relative_to(self.root).as_posix(), path.stat().st_size

    def clear(self) -> None:
        """Remove all folders.

        Raises:
            ConfigError: a build is using them, or it is another folder.
        """
        if not self.root.is_dir():
            return
        if not (self.root / _TAG).is_file():
            raise ConfigError(_another(self.root))
        with (self.root / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ConfigError(f"{self.root} is in use by a build; wait for its end, or stop it.") from error
            for folder in self.root.iterdir():
                if folder.is_dir():
                    shutil.rmtree(folder)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Make the folder if it is not there, and hold it for the time of a build."""
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / _TAG).exists():
            (self.root / _TAG).write_text(_SIGNATURE, encoding="ascii")
            (self.root / ".gitignore").write_text("*\n", encoding="ascii")
        with (self.root / _LOCK).open("a") as lock:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(self.root / _DRAFTS, ignore_errors=True)  # of a build that was killed
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield


@dataclass(frozen=True, slots=True)
class FsspecBlobStore:
    """A folder at an address."""

    root: str

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; null if there is none."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            try:
                return bytes(filesystem.cat_file(f"{root}/{name}"))
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file at once."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            write(filesystem, f"{root}/{name}", content, draft=f"{root}/{_DRAFTS}/{uuid4().hex}")

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with translate_errors(self.root, ConfigError), suppress(FileNotFoundError):
            filesystem, root = resolve_filesystem(self.root)
            filesystem.rm_file(f"{root}/{name}")

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file of a step and how many bytes it has."""
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            listing = filesystem.find(root, detail=True) if filesystem.exists(root) else {}
        for path, facts in listing.items():
            name = path[len(root) + 1 :]
            if name.count("/") == 2:  # a step, the beginning of a key, a key
                yield name, int(facts["size"])

    def clear(self) -> None:
        """Remove everything.

        Raises:
            ConfigError: it is another folder.
        """
        with translate_errors(self.root, ConfigError):
            filesystem, root = resolve_filesystem(self.root)
            if not filesystem.exists(root):
                return
            if not filesystem.exists(f"{root}/{_TAG}"):
                raise ConfigError(_another(self.root))
            filesystem.rm(root, recursive=True)

    def in_use(self) -> AbstractContextManager[None]:
        """Say what the place is; it cannot be held."""
        if self.read(_TAG) is None:
            self.write(_TAG, _SIGNATURE.encode())
        return nullcontext()


def _another(root: Path | str) -> str:
    return f"{root} is no cache of this toolkit; name the folder that build.cache says."
