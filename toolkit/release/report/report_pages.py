"""Pages beside the page of a release: all its articles by their day, so many on each, each page whole in itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.release.release_folder import split_of, table_files

if TYPE_CHECKING:
    import polars

PAGE_ARTICLES = 10_000
PAGE_WORDS = 2_000_000
"""A page ends when it has so many articles or words: it stays below 30 MB with the raw documents."""
_NO_DAY = "no date"


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Which articles a page holds."""

    number: int
    """From 1."""
    first: str
    """Day of its first article, ISO 8601, or `no date`."""
    last: str
    articles: int
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of its file."""
        return f"{self.number:04}.html"


def plan_pages(folder: Path) -> list[PagePlan]:
    """Divide the articles of a release among pages: by day and id, those without a day last."""
    import polars

    frames = _frames(folder)
    if not frames:
        return []
    listed = polars.concat([frame.select("id", "date", "word_count") for frame in frames])
    ordered = listed.sort("date", "id", nulls_last=True).collect()
    plans: list[PagePlan] = []
    start = held = 0
    for row, count in enumerate(ordered["word_count"]):
        if row > start and (row - start >= PAGE_ARTICLES or held + count > PAGE_WORDS):
            plans.append(_plan(len(plans) + 1, ordered[start:row]))
            start, held = row, 0
        held += count
    return [*plans, _plan(len(plans) + 1, ordered[start:])] if ordered.height else plans


def rows_of(folder: Path, plan: PagePlan) -> Iterator[dict[str, Any]]:
    """Yield the articles of a page in its order, with their split."""
    import polars

    wanted = polars.col("id").is_in(list(plan.ids))
    rows = polars.concat([frame.filter(wanted) for frame in _frames(folder)]).collect()
    yield from rows.sort("date", "id", nulls_last=True).iter_rows(named=True)


def links(plans: Sequence[PagePlan], folder: str, current: PagePlan | None = None) -> str:
    """Return the list of all pages as markup.

    Args:
        plans: The pages.
        folder: Prefix of their addresses; empty on a page that is among them.
        current: That page.
    """
    items = []
    for plan in plans:
        days = plan.first if plan.first == plan.last else f"{plan.first} to {plan.last}"
        text = f"{escape(days)} ({plan.articles:,})"
        here = ' aria-current="page"' if current is not None and plan.number == current.number else ""
        items.append(f'<li><a href="{escape(folder + plan.name)}"{here}>{text}</a></li>')
    total = sum(plan.articles for plan in plans)
    summary = f"All {total:,} articles, by their day, on {len(plans)} pages"
    if current is not None:
        summary = f"Page {current.number} of {len(plans)}: {summary[0].lower()}{summary[1:]}"
    opened = " open" if current is None else ""
    return (
        f'<details class="pages"{opened}><summary>{summary}</summary>'
        f'<nav aria-label="Pages of articles"><ol>{"".join(items)}</ol></nav></details>'
    )


def _frames(folder: Path) -> list["polars.LazyFrame"]:
    import polars

    return [
        polars.scan_parquet(path, hive_partitioning=False, glob=False).with_columns(split=polars.lit(split_of(path)))
        for path in table_files(folder, "articles")
    ]


def _plan(number: int, rows: "polars.DataFrame") -> PagePlan:
    days = [_NO_DAY if day is None else day.isoformat() for day in (rows["date"][0], rows["date"][-1])]
    return PagePlan(number, days[0], days[1], rows.height, tuple(rows["id"]))
