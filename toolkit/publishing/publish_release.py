"""Publishes a release: checks it, sends it, and reads it back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import GateError, PublishError
from toolkit.progress import Progress
from toolkit.publishing import hub, object_store
from toolkit.publishing.interface import installed_destination
from toolkit.publishing.publish_plan import Outcome, PublishOptions
from toolkit.publishing.read_back import read_back
from toolkit.release.bundle import Bundle, bundle
from toolkit.release.checksums import SIGNATURE, check_files, content_files
from toolkit.release.publication_address import HUB, normalised_destination, publication_address
from toolkit.release.release_folder import Release, open_release
from toolkit.storage.filesystem import Location, is_address, without_secrets
from toolkit.validation.options import ValidateOptions
from toolkit.validation.result import Validation
from toolkit.validation.validate_target import validate

_AMBIGUOUS = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*/?")
"""A path that could also be a repository of the Hub."""


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
    resealed: str | None = None
    """SHA-256 of SHA256SUMS of the release, if what was published is a copy of it sealed for the destination."""
    unsigned: bool = False
    """True if the release has a signature, which the copy has not."""


def publish(
    folder: Location,
    destination: str | None,
    publish_options: PublishOptions,
    progress: Progress,
    *,
    options: ValidateOptions | None = None,
    force: str | None = None,
) -> Publication:
    """Publish a release, or say what that would do.

    Args:
        folder: The release.
        destination: `hf://datasets/ORG/NAME`, or a folder: a path or an address that fsspec knows (`s3://`, `gs://`);
            without one, the destination that the release names.
        publish_options: How it is published.
        progress: Called as the work advances.
        options: The rules that the release is held against.
        force: The reason to publish a release that has errors.

    Raises:
        ReleaseError: the folder is no release, or not as it was built; no reason is good enough for that.
        GateError: it has no articles or did not pass its gates, and no reason is given.
        PublishError: the destination cannot be understood, or refuses the release; or the reason is empty.
    """
    release = open_release(folder)
    destination = _destination(destination, release)
    _check_outside(release, destination)
    send = _sender(destination, publish_options)
    if force is not None and not force.strip():
        raise PublishError("A release with errors is published for a reason; give it after --force.")
    validation = _checked(release, options, progress, forced=force is not None)
    if validation.errors and force is None:
        return Publication(validation, None)
    is_refused = bool(validation.errors or _gate_fault(release))
    forced = (force, len(validation.errors)) if force is not None and is_refused else None
    with bundle(release, forced, _sealed_destination(destination)) as packed:
        outcome = send(packed, publish_options, progress)
    there = destination.startswith(HUB) and not publish_options.dry_run and outcome.state in ("published", "unchanged")
    read = read_back(release, _repository(destination), outcome.plan.tag, progress) if there else ()
    unsigned = packed.original is not None and (release.folder / SIGNATURE).is_file()
    return Publication(validation, outcome, force if forced else None, read, packed.original, unsigned)


def _destination(given: str | None, release: Release) -> str:
    """Return where a release goes.

    Raises:
        PublishError: neither the user nor the release says it, or it can be both a folder and a dataset of the Hub.
    """
    if given is None:
        address = publication_address(release.manifest)
        if address is None:
            raise PublishError(
                f"{release.folder.name} names no destination; give one, such as hf://datasets/ORG/NAME, or set "
                "package.destination and build again."
            )
        return address.destination
    if _AMBIGUOUS.fullmatch(given):
        raise PublishError(
            f"{given} can be a dataset of the Hub or a folder; write hf://datasets/{given.rstrip('/')} or ./{given}."
        )
    return given


def _sealed_destination(destination: str) -> str:
    """Return the address that a published copy names; empty for folders, plug-ins and addresses with credentials."""
    if not is_address(destination) or installed_destination(destination):
        return ""
    try:
        return normalised_destination(destination)
    except ValueError:
        return ""


def _check_outside(release: Release, destination: str) -> None:
    """Check that a release is not published into itself.

    Raises:
        PublishError: it is.
    """
    path = destination.removeprefix("file://")
    if not is_address(path) and Path(path).resolve().is_relative_to(release.folder.resolve()):
        raise PublishError(f"{destination} is inside the release {release.name}; name another folder.")


def _checked(release: Release, options: ValidateOptions | None, progress: Progress, *, forced: bool) -> Validation:
    """Check the digests of a release, its gates unless it is forced, and its rows.

    Raises:
        GateError: it may not be published.
    """
    count = sum(1 for _ in content_files(release.folder))
    progress.begin("check", count)
    check_files(release)
    if not forced and (fault := _gate_fault(release)):
        raise GateError(f"{fault}; mend the input and build again, or say with --force why it is published.")
    validation = validate(release.folder, options)
    progress.advance(count)
    return validation


def _gate_fault(release: Release) -> str:
    """Return how a release fails its gates, or that it has no articles; empty for one that may be published."""
    tables = release.manifest["tables"]
    failed = [gate["message"] for gate in release.manifest.get("gates", ()) if not gate["passed"]]
    if failed:
        return f"{release.folder.name} did not pass its gates ({'; '.join(failed)})"
    if not any(table["rows"] for name, table in tables.items() if name in ("articles", "standoff")):
        return f"{release.folder.name} holds no article"
    return ""


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
    return destination.removeprefix(HUB).strip("/")
