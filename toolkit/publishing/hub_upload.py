"""Sends a change to a branch of the Hub: the content of its files ahead, then all of it in one commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing.hub_state import KIND
from toolkit.release.bundle import Bundle, BundleFile

if TYPE_CHECKING:
    from huggingface_hub import CommitOperationAdd, HfApi

ONE_COMMIT = 100
"""Files that one commit may change; the Hub gives up on larger ones after a minute."""
_BATCH = 50
_BATCH_BYTES = 200_000_000
"""Content goes ahead in batches of so many files, or so many bytes, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files to put into a branch and to take out of it."""

    title: str
    description: str
    items: tuple[BundleFile, ...]
    removed: tuple[str, ...]

    @classmethod
    def of(cls, bundle: Bundle, items: Sequence[BundleFile], removed: Sequence[str]) -> "Change":
        """Return the change that brings these files of a release."""
        title = f"Release {bundle.name} {bundle.version}"
        return cls(title, f"SHA-256 of SHA256SUMS: {bundle.checksums}", tuple(items), tuple(removed))

    @property
    def count(self) -> int:
        """Number of files that change."""
        return len(self.items) + len(self.removed)


def send(client: "HfApi", repository: str, change: Change, *, branch: str, parent: str, progress: Progress) -> str:
    """Upload what is new, commit the change onto its parent and return the commit.

    Raises:
        PublishError: a file would be left out.
        HfHubHTTPError: the branch has moved (412), or another refusal of the Hub.
    """
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    additions = [CommitOperationAdd(item.path, str(item.source)) for item in change.items]
    progress.begin("upload", sum(item.size for item in change.items))
    for batch in _batches(additions):
        with _without_bars():
            _upload(client, repository, branch, batch)
        progress.advance(sum(addition.upload_info.size for addition in batch))
    operations: list[CommitOperationAdd | CommitOperationDelete] = [
        *additions,
        *(CommitOperationDelete(path, is_folder=False) for path in change.removed),
    ]
    made = client.create_commit(
        repository,
        operations,
        commit_message=change.title,
        commit_description=change.description,
        repo_type=KIND,
        revision=branch,
        parent_commit=parent,
    )
    return made.oid


def _upload(client: "HfApi", repository: str, branch: str, additions: "Sequence[CommitOperationAdd]") -> None:
    """Send the content of large files; small ones travel with the commit."""
    client.preupload_lfs_files(
        repository,
        additions,
        repo_type=KIND,
        revision=branch,
        free_memory=False,
        gitignore_content="",  # a .gitignore on the Hub must not leave out a part of a release
    )
    for addition in additions:
        if addition._should_ignore:  # noqa: SLF001 - the client would leave the file out and say nothing
            raise PublishError(
                f"The .gitignore of {repository} leaves out {addition.path_in_repo}; remove it from the repository."
            )


@contextmanager
def _without_bars() -> Iterator[None]:
    """Hide the client's own progress bars."""
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    if are_progress_bars_disabled():
        yield
        return
    disable_progress_bars()
    try:
        yield
    finally:
        enable_progress_bars()


def _batches(additions: "Sequence[CommitOperationAdd]") -> "Iterator[list[CommitOperationAdd]]":
    batch: list[CommitOperationAdd] = []
    size = 0
    for addition in additions:
        if batch and (len(batch) >= _BATCH or size + addition.upload_info.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(addition)
        size += addition.upload_info.size
    if batch:
        yield batch
