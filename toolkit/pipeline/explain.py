"""Explains an article line by line: which field each raw line became, or why it is in none."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.annotation.quotes.explain_quotes import Explanation as ExplainedQuote
from toolkit.annotation.quotes.explain_quotes import explain_quotes
from toolkit.config import Config
from toolkit.contract.records import Article, Document, Evidence, Rejection
from toolkit.errors import SourceError
from toolkit.normalisation.lines.label_lines import label_lines
from toolkit.normalisation.text_cleaning import clean
from toolkit.pipeline.document_stages import prepare_document
from toolkit.read import Source, discover, read
from toolkit.release.release_folder import open_release
from toolkit.storage.filesystem import Location, is_address


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of the raw text and what became of it."""

    number: int
    """Line of the raw text, from 1."""
    start: int
    end: int
    text: str
    fields: tuple[str, ...]
    """Fields that hold characters of the line; empty when it was removed."""
    removed: str | None
    """Why the line, or a part of it, is in no field."""
    label: str | None = None
    """Label of the line model; null in HTML, where the markup decides."""
    probability: float | None = None
    """Probability of that label."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One document, what came of it, and every line of it."""

    document: Document | None
    """Null when the document could not be read."""
    outcome: Article | Rejection
    lines: tuple[ExplainedLine, ...]
    quotes: tuple[ExplainedQuote, ...] = ()
    """How each quote of an English article came by its speaker."""


def explain(target: Location, config: Config, *, release: Location | None = None) -> list[Explanation]:
    """Explain every document of a file, or the one that an article of a release was made from.

    Args:
        target: A raw file, its address, or an article's id (its first characters are enough) in the release.
        config: Options of the stages, and the inputs in which the raw file of an id is looked for.
        release: The release folder that contains the id.

    Raises:
        SourceError: there is no such file, id, or raw document.
    """
    if is_address(target) or Path(target).is_file():
        return [_explanation(item, config) for item in _documents(target, config)]
    if release is None:
        raise SourceError(f"{target} is no file; to explain an article by its id, name its release with --release.")
    return [_explanation(_raw_document(str(target), Path(release), config), config)]


def explain_lines(document: Document, article: Article) -> Iterator[ExplainedLine]:
    """Yield every line of a document that is not blank, with the fields it went into."""
    labels = _labels(document)
    starts = [first for first, _, _ in labels]
    evidence = sorted((item for item in article.evidence if item.start is not None), key=lambda item: item.start or 0)
    start = 0
    for number, line in enumerate(document.text.splitlines(keepends=True), start=1):
        end = start + len(line)
        if line.strip():
            removed = [removal.reason for removal in article.removed if removal.start < end and removal.end > start]
            seen = bisect_left(starts, end) - 1  # the last line of the model that begins above the end of this one
            label, probability = labels[seen][2] if seen >= 0 and labels[seen][1] > start else (None, None)
            fields, reason = _fields(evidence, start, end), removed[0] if removed else None
            yield ExplainedLine(number, start, end, line.strip(), fields, reason, label, probability)
        start = end


def _documents(file: Location, config: Config) -> Iterator[Document | Rejection]:
    sources = discover([file], replace(config.read, include=(), exclude=()))
    if not sources:
        raise SourceError(f"{file} is a file that builds leave out: hidden, gold or configuration.")
    for source in sources:
        if isinstance(source, Rejection):
            yield source
        else:
            yield from read(source, config.read)


def _explanation(item: Document | Rejection, config: Config) -> Explanation:
    if isinstance(item, Rejection):
        return Explanation(None, item, ())
    outcome = prepare_document(item, config)
    if isinstance(outcome, Rejection):
        return Explanation(item, outcome, ())
    english = (outcome.language or "en").split("-")[0] == "en"
    quotes = explain_quotes(outcome.body, headline=outcome.headline) if english and config.annotate.quotes else ()
    return Explanation(item, outcome, tuple(explain_lines(item, outcome)), quotes)


def _labels(document: Document) -> list[tuple[int, int, tuple[str, float]]]:
    """Return start and end in the raw text of the lines that the line model saw, with their labels."""
    if document.media_type != "text/plain":
        return []
    cleaned = clean(document.text)
    return [
        (cleaned.raw_offset(line.start), cleaned.raw_offset(line.end), (line.label, line.probability))
        for line in label_lines(cleaned.text)
    ]


def _fields(evidence: Sequence[Evidence], start: int, end: int) -> tuple[str, ...]:
    touching = (item for item in evidence if item.start is not None and item.end is not None)
    named = (item.field for item in touching if item.start < end and item.end > start)  # type: ignore[operator]
    return tuple(dict.fromkeys(named))


def _raw_document(prefix: str, release: Path, config: Config) -> Document | Rejection:
    rows = open_release(release).read("articles").select(["id", "provenance"]).to_pylist()
    matching = [row for row in rows if row["id"].startswith(prefix)]
    if len(matching) != 1:
        count = len(matching) or "no"
        raise SourceError(f"{count} article of {release} has an id that begins with {prefix}; give it in full.")
    origin = matching[0]["provenance"]
    for source in discover(config.build.inputs, config.read):
        if isinstance(source, Source) and source.path == origin["path"]:
            for item in read(source, config.read):
                if item.record == origin["record"]:
                    return item
    raise SourceError(f"The raw document {origin['path']} is not among the inputs; name its folder with --inputs.")
