"""A closer look: documents line by line, two releases compared, a release as a page."""

from collections.abc import Sequence
from pathlib import Path

from toolkit.api.config_source import ConfigSource, as_config, with_changes
from toolkit.pipeline import explain as explaining
from toolkit.pipeline.explain import Explanation
from toolkit.pipeline.report_with_raw import Page, find_page, show_page
from toolkit.release.diff import diff as comparison
from toolkit.release.diff.diff import Difference
from toolkit.release.diff.row_changes import write_changes


def explain(
    target: str | Path,
    *,
    release: str | Path | None = None,
    inputs: str | Path | Sequence[str | Path] = (),
    config: ConfigSource = None,
) -> list[Explanation]:
    """Return what became of each line of a document, for every document of a file.

    Args:
        target: A raw file, its address, or the id of an article (its first characters are enough).
        release: The release folder that holds the id.
        inputs: Where the raw document of an id is looked for; the inputs of the config if not given.
        config: Options of the stages.

    Raises:
        SourceError: there is no such file, id, or raw document.
    """
    named = (inputs,) if isinstance(inputs, (str, Path)) else inputs
    return explaining.explain(target, with_changes(as_config(config), named), release=release)


def diff(
    old: str | Path,
    new: str | Path,
    *,
    table: str = "articles",
    key: Sequence[str] = (),
    out: str | Path | None = None,
) -> Difference:
    """Compare two releases or Parquet files row by row.

    Args:
        old: The earlier release folder, Parquet file, or address of either.
        new: The later one.
        table: Table of a release: `articles`, `quotes` or `entities`.
        key: Columns that tell rows apart, instead of `id`, or `article_id` and `position`.
        out: Parquet file for every change.

    Raises:
        SourceError: there is nothing to compare, or no key that both sides have.
        ReleaseError: a file cannot be read or written.
    """
    difference = comparison.diff(old, new, table=table, key=key)
    if out is not None:
        write_changes(difference, Path(out))
    return difference


def report(
    release: str | Path,
    raw: str | Path | Sequence[str | Path] = (),
    *,
    out: str | Path | None = None,
    full: bool = False,
    config: ConfigSource = None,
) -> Page:
    """Return the page of a release, or draw another one next to it, see `toolkit.pipeline.report_with_raw`.

    Args:
        release: The release folder, which is not changed.
        raw: Files and folders of raw documents, which the page shows next to the articles.
        out: HTML file for the new page, instead of `<release>.html` next to the release.
        full: Where one page cannot hold all articles, draw pages of all of them beside it, in `<page>-pages/`.
        config: Its `[read]` table says how raw documents are read.

    Raises:
        ReleaseError: the release cannot be read, or the page cannot be written.
    """
    named = (raw,) if isinstance(raw, (str, Path)) else raw
    if named or out is not None or full:
        return show_page(release, named, as_config(config).read, None if out is None else Path(out), full=full)
    return find_page(release)
