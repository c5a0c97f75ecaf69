"""Values of a structured record, reduced to what a field of the contract can hold."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

DAY = re.compile(r"(?:19|20)\d{6}")


def plain(name: str, value: object) -> object:
    """Reduce a value to what the contract's field can hold; null when nothing is left."""
    if name == "authors":
        return _names(value)
    if name == "date":
        return _date(value)
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> object:
    """Return a byline as it is, or the names of a list of strings or of schema.org persons."""
    if isinstance(value, str):
        return value.strip() or None
    items: Sequence[object] = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()] or None


def _date(value: object) -> object:
    """Return a date, a time or its text; numbers are YYYYMMDD or seconds or milliseconds since 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if DAY.fullmatch(str(value)):
        digits = str(value)
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None
