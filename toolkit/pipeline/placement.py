"""Group, split and version of every article; pinned to those of the previous release."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from toolkit.group.exact_duplicates import exact_duplicates
from toolkit.group.members import Members
from toolkit.group.near_duplicates import cluster
from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of
from toolkit.release.previous_release import PinnedArticle, Previous

if TYPE_CHECKING:
    import polars


def placements(members: Members, options: GroupOptions, previous: Previous | None) -> "polars.DataFrame":
    """Group the whole corpus and return the placement of every article, in its order.

    Articles of the previous release keep group, split and version, whatever the options and the other articles
    say now; new articles join the groups of the old ones that they repeat.

    Returns:
        Columns id, group, split, duplicate_of and added_in, as `toolkit.pipeline.finish.Placement` explains them.
    """
    import polars

    pinned = previous.articles if previous else {}
    superseded = exact_duplicates(members, options, published=pinned)
    groups = cluster(members, options, anchors={article.group for article in pinned.values()})
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
        .pipe(_settle, pinned)
        .select("id", "group", "split", "duplicate_of", "added_in")
    )


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


def _settle(placed: "polars.DataFrame", pinned: Mapping[str, PinnedArticle]) -> "polars.DataFrame":
    """Put old articles where they were, and new ones of their groups beside them."""
    import polars

    if not pinned:
        return placed
    old = [(identifier, article.group, article.split, article.added_in) for identifier, article in pinned.items()]
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
