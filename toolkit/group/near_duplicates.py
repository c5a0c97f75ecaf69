"""Clusters of near-duplicates by union-find: an article, its reprints, cuts and updates have one group id."""

from collections.abc import Collection, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.group.members import SENIORITY, Members
from toolkit.group.options import STANDARD, GroupOptions

if TYPE_CHECKING:
    import polars


def cluster(members: Members, options: GroupOptions = STANDARD, *, anchors: Collection[str] = ()) -> "polars.Series":
    """Name the group of each member; the order of the members makes no difference.

    The group is named after its anchor: the member with the earliest date, then with the smallest id. Members
    that are added later are seldom dated earlier, so old groups keep their names. `anchors`, the groups of an
    earlier release, go before all others and make sure of it; two of them become one only when a new member
    links them. A partial copy can leave its group when new members show that the common part is boilerplate.
    """
    import polars

    settled = polars.col("id").is_in(list(anchors))
    needed = members.columns.select("index", "shingles", *SENIORITY)
    ranked = needed.sort(~settled, *SENIORITY).with_row_index("rank").drop("day", "path", "place")
    roots = list(range(ranked.height))
    for one, other in chain(_repeated(ranked, "id"), _alike(ranked, members, options)):
        _join(roots, one, other)
    anchor = polars.Series("group", [_root(roots, rank) for rank in range(len(roots))], polars.UInt32)
    return ranked.with_columns(ranked["id"].gather(anchor).alias("group")).sort("index")["group"]


def _alike(ranked: "polars.DataFrame", members: Members, options: GroupOptions) -> Iterator[tuple[int, int]]:
    """Pairs of ranks that have the same words, or enough of them in common."""
    import polars

    from toolkit.group.containment import near_pairs

    written = ranked.filter(polars.col("shingles") > 0)
    yield from _repeated(written, "digest")
    first = polars.col("rank") == polars.col("rank").min().over("digest")
    different = written.filter(first & (polars.col("shingles") >= options.shortest))
    ranks = different["rank"].to_list()
    for one, other in near_pairs(members.sketches, different["index"].to_numpy(), options, members.open_scratch):
        yield ranks[one], ranks[other]


def _repeated(ranked: "polars.DataFrame", column: str) -> Iterator[tuple[int, int]]:
    """Each rank whose value was there before, with the first rank that has it."""
    import polars

    first = ranked.select("rank", first=polars.col("rank").min().over(column))
    return first.filter(polars.col("first") != polars.col("rank")).iter_rows()


def _join(roots: list[int], one: int, other: int) -> None:
    """Put two ranks into one tree; its root is the senior of all, hence the anchor."""
    one, other = sorted((_root(roots, one), _root(roots, other)))
    roots[other] = one


def _root(roots: list[int], rank: int) -> int:
    while roots[rank] != rank:
        roots[rank] = roots[roots[rank]]
        rank = roots[rank]
    return rank
