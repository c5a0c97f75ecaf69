"""What changed between two versions of a story that are rows of their own: a later version beside the one before it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.release.diff.diff import Difference
from toolkit.release.diff.diff_table import Side

if TYPE_CHECKING:
    import polars

TEXTS = ("headline", "standfirst", "body")
"""The columns that are compared."""
_COLUMNS = ("id", "version", "version_of")


def versions_before(difference: Difference, rows: "polars.DataFrame") -> dict[int, dict[str, Any]]:
    """Return the version before each added row that is a later version of a story, by the position of the added row.

    It is the last of the earlier versions on the old side, else on the new one; a row without one is left out.

    Args:
        difference: Two releases, by `id`.
        rows: Some of its rows.

    Returns:
        Dictionaries of `id`, `version` and the texts.
    """
    import polars

    sides = (difference.old, difference.new)
    if difference.key != ("id",) or not all(name in side.schema for side in sides for name in (*_COLUMNS, *TEXTS)):
        return {}
    added = rows.filter(polars.col("old").is_null())["new"].to_list()
    if not added:
        return {}
    own = difference.new.fetch(added, _COLUMNS).with_columns(position=polars.Series(added, dtype=polars.Int64))
    own = own.filter(polars.col("version").fill_null(1) > 1)
    if not own.height:
        return {}
    earlier: dict[int, dict[str, Any]] = {}
    for side in sides:
        missing = own.filter(~polars.col("position").is_in(list(earlier)))
        if missing.height:
            earlier |= _earlier_versions(side, missing)
    return earlier


def _earlier_versions(side: Side, later: "polars.DataFrame") -> dict[int, dict[str, Any]]:
    """Return the last earlier version of each row on one side."""
    import polars

    story = polars.coalesce("version_of", "id")
    known = _light(side).with_columns(polars.col("version").fill_null(1))
    wanted = later.select("position", own_version="version", story=story, own_id="id")
    pairs = wanted.join(known.with_columns(story=story), on="story", how="inner")
    pairs = pairs.filter(
        (polars.col("version") < polars.col("own_version")) & (polars.col("id") != polars.col("own_id"))
    )
    last = pairs.sort("position", "version", descending=[False, True]).unique(
        "position", keep="first", maintain_order=True
    )
    if not last.height:
        return {}
    texts = side.fetch(last["row"].to_list(), ("id", *TEXTS))
    rows = zip(last["position"], last["version"], texts.iter_rows(named=True), strict=True)
    return {position: {**values, "version": version} for position, version, values in rows}


def _light(side: Side) -> "polars.DataFrame":
    """Return id and version of every row of a side, with its position."""
    import polars
    import pyarrow.parquet

    parts = [polars.from_arrow(pyarrow.parquet.read_table(path, columns=list(_COLUMNS))) for path in side.files]
    frames: Sequence[polars.DataFrame] = [part for part in parts if isinstance(part, polars.DataFrame)]
    empty = polars.DataFrame(schema={name: side.schema[name] for name in _COLUMNS})
    return polars.concat([empty, *frames]).with_row_index("row").with_columns(polars.col("row").cast(polars.Int64))
