"""Articles of one id that are no versions of one story, as a site states one canonical address for all its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit.group.members import SENIORITY, Members
from toolkit.group.story_versions import version_id

_SHARED = 0.2
"""Share of the smaller of two sketches from which two texts are versions of one another, however much was rewritten."""


class _Text(NamedTuple):
    """What tells whether two articles are versions of one story."""

    number: int
    """Position among the members."""
    digest: bytes
    stem: bytes
    """Digest of the headline without marks; empty without headline."""


def with_own_ids(members: Members) -> tuple[Members, frozenset[int]]:
    """Give articles of one id that differ in headline and body ids of their own; return the indices of those articles.

    Versions of one story keep one id: they have the headline, or part of the text, in common. An id of its own is made
    of the shared one and the text. Where the publisher withdrew one of the articles, all of the id stay together.
    """
    import polars

    columns = members.columns
    several = columns.filter(
        polars.col("id").is_duplicated() & (polars.col("usable").all() & (polars.col("shingles") > 0).all()).over("id")
    ).sort("id", *SENIORITY, "index")
    own: dict[int, str] = {}
    for (identifier,), rows in several.group_by("id", maintain_order=True):
        stories = _stories(map(_Text._make, rows.select("index", "digest", "stem").iter_rows()), members)
        if len(stories) > 1:
            for story in stories:
                name = version_id(str(identifier), story[0].digest)
                own.update({text.number: name for text in story})
    if not own:
        return members, frozenset()
    names = polars.DataFrame(
        {"index": list(own), "own": list(own.values())}, schema={"index": polars.UInt32, "own": polars.String}
    )
    renamed = columns.join(names, on="index", how="left", maintain_order="left")
    renamed = renamed.with_columns(id=polars.coalesce("own", "id")).drop("own")
    return replace(members, columns=renamed), frozenset(own)


def _stories(texts: Iterable[_Text], members: Members) -> list[list[_Text]]:
    """Divide articles, the senior first, into stories; one that has something in common with several joins them."""
    stories: list[list[_Text]] = []
    for text in texts:
        related = [story for story in stories if any(_is_version(text, other, members) for other in story)]
        stories = [story for story in stories if story not in related]
        stories.append([*(other for story in related for other in story), text])
    return stories


def _is_version(one: _Text, other: _Text, members: Members) -> bool:
    """Return True if two articles have their text, their headline, or part of their text in common."""
    if one.digest == other.digest or (one.stem and one.stem == other.stem):
        return True
    return _overlap(members.sketches[one.number], members.sketches[other.number]) >= _SHARED


def _overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of the smaller of two sketches that the other holds, below the last entry of the shorter."""
    from toolkit.group.minhash_sketch import PLACE, VOID

    first, second = ({int(entry) >> PLACE for entry in row if entry != VOID} for row in (one, other))
    if not first or not second:
        return 0.0
    limit = min(max(first), max(second))
    first, second = ({entry for entry in row if entry <= limit} for row in (first, second))
    return len(first & second) / max(min(len(first), len(second)), 1)
