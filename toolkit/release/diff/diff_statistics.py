"""Numbers of two tables side by side: rows, splits, words, dates, outlets, and how much is null."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars


ROWS_IN = "rows in "
"""Begins the name of the number of rows of a split."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number before and after."""

    name: str
    old: int | float | str | None
    """Null where a side has no such thing."""
    new: int | float | str | None


@dataclass(slots=True)
class Tally:
    """What is counted while the rows of a side pass by."""

    counts: Counter[str] = field(default_factory=Counter)
    nulls: Counter[str] = field(default_factory=Counter)
    outlets: set[str] = field(default_factory=set)
    dates: list[str] = field(default_factory=list)
    """The first and the last day, once there is one."""

    def add(self, split: str | None, frame: "polars.DataFrame") -> None:
        """Count the rows of a batch."""
        self.counts["rows"] += frame.height
        if split is not None:
            self.counts[f"{ROWS_IN}{split}"] += frame.height
        self.nulls.update({series.name: series.null_count() for series in frame.iter_columns()})
        self.counts.update(dict(_sums(frame)))
        if "source" in frame.columns:
            self.outlets.update(str(value) for value in frame["source"].drop_nulls().unique())
        if "date" in frame.columns and frame["date"].null_count() < frame.height:
            bounds = [str(frame["date"].min()), str(frame["date"].max())]
            self.dates = [min([*self.dates[:1], bounds[0]]), max([*self.dates[1:], bounds[1]])]

    def merge(self, other: "Tally") -> None:
        """Add what another tally counted."""
        self.counts.update(other.counts)
        self.nulls.update(other.nulls)
        self.outlets |= other.outlets
        if other.dates:
            self.dates = [min([*self.dates[:1], other.dates[0]]), max([*self.dates[1:], other.dates[1]])]


def side_by_side(
    old: Tally, new: Tally, manifests: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> tuple[Statistic, ...]:
    """Return all statistics in a fixed order; `manifests` are empty for what is no release."""
    one, other = (dict(_numbers(*side)) for side in ((old, manifests[0]), (new, manifests[1])))
    names = list(dict.fromkeys([*one, *other]))
    ranked = sorted(names, key=lambda name: (_ORDER.index(name.split(" ")[0]), names.index(name)))
    return tuple(Statistic(name, one.get(name), other.get(name)) for name in ranked)


_ORDER = ("rows", "words", "items", "attributed", "outlets", "first", "last", "documents", "contract", "null")


def _sums(frame: "polars.DataFrame") -> Iterator[tuple[str, int]]:
    import polars

    for name, kind in frame.schema.items():
        if isinstance(kind, polars.List):
            yield f"items in {name}", int(frame[name].list.len().sum() or 0)
    if "word_count" in frame.columns:
        yield "words", int(frame["word_count"].sum() or 0)
    quotes = frame.schema.get("quotes")
    if isinstance(quotes, polars.List) and isinstance(quotes.inner, polars.Struct):
        speakers = frame["quotes"].explode(empty_as_null=False, keep_nulls=False).struct.unnest()
        if "speaker" in speakers.columns:
            yield "attributed quotes", speakers.height - speakers["speaker"].null_count()


def _numbers(tally: Tally, manifest: Mapping[str, Any]) -> Iterator[tuple[str, int | float | str]]:
    yield from tally.counts.items()
    if tally.outlets:
        yield "outlets", len(tally.outlets)
    if tally.dates:
        yield "first day", tally.dates[0]
        yield "last day", tally.dates[1]
    if manifest:
        for part, documents in manifest["balance"].items():
            yield f"documents {part}", documents
        for reason, documents in manifest.get("reasons", {}).items():
            yield f"documents refused as {reason}", documents
        yield "contract", str(manifest["contract"]["version"])
    rows = tally.counts["rows"]
    for name, nulls in tally.nulls.items():
        if rows:
            yield f"null share of {name}", round(nulls / rows, 4)
