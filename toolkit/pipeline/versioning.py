"""How a release follows an earlier one: old articles stay where they were, and the version follows from the change."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.release.changelog import CHANGELOG, changelog
from toolkit.release.checksums import write_checksums
from toolkit.release.diff.diff import Difference
from toolkit.release.fetch import local_copy
from toolkit.release.previous_release import Previous, read_previous
from toolkit.release.version_bump import bump, next_version, version_key

if TYPE_CHECKING:
    pass


def predecessor(config: Config) -> Previous | None:
    """Return the release that the one to be built follows, if one is named.

    Raises:
        ReleaseError: it is damaged, or a release of another dataset.
    """
    if not config.build.previous:
        return None
    previous = read_previous(local_copy(config.build.previous))
    if previous.release.manifest["name"] != config.dataset.name:
        raise ReleaseError(
            f"{previous.release.folder} is a release of {previous.release.manifest['name']}, not of "
            f"{config.dataset.name}; name the same dataset, or leave out --previous."
        )
    return previous


def expected_version(config: Config, previous: Previous) -> str:
    """Return the version that the release will most likely have, before anything is compared."""
    given = config.dataset.version
    return given if version_key(given) > version_key(previous.version) else next_version(previous.version, "MINOR")


def fitting_version(config: Config, previous: Previous, difference: Difference) -> str:
    """Return the version that a release just written must have: the config's if it was raised, else the next one.

    Raises:
        ReleaseError: the config's version was raised by less than what changed asks for.
    """
    needed = bump(difference)
    least = next_version(previous.version, needed.level)
    given = config.dataset.version
    if version_key(given) <= version_key(previous.version):
        return least
    if version_key(given) < version_key(least):
        raise ReleaseError(
            f"Version {given} is too low after {previous.version}, this is a {needed.level} change "
            f"({'; '.join(needed.reasons)}): set dataset.version to {least}, or leave it at {previous.version}."
        )
    return given


def with_version(config: Config, version: str) -> Config:
    """Return the config with another version."""
    return replace(config, dataset=replace(config.dataset, version=version))


def identity(previous: Previous) -> dict[str, str]:
    """Return what the manifest says about the previous release."""
    return {"name": str(previous.release.manifest["name"]), "version": previous.version, "digest": previous.digest}


def write_changelog(difference: Difference, previous: Previous, folder: Path, manifest: Mapping[str, Any]) -> None:
    """Add the changelog to a release that was just written."""
    (folder / CHANGELOG).write_text(changelog(difference, previous.release, manifest), encoding="utf-8")
    write_checksums(folder)
