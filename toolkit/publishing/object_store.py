"""Publishes a release to a folder or an object store: its files under versions/, then latest.json, which names them.

Whoever reads latest.json sees the release before or the new one, whole: it is switched last, after every file was
read again from where it is now. Older versions stay.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing.publish_plan import Outcome, Plan, PublishOptions, refuse_downgrade
from toolkit.release.bundle import Bundle, BundleFile
from toolkit.release.fetch import LATEST, VERSIONS
from toolkit.release.transfer import missing_items, upload, verify_upload
from toolkit.storage.filesystem import resolve_filesystem, translate_errors, without_secrets, write_file

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


def publish(bundle: Bundle, destination: str, options: PublishOptions, progress: Progress) -> Outcome:
    """Publish a release, or say what that would do.

    Args:
        bundle: The files of the release.
        destination: The folder: a path, or an address that fsspec understands.
        options: How it is published; only a dry run is of meaning here.
        progress: Called as the work advances.

    Raises:
        PublishError: the destination cannot be read or written, or holds a release that must not be replaced.
    """
    shown = without_secrets(destination)
    with translate_errors(destination, PublishError):
        filesystem, root = resolve_filesystem(destination)
        folder = f"{root}/{VERSIONS}/{bundle.version}"
        latest = _json(filesystem, f"{root}/{LATEST}")
        missing = missing_items(bundle, filesystem, folder, shown)
        step = "upload" if missing else "nothing" if latest == _pointer(bundle) else "tag"
        if step != "nothing":
            refuse_downgrade(bundle, latest if _points_elsewhere(latest, bundle) else None, shown)
        plan = _plan(bundle, shown, step, missing)
        address = f"{shown.rstrip('/')}/{plan.tag}"
        if options.dry_run or step == "nothing":
            return Outcome(plan, "unchanged" if step == "nothing" else "planned", address)
        upload(filesystem, folder, missing, progress)
        verify_upload(filesystem, folder, bundle, shown, progress)
        pointer = _json(filesystem, f"{root}/{LATEST}")
        if pointer not in (latest, _pointer(bundle)):  # the second is of a run that published the same at this time
            raise PublishError(f"{shown} has moved while the release was on its way; run the same command again.")
        write_file(filesystem, f"{root}/{LATEST}", (json.dumps(_pointer(bundle), indent=2) + "\n").encode())
        return Outcome(plan, "published", address)


def _plan(bundle: Bundle, destination: str, step: str, missing: Sequence[BundleFile]) -> Plan:
    return Plan(
        destination=destination,
        release=f"{bundle.name}-{bundle.version}",
        tag=f"{VERSIONS}/{bundle.version}",
        step=step,
        files=len(bundle.items),
        bytes=bundle.bytes,
        changed_files=len(missing),
        new_files=len(missing),
        new_bytes=sum(item.size for item in missing),
    )


def _pointer(bundle: Bundle) -> dict[str, Any]:
    """Return the content of latest.json."""
    return {
        "name": bundle.name,
        "version": bundle.version,
        "path": f"{VERSIONS}/{bundle.version}",
        "checksums": bundle.checksums,
    }


def _points_elsewhere(latest: Mapping[str, Any] | None, bundle: Bundle) -> bool:
    """Return True if latest.json points to another release, or to this version with other content."""
    return latest is not None and latest != _pointer(bundle)


def _json(filesystem: "AbstractFileSystem", path: str) -> dict[str, Any] | None:
    """Return the object in a file; None where there is no file, or another thing is in it."""
    try:
        content = json.loads(filesystem.cat_file(path))
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
