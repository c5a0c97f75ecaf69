"""Deduplication: exact duplicates, groups of near-duplicates by MinHash, and the splits that groups go to."""

from toolkit.group.exact_duplicates import exact_duplicates
from toolkit.group.fingerprint import Fingerprint, fingerprint
from toolkit.group.member import Member
from toolkit.group.members import Members, member_table, members_of
from toolkit.group.near_duplicates import cluster
from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of

__all__ = [
    "Fingerprint",
    "GroupOptions",
    "Member",
    "Members",
    "cluster",
    "exact_duplicates",
    "fingerprint",
    "member_table",
    "members_of",
    "split_of",
]
