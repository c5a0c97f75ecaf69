"""How a release follows an earlier one: old articles stay where they were, and the version follows from the change."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.group.exact_duplicates import exact_duplicates
from toolkit.group.members import Roster
from toolkit.group.near_duplicates import cluster
from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of
from toolkit.release.changelog import CHANGELOG, changelog
from toolkit.release.diff.diff import Difference
from toolkit.release.fetch import brought
from toolkit.release.previous_release import Previous, Settled, read_previous
from toolkit.release.release_folder import write_checksums
from toolkit.release.version_bump import bump, next_version, version_key

if TYPE_CHECKING:
    import polars


def predecessor(config: Config) -> Previous | None:
    """Return the release that the one to be built follows, if one is named.

    Raises:
        ReleaseError: it is damaged, or a release of another dataset.
    """
    if not config.build.previous:
        return None
    previous = read_previous(brought(config.build.previous))
    if previous.release.manifest["name"] != config.dataset.name:
        raise ReleaseError(
            f"{previous.release.folder} is a release of {previous.release.manifest['name']}, not of "
            f"{config.dataset.name}; name the same dataset, or leave out --previous."
        )
    return previous


def placements(members: Roster, options: GroupOptions, previous: Previous | None) -> "polars.DataFrame":
    """Group the whole corpus and return the placement of every article, in its order.

    Articles of the previous release keep group, split and version, whatever the options and the other articles
    say now; new articles join the groups of the old ones that they repeat.

    Returns:
        Columns id, group, split, duplicate_of and added_in, as `toolkit.pipeline.finish.Placement` explains them.
    """
    import polars

    settled = previous.articles if previous else {}
    superseded = exact_duplicates(members, options, published=settled)
    groups = cluster(members, options, anchors={each.group for each in settled.values()})
    placed = members.columns.select("index", "id", "date", "source", groups.alias("group"))
    ids = placed["id"]
    doubles = polars.DataFrame(
        {"index": list(superseded), "duplicate_of": ids.gather(list(superseded.values()))},
        schema={"index": polars.UInt32, "duplicate_of": polars.String},
    )
    return (
        placed.join(_splits(placed, options), on="group", how="left", maintain_order="left")
        .join(
            polars.DataFrame(doubles, schema={"index": polars.UInt32, "duplicate_of": polars.String}),
            on="index",
            how="left",
            maintain_order="left",
        )
        .with_columns(polars.lit(None, polars.String).alias("added_in"))
        .pipe(_settle, settled)
        .select("id", "group", "split", "duplicate_of", "added_in")
    )


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


def _splits(placed: "polars.DataFrame", options: GroupOptions) -> "polars.DataFrame":
    """Return the split of each group: of its anchor's day, of all its outlets, or by chance."""
    import polars

    anchors = placed.filter(polars.col("id") == polars.col("group")).unique("group", keep="first")
    groups = anchors.select("group", "date")
    if options.split_outlets:
        outlets = placed.group_by("group").agg(polars.col("source").unique().alias("outlets"))
        groups = groups.join(outlets, on="group", how="left")
    else:
        groups = groups.with_columns(polars.lit([], polars.List(polars.String)).alias("outlets"))
    splits = [split_of(group, options, date, outlets) for group, date, outlets in groups.iter_rows()]
    return groups.select("group").with_columns(polars.Series("split", splits, polars.String))


def _settle(placed: "polars.DataFrame", settled: Mapping[str, Settled]) -> "polars.DataFrame":
    """Put old articles where they were, and new ones of their groups beside them."""
    import polars

    if not settled:
        return placed
    old = [(identifier, each.group, each.split, each.added_in) for identifier, each in settled.items()]
    names = ("id", "old_group", "old_split", "old_added_in")
    frame = polars.DataFrame(old, schema=dict.fromkeys(names, polars.String), orient="row")
    placed = placed.join(frame, on="id", how="left", maintain_order="left")
    # Where the new ones of a group go: to its anchor, or to the first of the old ones.
    homes = (
        placed.filter(polars.col("old_group").is_not_null())
        .sort(polars.col("id") != polars.col("group"), "id")
        .unique("group", keep="first", maintain_order=True)
        .select("group", polars.col("old_group").alias("home"), polars.col("old_split").alias("home_split"))
    )
    placed = placed.join(homes, on="group", how="left", maintain_order="left")
    return placed.with_columns(
        group=polars.coalesce("old_group", "home", "group"),
        split=polars.coalesce("old_split", "home_split", "split"),
        added_in="old_added_in",
    )
