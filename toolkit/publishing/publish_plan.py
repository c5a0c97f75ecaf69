"""Records of a publication: plan, options and outcome."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.errors import PublishError
from toolkit.release.bundle import Bundle
from toolkit.release.version_bump import version_key


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a release will do."""

    destination: str
    release: str
    """Name and version."""
    tag: str
    """Permanent name of the version: a tag of the Hub, or a folder."""
    step: str
    """`create` the repository and upload, `upload`, `tag` what was uploaded before, or `nothing`."""
    files: int
    bytes: int
    changed_files: int
    """Files that are not there under their name with this content."""
    new_files: int
    """Files whose content the destination does not hold yet."""
    new_bytes: int
    """Their size; the Hub takes less where it knows pieces of them."""
    removed: tuple[str, ...] = ()
    """Files of the release before that go."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a plan."""

    plan: Plan
    state: str
    """`planned` (a dry run), `published`, `unchanged` (it was there), or `proposed` (a pull request waits)."""
    address: str
    """Address of the published release."""
    commit: str | None = None
    pull_request: str | None = None
    private: bool | None = None
    """True if only some may see it; null where the destination does not say."""


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """How a release is published."""

    dry_run: bool = False
    public: bool = False
    """True if a new repository of the Hub is public at once."""
    pull_request: bool = False
    """True if people are to merge it on the Hub."""


def refuse_downgrade(bundle: Bundle, shown: Mapping[str, object] | None, destination: str) -> None:
    """Check that a destination keeps its dataset, gets no older version, and no other content of a version.

    Args:
        bundle: The files of the release, which the destination does not hold.
        shown: Manifest of the release that the destination shows; null if it shows none.
        destination: Its name for people.

    Raises:
        PublishError: the destination shows another dataset, a newer version, or the same with other files.
    """
    if shown is None:
        return
    name, version = str(shown.get("name")), str(shown.get("version"))
    if name != bundle.name:
        raise PublishError(f"{destination} holds the dataset {name}, not {bundle.name}; name another destination.")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version, re.ASCII):
        raise PublishError(f"{destination} names no version ({version[:40]}); mend what it shows, or name another.")
    if version == bundle.version:
        raise PublishError(
            f"{destination} holds version {version} with other files, and a version is never changed; "
            "raise dataset.version."
        )
    if version_key(version) > version_key(bundle.version):
        raise PublishError(
            f"{destination} holds version {version}, which is newer than {bundle.version}; raise dataset.version."
        )
