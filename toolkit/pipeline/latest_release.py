"""Finds the newest release of a dataset: in the output folder, or where it is published."""

import re
from pathlib import Path

from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.publication_address import PublicationAddress
from toolkit.release.published_version import published_version
from toolkit.release.version_bump import version_key
from toolkit.storage.filesystem import is_address, join_url, resolve_filesystem, translate_errors


def latest_release(config: Config) -> str:
    """Return the folder or address of the release of highest version; empty if there is none.

    A release in the output folder goes before the published one of the same version.

    Raises:
        ReleaseError: the output folder cannot be reached.
        SourceError: the destination cannot be reached.
    """
    out, name, destination = config.build.out, config.dataset.name, config.package.destination
    pattern = re.compile(rf"{re.escape(name)}-(\d+\.\d+\.\d+)")
    built = [match[1] for folder in _names(out) if (match := pattern.fullmatch(folder))]
    newest = max(built, key=version_key, default=None)
    published = published_version(destination) if destination else None
    if published is not None and (newest is None or version_key(published) > version_key(newest)):
        return PublicationAddress(destination, published).root
    return str(join_url(out, f"{name}-{newest}")) if newest is not None else ""


def _names(out: str) -> list[str]:
    """Return the names of the whole releases in a folder; none if there is no such folder."""
    if not is_address(out):
        return [path.parent.name for path in Path(out).glob(f"*/{CHECKSUMS}")]
    with translate_errors(out, ReleaseError):
        filesystem, root = resolve_filesystem(out)
        folders = filesystem.ls(root, detail=False) if filesystem.exists(root) else []
        paths = [folder.rstrip("/") for folder in map(str, folders)]
        return [name.rpartition("/")[2] for name in paths if filesystem.exists(f"{name}/{CHECKSUMS}")]
