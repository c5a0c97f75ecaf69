"""Group, split and version of every article; pinned to those of the previous release."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from toolkit.group.address_collisions import with_own_ids
from toolkit.group.exact_duplicates import exact_duplicates, repeated_documents
from toolkit.group.members import Members
from toolkit.group.near_duplicates import cluster
from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of
from toolkit.group.story_versions import story_versions, version_id
from toolkit.pipeline.task import Placement
from toolkit.release.previous_release import PinnedArticle, Previous

if TYPE_CHECKING:
    import polars


def placements(members: Members, options: GroupOptions, previous: Previous | None) -> "polars.DataFrame":
    """Group the whole corpus and return the placement of every article, in its order.

    Articles of the previous release keep group, split and version, whatever the options and the other articles
    say now; new articles join the groups of the old ones that they repeat.

    Returns:
        The columns of `toolkit.pipeline.task.Placement`, which explains them.
    """
    import polars

    pinned = previous.articles if previous else {}
    members, renamed = with_own_ids(members)
    groups = cluster(members, options, anchors={article.group for article in pinned.values()})
    repeated = repeated_documents(members)
    versions = story_versions(members, groups, options, repeated=repeated)
    replaced = versions.filter(polars.col("kept") != polars.col("index")).select("index", "kept")
    superseded = repeated | dict(replaced.iter_rows())
    duplicates = exact_duplicates(members, options, superseded=superseded, published=pinned)
    placed = members.columns.select("index", "id", "date", "source", "digest", "usable", groups.alias("group"))
    placed = placed.join(_splits(placed, options), on="group", how="left", maintain_order="left")
    return (
        _with_versions(placed, versions)
        .pipe(_with_duplicates, duplicates)
        .with_columns(
            polars.lit(None, polars.String).alias("added_in"),
            polars.col("index").is_in(list(renamed)).alias("shares_address"),
            (~polars.col("withdrawn") & polars.col("withdrawn").any().over("group")).alias("resembles_withdrawn"),
        )
        .pipe(_settle, pinned)
        .select(PLACEMENT_COLUMNS)
    )


PLACEMENT_COLUMNS = [field.name for field in fields(Placement)]


def _with_versions(placed: "polars.DataFrame", versions: "polars.DataFrame") -> "polars.DataFrame":
    """Add the columns version, version_of and superseded_by; later versions of one id that are published get their own.

    An article that is no version keeps its id.
    """
    import polars

    ids, digests = placed["id"], placed["digest"]
    published = set(versions.filter(polars.col("kept") == polars.col("index"))["index"])
    names = {
        index: version_id(ids[index], digests[index])
        if index != story and ids[index] == ids[story] and {index, story} <= published
        else ids[index]
        for index, story in versions.select("index", "story").iter_rows()
    }
    rows = [
        (index, names[index], version, _other(names, story, index), _other(names, following, index))
        for index, story, version, following in versions.select("index", "story", "version", "next").iter_rows()
    ]
    text = polars.String
    schema = {"index": polars.UInt32, "name": text, "version": polars.Int32, "version_of": text, "superseded_by": text}
    frame = polars.DataFrame(rows, schema=schema, orient="row")
    placed = placed.join(frame, on="index", how="left", maintain_order="left")
    return placed.with_columns(id=polars.coalesce("name", "id"))


def _other(names: Mapping[int, str], index: int | None, own: int) -> str | None:
    """Return the id of another version; null where there is none or it has the same id."""
    name = None if index is None else names[index]
    return None if name == names[own] else name


def _with_duplicates(placed: "polars.DataFrame", duplicates: Mapping[int, int]) -> "polars.DataFrame":
    """Add the column duplicate_of, the id of the article that is published in its stead, and the column withdrawn.

    An article is withdrawn where the one in its stead may not be published, and it may itself.
    """
    import polars

    ids = placed["id"]
    doubles = polars.DataFrame(
        {
            "index": list(duplicates),
            "duplicate_of": ids.gather(list(duplicates.values())),
            "withdrawn": ~placed["usable"].gather(list(duplicates.values())),
        },
        schema={"index": polars.UInt32, "duplicate_of": polars.String, "withdrawn": polars.Boolean},
    )
    placed = placed.join(doubles, on="index", how="left", maintain_order="left")
    return placed.with_columns(polars.col("withdrawn").fill_null(value=False) & polars.col("usable"))


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
