"""All repositories of the emulated Hub: content of their files, visibility and tokens."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request

from hub_emulator.content import Content
from hub_emulator.repository import Entry, Repository
from hub_emulator.responses import Refusal

USER = "rehearsal"
"""Whose token every token is."""
_LARGE = (".arrow", ".bz2", ".gz", ".jpg", ".npz", ".parquet", ".pdf", ".png", ".tar", ".tgz", ".webp", ".xz", ".zip")
_LARGE_BYTES = 10_000_000
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_ATTRIBUTES = "".join(f"*{suffix} filter=lfs diff=lfs merge=lfs -text\n" for suffix in (*_LARGE, ".zst")).encode()


class Hub:
    """The Hub in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open it, or make it new."""
        self._datasets = folder / "datasets"
        self._datasets.mkdir(parents=True, exist_ok=True)
        self.content = Content(folder)

    def create(self, organization: str, name: str, visibility: str) -> Repository:
        """Make a repository.

        Raises:
            FileExistsError: there is one of that name.
            Refusal: nothing can have that name.
        """
        folder = self._folder(organization, name)
        if folder.exists():
            raise FileExistsError(folder)
        return Repository.create(folder, visibility, {".gitattributes": self.add_regular(_ATTRIBUTES)})

    def delete(self, organization: str, name: str) -> None:
        """Remove a repository."""
        shutil.rmtree(self._folder(organization, name))

    def _folder(self, organization: str, name: str) -> Path:
        if not all(_NAME.fullmatch(part) for part in (organization, name)):
            raise Refusal(400, f"{organization}/{name} is no name of a repository")
        return self._datasets / organization / name

    def repository(self, request: Request) -> Repository:
        """Return the repository that a request is about.

        Raises:
            Refusal: there is none, or it is private and the request comes without a token.
        """
        organization, name = request.path_params["organization"], request.path_params["name"]
        repository = Repository(self._folder(organization, name))
        if not (repository.folder / "repository.json").is_file():
            raise Refusal(404, "Repository not found", "RepoNotFound")
        if repository.state.visibility == "private" and not has_token(request):
            raise Refusal(401, "Repository not found", "RepoNotFound")
        return repository

    def repository_at(self, request: Request) -> tuple[Repository, str]:
        """Return the repository and the commit that a request is about.

        Raises:
            Refusal: there is no such repository or revision.
        """
        repository = self.repository(request)
        try:
            return repository, repository.resolve(request.path_params["revision"])
        except KeyError as error:
            raise Refusal(404, f"Invalid rev id: {request.path_params['revision']}", "RevisionNotFound") from error

    def add_regular(self, data: bytes) -> Entry:
        """Keep content of a file that git itself holds."""
        return Entry(len(data), _blob(data), self.content.add(data), lfs=False)

    def large(self, sha256: str) -> Entry:
        """Return the entry of a file whose content was uploaded before.

        Raises:
            KeyError: it was not.
        """
        size = self.content.size(sha256)
        return Entry(size, _blob(pointer(sha256, size)), sha256, lfs=True)

    def described(self, path: str, entry: Entry) -> dict[str, object]:
        """Return a file as the tree and paths-info routes describe it."""
        description: dict[str, object] = {"type": "file", "path": path, "size": entry.size, "oid": entry.oid}
        if entry.lfs:
            size = len(pointer(entry.sha256, entry.size))
            description["lfs"] = {"oid": entry.sha256, "size": entry.size, "pointerSize": size}
            if recipe := self.content.recipe(entry.sha256):
                description["xetHash"] = recipe.file
        return description


def hub_of(request: Request) -> Hub:
    """Return the Hub that a request was sent to."""
    hub = request.app.state.hub
    assert isinstance(hub, Hub)
    return hub


def has_token(request: Request) -> bool:
    """Whether a request comes with a token; every token is good."""
    return request.headers.get("authorization", "").startswith("Bearer ")


def must_have_token(request: Request) -> None:
    """Refuse to change anything for strangers.

    Raises:
        Refusal: 401, the request has no token.
    """
    if not has_token(request):
        raise Refusal(401, "Invalid username or password.")


def is_large(path: str, size: int, sample: bytes) -> bool:
    """Whether a file is kept beside git: by its name, its size or because it is not text."""
    return path.endswith((*_LARGE, ".zst")) or size > _LARGE_BYTES or b"\0" in sample


def folders(tree: Mapping[str, Entry]) -> dict[str, str]:
    """Return the folders of a tree with a digest of what each holds."""
    entries: dict[str, list[str]] = {}
    for path, entry in tree.items():
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            entries.setdefault("/".join(parts[:depth]), []).append(f"{path} {entry.oid}")
    return {folder: _blob("\n".join(held).encode()) for folder, held in entries.items()}


def pointer(sha256: str, size: int) -> bytes:
    """Return the LFS pointer that git holds instead of a large file."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
