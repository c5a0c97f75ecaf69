"""Publishes a release to a dataset repository of the Hub: data first, then one commit, then a tag that never moves.

Every run begins by looking at what is there, so that a run that was killed is completed by the next one, and a
release that is there makes no commit. Until the commit, main shows the release before it; from then on, the new one.
"""

from collections import Counter
from typing import TYPE_CHECKING

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing import hub_pull_request
from toolkit.publishing.hub_state import (
    KIND,
    RemoteRepository,
    check_revision,
    connect,
    differing,
    files_at,
    new_content,
    read_repository,
    shown_release,
)
from toolkit.publishing.hub_upload import ONE_COMMIT, Change, send
from toolkit.publishing.publish_plan import Outcome, Plan, PublishOptions, refuse_downgrade
from toolkit.release.bundle import Bundle, BundleFile
from toolkit.storage.hub_errors import translate_hub_errors

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_FOLDER, _REPOSITORY = 10_000, 100_000
"""Files that the Hub takes in a folder and in a repository."""


def publish(bundle: Bundle, repository: str, options: PublishOptions, progress: Progress) -> Outcome:
    """Publish a release, or say what that would do.

    Args:
        bundle: The files of the release.
        repository: `ORG/NAME`.
        options: How it is published.
        progress: Called as the work advances.

    Raises:
        PublishError: the Hub refuses, does not answer, or holds something that must not be replaced.
    """
    with translate_hub_errors(repository):
        client = connect()
        remote = read_repository(client, repository)
        plan, change = _plan(client, remote, bundle)
        page = f"{client.endpoint}/datasets/{repository}"
        address = f"{page}/tree/{plan.tag}"
        if plan.step == "nothing":
            if not options.dry_run:
                _restrict(client, remote, bundle)
            return Outcome(plan, "unchanged", address, remote.tags[plan.tag], private=remote.private)
        if options.dry_run:
            return Outcome(plan, "planned", page, private=remote.private if remote.head else not options.public)
        private = remote.private
        head = remote.head
        if head is None:
            head, private = _create(client, repository, public=options.public)
        _restrict(client, remote, bundle)
        if plan.step != "tag":
            if options.pull_request or change.count > ONE_COMMIT:
                pull = hub_pull_request.propose(
                    client, repository, bundle, base=head, removed=change.removed, progress=progress
                )
                if options.pull_request:
                    return Outcome(plan, "proposed", pull.url, pull.head, pull.url, private)
                head = hub_pull_request.merge(client, repository, pull)
            else:
                head = send(client, repository, change, branch="main", parent=head, progress=progress)
            check_revision(client, repository, head, bundle)
        _tag(client, repository, plan.tag, head, bundle)
        return Outcome(plan, "published", address, head, private=private)


def _plan(client: "HfApi", remote: RemoteRepository, bundle: Bundle) -> tuple[Plan, Change]:
    """Compare a release with the repository.

    Raises:
        PublishError: its tag points to other files, or main shows a release that must not be replaced.
    """
    tag = f"v{bundle.version}"
    _check_file_counts(bundle)
    changed: tuple[BundleFile, ...] = differing(bundle, remote.files)
    removed: tuple[str, ...] = ()
    if tag in remote.tags:
        if wrong := differing(bundle, files_at(client, remote.repository, remote.tags[tag])):
            raise PublishError(
                f"{remote.repository} has the tag {tag} at other files ({wrong[0].path}); a tag is never moved: "
                "raise dataset.version."
            )
        step, changed = "nothing", ()
    elif changed:
        step = "create" if remote.head is None else "upload"
        shown, listed = shown_release(client, remote)
        refuse_downgrade(bundle, shown, remote.repository)
        ours = {item.path for item in bundle.items}
        removed = tuple(sorted(path for path in listed if path in remote.files and path not in ours))
    else:
        step = "tag"
    new = new_content(changed, remote.files)
    plan = Plan(
        destination=f"hf://datasets/{remote.repository}",
        release=f"{bundle.name}-{bundle.version}",
        tag=tag,
        step=step,
        files=len(bundle.items),
        bytes=bundle.bytes,
        changed_files=len(changed),
        new_files=len(new),
        new_bytes=sum(item.size for item in new),
        removed=removed,
    )
    return plan, Change.of(bundle, changed, removed)


def _check_file_counts(bundle: Bundle) -> None:
    """Check the number of files against the limits of the Hub.

    Raises:
        PublishError: it does not.
    """
    folders = Counter(item.path.rpartition("/")[0] for item in bundle.items)
    folder, most = folders.most_common(1)[0]
    if most > _FOLDER or len(bundle.items) > _REPOSITORY:
        raise PublishError(
            f"The release has {len(bundle.items):,} files, {most:,} of them in {folder or 'its first folder'}; the Hub "
            f"takes {_REPOSITORY:,} and {_FOLDER:,}: raise package.shard_bytes or package.month_rows."
        )


def _create(client: "HfApi", repository: str, *, public: bool) -> tuple[str, bool]:
    """Create the repository; return its first commit and True if it is private."""
    client.create_repo(repository, repo_type=KIND, private=not public, exist_ok=True)
    made = read_repository(client, repository)
    if made.head is None:
        raise PublishError(f"{repository} was made but cannot be seen; check that the token may read it.")
    return made.head, made.private


def _restrict(client: "HfApi", remote: RemoteRepository, bundle: Bundle) -> None:
    """Let the Hub ask before it gives access, where the release says so; what is restricted is never opened."""
    if bundle.access and remote.access not in (bundle.access, "manual"):
        client.update_repo_settings(
            remote.repository, gated="manual" if bundle.access == "manual" else "auto", repo_type=KIND
        )


def _tag(client: "HfApi", repository: str, tag: str, commit: str, bundle: Bundle) -> None:
    """Tag the commit; a tag that exists already must point to the same files.

    Raises:
        PublishError: the tag points to other files.
    """
    from huggingface_hub.errors import HfHubHTTPError

    title = f"Release {bundle.version}"
    try:
        client.create_tag(repository, tag=tag, tag_message=title, revision=commit, repo_type=KIND)
    except HfHubHTTPError as error:
        if error.response.status_code != 409:
            raise
    check_revision(client, repository, tag, bundle)
