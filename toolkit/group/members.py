"""The members of a corpus as columns: what grouping keeps in memory of each article."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from toolkit.group.member import Member

if TYPE_CHECKING:
    import polars

    from toolkit.group.minhash_sketch import Entries

_FINGERPRINT = ("digest", "headline", "shingles")
_REVISION = ("revision", "revised", "changed", "stem", "withdraws")
_COLUMNS = ("id", "date", "path", "record", "words", "characters", "usable", "source", *_REVISION, *_FINGERPRINT)
SENIORITY = ("day", "id", "path", "place", "digest")
"""Columns that sort the original before its copies: the earliest day first, then the smallest id.

A date counts as the last day it may mean, so that a vague one never goes before an exact one; articles without a year
come last. A whole file goes before the records of a container.
"""


@dataclass(frozen=True, slots=True)
class Members:
    """All members, in the order in which they came."""

    columns: "polars.DataFrame"
    """Index, the columns of each member and of its fingerprint, and those by which seniority is told."""
    sketches: "Entries"
    """One row of entries for each member; may be mapped from disk."""
    open_scratch: Callable[[], IO[bytes]] = BytesIO
    """Opens a file in which pairs of members wait for a closer look; may be on disk."""

    def __len__(self) -> int:
        """Count the members."""
        return self.columns.height


def as_columns(member: Member) -> Mapping[str, object]:
    """Return what is kept of a member, without its sketch, by column."""
    columns = {name: getattr(member.fingerprint if name in _FINGERPRINT else member, name) for name in _COLUMNS}
    return {**columns, "withdraws": list(member.withdraws)}


def member_table(columns: "polars.DataFrame", sketches: "Entries") -> Members:
    """Return the table of members that are given as columns."""
    import polars

    dates = columns["date"].unique()
    days = polars.DataFrame(
        {"date": dates, "day": [last_day(date) for date in dates.to_list()]},
        schema={"date": polars.String, "day": polars.String},
    )
    return Members(
        columns.with_row_index("index")
        .join(days, on="date", how="left", nulls_equal=True, maintain_order="left")
        .with_columns(polars.col("record").fill_null(-1).alias("place")),
        sketches,
    )


def members_of(members: Iterable[Member], size: int) -> Members:
    """Return the table of members whose sketches have `size` entries at most."""
    import polars

    from toolkit.group.minhash_sketch import table_of

    everyone = list(members)
    schema: dict[str, Any] = {
        **dict.fromkeys(_COLUMNS, polars.Int64),
        **dict.fromkeys(("id", "date", "path", "source", "changed"), polars.String),
        **dict.fromkeys(("digest", "headline", "stem"), polars.Binary),
        **dict.fromkeys(("usable", "revised"), polars.Boolean),
        "withdraws": polars.List(polars.Binary),
    }
    rows = polars.DataFrame([as_columns(item) for item in everyone], schema=schema, orient="row")
    return member_table(rows, table_of([item.fingerprint.sketch for item in everyone], size))


UNKNOWN_DAY = "9999-99-99"
"""Stands for the day of what has no date."""
END_OF_DAY = "T99"
"""Stands for the time of a day that is known without one."""


def last_day(date: str | None) -> str:
    """Return the last day, and the end of it, that a date may mean, in a form that sorts by time."""
    match = _DATE.match(date or "")
    if not match:
        return UNKNOWN_DAY
    year, month, day, time = match.groups()
    return f"{year}-{month or '99'}-{day or '99'}".replace("X", "9") + (time or END_OF_DAY)


_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(T[\d:.]+)?")
