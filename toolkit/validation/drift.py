"""Rules over two releases: changes since the earlier one that are larger than a threshold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.contract.records import Failure

if TYPE_CHECKING:
    import polars

EVERYTHING = None
"""Stands for all sources together."""
_ENOUGH = 20
"""A source with fewer articles (or quotes) in either release is not compared by itself: too few for a comparison."""
_DECILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of all articles, or of those of one source."""

    articles: int
    undated: int
    lengths: tuple[float, ...]
    """Words of the body at the 1st, 5th and 9th decile."""
    quotes: int
    unattributed: int


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What is known of a release as a whole."""

    parts: Mapping[str | None, Part]
    languages: Mapping[str, int]
    months: int
    """Months in which something was published, at least 1."""


ARTICLE_COLUMNS = ("source", "date", "word_count", "language")
QUOTE_COLUMNS = ("source", "speaker")


def summary(articles: "polars.DataFrame", quotes: "polars.DataFrame") -> CorpusSummary:
    """Return what is compared; the frames need the columns named above."""
    import polars

    parts: dict[str | None, Part] = {EVERYTHING: _part(articles, quotes)}
    said = {str(name): group for (name,), group in quotes.group_by("source")}
    for (name,), group in articles.drop_nulls("source").sort("source").group_by("source", maintain_order=True):
        parts[str(name)] = _part(group, said.get(str(name), quotes.clear()))
    languages = articles.select(polars.col("language").fill_null("unknown")).to_series().value_counts().sort("language")
    months = articles["date"].drop_nulls().dt.strftime("%Y-%m").n_unique()
    return CorpusSummary(parts, dict(languages.iter_rows()), max(months, 1))


def changes(old: CorpusSummary, new: CorpusSummary, thresholds: Mapping[str, float]) -> Iterator[Failure]:
    """Yield every change since the earlier release that is larger than its threshold.

    The path of a failure is the field, for one source followed by its name: `date[Nordkapp Times]`.
    """
    for name, before in old.parts.items():
        after = new.parts.get(name)
        if name is not EVERYTHING and before.articles >= _ENOUGH:
            yield from _volume(
                name, before.articles / old.months, after.articles / new.months if after else 0.0, thresholds
            )
        if after is not None:
            yield from _compared(name, before, after, thresholds)
    yield from _languages(old.languages, new.languages, thresholds["languages"])


def _part(articles: "polars.DataFrame", quotes: "polars.DataFrame") -> Part:
    lengths = tuple(float(articles["word_count"].quantile(share) or 0) for share in _DECILES)
    undated, unattributed = articles["date"].null_count(), quotes["speaker"].null_count()
    return Part(articles.height, undated, lengths, quotes.height, unattributed)


def _volume(name: str | None, before: float, after: float, thresholds: Mapping[str, float]) -> Iterator[Failure]:
    lost = 1 - after / before
    if lost > thresholds["source_rows"]:
        message = f"{before:.1f} articles a month became {after:.1f}, {lost:.0%} fewer"
        yield Failure("source_rows", _place("source", name), f"{after:.1f}", message)


def _compared(name: str | None, before: Part, after: Part, thresholds: Mapping[str, float]) -> Iterator[Failure]:
    if min(before.articles, after.articles) >= _ENOUGH:
        dates = (before.undated, before.articles), (after.undated, after.articles)
        yield from _risen("null_dates", _place("date", name), *dates, thresholds)
        yield from _lengths(name, before.lengths, after.lengths, thresholds["body_length"])
    if min(before.quotes, after.quotes) >= _ENOUGH:
        speakers = (before.unattributed, before.quotes), (after.unattributed, after.quotes)
        yield from _risen("unattributed_quotes", _place("quotes.speaker", name), *speakers, thresholds)


def _risen(
    rule: str, path: str, before: tuple[int, int], after: tuple[int, int], thresholds: Mapping[str, float]
) -> Iterator[Failure]:
    old, new = before[0] / before[1], after[0] / after[1]
    if new - old > thresholds[rule]:
        yield Failure(rule, path, f"{new:.3f}", f"{_NULLS[rule]} rose from {old:.1%} to {new:.1%}")


_NULLS = {"null_dates": "articles without a date", "unattributed_quotes": "quotes without a speaker"}


def _lengths(name: str | None, before: Sequence[float], after: Sequence[float], threshold: float) -> Iterator[Failure]:
    shifts = [abs(new - old) / max(old, 1.0) for old, new in zip(before, after, strict=True)]
    worst = max(range(len(shifts)), key=lambda index: shifts[index])
    if shifts[worst] > threshold:
        decile = f"the decile {_DECILES[worst] * 10:.0f} of the number of words"
        message = f"{decile} went from {before[worst]:.0f} to {after[worst]:.0f}"
        yield Failure("body_length", _place("word_count", name), f"{after[worst]:.0f}", message)


def _languages(before: Mapping[str, int], after: Mapping[str, int], threshold: float) -> Iterator[Failure]:
    old, new = sum(before.values()), sum(after.values())
    if min(old, new) < _ENOUGH:
        return
    shift = {name: after.get(name, 0) / new - before.get(name, 0) / old for name in sorted({*before, *after})}
    moved = sum(abs(difference) for difference in shift.values()) / 2
    if moved > threshold:
        most = max(shift, key=lambda name: abs(shift[name]))
        message = f"{moved:.1%} of the articles moved between languages, most of all {most} ({shift[most]:+.1%})"
        yield Failure("languages", "language", f"{moved:.3f}", message)


def _place(path: str, name: str | None) -> str:
    return path if name is EVERYTHING else f"{path}[{name}]"
