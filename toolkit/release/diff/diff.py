"""Compares two releases, or two Parquet files, row by row: what was added, removed, changed and moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.contract.notebook_html import listing, summary
from toolkit.errors import SourceError
from toolkit.release.diff.diff_statistics import Statistic, side_by_side
from toolkit.release.diff.diff_table import Side, open_side
from toolkit.release.diff.row_hashes import STAMPS, Digests, KnownDigests, digest, shared_portions
from toolkit.release.diff.schema_diff import SchemaChange, schema_changes, shared_values

if TYPE_CHECKING:
    import polars

_KEYS = (("id",), ("article_id", "position"))
"""The keys of the tables of the contract; the first whose columns are there is taken."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows have which fate; a row can be moved and changed."""

    added: int
    removed: int
    changed: int
    moved: int
    restamped: int
    """Rows of the same content of which only the stamps differ, see `toolkit.release.diff.row_hashes.STAMPS`."""
    unchanged: int
    """Rows of the same content in the same split, the restamped ones among them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two tables."""

    old: Side
    new: Side
    key: tuple[str, ...]
    schema: tuple[SchemaChange, ...]
    counts: Counts
    fields: Mapping[str, int]
    """Changed rows by the path of the value that changed, most first."""
    stamps: Mapping[str, int]
    """Rows of both sides by the stamp that changed."""
    moves: Mapping[str, int]
    """Moved rows by `old split → new split`."""
    selectable: bool
    """True if the rows of the old side can be told from the added ones: by split, or by `added_in`."""
    statistics: tuple[Statistic, ...]
    rows: "polars.DataFrame"
    """The key of each row that differs, `old` and `new` (its positions), its splits, `changed` and `moved`."""

    def __repr__(self) -> str:
        """Return the counts."""
        changes = ", ".join(f"{count:,} {name}" for name, count in self._counts())
        return f"<Difference {self.old.name} → {self.new.name}: {changes}>"

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows."""
        statistics = [(statistic.name, statistic.old, statistic.new) for statistic in self.statistics]
        return summary(
            f"{self.old.name} → {self.new.name}",
            ((name, f"{count:,}") for name, count in self._counts()),
            listing(("field", "rows changed"), list(self.fields.items())),
            listing(("number", self.old.name, self.new.name), statistics),
        )

    def _counts(self) -> list[tuple[str, int]]:
        names = ("added", "removed", "changed", "moved", "unchanged")
        return [(name, getattr(self.counts, name)) for name in names]

    @property
    def empty(self) -> bool:
        """True if both sides hold the same."""
        counts = self.counts
        return not (self.schema or counts.restamped or counts.added or counts.removed or counts.changed or counts.moved)


def diff(old: str | Path, new: str | Path, *, table: str = "articles", key: Sequence[str] = ()) -> Difference:
    """Compare two release folders, Parquet files or folders of Parquet files.

    Args:
        old: The earlier one.
        new: The later one.
        table: Which table of a release; quotes and entities are also fields of the articles.
        key: Columns that tell rows apart, instead of `id`, or `article_id` and `position`.

    Raises:
        SourceError: there is nothing to compare, or no key that both sides have.
        ReleaseError: a file cannot be read.
    """
    return compare(open_side(old, table), open_side(new, table), key)


def compare(one: Side, other: Side, key: Sequence[str] = (), known: KnownDigests | None = None) -> Difference:
    """Compare two opened tables, the earlier one first, as `diff` does.

    Digests of portions that are `known` are not computed again; portions that both sides have are not compared, and
    the positions of rows count without them.

    Raises:
        SourceError: there is no key that both sides have.
    """
    import polars

    keys = _key(one, other, key)
    values = {path: value for path, value in shared_values(one.schema, other.schema).items() if path not in keys}
    shared = shared_portions(one, other, keys, values, known)
    before, after = (digest(side, keys, values, known, shared) for side in (one, other))
    joined = _joined(before, after, keys)
    rows = joined.filter(polars.any_horizontal(polars.col("old", "new").is_null(), "changed", "moved"))
    content, stamps = ([path for path in values if (path in STAMPS) == wanted] for wanted in (False, True))
    common = joined.filter(polars.all_horizontal(polars.col("old", "new").is_not_null()))
    restamped = _changes(before, after, common.filter(~polars.col("changed")), stamps)
    only_stamped = restamped.select(polars.any_horizontal(polars.all())).to_series().sum() if stamps else 0
    return Difference(
        old=one,
        new=other,
        key=keys,
        schema=schema_changes(one.schema, other.schema),
        counts=_counts(joined, int(only_stamped), after.passed),
        fields=_totals(_changes(before, after, common.filter("changed"), content)),
        stamps=_totals(_changes(before, after, common, stamps)),
        moves=_moves(rows),
        selectable=_selectable(rows, before),
        statistics=side_by_side(before.tally, after.tally, (one.manifest, other.manifest)),
        rows=rows.drop("added_in"),
    )


def _key(old: Side, new: Side, wanted: Sequence[str]) -> tuple[str, ...]:
    for key in [tuple(wanted)] if wanted else _KEYS:
        if all(name in side.schema for name in key for side in (old, new)):
            different = [name for name in key if old.schema[name] != new.schema[name]]
            if different:
                raise SourceError(f"{different[0]} has another type in {new.name}; name other columns with --key.")
            return key
    raise SourceError(f"{old.name} and {new.name} have no common key; name its columns with --key.")


def _joined(before: Digests, after: Digests, key: tuple[str, ...]) -> "polars.DataFrame":
    """Put the rows of both sides side by side, by key: first those of the new side, in its order, then the removed."""
    import polars

    names = {"row": "row", "split": "split", "content": "content"}
    one = before.rows.drop("added_in").rename({name: f"old_{name}" for name in names})
    other = after.rows.rename({name: f"new_{name}" for name in names})
    joined = other.join(one, on=[*key, "copy"], how="full", coalesce=True, nulls_equal=True)
    both = polars.all_horizontal(polars.col("old_row", "new_row").is_not_null())
    return joined.sort("new_row", "old_row", nulls_last=True).select(
        *key,
        "added_in",
        "old_split",
        "new_split",
        old="old_row",
        new="new_row",
        changed=both & (polars.col("old_content") != polars.col("new_content")),
        moved=both & (polars.col("old_split") != polars.col("new_split")).fill_null(value=False),
    )


def _changes(before: Digests, after: Digests, pairs: "polars.DataFrame", paths: Sequence[str]) -> "polars.DataFrame":
    """Return for each pair of rows and each path whether the value changed."""
    import polars

    return polars.DataFrame(
        {path: before.values[path].gather(pairs["old"]) != after.values[path].gather(pairs["new"]) for path in paths}
    )


def _totals(changes: "polars.DataFrame") -> dict[str, int]:
    totals = {series.name: int(series.sum()) for series in changes.iter_columns()}
    return {name: total for name, total in sorted(totals.items(), key=lambda item: (-item[1], item[0])) if total}


def _counts(joined: "polars.DataFrame", restamped: int, passed: int) -> Counts:
    added, removed = joined["old"].null_count(), joined["new"].null_count()
    changed, moved = int(joined["changed"].sum()), int(joined["moved"].sum())
    both = int((joined["changed"] & joined["moved"]).sum())
    unchanged = passed + joined.height - added - removed - changed - moved + both
    return Counts(added, removed, changed, moved, restamped, unchanged)


def _moves(rows: "polars.DataFrame") -> dict[str, int]:
    moved = rows.filter("moved").group_by("old_split", "new_split").len().sort("old_split", "new_split")
    return {f"{old} → {new}": count for old, new, count in moved.iter_rows()}


def _selectable(rows: "polars.DataFrame", before: Digests) -> bool:
    """True if each added row is in a new split, or carries a version that no old row has."""
    import polars

    added = rows.filter(polars.col("old").is_null())
    in_new_split = added["new_split"].is_not_null() & ~added["new_split"].is_in(sorted(before.splits))
    of_new_version = ~added["added_in"].fill_null("").is_in(sorted({*before.versions, ""}))
    return bool((in_new_split | of_new_version).all())
