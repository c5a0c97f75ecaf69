"""Dates of a table that are numbers only: the whole column shows whether day or month is first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from toolkit.read.field_names import fold_name, known_names

Order = Literal["day", "month"]
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?=\D|$)")
_MONTHS = 12


def date_columns(names: Sequence[str], rows: Iterable[Sequence[str]], mapping: Mapping[str, str]) -> dict[int, Order]:
    """Return the columns of dates, by index, whose values show which number is the day: one of them is above 12.

    A column in which both orders are seen has none.
    """
    mapped = {fold_name(key) for field, key in mapping.items() if field in ("date", "date_modified")}
    columns = [
        index
        for index, name in enumerate(names)
        if fold_name(name) in mapped
        or any(field.startswith("date") for field, _ in known_names().get(fold_name(name), ()))
    ]
    seen: dict[int, set[Order]] = {index: set() for index in columns}
    for row in rows:
        for index in columns:
            match = _NUMBERS.match(row[index].strip()) if index < len(row) else None
            if match is not None and int(match[1]) > _MONTHS >= int(match[3]):
                seen[index].add("day")
            elif match is not None and int(match[3]) > _MONTHS >= int(match[1]):
                seen[index].add("month")
    return {index: next(iter(orders)) for index, orders in seen.items() if len(orders) == 1}


def iso_date(value: str, order: Order) -> str:
    """Return a value with its date in ISO 8601; another value as it is.

    >>> iso_date("05/03/2024 10:30", "day")
    '2024-03-05 10:30'
    """
    match = _NUMBERS.match(value.strip())
    if match is None:
        return value
    day, month = (match[1], match[3]) if order == "day" else (match[3], match[1])
    return f"{match[4]}-{int(month):02}-{int(day):02}{value.strip()[match.end() :]}"
