"""The split of a group: train, validation, test or whatever the options name."""

from hashlib import blake2b

from toolkit.group.options import GroupOptions


def split_of(group: str, options: GroupOptions) -> str:
    """Name the split of a group, by a hash of the group's id and the seed.

    It depends on nothing else: every article of a group is in one split, and a group stays where it is
    when others come or go. The shares are those of the groups, so small corpora only come near the ratios.

    >>> split_of("tag:example.org,2024:harbour", GroupOptions(splits={"train": 1.0}))
    'train'
    """
    digest = blake2b(f"{options.seed}\n{group}".encode(), digest_size=8).digest()
    place = int.from_bytes(digest, "big") / 2**64
    shares = [(name, share) for name, share in options.splits.items() if share > 0]
    reached = 0.0
    for name, share in shares:
        reached += share
        if place < reached:
            return name
    return shares[-1][0]
