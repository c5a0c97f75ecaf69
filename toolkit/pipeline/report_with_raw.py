"""Draws report.html of a release, with the raw documents that are available."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from toolkit.compliance.clearance import may_be_kept
from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.pipeline.cache import key_of
from toolkit.pipeline.raw_documents import find_raw_documents
from toolkit.pipeline.shard_schemas import ARTICLES, EXCERPT, NORMALISED, RAW, DocumentReference
from toolkit.pipeline.task import Corpus, Prepared
from toolkit.read import ReadOptions
from toolkit.release.options import dataset_options
from toolkit.release.parquet_damage import check_columns, naming_damage
from toolkit.release.raw_excerpt import excerpt
from toolkit.release.release_folder import Release, open_release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.report_pages import links, plan_pages, rows_of
from toolkit.release.report.report_payload import blocks_of
from toolkit.release.report.report_sample import Originals, choose, exhibit, exhibit_rows, originals_of, rows_below
from toolkit.release.statistics import compute_statistics
from toolkit.storage.filesystem import Location


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was drawn."""

    path: Path
    articles: int
    """Articles that it shows."""
    originals: int
    """Articles that it shows with their raw document."""
    beside: int = 0
    """Pages beside it, which hold all articles."""


def excerpts_key(config: Config) -> str:
    """Return a digest of the options that excerpts depend on."""
    options = (asdict(config.read), asdict(config.normalise), asdict(config.privacy))
    return key_of(*options, config.package.report_raw)


def kept_excerpts(paths: Sequence[Path], limit: str, *, corpus: Corpus, config: Config) -> Originals:
    """Return what report.html of a release under construction shows of the raw documents, by the id of the article.

    The cache holds it since the documents were read. It is shown only where the article is published in full, and
    nothing in it would be masked.

    Args:
        paths: The files of the articles.
        limit: The id below which those of the articles are.
        corpus: What they were made from.
        config: Says what may be shown.
    """
    if not config.package.report_raw:
        return {}
    rows = {
        (row["provenance"]["path"], row["provenance"]["record"]): row
        for row in rows_below(paths, limit, ("id", "provenance", "rights"))
    }
    excerpts = {}
    for shard in _shards_with(rows, corpus):
        table = corpus.store.table(NORMALISED, shard.normalised, ARTICLES, ["provenance", RAW, EXCERPT])
        for item in table.to_pylist():
            row = rows.get((item["provenance"]["path"], item["provenance"]["record"]))
            if row is not None and _may_be_shown(item, row, config):
                excerpts[row["id"]] = orjson.loads(item[EXCERPT])
    return excerpts


def _shards_with(rows: Iterable[DocumentReference], corpus: Corpus) -> Iterator[Prepared]:
    """Yield the shards that hold the articles of some documents."""
    import polars

    keys = polars.DataFrame(list(rows), schema={"path": polars.String, "record": polars.Int64}, orient="row")
    members = corpus.members.columns.select("index", "path", "record")
    indices = members.join(keys, on=("path", "record"), how="semi", nulls_equal=True)["index"].sort()
    first = 0
    for shard in corpus.shards:
        if indices.is_between(first, first + shard.articles, closed="left").any():
            yield shard
        first += shard.articles


def _may_be_shown(item: Mapping[str, Any], row: Mapping[str, Any], config: Config) -> bool:
    """Return True if the excerpt of an article may be published; the raw bytes kept may be fewer than it shows."""
    if item[EXCERPT] is None:
        return False
    return all(may_be_kept(raw, row["rights"]["extent"], config.privacy) for raw in (item[RAW], item[EXCERPT]))


def show_page(
    release: Location,
    raw: Sequence[Location] = (),
    options: ReadOptions | None = None,
    out: Path | None = None,
    *,
    full: bool = False,
) -> Page:
    """Draw the page of a release beside it, with the raw documents that are found.

    Args:
        release: The release folder, which stays as it is.
        raw: Files and folders that hold the raw documents.
        options: How they are read.
        out: Where the page goes, instead of `<release>.html`.
        full: Where one page cannot hold all articles, draw pages of all beside it, in a folder `<page>-pages`.

    Raises:
        ReleaseError: the release cannot be read, or the page not be written.
    """
    opened = open_release(release)
    path = out or opened.folder.absolute().with_name(f"{opened.name}.html")
    if path.absolute().is_relative_to(opened.folder.absolute()):
        raise ReleaseError(f"{path} is inside the release, which is never changed; choose another place with --out.")
    return _draw(opened, raw, options or ReadOptions(), path, full=full)


def find_page(release: Location) -> Page:
    """Return the page that a release holds.

    Raises:
        ReleaseError: it has none, or a damaged one.
    """
    path = open_release(release).folder / PAGE
    try:
        rows = [
            row for block in blocks_of(path.read_text(encoding="utf-8")) if isinstance(block, list) for row in block
        ]
    except OSError as error:
        raise ReleaseError(f"{release} has no {PAGE}; draw one with `toolkit report {release} --out PAGE`.") from error
    except ValueError as error:
        raise ReleaseError(f"{path} cannot be read ({error}); build the release again.") from error
    return Page(path, sum("body" in row for row in rows), len(originals_of([rows])))


def _excerpts(
    rows: Iterable[Mapping[str, Any]], raw: Sequence[Location], options: ReadOptions
) -> dict[str, Mapping[str, Any]]:
    chosen = rows if raw else ()
    return {row["id"]: excerpt(document.text, row) for row, document in find_raw_documents(chosen, raw, options)}


def _draw(release: Release, raw: Sequence[Location], options: ReadOptions, path: Path, *, full: bool) -> Page:
    folder = release.folder
    check_columns(folder, release.contract)
    with naming_damage(folder):
        excerpts = _excerpts(choose(folder, ("id", "provenance", "evidence", "removed")), raw, options)
        shown = exhibit(folder, lambda *_: excerpts)
        facts, dataset = compute_statistics(folder), dataset_options(release.manifest)
        plans = plan_pages(folder) if full and shown.articles < facts.rows("articles") else []
        described = (facts, release.manifest, dataset, release.contract)
        beside = path.with_name(f"{path.stem}-pages")
        _write(path, draw_page(*described, shown, pages=links(plans, f"{quote(beside.name)}/") if plans else ""))
        if plans:
            _make(beside)
        for plan in plans:
            rows = list(rows_of(folder, plan))
            page = exhibit_rows(rows, _excerpts(rows, raw, options))
            _write(beside / plan.name, draw_page(*described, page, pages=links(plans, "", plan), is_part=True))
    return Page(path, shown.articles, len(excerpts), len(plans))


def _make(folder: Path) -> None:
    """Make the folder of the pages beside.

    Raises:
        ReleaseError: it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ReleaseError(f"{folder} cannot be made: {error.strerror}.") from error


def _write(path: Path, page: str) -> None:
    """Write a page.

    Raises:
        ReleaseError: it cannot be written.
    """
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {error.strerror}.") from error
