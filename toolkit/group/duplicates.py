"""Exact duplicates: which article is kept, and which ones only repeat it."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

from toolkit.group.member import Member, seniority


def exact_duplicates(members: Sequence[Member], *, published: Collection[str] = ()) -> dict[int, int]:
    """Map the index of each superfluous member to the index of the one that is kept in its stead.

    Members of one id are versions of one article: the one with most words is kept, then the one with the
    smallest path; but one that its publisher withdrew stands for all. Members whose headlines and bodies have
    the same words are copies: the earliest is kept, then the one with the smallest id, and one that may be
    published goes before one that may not; of these, one whose id an earlier release has `published` goes first.
    A kept member is never superfluous itself.
    """
    everyone = range(len(members))
    versions = _superseded(everyone, lambda index: members[index].id, lambda index: _fullness(members[index]))
    articles = [index for index in everyone if index not in versions and members[index].fingerprint.shingles]
    copies = _superseded(
        articles, lambda index: _content(members[index]), lambda index: _publishable(members[index], published)
    )
    kept = versions | copies
    return {index: copies.get(kept[index], kept[index]) for index in sorted(kept)}


def _superseded(
    indices: Iterable[int],
    same: Callable[[int], Hashable],
    preference: Callable[[int], tuple[object, ...]],
) -> dict[int, int]:
    """Of those that are the same, keep the one with the smallest preference; map the others to it."""
    kept: dict[Hashable, int] = {}
    ordered = sorted(indices, key=preference)
    for index in ordered:
        kept.setdefault(same(index), index)
    return {index: kept[same(index)] for index in ordered if kept[same(index)] != index}


def _fullness(member: Member) -> tuple[object, ...]:
    return member.usable, -member.words, member.place, seniority(member), member.fingerprint.headline


def _publishable(member: Member, published: Collection[str]) -> tuple[object, ...]:
    return not member.usable, member.id not in published, *seniority(member)


def _content(member: Member) -> tuple[bytes, bytes]:
    return member.fingerprint.digest, member.fingerprint.headline
