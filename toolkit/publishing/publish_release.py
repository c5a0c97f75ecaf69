"""Publishes a release: checks it, sends it, and reads it back."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing import hub, object_store
from toolkit.publishing.interface import installed_destination
from toolkit.publishing.publish_plan import Outcome, PublishOptions
from toolkit.publishing.read_back import read_back
from toolkit.release.bundle import Bundle, bundle
from toolkit.release.checksums import check_files, content_files
from toolkit.release.release_folder import Release, open_release
from toolkit.storage.filesystem import Location, without_secrets
from toolkit.validation.options import ValidateOptions
from toolkit.validation.result import Validation
from toolkit.validation.validate_target import validate

_HUB = "hf://datasets/"


@dataclass(frozen=True, slots=True)
class Publication:
    """Result of a publication."""

    validation: Validation
    outcome: Outcome | None
    """Null if the release was refused for its errors."""
    forced: str | None = None
    """Reason of a publication despite errors; it is part of the published manifest."""
    read: tuple[str, ...] = ()
    """Tables whose first row was read back from the Hub and is the one that was built."""


def publish(
    folder: Location,
    destination: str,
    publish_options: PublishOptions,
    progress: Progress,
    *,
    options: ValidateOptions | None = None,
    force: str | None = None,
) -> Publication:
    """Publish a release, or say what that would do.

    Args:
        folder: The release.
        destination: `hf://datasets/ORG/NAME`, or a folder: a path or an address that fsspec knows (`s3://`, `gs://`).
        publish_options: How it is published.
        progress: Called as the work advances.
        options: The rules that the release is held against.
        force: The reason to publish a release that has errors.

    Raises:
        ReleaseError: the folder is no release, or not as it was built; no reason is good enough for that.
        PublishError: the destination cannot be understood, or refuses the release; or the reason is empty.
    """
    send = _sender(destination, publish_options)
    if force is not None and not force.strip():
        raise PublishError("A release with errors is published for a reason; give it after --force.")
    release = open_release(folder)
    validation = _checked(release, options, progress, forced=force is not None)
    if validation.errors and force is None:
        return Publication(validation, None)
    forced = (force, len(validation.errors)) if force is not None and validation.errors else None
    with bundle(release, forced) as packed:
        outcome = send(packed, publish_options, progress)
    there = destination.startswith(_HUB) and not publish_options.dry_run and outcome.state in ("published", "unchanged")
    read = read_back(release, _repository(destination), outcome.plan.tag, progress) if there else ()
    return Publication(validation, outcome, force if forced else None, read)


def _checked(release: Release, options: ValidateOptions | None, progress: Progress, *, forced: bool) -> Validation:
    """Check the digests of a release, its gates unless it is forced, and its rows."""
    count = sum(1 for _ in content_files(release.folder))
    progress.begin("check", count)
    check_files(release)
    if not forced:
        _check_gates(release)
    validation = validate(release.folder, options)
    progress.advance(count)
    return validation


def _check_gates(release: Release) -> None:
    """Check that a release has articles, and passed the gates that its build asked.

    Raises:
        PublishError: it has none, or did not pass.
    """
    tables = release.manifest["tables"]
    failed = [gate for gate in release.manifest.get("gates", ()) if not gate["passed"]]
    if failed:
        raise PublishError(
            f"{release.folder.name} did not pass its gates ({failed[0]['message']}); mend it, or say with "
            "--force why it is published all the same."
        )
    if not any(table["rows"] for name, table in tables.items() if name in ("articles", "standoff")):
        raise PublishError(f"{release.folder.name} holds no article; build it from files that are read, and try again.")


def _sender(destination: str, publish_options: PublishOptions) -> Callable[[Bundle, PublishOptions, Progress], Outcome]:
    """Return the function that publishes to a destination.

    Raises:
        PublishError: it is no repository of datasets, or the way is none for it.
    """
    if destination.startswith("hf://"):
        if not re.fullmatch(r"hf://datasets/[\w.-]+/[\w.-]+/?", destination):
            raise PublishError(
                f"{without_secrets(destination)} is no dataset of the Hub; write hf://datasets/ORG/NAME."
            )
        return lambda packed, chosen, progress: hub.publish(packed, _repository(destination), chosen, progress)
    if publish_options.public or publish_options.pull_request:
        raise PublishError("--public and --pr are for repositories of the Hub, hf://datasets/ORG/NAME.")
    send = installed_destination(destination) or object_store.publish
    return lambda packed, chosen, progress: send(packed, destination, chosen, progress)


def _repository(destination: str) -> str:
    return destination.removeprefix(_HUB).strip("/")
