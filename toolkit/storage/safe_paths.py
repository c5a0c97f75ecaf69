"""Names that a file, manifest, listing or index gives: checked before they are joined to a folder.

A name must be relative and stay below its folder, on every operating system; it must not lead through a symbolic
link. Whatever reads names from data written by others uses these functions, and no other join.
"""

import os
import re
from pathlib import Path

from toolkit.errors import ReleaseError, ToolkitError, printable

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 1024
"""Characters of a name that are accepted: longer than any file of a release has."""
_SHOWN = 80


def check_name(name: object, origin: str | Path, kind: type[ToolkitError] = ReleaseError) -> str:
    """Return a relative file name with slashes that was read from data, if it is safe to join to a folder.

    Args:
        name: The name; anything but a text is refused.
        origin: The file, listing or index that holds it, for the message.
        kind: Class of the error.

    Raises:
        ToolkitError: of the given kind; the name is empty, absolute, has a drive, a backslash, an unprintable
            character, or a part that is empty, `.` or `..`.
    """
    if not isinstance(name, str) or not name or len(name) > _LONGEST:
        raise kind(f"{origin} holds a file name that is empty, too long or no text; do not use it.")
    parts = name.split("/")
    unsafe = _DRIVE.match(name) or printable(name) != name or "\n" in name or "\t" in name or "\\" in name
    if unsafe or any(part.strip() in ("", ".", "..") for part in parts):
        shown = " ".join(name[:_SHOWN].splitlines())
        raise kind(f"{origin} holds the file name '{shown}', which leads out of its folder; do not use it.")
    return name


def join_name(folder: Path, name: object, origin: str | Path, kind: type[ToolkitError] = ReleaseError) -> Path:
    """Return the path of a name below a folder.

    Raises:
        ToolkitError: of the given kind; the name is unsafe (see `check_name`), or leads through a symbolic link.
    """
    path = folder
    for part in check_name(name, origin, kind).split("/"):
        path /= part
        if path.is_symlink():
            raise kind(f"{path} is a symbolic link; do not use it.")
    return path


def refuse_links(folder: Path, ignored: tuple[str, ...] = (), kind: type[ToolkitError] = ReleaseError) -> None:
    """Check that a folder holds regular files and folders only, at every depth; links are not followed.

    The cache of the Hub's client keeps a snapshot as links to `blobs/` beside `snapshots/`, or one folder higher where
    repositories share them: such links are accepted.

    Args:
        folder: The folder; may itself be named by a link.
        ignored: Names directly below it that are not looked at.
        kind: Class of the error.

    Raises:
        ToolkitError: of the given kind; it holds a link, a device, a pipe or a socket, or cannot be listed.
    """
    waiting = [folder]
    caches = folder.parents[1:3] if folder.parent.name == "snapshots" else ()
    blobs = [cache.resolve() / "blobs" for cache in caches]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                listed = [entry for entry in entries if current != folder or entry.name not in ignored]
        except OSError as error:
            raise kind(f"{current} cannot be listed: {error.strerror}.") from error
        for entry in listed:
            if entry.is_symlink():
                target = Path(entry.path).resolve()
                if not any(target.is_relative_to(allowed) for allowed in blobs):
                    raise kind(f"{entry.path} is a symbolic link; do not use it.")
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif not entry.is_file(follow_symlinks=False):
                raise kind(f"{entry.path} is neither a file nor a folder; do not use it.")
