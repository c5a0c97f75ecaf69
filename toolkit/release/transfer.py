"""The files of a release on their way: which are missing where they go, how they are sent, and that they arrived."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.release.bundle import Bundle, BundleFile
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.release_folder import MANIFEST
from toolkit.storage.filesystem import has_folders, is_local, sync_path, write_file

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_PIECE = 1 << 20


def missing_items(bundle: Bundle, filesystem: "AbstractFileSystem", folder: str, shown: str) -> tuple[BundleFile, ...]:
    """Return the files that are to be sent: those that are not there with their size and content.

    SHA256SUMS is sent last: where it is, the version is whole.

    Raises:
        PublishError: the version is there with other content.
    """
    try:
        present = {path: int(info["size"]) for path, info in filesystem.find(folder, detail=True).items()}
    except FileNotFoundError:
        present = {}
    whole = f"{folder}/{CHECKSUMS}" in present
    if whole and hashlib.sha256(filesystem.cat_file(f"{folder}/{CHECKSUMS}")).hexdigest() != bundle.checksums:
        raise PublishError(
            f"{shown} holds version {bundle.version} with other files; a version is never changed: "
            "raise dataset.version."
        )
    return tuple(
        item
        for item in bundle.items
        if present.get(f"{folder}/{item.path}") != item.size
        or not (whole or _digest(filesystem, f"{folder}/{item.path}") == item.sha256)
    )


def upload(filesystem: "AbstractFileSystem", folder: str, items: tuple[BundleFile, ...], progress: Progress) -> None:
    """Upload files atomically, those last that make a folder a release; runs at the same time do not disturb it."""
    parent, _, name = folder.rpartition("/")
    drafts = f"{parent}/.{name}.{os.getpid()}.drafts"
    progress.begin("upload", sum(item.size for item in items))
    try:
        for item in sorted(items, key=in_order):
            path, draft = f"{folder}/{item.path}", f"{drafts}/{item.path.replace('/', '~')}"
            if item.path == CHECKSUMS:
                write_file(filesystem, path, item.source.read_bytes(), draft=draft)
            else:
                _put(filesystem, item.source, path, draft)
            progress.advance(item.size)
        _sync_folders(filesystem, folder, items)
    finally:
        if has_folders(filesystem) and filesystem.exists(drafts):
            filesystem.rm(drafts, recursive=True)


def _sync_folders(filesystem: "AbstractFileSystem", folder: str, items: tuple[BundleFile, ...]) -> None:
    """Flush the names of uploaded files to a local disk, before a pointer to them is written."""
    if not is_local(filesystem):
        return
    folders = {parent for item in items for parent in Path(folder, item.path).parents}
    top = Path(folder).parent.parent  # the folder of latest.json, or above the release
    for path in sorted(path for path in folders if path.is_relative_to(top)):
        sync_path(filesystem, str(path))


def _put(filesystem: "AbstractFileSystem", source: Path, path: str, draft: str) -> None:
    if not has_folders(filesystem):
        filesystem.put_file(str(source), path)
        return
    for folder in (path.rpartition("/")[0], draft.rpartition("/")[0]):
        filesystem.makedirs(folder, exist_ok=True)
    filesystem.put_file(str(source), draft)
    sync_path(filesystem, draft)
    filesystem.mv(draft, path)


def verify_upload(
    filesystem: "AbstractFileSystem", folder: str, bundle: Bundle, shown: str, progress: Progress
) -> None:
    """Read every file again from where it is now.

    Raises:
        PublishError: one is not what was built.
    """
    progress.begin("prove", bundle.bytes)
    for item in bundle.items:
        if _digest(filesystem, f"{folder}/{item.path}") != item.sha256:
            raise PublishError(f"{shown}: {item.path} is not what was built; run the same command again.")
        progress.advance(item.size)


def in_order(item: BundleFile) -> tuple[bool, bool, str]:
    """Sort key of the files of a release on their way: what makes a folder a release comes last."""
    return item.path == CHECKSUMS, item.path == MANIFEST, item.path


def _digest(filesystem: "AbstractFileSystem", path: str) -> str:
    digest = hashlib.sha256()
    with filesystem.open(path, "rb") as file:
        while data := file.read(_PIECE):
            digest.update(data)
    return digest.hexdigest()
