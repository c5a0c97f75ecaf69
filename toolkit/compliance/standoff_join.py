"""Joins the text of one's own copies to the stand-off articles of a release."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.compliance.standoff import with_text
from toolkit.contract.records import Article, Document, Rejection, StandoffArticle
from toolkit.contract.row_conversion import from_row, to_table
from toolkit.errors import ConfigError, ReleaseError
from toolkit.read import ReadOptions, discover, read
from toolkit.release.release_folder import Release, open_release


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of the stand-off articles of a release."""

    articles: tuple[Article, ...]
    """Those whose text was found, in the order of the release."""
    missing: tuple[str, ...]
    """Ids of those of which there is no copy."""
    different: tuple[str, ...]
    """Ids of those whose copy became another text, as another version of the toolkit may do."""


def join(
    release: Release,
    inputs: Sequence[str | Path],
    options: ReadOptions,
    prepare: Callable[[Document], Article | Rejection],
) -> Joined:
    """Return the articles of a release that were published without text, with the text of one's own copies.

    A copy is recognised by the digest of its bytes, and normalised with the options of the release; the joined body
    must have the digest that the release names. Quotes, speakers and entities are those of the release.

    Args:
        release: The release.
        inputs: Files, folders and globs of raw documents.
        options: How they are read.
        prepare: Normalises a document as the release did.

    Raises:
        ReleaseError: the release cannot be read, or has no stand-off articles.
        SourceError: there are no inputs.
    """
    wanted = _standoff(release)
    by_digest: dict[str, list[StandoffArticle]] = {}
    for row in wanted:
        by_digest.setdefault(row.provenance.sha256, []).append(row)
    articles: dict[str, Article | None] = {}
    for document in _documents(inputs, options):
        for row in by_digest.get(document.sha256, ()):
            copy = prepare(document)
            joined = with_text(row, copy) if isinstance(copy, Article) else None
            articles[row.id] = joined or articles.get(row.id)
    return Joined(
        articles=tuple(article for row in wanted if (article := articles.get(row.id)) is not None),
        missing=tuple(row.id for row in wanted if row.id not in articles),
        different=tuple(row.id for row in wanted if row.id in articles and articles[row.id] is None),
    )


def write_joined(joined: Joined, release: str | Path, path: str | Path) -> None:
    """Write the joined articles as Parquet, with the columns of the release's articles.

    Raises:
        ConfigError: the file cannot be written.
    """
    import pyarrow.parquet

    contract = open_release(release).contract
    table = to_table(joined.articles, contract, contract.record("article"))
    try:
        pyarrow.parquet.write_table(table, path, compression="zstd")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}.") from error


def _standoff(release: Release) -> list[StandoffArticle]:
    rows = release.read("standoff").to_pylist()
    if not rows:
        raise ReleaseError(f"{release.folder} has no articles without text; there is nothing to join.")
    return [from_row(StandoffArticle, row) for row in rows]


def _documents(inputs: Sequence[str | Path], options: ReadOptions) -> Iterator[Document]:
    options = replace(options, include=(), exclude=())
    for source in discover([str(path) for path in inputs], options):
        if not isinstance(source, Rejection):
            yield from (item for item in read(source, options) if isinstance(item, Document))
