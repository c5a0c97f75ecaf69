"""Versions of a story: which articles are versions of one another, and which of them is published."""

import hashlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from toolkit.group.members import END_OF_DAY, UNKNOWN_DAY, Members
from toolkit.group.options import STANDARD, GroupOptions

if TYPE_CHECKING:
    import polars

DAYS = 7
"""Versions that only their headline and outlet connect were published within so many days."""
WITHDRAWN_DAYS = 31
"""A notice withdraws stories of so many days before it."""


def story_versions(
    members: Members, groups: "polars.Series", options: GroupOptions = STANDARD, *, repeated: Collection[int] = ()
) -> "polars.DataFrame":
    """Return the versions of every story of which there are several.

    Articles of one id (one address) with different texts are versions of a story; so are near-duplicates of one outlet
    with the same headline but for its marks, within a week, if a mark of one says that it replaces another. They are
    in the order of their numbers, then of their times, then of their lengths; a mark without a number, such as
    `CORRECTED-`, comes behind the numbers of earlier times. An article that its publisher withdrew
    is the last: nothing of its story is published. So is a notice that withdraws the story of a headline, which its
    outlet published within a month before; with it go the articles of other outlets that have the same words.

    Args:
        members: All articles.
        groups: The near-duplicate group of each.
        options: `versions` says which of them is published.
        repeated: Indices of members that only repeat another one of the same id and text.

    Returns:
        One row for each version, with `index`, `story` (index of the first version), `version` (from 1), `next` (index
        of the next one, null for the last), `kept` (index of the published one; its own where it is published).
    """
    import polars

    written = (polars.col("shingles") > 0) & ~polars.col("index").is_in(list(repeated))
    columns = members.columns.with_columns(groups.alias("group")).filter(written)
    by_id = columns.filter(polars.col("id").is_duplicated()).with_columns(
        story_key=polars.col("id"), withdrawn=~polars.col("usable")
    )
    stories = polars.concat([by_id, _marked(columns, by_id)])
    return _ordered(_with_notices(stories, columns), options)


def _marked(columns: "polars.DataFrame", by_id: "polars.DataFrame") -> "polars.DataFrame":
    """Return the articles that the marks of their headlines make versions of one story, with `story_key`."""
    import polars

    alone = columns.filter(
        ~polars.col("id").is_in(by_id["id"].to_list())
        & polars.col("source").is_not_null()
        & (polars.col("stem") != b"")
    )
    key = polars.concat_str(polars.lit("stem"), "group", "source", polars.col("stem").bin.encode("hex"), separator="\0")
    stories = alone.with_columns(story_key=key, withdrawn=~polars.col("usable"))
    stories = stories.with_columns(_day=polars.col("day").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False))
    first, last = (getattr(polars.col("_day"), name)().over("story_key") for name in ("min", "max"))
    several = polars.len().over("story_key") > 1
    marked = polars.col("revised").any().over("story_key")
    near = ((last - first).dt.total_days() <= DAYS).fill_null(value=True)
    texts = polars.col("digest").n_unique().over("story_key") > 1
    return stories.filter(several & marked & near & texts).drop("_day")


def _with_notices(stories: "polars.DataFrame", columns: "polars.DataFrame") -> "polars.DataFrame":
    """Return the stories, each notice that withdraws one with all that it withdraws as a story of its own."""
    import polars

    notices = columns.filter(polars.col("withdraws").list.len() > 0)
    if not notices.height:
        return stories
    named = notices.select("withdraws", "source", _date(), notice="index").explode("withdraws")
    others = columns.filter(polars.col("withdraws").list.len() == 0).select("index", "source", _date(), stem="stem")
    matches = named.join(others, left_on=["withdraws", "source"], right_on=["stem", "source"], how="inner")
    days = (polars.col("_date") - polars.col("_date_right")).dt.total_days()
    near = days.is_between(-1, WITHDRAWN_DAYS).fill_null(value=True)
    notice_of = dict(
        matches.filter(near).sort("notice").unique("index", keep="first").select("index", "notice").iter_rows()
    )
    keys = dict(stories.select("index", "story_key").iter_rows())
    by_key = {keys[index]: notice for index, notice in sorted(notice_of.items(), reverse=True) if index in keys}
    notice_of |= {index: by_key[key] for index, key in keys.items() if key in by_key}
    notice_of |= _reprints(notice_of, columns)
    notice_of |= {notice: notice for notice in set(notice_of.values())}
    withdrawn = columns.filter(polars.col("index").is_in(list(notice_of))).with_columns(
        story_key=polars.lit("notice\0") + polars.col("index").replace_strict(notice_of).cast(polars.String),
        withdrawn=~polars.col("usable"),
    )
    return polars.concat([stories.filter(~polars.col("index").is_in(list(notice_of))), withdrawn])


