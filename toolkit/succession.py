"""How a release follows an earlier one: old articles stay where they were, and the version follows from the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.finish import Placement
from toolkit.group.cluster import cluster
from toolkit.group.duplicates import exact_duplicates
from toolkit.group.member import Member
from toolkit.group.options import GroupOptions
from toolkit.group.split import split_of
from toolkit.publish.bump import bump, next_version, version_key
from toolkit.publish.changelog import CHANGELOG, changelog
from toolkit.publish.diff import Difference
from toolkit.publish.previous import Previous, Settled, read_previous
from toolkit.release import write_checksums


def predecessor(config: Config) -> Previous | None:
    """Return the release that the one to be built follows, if one is named.

    Raises:
        ReleaseError: it is damaged, or a release of another dataset.
    """
    if not config.build.previous:
        return None
    previous = read_previous(config.build.previous)
    if previous.release.manifest["name"] != config.dataset.name:
        raise ReleaseError(
            f"{previous.release.folder} is a release of {previous.release.manifest['name']}, not of "
            f"{config.dataset.name}; name the same dataset, or leave out --previous."
        )
    return previous


def placements(members: Sequence[Member], options: GroupOptions, previous: Previous | None) -> Iterator[Placement]:
    """Group the whole corpus and yield the placement of every article, in its order.

    Articles of the previous release keep group, split and version, whatever the options and the other articles
    say now; new articles join the groups of the old ones that they repeat.
    """
    settled = previous.articles if previous else {}
    superseded = exact_duplicates(members, published=settled)
    groups = cluster(members, options, anchors={each.group for each in settled.values()})
    joined = _joined(members, groups, settled)
    for index, (member, group) in enumerate(zip(members, groups, strict=True)):
        kept = superseded.get(index)
        duplicate_of = None if kept is None else members[kept].id
        old = settled.get(member.id)
        place = old or joined.get(group)
        named, split = (place.group, place.split) if place else (group, split_of(group, options))
        yield Placement(named, split, duplicate_of, old.added_in if old else None)


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


def _joined(members: Sequence[Member], groups: Sequence[str], settled: Mapping[str, Settled]) -> dict[str, Settled]:
    """Return for each group that holds old articles where its new ones go: to its anchor, or to the first of them."""
    found: dict[str, tuple[bool, str, Settled]] = {}
    for member, group in zip(members, groups, strict=True):
        if member.id in settled:
            rank = (member.id != group, member.id, settled[member.id])
            found[group] = min(found.get(group, rank), rank, key=lambda each: each[:2])
    return {group: rank[2] for group, rank in found.items()}
