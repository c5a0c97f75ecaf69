"""Envelopes: where an API's answer or a dump keeps its list of records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.read.field_names import USUAL_NAMES, fold_name

HasText = Callable[[Mapping[str, object]], bool]
"""Takes an object; returns True if it holds the text of an article itself."""
Records = Sequence[Mapping[str, object] | None]
"""The records of an envelope; null for an entry that is no object."""

WRAPPERS = (
    "_source",
    "node",
    "row",
    "item",
    "record",
    "doc",
    "article",
    "story",
    "attributes",
    "fields",
    "data",
    "info",
)
"""Keys under which one record is kept whole: Elasticsearch, GraphQL, the Hub's row server, JSON:API, the Guardian."""
LISTS = (
    *("articles", "results", "hits", "docs", "documents", "items", "entries", "stories", "news", "posts", "records"),
    *("edges", "nodes", "rows", "value", "objects", "response", "data", "content", "associations", "searchresult"),
)
"""Keys under which lists of records are kept; they are preferred to others."""
DEEPEST = 6
_FEWEST_COLUMNS = 2
SAMPLED = 20
"""So many entries of a list are looked at."""
TITLED = ("title", "headline", "webTitle", "name")
_TITLES = frozenset(map(fold_name, USUAL_NAMES["headline"]))
LINKED = ("url", "link", "web_url", "webUrl", "href")


class _Listing(NamedTuple):
    """A list that may be that of the records."""

    share: float
    """How many of its entries hold a text: 1 for all."""
    is_known: bool
    """True if its key is one under which records are kept."""
    depth: int
    entries: Sequence[object]


def find_records(value: Mapping[str, object], path: str, has_text: HasText) -> Records | None:
    """Return the records of an envelope; null when the object is a record itself, or nothing in it looks like records.

    Args:
        value: the object.
        path: keys with dots between them that lead to the records; empty finds them out.
        has_text: recognises a record.

    """
    if path:
        lowest = descend(value, path)
        entries = lowest if isinstance(lowest, list) else _of_mapping(lowest) if isinstance(lowest, Mapping) else None
        return None if entries is None else opened(entries, value)
    if rows := _of_lists(value):
        return rows
    if has_text(unwrapped(value)):
        return None
    rows = _of_columns(value)
    if any(map(has_text, rows[:SAMPLED])):
        return rows
    listings = list(_listings(value, has_text, known=False, depth=0))
    best = max(
        listings, key=lambda listing: (listing.share > 0, listing.is_known, listing.share, -listing.depth), default=None
    )
    return None if best is None else opened(best.entries, value)


def _of_lists(value: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the rows of a table whose columns are lists, one of them of titles; none for another object."""
    columns = [column for column in value.values() if isinstance(column, list)]
    if not _FEWEST_COLUMNS <= len(columns) == len(value) or len(set(map(len, columns))) > 1:
        return []
    titled = [name for name in value if fold_name(name) in _TITLES]
    rows = [dict(zip(value, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return rows if titled and all(isinstance(row[titled[0]], str) for row in rows) else []


def _of_columns(value: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the rows of a table that pandas wrote by columns, or with its columns apart; none for another object."""
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list):
        names = [str(name) for name in columns]
        return [dict(zip(names, row, strict=False)) for row in data if isinstance(row, list)]
    held = [column for column in value.values() if isinstance(column, Mapping)]
    if len(held) < _FEWEST_COLUMNS or len(held) < len(value) or any(column.keys() != held[0].keys() for column in held):
        return []
    return [{name: column[row] for name, column in zip(value, held, strict=True)} for row in held[0]]


def unwrapped(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record without the object that it is wrapped in; what is said outside of it stays where it says nothing.

    >>> unwrapped({"_id": 3, "_source": {"title": "Ferry runs again"}})["title"]
    'Ferry runs again'
    """
    for _ in range(3):
        inner = next((value for name in WRAPPERS if isinstance(value := record.get(name), dict) and value), None)
        if inner is None or not any(isinstance(member, str) for member in inner.values()):
            return record
        outer = {name: member for name, member in record.items() if member is not inner}
        record = {**outer, **inner}
    return record


def descend(value: object, key: str) -> object:
    """Return what lies under a path with dots, through objects and the items of lists; null when nothing does."""
    if isinstance(value, list):
        return [lower for item in value if (lower := descend(item, key)) is not None]
    if not isinstance(value, Mapping):
        return None
    if key in value:
        return value[key]
    head, dot, rest = key.partition(".")
    return descend(value.get(head), rest) if dot else None


def _listings(value: Mapping[str, object], has_text: HasText, *, known: bool, depth: int) -> Iterator[_Listing]:
    """Yield the lists of objects below an object that may be records."""
    if depth > DEEPEST:
        return
    if entries := _of_mapping(value):
        yield from _judged(entries, has_text, known=known, depth=depth)
    for name, inner in value.items():
        is_known = name in LISTS
        if isinstance(inner, list):
            yield from _judged(inner, has_text, known=is_known, depth=depth)
            if len(inner) == 1 and isinstance(inner[0], Mapping) and not has_text(unwrapped(inner[0])):
                yield from _listings(inner[0], has_text, known=is_known, depth=depth + 1)
        elif isinstance(inner, Mapping):
            if has_text(unwrapped(inner)):
                yield _Listing(1.0, is_known, depth, [inner])
            else:
                yield from _listings(inner, has_text, known=is_known, depth=depth + 1)


def _judged(entries: Sequence[object], has_text: HasText, *, known: bool, depth: int) -> Iterator[_Listing]:
    """Yield a list if some of its entries are records, or at least name and link an article."""
    sample = [unwrapped(entry) for entry in entries[:SAMPLED] if isinstance(entry, Mapping)]
    if not sample:
        return
    share = sum(map(has_text, sample)) / len(sample)
    linked = [entry for entry in sample if _has(entry, TITLED) and _has(entry, LINKED)]
    if share or (known and len(linked) == len(sample)):
        yield _Listing(share, known, depth, entries)


def _of_mapping(value: Mapping[str, object]) -> list[object] | None:
    """Return the values of an object that holds one record under each identifier; null for another object."""
    values = list(value.values())
    if len(values) < 1 or not all(isinstance(member, Mapping) for member in values):
        return None
    return values if len(values) > 1 or next(iter(value)) not in LISTS else None


def _has(entry: Mapping[str, object], names: Sequence[str]) -> bool:
    return any(isinstance(entry.get(name), str) and entry[name] for name in names)


def opened(entries: Sequence[object], envelope: Mapping[str, object]) -> Records:
    """Return the records of a list, each without its wrapping, with what a feed says of all of them."""
    shared = _shared(envelope)
    return [{**shared, **unwrapped(entry)} if isinstance(entry, Mapping) else None for entry in entries]


def _shared(envelope: Mapping[str, object]) -> dict[str, object]:
    """Return what a JSON Feed says of its items: its title is the outlet."""
    if "jsonfeed.org" not in str(envelope.get("version")):
        return {}
    stated = {"source": envelope.get("title"), "language": envelope.get("language"), "authors": envelope.get("authors")}
    return {name: value for name, value in stated.items() if value}
