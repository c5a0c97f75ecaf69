"""Atomic writes and renames that survive a power cut: content and name are on the disk before the return."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_CURRENT_FOLDER = -100
"""AT_FDCWD."""


def sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk (fsync); file systems without fsync are skipped.

    Windows opens no folders; it flushes their entries with the files.
    """
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below a folder to the disk, and the folder itself last."""
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(parent, name))
        sync(Path(parent))


def is_writable(folder: Path) -> bool:
    """Return False for a folder in which this process cannot create files, for its permissions or a read-only disk."""
    return os.access(folder, os.W_OK | os.X_OK)


def write_durably(path: Path, content: bytes, draft: Path | None = None) -> None:
    """Write a file atomically: into a draft on the same disk, which is then renamed.

    Args:
        path: The file; an existing one is replaced.
        content: Its bytes.
        draft: Path of the draft, which is removed if anything fails; by default beside the file.
    """
    draft = draft or path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:  # whatever stopped it, no draft is left
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def rename_durably(old: Path, new: Path) -> None:
    """Rename a folder whose content is on the disk to a name that is free."""
    old.rename(new)
    sync(new.parent)


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; return False where the system cannot, and nothing was done."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) != 0:
        number = ctypes.get_errno()
        if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV):
            return False
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    for folder in {one.parent, other.parent}:
        sync(folder)
    return True
