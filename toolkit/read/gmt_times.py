"""Times that an editorial system states twice: as its clock showed them, and in Greenwich Mean Time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

_GMT = "_gmt"
_QUARTER = timedelta(minutes=15)
"""Zones differ by multiples of this."""
_WIDEST = timedelta(hours=14)


def with_zones(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record whose `date` has the zone in which it agrees with `date_gmt`, and the same for `modified`.

    Where the two agree in no zone, or there is no local time, the time in Greenwich counts.

    >>> dict(with_zones({"date": "2024-03-13T00:30:00", "date_gmt": "2024-03-12T23:30:00"}))
    {'date': '2024-03-13T00:30:00+01:00'}
    """
    doubled = [
        key for key in fields if isinstance(key, str) and key.endswith(_GMT) and _moment(fields[key]) is not None
    ]
    if not doubled:
        return fields
    zoned = {key.removesuffix(_GMT): in_zone(fields.get(key.removesuffix(_GMT)), fields[key]) for key in doubled}
    return {**{key: value for key, value in fields.items() if key not in doubled}, **zoned}


def in_zone(local: object, gmt: object) -> str | None:
    """Return a local time with its offset from the same time in Greenwich; null when that is no time."""
    there, here = _moment(gmt), _moment(local)
    if there is None:
        return None
    offset = here - there if here is not None else timedelta()
    zone = timezone(offset) if here is not None and abs(offset) <= _WIDEST and not offset % _QUARTER else UTC
    return there.replace(tzinfo=UTC).astimezone(zone).isoformat()


def _moment(value: object) -> datetime | None:
    """Return a time without zone; null for anything else."""
    if not isinstance(value, str) or len(value.strip()) <= len("2024-03-12"):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is None else None
