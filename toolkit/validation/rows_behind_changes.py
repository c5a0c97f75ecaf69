"""Finds the articles behind a change between two releases."""

import re
from typing import TYPE_CHECKING

from toolkit.contract.records import Failure
from toolkit.release.release_folder import Release, read_columns
from toolkit.validation.affected_rows import COLUMNS, AffectedRows, affected_rows

if TYPE_CHECKING:
    import polars

_SOURCE = re.compile(r"\[(.*)\]$", re.DOTALL)


def rows_behind(failure: Failure, new: Release, old: Release) -> AffectedRows:
    """Return the articles of the new release that a change is about.

    Those that came since the old release count, or all if none came. Of an outlet with fewer articles, these are its
    last ones; no day is given, since nothing is wrong with them.

    Args:
        failure: A failure of `toolkit.validation.drift.changes`.
        new: The release that was checked.
        old: The release that it was compared with.
    """
    import polars

    match = _SOURCE.search(failure.path)
    source = match[1] if match else None
    articles = _read(new, "articles", COLUMNS)
    if source is not None:
        articles = articles.filter(polars.col("source") == source)
    if failure.rule == "source_rows":
        last = articles.sort("date", nulls_last=False).tail(3)
        rows = affected_rows(last, polars.lit(value=True))
        return AffectedRows(source, None, rows.examples)
    if failure.rule == "null_dates":
        articles = articles.filter(polars.col("date").is_null())
    elif failure.rule == "unattributed_quotes":
        quotes = _read(new, "quotes", ("article_id", "speaker")).filter(polars.col("speaker").is_null())
        articles = articles.filter(polars.col("id").is_in(quotes["article_id"].unique().to_list()))
    came = ~polars.col("id").is_in(_read(old, "articles", ("id",))["id"].to_list())
    rows = affected_rows(articles, came)
    return rows if rows.examples else affected_rows(articles, polars.lit(value=True))


def _read(release: Release, table: str, columns: tuple[str, ...]) -> "polars.DataFrame":
    """Return some columns of a table; its files are known to be readable."""
    import polars

    frames = [read_columns(path, columns) for path in release.files(table)]
    if frames:
        return polars.concat(frames)
    known = {"date": polars.Date(), "provenance": polars.Struct({"path": polars.String()})}
    return polars.DataFrame(schema={name: known.get(name, polars.String()) for name in columns})
