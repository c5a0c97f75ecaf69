"""State of a repository of the Hub, and its differences from a release."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import PublishError
from toolkit.release.bundle import Bundle, BundleFile
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.release_folder import MANIFEST

if TYPE_CHECKING:
    from huggingface_hub import HfApi, RepoFile

KIND = "dataset"


@dataclass(frozen=True, slots=True)
class RemoteRepository:
    """Current state of a repository."""

    repository: str
    head: str | None
    """Newest commit of main; null if there is no such repository."""
    files: "Mapping[str, RepoFile]" = field(default_factory=dict)
    """Files of main."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Tag to commit."""
    private: bool = True
    access: str = ""
    """`auto` or `manual` where the Hub asks before it gives access."""


def connect() -> "HfApi":
    """Return the client of the Hub that HF_ENDPOINT names; the token is read from its usual locations.

    Raises:
        PublishError: there is no token.
    """
    from huggingface_hub import HfApi, get_token

    if get_token() is None:
        raise PublishError("The Hub needs your token: set HF_TOKEN or run `hf auth login`.")
    return HfApi(endpoint=os.environ.get("HF_ENDPOINT") or None, library_name="news-dataset-toolkit")


def read_repository(client: "HfApi", repository: str) -> RemoteRepository:
    """Return the current state of a repository."""
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = client.dataset_info(repository)
    except RepositoryNotFoundError:
        return RemoteRepository(repository, None)
    refs = client.list_repo_refs(repository, repo_type=KIND)
    tags = {ref.name: ref.target_commit for ref in refs.tags}
    assert info.sha is not None
    files = files_at(client, repository, info.sha)
    return RemoteRepository(repository, info.sha, files, tags, bool(info.private), info.gated or "")


def files_at(client: "HfApi", repository: str, revision: str) -> "dict[str, RepoFile]":
    """Return the files of a revision, by path."""
    from huggingface_hub import RepoFile

    tree = client.list_repo_tree(repository, recursive=True, revision=revision, repo_type=KIND)
    return {file.path: file for file in tree if isinstance(file, RepoFile)}


def differing(bundle: Bundle, files: "Mapping[str, RepoFile]") -> tuple[BundleFile, ...]:
    """Return the files of a release that are not there, or have another checksum there."""
    return tuple(item for item in bundle.items if not _same(item, files.get(item.path)))


def new_content(items: Iterable[BundleFile], files: "Mapping[str, RepoFile]") -> tuple[BundleFile, ...]:
    """Return the files whose content the revision does not hold under any name."""
    large = {file.lfs.sha256 for file in files.values() if file.lfs}
    regular = {(file.size, file.blob_id) for file in files.values() if not file.lfs}
    sizes = {size for size, _ in regular}  # so that no large file is read for its name in git
    return tuple(
        item
        for item in items
        if item.sha256 not in large and (item.size not in sizes or (item.size, _blob(item)) not in regular)
    )


def shown_release(client: "HfApi", remote: RemoteRepository) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return the manifest of the release that main shows, and its files; nothing if it shows none."""
    if remote.head is None or not {MANIFEST, CHECKSUMS} <= remote.files.keys():
        return None, ()
    with tempfile.TemporaryDirectory(prefix="toolkit-publish-") as cache_folder:
        texts = [_text(client, remote, name, cache_folder) for name in (MANIFEST, CHECKSUMS)]
    manifest = json.loads(texts[0])
    listed = tuple(line.partition("  ")[2] for line in texts[1].splitlines())
    return manifest if isinstance(manifest, dict) else None, listed


def check_revision(client: "HfApi", repository: str, revision: str, bundle: Bundle) -> None:
    """Check that a revision holds every file of a release with its checksum.

    Raises:
        PublishError: it does not; the first such file is named.
    """
    wrong = differing(bundle, files_at(client, repository, revision))
    if wrong:
        raise PublishError(
            f"{repository} at {revision}: {wrong[0].path} is not what was built; "
            "run the same command again, and report this if it stays."
        )


def _text(client: "HfApi", remote: RemoteRepository, name: str, cache_folder: str) -> str:
    path = client.hf_hub_download(remote.repository, name, revision=remote.head, repo_type=KIND, cache_dir=cache_folder)
    return Path(str(path)).read_text(encoding="utf-8")


def _same(item: BundleFile, remote_file: "RepoFile | None") -> bool:
    if remote_file is None or remote_file.size != item.size:
        return False
    return remote_file.lfs.sha256 == item.sha256 if remote_file.lfs else remote_file.blob_id == _blob(item)


def _blob(item: BundleFile) -> str:
    """Return the name that git gives to a file's content."""
    digest = hashlib.sha1(b"blob %d\0" % item.size, usedforsecurity=False)
    with item.source.open("rb") as file:
        while data := file.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()
