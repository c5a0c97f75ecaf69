"""Compares two values of a column, down to the field of a list's item that changed."""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from toolkit.release.diff.text_diff import stretches


def value_changes(path: str, old: object, new: object) -> Iterator[tuple[str, object, object]]:
    """Yield path, old and new value of everything that differs; an item that is on one side only is null on the other.

    >>> list(value_changes("authors", ["Ida"], ["Ida", "Jon"]))
    [('authors[1]', None, 'Jon')]
    """
    if isinstance(old, list) and isinstance(new, list):
        yield from _item_changes(path, old, new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys([*old, *new]):
            yield from value_changes(f"{path}.{name}", old.get(name), new.get(name))
    elif as_text(old) != as_text(new) or type(old) is not type(new):
        yield path, old, new


def as_text(value: object) -> str | None:
    """Return a value as people read it: texts as they are, everything else as JSON; null stays null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _item_changes(path: str, old: list[object], new: list[object]) -> Iterator[tuple[str, object, object]]:
    one, other = ([json.dumps(item, sort_keys=True, default=_plain) for item in items] for items in (old, new))
    for stretch in stretches(one, other):
        if stretch.equal:
            continue
        paired = len(stretch.old) == len(stretch.new)
        for before, after in zip(stretch.old, stretch.new, strict=True) if paired else ():
            yield from value_changes(f"{path}[{before}]", old[before], new[after])
        for index in () if paired else stretch.old:
            yield f"{path}[{index}]", old[index], None
        for index in () if paired else stretch.new:
            yield f"{path}[{index}]", None, new[index]


def _plain(value: object) -> str:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else str(value)
