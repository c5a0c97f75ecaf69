"""A release folder that is there whole or not at all."""

import errno
import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import ReleaseError
from toolkit.release.checksums import CHECKSUMS, read_checksums
from toolkit.release.release_folder import MANIFEST
from toolkit.storage.durable import exchange, rename_durably, sync, sync_tree
from toolkit.storage.file_lock import try_lock_exclusive
from toolkit.storage.hashing import file_digest


@contextmanager
def staging_dir(parent: Path, name: str) -> Iterator[Path]:
    """Make a temporary folder beside the future release and remove it at the end, whatever happens.

    Raises:
        ReleaseError: the folder cannot be made, or the disk is full.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _restore(parent, name)
        _remove_abandoned(parent, name)
        folder = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=parent))
        lock = (folder / _LOCK).open("w")
        try_lock_exclusive(lock)
    except OSError as error:
        raise ReleaseError(
            f"{parent} cannot be written to ({error.strerror}); choose another folder with --out."
        ) from error
    try:
        yield folder
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ReleaseError(f"The disk of {parent} is full; make room and build again.") from error
        raise ReleaseError(f"The release cannot be written in {parent}: {error.strerror or error}.") from error
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


_REPLACED = "~replaced"
_LOCK = "lock"
"""File that a living build holds locked; the system lets go of it when the process dies, however it dies."""


def _remove_abandoned(parent: Path, name: str) -> None:
    """Remove the work folders of builds that were killed."""
    for folder in parent.glob(f".{glob.escape(name)}.*"):
        try:
            with (folder / _LOCK).open("r+") as lock:
                if not try_lock_exclusive(lock):
                    continue  # still at work
        except OSError:
            continue  # not ours
        shutil.rmtree(folder, ignore_errors=True)


def install_folder(built: Path, target: Path, *, replace: bool) -> bool:
    """Give a built folder its final name; return whether anything changed.

    Of a release that is the same, files that were damaged or lost since are put right.

    Raises:
        ReleaseError: another release has that name and `replace` was not asked for.
    """
    _restore(target.parent, target.name)
    sync_tree(built)
    if not target.exists():
        rename_durably(built, target)
        return True
    ours, theirs = (folder / CHECKSUMS for folder in (built, target))
    if theirs.is_file() and ours.read_bytes() == theirs.read_bytes():
        return _repair(built, target)
    if not theirs.is_file() or not (target / MANIFEST).is_file():
        raise ReleaseError(f"{target} exists and is not a release; choose another name or folder.")
    if not replace:
        raise ReleaseError(
            f"{target} exists and holds something else; raise dataset.version, or overwrite it with --replace."
        )
    if exchange(built, target):  # at every moment one whole release has the name
        shutil.rmtree(built)
    else:
        _replace_in_two_steps(built, target)
    return True


def _replace_in_two_steps(built: Path, target: Path) -> None:
    """Replace a release where names cannot be exchanged; `_restore` puts the old one back if this is interrupted."""
    old = _replaced(target)
    rename_durably(target, old)
    try:
        rename_durably(built, target)
    except OSError:
        rename_durably(old, target)
        raise
    shutil.rmtree(old)


def _replaced(target: Path) -> Path:
    """Return the name that a release has while another takes its place."""
    return target.with_name(f".{target.name}{_REPLACED}")


def _restore(parent: Path, name: str) -> None:
    """Put a release back that lost its name to one that never got it, or remove it if its successor is there."""
    target = parent / name
    old = _replaced(target)
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        rename_durably(old, target)


def _repair(built: Path, target: Path) -> bool:
    """Bring the files that are not as listed from the one folder into the other; return whether there were any."""
    damaged = [
        name
        for name, digest in read_checksums(built).items()
        if not (target / name).is_file() or file_digest(target / name) != digest
    ]
    for name in damaged:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(target / name)
        sync((target / name).parent)
    return bool(damaged)
