"""The changes between two tables one by one, with the value before and after: for people, and as Parquet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReleaseError
from toolkit.release.diff.diff import Difference
from toolkit.release.diff.diff_table import Side
from toolkit.release.diff.schema_diff import shared_values
from toolkit.release.diff.text_diff import word_diff
from toolkit.release.diff.value_changes import as_text, value_changes
from toolkit.release.diff.version_changes import TEXTS, versions_before

if TYPE_CHECKING:
    import polars

_CHUNK = 10_000
"""So many rows of both sides are fetched at a time: where their orders differ, each time may read all files."""
_WRITTEN = 1000
_LABEL = "headline"
"""Column by which an added or removed row is shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    key: str
    """The row: its id, or the parts of its key with a colon between them."""
    change: str
    """`added`, `removed`, `moved`, `changed`, or `version`: an added row beside the version of its story before it."""
    old_split: str | None
    new_split: str | None
    field: str | None
    """What changed: `headline`, `quotes[1].speaker`; of an added or removed row its headline, where it has one.

    Of a version it is `id` (of the version before, and of this one) and each text that changed.
    """
    old: str | None
    """The value before: a text as it is, anything else as JSON."""
    new: str | None
    words: str | None
    """For a text that is on both sides, its changes word by word, see `toolkit.release.diff.text_diff`."""


def changes(difference: Difference, limit: int | None = None) -> Iterator[Change]:
    """Yield the changes of all rows, or of the first rows, in the order of the new side; removed rows come last."""
    rows = difference.rows if limit is None else difference.rows.head(limit)
    for start in range(0, rows.height, _CHUNK):
        yield from _of_rows(difference, rows[start : start + _CHUNK])


def write_changes(difference: Difference, path: Path) -> None:
    """Write all changes as a Parquet file.

    Raises:
        ReleaseError: the file cannot be written.
    """
    import pyarrow
    import pyarrow.parquet

    kinds = pyarrow.schema([(name, pyarrow.string()) for name in Change.__dataclass_fields__])
    try:
        with pyarrow.parquet.ParquetWriter(path, kinds, compression="zstd") as writer:
            all_changes = changes(difference)
            while batch := [asdict(change) for change in islice(all_changes, _WRITTEN)]:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=kinds))
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {error.strerror or error}.") from error


def _of_rows(difference: Difference, rows: "polars.DataFrame") -> Iterator[Change]:
    old = _values(difference, difference.old, rows, "old")
    new = _values(difference, difference.new, rows, "new")
    versions = versions_before(difference, rows)
    texts = (
        dict(zip(versions, difference.new.fetch(list(versions), TEXTS).iter_rows(named=True), strict=True))
        if versions
        else {}
    )
    for row in rows.iter_rows(named=True):
        key = ":".join(str(row[name]) for name in difference.key)
        before, after = (
            position[0].row(position[1], named=True) if position else {}
            for position in (old.get(row["old"]), new.get(row["new"]))
        )
        splits = row["old_split"], row["new_split"]
        if row["old"] is None or row["new"] is None:
            yield _whole(key, "added" if row["old"] is None else "removed", splits, before or after)
        if row["old"] is None and row["new"] in versions:
            yield from _version(key, splits, versions[row["new"]], texts[row["new"]])
        if row["moved"]:
            yield Change(key, "moved", *splits, None, None, None, None)
        if row["changed"]:
            for path in difference.fields:
                for field, one, other in value_changes(path, before[path], after[path]):
                    words = word_diff(one, other) if isinstance(one, str) and isinstance(other, str) else None
                    yield Change(key, "changed", *splits, field, as_text(one), as_text(other), words)


def _version(
    key: str, splits: tuple[str | None, str | None], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    """Yield what changed in the texts since the version before."""
    yield Change(key, "version", *splits, "id", before["id"], key, None)
    for name in TEXTS:
        if before[name] != after[name]:
            words = word_diff(before[name], after[name]) if before[name] and after[name] else None
            yield Change(key, "version", *splits, name, before[name], after[name], words)


def _whole(key: str, change: str, splits: tuple[str | None, str | None], values: dict[str, Any]) -> Change:
    label = values.get(_LABEL)
    one, other = (label, None) if change == "removed" else (None, label)
    return Change(key, change, *splits, None if label is None else _LABEL, one, other, None)


def _values(
    difference: Difference, side: Side, rows: "polars.DataFrame", position: str
) -> "dict[int, tuple[polars.DataFrame, int]]":
    """Return for each row of one side that is to be shown the frame that holds its values, and its place there."""
    import polars

    shared = shared_values(difference.old.schema, difference.new.schema)
    paths = list(difference.fields)
    rows_of: dict[int, tuple[polars.DataFrame, int]] = {}
    changed = rows.filter("changed")[position].to_list()
    if changed and paths:
        frame = side.fetch(changed, _columns(side, paths)).select(shared[path].alias(path) for path in paths)
        rows_of.update({row: (frame, index) for index, row in enumerate(changed)})
    other = "new" if position == "old" else "old"
    single = rows.filter(polars.col(other).is_null())[position].to_list()
    if single and side.schema.get(_LABEL) == polars.String():
        labels = side.fetch(single, [_LABEL])
        rows_of.update({row: (labels, index) for index, row in enumerate(single)})
    return rows_of


def _columns(side: Side, paths: Sequence[str]) -> list[str]:
    """Return the columns in which paths stand; the name of a column may itself have dots."""
    return [name for name in side.schema if any(path == name or path.startswith(f"{name}.") for path in paths)]
