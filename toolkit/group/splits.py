"""The split of a group: train, validation, test or whatever the options name."""

from collections.abc import Collection
from hashlib import blake2b

from toolkit.group.members import last_day
from toolkit.group.options import GroupOptions


def split_of(group: str, options: GroupOptions, date: str | None = None, outlets: Collection[str | None] = ()) -> str:
    """Name the split of a group: by its outlets or its date where the options say so, else by a hash.

    The hash is that of the group's id and the seed. It depends on nothing else: every article of a group is in one
    split, and a group stays where it is when others come or go. The shares are those of the groups, so small corpora
    only come near the ratios.

    Args:
        group: The id of the group.
        options: The shares of the splits, and which of them are held out.
        date: When its first article was published, ISO 8601 or EDTF.
        outlets: Those of all its articles.

    >>> split_of("tag:example.org,2024:harbour", GroupOptions(splits={"train": 1.0}))
    'train'
    """
    for outlet, split in options.split_outlets.items():
        if outlet in outlets:
            return split
    day = last_day(date)
    since = [(first, split) for split, first in options.split_from.items() if first <= day < "9999"]
    return max(since)[1] if since else _by_hash(group, options)


def _by_hash(group: str, options: GroupOptions) -> str:
    digest = blake2b(f"{options.seed}\n{group}".encode(), digest_size=8).digest()
    held_out = {*options.split_outlets.values(), *options.split_from}
    shares = [(name, share) for name, share in options.splits.items() if share > 0 and name not in held_out]
    position = int.from_bytes(digest, "big") / 2**64 * sum(share for _, share in shares)
    reached = 0.0
    for name, share in shares:
        reached += share
        if position < reached:
            return name
    return shares[-1][0]
