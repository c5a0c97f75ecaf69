"""Publishes through a pull request of the Hub: several commits there, and main changes at once when it is merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing.hub_state import KIND, check_revision, differing, files_at
from toolkit.publishing.hub_upload import ONE_COMMIT, Change, send
from toolkit.release.bundle import Bundle, BundleFile

if TYPE_CHECKING:
    from huggingface_hub import Discussion, HfApi


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request that holds a whole release."""

    number: int
    url: str
    head: str
    """Its newest commit."""


def propose(
    client: "HfApi", repository: str, bundle: Bundle, *, base: str, removed: Sequence[str], progress: Progress
) -> PullRequest:
    """Upload a release to a pull request: the one that an earlier run opened, or a new one.

    Args:
        client: The client of the Hub.
        repository: `ORG/NAME`.
        bundle: The files of the release.
        base: Newest commit of main.
        removed: Files of the release before that go.
        progress: Called as the work advances.
    """
    title = f"Release {bundle.name} {bundle.version} ({bundle.checksums[:12]})"
    begun = _open_pull_request(client, repository, title, base)
    number = begun.num if begun else _create_pull_request(client, repository, title)
    branch = f"refs/pr/{number}"
    head = client.dataset_info(repository, revision=branch).sha
    assert head is not None
    files = files_at(client, repository, head)
    pending: list[BundleFile | str] = [*differing(bundle, files), *(path for path in removed if path in files)]
    for start in range(0, len(pending), ONE_COMMIT):
        part = pending[start : start + ONE_COMMIT]
        items = [item for item in part if not isinstance(item, str)]
        paths = [item for item in part if isinstance(item, str)]
        head = send(client, repository, Change.of(bundle, items, paths), branch=branch, parent=head, progress=progress)
    check_revision(client, repository, head, bundle)
    if client.get_discussion_details(repository, number, repo_type=KIND).status == "draft":
        client.change_discussion_status(repository, number, "open", repo_type=KIND)
    return PullRequest(number, f"{client.endpoint}/datasets/{repository}/discussions/{number}", head)


def merge(client: "HfApi", repository: str, pull: PullRequest) -> str:
    """Merge a pull request and return the newest commit of main."""
    client.merge_pull_request(repository, pull.number, repo_type=KIND)
    head = client.dataset_info(repository).sha
    if head is None:
        raise PublishError(f"{repository} shows no commit after the merge; run the same command again.")
    return head


def _open_pull_request(client: "HfApi", repository: str, title: str, base: str) -> "Discussion | None":
    """Return the open pull request of an earlier run; one whose base is outdated is closed."""
    for pull in client.get_repo_discussions(repository, repo_type=KIND, discussion_type="pull_request"):
        if pull.title != title or pull.status not in ("open", "draft"):
            continue
        commits = client.list_repo_commits(repository, repo_type=KIND, revision=f"refs/pr/{pull.num}")
        if base in (commit.commit_id for commit in commits):
            return pull
        client.change_discussion_status(
            repository, pull.num, "closed", comment="main has moved since; a new pull request follows.", repo_type=KIND
        )
    return None


def _create_pull_request(client: "HfApi", repository: str, title: str) -> int:
    made = client.create_pull_request(
        repository, title, description="Made by `toolkit publish`; it holds the release whole.", repo_type=KIND
    )
    return made.num