def _reprints(notice_of: Mapping[int, int], columns: "polars.DataFrame") -> dict[int, int]:
    """Return the notice of every article of another outlet that has the words of a withdrawn one, all and no others."""
    import polars

    withdrawn = columns.filter(polars.col("index").is_in(list(notice_of))).select("index", "digest", _date())
    others = columns.filter(~polars.col("index").is_in(list(notice_of)) & (polars.col("withdraws").list.len() == 0))
    copies = withdrawn.join(others.select("digest", _date(), copy="index"), on="digest", how="inner")
    days = (polars.col("_date_right") - polars.col("_date")).dt.total_days().abs()
    near = (
        copies.filter((days <= WITHDRAWN_DAYS).fill_null(value=True)).sort("copy", "index").unique("copy", keep="first")
    )
    return {copy: notice_of[index] for copy, index in near.select("copy", "index").iter_rows()}


def _date() -> "polars.Expr":
    import polars

    return polars.col("day").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).alias("_date")


def _ordered(stories: "polars.DataFrame", options: GroupOptions) -> "polars.DataFrame":
    import polars

    order = ("withdrawn", "revision", "time", "words")
    last_ties = ("path", "place", "id", "digest", "headline")  # of what is equal, the smallest path is the last
    descending = [*[False] * (len(order) + 1), *[True] * len(last_ties)]
    ordered = _with_reached(stories.with_columns(time=_time())).sort(
        "story_key", *order, *last_ties, descending=descending
    )
    index = polars.col("index")
    last, first = index.last().over("story_key"), index.first().over("story_key")
    withdrawn = polars.col("withdrawn").any().over("story_key")
    kept = {"latest": last, "first": first, "all": index}[options.versions]
    return ordered.select(
        "index",
        story=first,
        version=polars.int_range(1, polars.len() + 1, dtype=polars.Int32).over("story_key"),
        next=index.shift(-1).over("story_key"),
        kept=polars.when(withdrawn).then(last).otherwise(kept),
    )


def _time() -> "polars.Expr":
    """Return the last change of an article, or the date of its publication where that is not known, as `last_day`."""
    import polars

    changed = polars.col("changed")
    day_or_moment = polars.when(changed.str.len_chars() == len("2024-01-31")).then(changed + END_OF_DAY)
    return polars.when(changed == "").then("day").otherwise(day_or_moment.otherwise(changed))


def _with_reached(stories: "polars.DataFrame") -> "polars.DataFrame":
    """Return stories in which a revised version without a number has the highest of those published before it."""
    import polars

    column = polars.col
    unnumbered = stories.filter(column("revised") & (column("revision") == 0) & (column("time") != UNKNOWN_DAY))
    numbered = stories.filter(column("revision") > 0).select("story_key", reached="revision", earlier="time")
    pairs = unnumbered.select("index", "story_key", "time").join(numbered, on="story_key", how="inner")
    before = pairs.filter(column("earlier") < column("time").str.strip_suffix(END_OF_DAY))
    reached = before.group_by("index").agg(column("reached").max())
    higher = polars.max_horizontal("revision", "reached")  # null counts as nothing
    return stories.join(reached, on="index", how="left", maintain_order="left").with_columns(revision=higher)


def version_id(identifier: str, digest: bytes) -> str:
    """Return the id of a later version of an article whose id the first version has."""
    return hashlib.sha256(f"{identifier}\0{digest.hex()}".encode()).hexdigest()[:24]
