"""Groups of near-duplicates: an article, its reprints, cuts and updates bear one group id."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from toolkit.group.member import Member, seniority
from toolkit.group.options import STANDARD, GroupOptions


def cluster(members: Sequence[Member], options: GroupOptions = STANDARD, *, anchors: Collection[str] = ()) -> list[str]:
    """Name the group of each member; the order of the members makes no difference.

    The group is named after its anchor: the member with the earliest date, then with the smallest id. Members
    that are added later are seldom dated earlier, so old groups keep their names. `anchors`, the groups of an
    earlier release, go before all others and make sure of it; two of them become one only when a new member
    links them. A partial copy can leave its group when new members show that the common part is boilerplate.
    """
    settled = frozenset(anchors)
    order = sorted(range(len(members)), key=lambda index: (members[index].id not in settled, seniority(members[index])))
    ranked = [members[index] for index in order]
    roots = list(range(len(ranked)))
    for one, other in _links(ranked, options):
        _join(roots, one, other)
    groups = [""] * len(ranked)
    for rank, index in enumerate(order):
        groups[index] = ranked[_root(roots, rank)].id
    return groups


def _links(ranked: Sequence[Member], options: GroupOptions) -> Iterator[tuple[int, int]]:
    """Pairs of ranks that belong together: one id, the same words, or enough in common."""
    from toolkit.group.containment import near_pairs

    yield from _repeated(enumerate(member.id for member in ranked))
    written = [rank for rank, member in enumerate(ranked) if member.fingerprint.shingles]
    repeated = dict(_repeated((rank, ranked[rank].fingerprint.digest) for rank in written))
    yield from repeated.items()
    different = [
        rank for rank in written if rank not in repeated and ranked[rank].fingerprint.shingles >= options.shortest
    ]
    for one, other in near_pairs([ranked[rank].fingerprint.sketch for rank in different], options):
        yield different[one], different[other]


def _repeated(values: Iterable[tuple[int, Hashable]]) -> Iterator[tuple[int, int]]:
    """Each rank whose value was seen before, with the first rank that had it."""
    first: dict[Hashable, int] = {}
    for rank, value in values:
        if first.setdefault(value, rank) != rank:
            yield rank, first[value]


def _join(roots: list[int], one: int, other: int) -> None:
    """Put two ranks into one tree; its root is the senior of all, hence the anchor."""
    one, other = sorted((_root(roots, one), _root(roots, other)))
    roots[other] = one


def _root(roots: list[int], rank: int) -> int:
    while roots[rank] != rank:
        roots[rank] = roots[roots[rank]]
        rank = roots[rank]
    return rank
