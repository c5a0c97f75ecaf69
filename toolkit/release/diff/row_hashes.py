"""Digests of the rows of a table, by which two tables are compared before any value is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from toolkit.release.diff.diff_statistics import ROWS_IN, Tally
from toolkit.release.diff.diff_table import Side

if TYPE_CHECKING:
    import polars

STAMPS = ("added_in", "version", "superseded_by", "provenance.toolkit_version")
"""Paths that say when and with what a row was made; they are compared, but are no content."""


@dataclass(frozen=True, slots=True)
class Digests:
    """What is kept of the rows of one side."""

    rows: "polars.DataFrame"
    """One row for each: `row` (its position), the key, `copy` (0 but for repeated keys), `split`, `added_in`
    and `content` (digest of all values but stamps)."""
    values: "polars.DataFrame"
    """The 64-bit hash of every compared value, by path, in the same order."""
    tally: Tally
    versions: frozenset[str] = frozenset()
    """Those that `added_in` names."""
    passed: int = 0
    """Rows that stand in portions of both sides, which are the same and in none of the frames."""

    @property
    def splits(self) -> set[str]:
        """The splits that have rows."""
        counts = self.tally.counts.items()
        return {name.removeprefix(ROWS_IN) for name, rows in counts if rows and name.startswith(ROWS_IN)}


class KnownDigests(Protocol):
    """Keeps the digests of portions from one comparison to the next."""

    def load(self, name: str, columns: Sequence[str]) -> Digests | None:
        """Return the digests of a portion with these paths; null where they are not known."""

    def summary(self, name: str, columns: Sequence[str]) -> tuple[Tally, frozenset[str]] | None:
        """Return what was counted in a portion, and its versions; null where they are not known."""

    def save(self, name: str, columns: Sequence[str], digests: Digests) -> None:
        """Keep the digests of a portion."""


def shared_portions(
    one: Side, other: Side, key: Sequence[str], values: Mapping[str, "polars.Expr"], known: KnownDigests | None
) -> dict[str, tuple[Tally, frozenset[str]]]:
    """Return what is known of the portions that both sides have: their rows need not be compared."""
    if known is None:
        return {}
    before, after = ({name for name, _ in side.portions() if name} for side in (one, other))
    summaries = {name: known.summary(name, [*key, *values]) for name in sorted(before & after)}
    return {name: summary for name, summary in summaries.items() if summary is not None}


def digest(
    side: Side,
    key: Sequence[str],
    values: Mapping[str, "polars.Expr"],
    known: KnownDigests | None = None,
    shared: Mapping[str, tuple[Tally, frozenset[str]]] = MappingProxyType({}),
) -> Digests:
    """Read all rows once; memory holds one batch of them, and 8 bytes for each value.

    The rows of `shared` portions, which the other side has, too, are counted only.
    """
    import polars

    tally, versions, passed = Tally(), set[str](), 0
    rows, hashes = [_no_rows(side, key)], [polars.DataFrame(schema=dict.fromkeys(values, polars.UInt64()))]
    for name, batches in side.portions():
        if name in shared:
            tally.merge(shared[name][0])
            versions |= shared[name][1]
            passed += shared[name][0].counts["rows"]
            continue
        remembered = known if name else None
        portion = remembered.load(name, [*key, *values]) if remembered else None
        if portion is None:
            portion = _digest_portion(side, batches, key, values)
            if remembered:
                remembered.save(name, [*key, *values], portion)
        tally.merge(portion.tally)
        versions |= portion.versions
        rows.append(portion.rows)
        hashes.append(portion.values)
    keyed = polars.concat(rows).with_row_index("row").with_columns(copy=polars.lit(0, polars.UInt32))
    if keyed.select(key).n_unique() < keyed.height:
        keyed = keyed.with_columns(copy=polars.int_range(polars.len(), dtype=polars.UInt32).over(key))
    return Digests(keyed, polars.concat(hashes), tally, frozenset(versions), passed)


def _digest_portion(
    side: Side,
    batches: Iterator[tuple[str | None, "polars.DataFrame"]],
    key: Sequence[str],
    values: Mapping[str, "polars.Expr"],
) -> Digests:
    """Return the digests of some batches, without the columns `row` and `copy`."""
    import polars

    content = [path for path in values if path not in STAMPS]
    hashing = [value.hash(seed=0).alias(path) for path, value in values.items()]
    tally = Tally()
    rows, hashes = [_no_rows(side, key)], [polars.DataFrame(schema=dict.fromkeys(values, polars.UInt64()))]
    for split, frame in batches:
        tally.add(split, frame)
        hashed = frame.select(hashing)
        digests = hashed.select(content).hash_rows(seed=0) if content else polars.zeros(frame.height, eager=True)
        hashes.append(hashed)
        rows.append(
            frame.select(
                *key,
                split=polars.lit(split, polars.String),
                added_in=polars.col("added_in").cast(polars.String) if "added_in" in side.schema else polars.lit(""),
                content=digests.cast(polars.UInt64),
            )
        )
    keyed = polars.concat(rows)
    return Digests(keyed, polars.concat(hashes), tally, frozenset(keyed["added_in"].drop_nulls().unique()))


def _no_rows(side: Side, key: Sequence[str]) -> "polars.DataFrame":
    import polars

    kinds = {name: side.schema[name] for name in key}
    return polars.DataFrame(
        schema={**kinds, "split": polars.String(), "added_in": polars.String(), "content": polars.UInt64()}
    )
