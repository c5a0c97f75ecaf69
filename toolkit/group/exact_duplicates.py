"""Exact deduplication by digests: which article is published, and which ones repeat it."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from toolkit.group.members import SENIORITY, Members
from toolkit.group.options import STANDARD, GroupOptions

if TYPE_CHECKING:
    import polars


def repeated_documents(members: Members) -> dict[int, int]:
    """Map the index of each member that repeats another one of the same id and text to that one's index.

    Articles without words repeat any other one of their id. The one with most words is kept, then the one with the
    smallest path; but one that its publisher withdrew stands for all.
    """
    import polars

    fullness: tuple[str | polars.Expr, ...] = ("usable", -polars.col("words"), "path", "place", *SENIORITY, "headline")
    empty = members.columns.filter((polars.col("shingles") == 0).any().over("id"))
    return _superseded(members.columns, ("id", "digest", "headline"), fullness) | _superseded(empty, ("id",), fullness)


def exact_duplicates(
    members: Members,
    options: GroupOptions = STANDARD,
    *,
    superseded: Mapping[int, int],
    published: Collection[str] = (),
) -> dict[int, int]:
    """Map the index of each superfluous member to the index of the one that is kept in its stead.

    Members whose headlines and bodies have the same words are copies: which is kept says `options.keep`, then the
    earliest goes first, then the one with the smallest id. One that may be published goes before one that may not; of
    these, one whose id an earlier release has `published` goes first. A kept member is never superfluous itself.

    Args:
        members: All articles.
        options: How they are compared.
        superseded: Index of members that repeat a document or are versions that are not published, to the index of
            the member that is kept.
        published: Ids of the articles of the previous release.
    """
    import polars

    versions = dict(superseded)
    articles = members.columns.filter((polars.col("shingles") > 0) & ~polars.col("index").is_in(list(versions)))
    old = polars.col("id").is_in(list(published))
    preference: tuple[str | polars.Expr, ...] = (~polars.col("usable"), ~old, *_policy(options), *SENIORITY)
    copies = _superseded(articles, ("digest", "headline"), preference)
    retained = versions | copies
    return {index: _last(index, retained) for index in sorted(retained)}


def _last(index: int, retained: Mapping[int, int]) -> int:
    """Follow an index to the member that is kept in the end."""
    while index in retained:
        index = retained[index]
    return index


def _superseded(
    members: "polars.DataFrame", same: tuple[str, ...], preference: "tuple[str | polars.Expr, ...]"
) -> dict[int, int]:
    """Of those that are the same, keep the one with the smallest preference; map the others to it."""
    import polars

    repeated = members.filter(polars.struct(same).is_duplicated()).sort(*preference)
    pairs = repeated.select("index", kept=polars.col("index").first().over(*same))
    return dict(pairs.filter(polars.col("index") != polars.col("kept")).iter_rows())


def _policy(options: GroupOptions) -> "tuple[polars.Expr, ...]":
    """What decides between copies before their age."""
    import polars

    if options.keep == "longest":
        return (-polars.col("characters"),)
    if options.keep == "best_source":
        ranks = {name: rank for rank, name in enumerate(options.best_sources)}
        return (polars.col("source").replace_strict(ranks, default=len(ranks), return_dtype=polars.Int64),)
    return ()
