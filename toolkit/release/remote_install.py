"""Gives a release that was just built its name in a folder elsewhere, whole or not at all."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReleaseError
from toolkit.progress import Progress
from toolkit.release.bundle import Bundle
from toolkit.release.checksums import CHECKSUMS, parse_checksums
from toolkit.release.release_folder import MANIFEST
from toolkit.release.transfer import in_order, missing_items, upload, verify_upload
from toolkit.storage.filesystem import (
    has_folders,
    join_url,
    resolve_filesystem,
    sync_path,
    translate_errors,
    without_secrets,
    write_file,
)

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


def check_writable(out: str, name: str) -> None:
    """Check that a folder elsewhere can be written to, before the work for it begins.

    Raises:
        ReleaseError: it cannot be reached or written to.
    """
    with translate_errors(out, ReleaseError):
        filesystem, root = resolve_filesystem(out)
        write_file(filesystem, f"{root}/.{name}.probe", b"")
        filesystem.rm_file(f"{root}/.{name}.probe")


def install_remote(bundle: Bundle, out: str, progress: Progress, *, replace: bool) -> bool:
    """Give a release its name in a folder elsewhere, whole or not at all; return whether anything changed.

    It is sent and proved under a hidden name first. Where folders can be renamed, that gives it its name. In an object
    store its files are copied there, SHA256SUMS last: where that is, the release is whole. A run that was killed is
    completed by the next one; of a release that is the same, files that were lost since are sent again.

    Raises:
        ReleaseError: something else has that name and, if it is a release, `replace` was not asked for.
    """
    name = f"{bundle.name}-{bundle.version}"
    shown = without_secrets(str(join_url(out, name)))
    with translate_errors(out, ReleaseError):
        filesystem, root = resolve_filesystem(out)
        target, staging = f"{root}/{name}", f"{root}/.{name}.{bundle.checksums[:12]}"
        there = _checksums(filesystem, target)
        if there == bundle.checksums:
            lost = missing_items(bundle, filesystem, target, shown)
            changed = bool(lost)
            if changed:
                upload(filesystem, target, lost, progress)
        else:
            _check_free(filesystem, target, _leftovers(filesystem, root, name), shown, replace=replace)
            upload(filesystem, staging, missing_items(bundle, filesystem, staging, shown), progress)
            verify_upload(filesystem, staging, bundle, shown, progress)
            (_rename if has_folders(filesystem) else _copy)(filesystem, staging, target, bundle)
            changed = True
        for leftover in _leftovers(filesystem, root, name):
            filesystem.rm(leftover, recursive=True)
    return changed


def checksums(release: str) -> str | None:
    """Return the SHA-256 of SHA256SUMS of a release elsewhere; null where it has none.

    Raises:
        ReleaseError: it cannot be reached.
    """
    with translate_errors(release, ReleaseError):
        return _checksums(*resolve_filesystem(release))


def complete_manifest(release: str, digest: str) -> Mapping[str, Any] | None:
    """Return the manifest of a release elsewhere if it has that SHA256SUMS, and every file that is in there.

    Raises:
        ReleaseError: it cannot be reached.
    """
    with translate_errors(release, ReleaseError):
        filesystem, root = resolve_filesystem(release)
        listed = _listed(filesystem, root)
        if listed is None or hashlib.sha256(listed).hexdigest() != digest:
            return None
        if not {f"{root}/{name}" for name in parse_checksums(listed.decode())}.issubset(filesystem.find(root)):
            return None
        manifest: Mapping[str, Any] = json.loads(filesystem.cat_file(f"{root}/{MANIFEST}"))
        return manifest


def _check_free(
    filesystem: "AbstractFileSystem", target: str, leftovers: list[str], shown: str, *, replace: bool
) -> None:
    whole = filesystem.exists(f"{target}/{CHECKSUMS}")
    if whole and not replace:
        raise ReleaseError(
            f"{shown} exists and holds something else; raise dataset.version, or overwrite it with --replace."
        )
    ours = whole or any(
        filesystem.exists(f"{leftover}/{CHECKSUMS}") for leftover in leftovers
    )  # it was killed while it was copied
    if filesystem.exists(target) and not ours:
        raise ReleaseError(f"{shown} exists and is not a release; choose another name or folder.")


def _checksums(filesystem: "AbstractFileSystem", folder: str) -> str | None:
    listed = _listed(filesystem, folder)
    return None if listed is None else hashlib.sha256(listed).hexdigest()


def _listed(filesystem: "AbstractFileSystem", folder: str) -> bytes | None:
    """Return SHA256SUMS of a release; null where it has none."""
    try:
        return bytes(filesystem.cat_file(f"{folder}/{CHECKSUMS}"))
    except FileNotFoundError:
        return None


def _leftovers(filesystem: "AbstractFileSystem", root: str, name: str) -> list[str]:
    """Return the hidden folders of builds of a release that are at work or were killed."""
    filesystem.invalidate_cache()
    try:
        names = [str(path).rstrip("/") for path in filesystem.ls(root, detail=False)]
    except FileNotFoundError:
        return []
    return [
        entry
        for entry in names
        if re.fullmatch(rf"\.{re.escape(name)}\.[0-9a-f]{{12}}(\.old)?", entry.rpartition("/")[2])
    ]


def _rename(filesystem: "AbstractFileSystem", staging: str, target: str, _: Bundle) -> None:
    if filesystem.exists(target):
        filesystem.mv(target, f"{staging}.old")
    filesystem.mv(staging, target)
    sync_path(filesystem, target.rpartition("/")[0])


def _copy(filesystem: "AbstractFileSystem", staging: str, target: str, bundle: Bundle) -> None:
    """Copy a release within an object store; from the first to the last step there is no release of that name."""
    names = [item.path for item in sorted(bundle.items, key=in_order)]
    present = filesystem.find(target) if filesystem.exists(target) else []
    stale = {path.removeprefix(f"{target}/") for path in present} - set(names)
    for name in (CHECKSUMS, MANIFEST, *sorted(stale)):
        if f"{target}/{name}" in present:
            filesystem.rm_file(f"{target}/{name}")
    for name in names:
        filesystem.cp_file(f"{staging}/{name}", f"{target}/{name}")
