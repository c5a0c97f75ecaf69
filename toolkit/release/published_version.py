"""Asks a destination of releases which version it shows as its newest."""

import json
import re
from pathlib import Path

from toolkit.errors import SourceError
from toolkit.release.fetch import LATEST
from toolkit.release.publication_address import HUB
from toolkit.release.release_folder import MANIFEST
from toolkit.storage.filesystem import resolve_filesystem, translate_errors, without_secrets
from toolkit.storage.hub_errors import describe_hub_error


def published_version(destination: str) -> str | None:
    """Return the newest version at a destination; null if nothing was published there.

    Args:
        destination: `hf://datasets/ORG/NAME`, or the address of a folder that holds `latest.json`.

    Raises:
        SourceError: it cannot be reached, or what it shows is no release.
    """
    shown = without_secrets(destination)
    if destination.startswith(HUB):
        content = _hub_manifest(destination.removeprefix(HUB).strip("/"), shown)
    else:
        with translate_errors(destination):
            filesystem, root = resolve_filesystem(destination)
            path = f"{root}/{LATEST}"
            content = filesystem.cat_file(path) if filesystem.exists(path) else None
    if content is None:
        return None
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        values = None
    version = values.get("version") if isinstance(values, dict) else None
    if not isinstance(version, str) or not re.fullmatch(r"\d{1,9}\.\d{1,9}\.\d{1,9}", version, re.ASCII):
        raise SourceError(f"{shown} shows something that is no release; name another destination.")
    return version


def _hub_manifest(repository: str, shown: str) -> bytes | None:
    """Return the manifest on the main branch of a dataset of the Hub; null if there is none."""
    from huggingface_hub import get_token, hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError, LocalEntryNotFoundError, RepositoryNotFoundError

    try:
        return Path(hf_hub_download(repository, MANIFEST, repo_type="dataset")).read_bytes()
    except LocalEntryNotFoundError as error:
        raise SourceError(f"{shown} cannot be reached; check the network, and run the same command again.") from error
    except EntryNotFoundError:
        return None
    except RepositoryNotFoundError as error:
        if get_token() is None:  # a private repository looks the same as none
            raise SourceError(f"{shown} cannot be seen without a token; set HF_TOKEN or `hf auth login`.") from error
        return None
    except (OSError, ValueError) as error:
        raise SourceError(f"{shown} cannot be reached: {describe_hub_error(error)}.") from error
