"""Articles behind a change or a failed limit: the outlet with most of them, their first day, three examples."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

COLUMNS = ("id", "source", "date", "provenance")
"""Columns of articles that are needed."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class AffectedRows:
    """Some articles out of many."""

    source: str | None
    """The outlet with most of them; null where that is not known."""
    first_day: str | None
    """The day of the first of them, ISO 8601; null where none is dated."""
    examples: tuple[str, ...]
    """Raw paths of the first ones; never a text."""

    def __str__(self) -> str:
        """Return it as the end of a sentence; empty where there is nothing to say."""
        parts = [
            f"most of all {self.source}" if self.source else "",
            f"first on {self.first_day}" if self.first_day else "",
            f"such as {', '.join(self.examples)}" if self.examples else "",
        ]
        return "; ".join(part for part in parts if part)


def affected_rows(articles: "polars.DataFrame", affected: "polars.Expr") -> AffectedRows:
    """Return what the articles that meet a condition have in common.

    Args:
        articles: Rows with the columns above.
        affected: True for an article that is affected.
    """
    import polars

    rows = articles.filter(affected).with_columns(_path=polars.col("provenance").struct.field("path"))
    sources = rows.drop_nulls("source")["source"].value_counts().sort("count", "source", descending=[True, False])
    rows = rows.sort("date", "_path", nulls_last=True)
    first = rows["date"].drop_nulls().min()
    return AffectedRows(
        source=sources["source"][0] if sources.height else None,
        first_day=None if first is None else str(first),
        examples=tuple(rows["_path"].drop_nulls().head(_EXAMPLES)),
    )


def with_affected(message: str, rows: AffectedRows) -> str:
    """Return a message with the rows that it is about."""
    return f"{message}; {rows}" if str(rows) else message
