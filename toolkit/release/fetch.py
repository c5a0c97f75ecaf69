"""Fetches a release, or a table of one, from the Hub or any other place that fsspec knows, to this disk.

What comes from the Hub stays in its own cache, which is addressed by commit: a version that was fetched once is there
without a network. What comes from elsewhere is fetched anew, and gone when the process ends.
"""

import atexit
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

from toolkit.errors import SourceError
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.release_folder import CONTRACT, MANIFEST, REVOKED
from toolkit.storage.filesystem import Location, is_address, resolve_filesystem, translate_errors, without_secrets
from toolkit.storage.hub_errors import describe_hub_error
from toolkit.storage.safe_paths import check_name, join_name

LATEST, VERSIONS = "latest.json", "versions"
"""Outside the Hub, a file that names the current version, and the folder in which all of them stand."""
_HUB = re.compile(r"hf://datasets/(?P<name>[\w.-]+/[\w.-]+)(?:@(?P<revision>[^/]+))?(?:/(?P<path>.+?))?/*")
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_ABOUT = (MANIFEST, CHECKSUMS, REVOKED, f"{CONTRACT}/*")


def as_address(location: Location) -> Location:
    """Return the Hub's address of `ORG/NAME`, if nothing of that name can be meant on this disk."""
    path = Path(location)
    named = isinstance(location, str) and _REPOSITORY.fullmatch(location) is not None
    return f"hf://datasets/{location}" if named and not path.exists() and not path.parent.exists() else location


def local_copy(location: Location, version: str | None = None, table: str | None = None) -> Path:
    """Return where a release or file is on this disk; what is at an address is fetched, see `fetch`.

    Raises:
        SourceError: there is nothing at the address, or it cannot be reached.
    """
    return fetch(str(location), version, table) if is_address(location) else Path(location)


def fetch(address: str, version: str | None = None, table: str | None = None) -> Path:
    """Return the folder, or the Parquet file, to which an address was fetched.

    Args:
        address: `hf://datasets/ORG/NAME[@REVISION][/PATH]`, or the address of a release, of the folder that releases
            were published to, or of a Parquet file, in any form that fsspec knows.
        version: The version wanted; on the Hub its tag, elsewhere its folder. The current one if it is not given.
        table: Only this table of a release is fetched, or all files if none is named.

    Raises:
        SourceError: there is no such thing, or it cannot be reached.
    """
    matched = _HUB.fullmatch(address)
    if matched:
        revision = unquote(matched["revision"]) if matched["revision"] else version and f"v{version}"
        return _from_hub(matched["name"], revision, matched["path"], _patterns(table))
    if address.startswith("hf://"):
        raise SourceError(f"{without_secrets(address)} is no dataset of the Hub; write hf://datasets/ORG/NAME.")
    return _from_elsewhere(address.rstrip("/"), version, _patterns(table))


def _patterns(table: str | None) -> list[str]:
    # A repository that is no release of ours may have its Parquet files anywhere.
    return ["*"] if table is None else [*_ABOUT, f"data/{table}/*", f"{table}/*", "*.parquet"]


def _from_hub(repository: str, revision: str | None, path: str | None, patterns: Sequence[str]) -> Path:
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    shown = f"hf://datasets/{repository}{f'@{revision}' if revision else ''}"
    wanted = patterns if path is None else [path, f"{path}/*"]
    try:
        if path is None and "*" not in patterns:
            listed = HfApi().list_repo_files(repository, repo_type="dataset", revision=revision)
            # A release has a table several times over: once for itself, and within others.
            wanted = [pattern for pattern in wanted if pattern != "*.parquet" or MANIFEST not in listed]
        snapshot = Path(
            snapshot_download(repository, repo_type="dataset", revision=revision, allow_patterns=list(wanted))
        )
    except LocalEntryNotFoundError as error:
        raise SourceError(f"{shown} is not in the Hub's cache here, and the Hub cannot be reached.") from error
    except (HfHubHTTPError, OSError, ValueError) as error:
        raise SourceError(f"{shown} cannot be fetched: {describe_hub_error(error)}.") from error
    folder = snapshot / path if path else snapshot
    if not folder.exists():
        raise SourceError(f"{shown} has no {path}.")
    return folder


def _from_elsewhere(address: str, version: str | None, patterns: Sequence[str]) -> Path:
    shown = without_secrets(address)
    with translate_errors(address):
        filesystem, root = resolve_filesystem(address)
        target = Path(tempfile.mkdtemp(prefix="toolkit-fetched-"))
        atexit.register(shutil.rmtree, target, ignore_errors=True)
        if filesystem.isfile(root):
            path = join_name(target, Path(root).name, shown, SourceError)
            filesystem.get_file(root, str(path))
            return path
        if filesystem.exists(f"{root}/{LATEST}"):
            pointed = _pointed(filesystem.cat_file(f"{root}/{LATEST}"), f"{shown}/{LATEST}")
            root = f"{root}/{pointed if version is None else f'{VERSIONS}/{check_name(version, shown, SourceError)}'}"
        names = [path.removeprefix(filesystem._strip_protocol(root)).lstrip("/") for path in filesystem.find(root)]  # noqa: SLF001
        checked = [check_name(name, shown, SourceError) for name in names]  # all of them before the first is written
        released = MANIFEST in checked
        kept = [pattern for pattern in patterns if pattern != "*.parquet" or not released]
        for name in checked:
            if any(fnmatch(name, pattern) for pattern in kept):
                path = join_name(target, name, shown, SourceError)
                path.parent.mkdir(parents=True, exist_ok=True)
                filesystem.get_file(f"{root}/{name}", str(path))
    if not checked:
        raise SourceError(f"There is nothing at {shown}{f' of version {version}' if version else ''}.")
    return target


def _pointed(content: bytes, origin: str) -> str:
    """Return the folder of the current version that the text of latest.json names."""
    try:
        pointer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{origin} is no JSON; publish the release again.") from error
    return check_name(pointer.get("path") if isinstance(pointer, dict) else None, origin, SourceError)
