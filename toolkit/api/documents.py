"""Normalising and annotating documents and texts that a program holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from toolkit.annotation import Text, annotate_all
from toolkit.api.config_source import ConfigSource, as_config
from toolkit.api.memory import documents_of, items_of, tables_of
from toolkit.config import Config
from toolkit.contract.records import Annotations, Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.errors import SourceError, ToolkitError
from toolkit.normalisation import batches, label_documents
from toolkit.pipeline.annotate_stage import annotated, annotated_all
from toolkit.pipeline.document_stages import prepare_document, with_annotations
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.normalise_stage import normalised, origin
from toolkit.read.charset import decode
from toolkit.read.field_mapping import find_fields

if TYPE_CHECKING:
    from toolkit.api.memory import Frame, Input

    Texts = Iterable[str | bytes | Mapping[str, object] | Article] | Frame

_TOGETHER = 16
"""Texts that are annotated at once."""


def normalise(
    raw: "str | bytes | Path | Mapping[str, object] | Article | Document",
    *,
    url: str | None = None,
    media_type: str | None = None,
    annotate: bool = True,
    config: ConfigSource = None,
) -> Article | Rejection:
    """Turn one raw document into an article, with quotes and entities, or into a rejection that says why not.

    Args:
        raw: The document: a text, bytes (decoded as UTF-8, UTF-16, or in a declared or detected character set), the
            Path of a file, a record, or an Article, which is normalised again.
        url: Where a text or page was published, if that is known; it helps to find outlet and date.
        media_type: `text/plain` or `text/html`; looked at if not given.
        annotate: Find quotes and entities; without them `quotes` is empty and `entities` is null.
        config: Its tables `[read]`, `[normalise]` and `[annotate]` hold.

    Returns:
        An Article whose `group` and `added_in` are null, since only a release gives it these, or a Rejection.

    Raises:
        TypeError: `raw` is of another type.
        SourceError: a file holds no document, or several.
    """
    settings = as_config(config)
    documents = list(
        islice(documents_of(raw, settings, "toolkit.normalise", url=url, media_type=media_type, name="document"), 2)
    )
    if len(documents) != 1:
        number = "several documents" if documents else "no document"
        raise SourceError(f"{_shown(raw)} holds {number}; use normalise_all.")
    (document,) = documents
    if isinstance(document, Rejection):
        return document
    return prepare_document(document, settings) if annotate else normalised(document, settings)


def normalise_all(
    documents: "Input", *, annotate: bool = True, config: ConfigSource = None
) -> Iterator[Article | Rejection]:
    """Yield what `normalise` returns for each of many documents, in their order and in less time.

    Args:
        documents: Texts, bytes, Paths of files and folders, records, articles; or a frame, each row of which is a
            record. An iterator is read as the articles are asked for.
        annotate: Find quotes and entities.
        config: Its tables `[read]`, `[normalise]` and `[annotate]` hold.

    Raises:
        TypeError: a document is of another type.
    """
    settings = as_config(config)
    for batch in batches(documents_of(documents, settings, "toolkit.normalise_all")):
        outcomes = [
            document if isinstance(document, Rejection) else normalised(document, settings, labelled)
            for document, labelled in zip(batch, label_documents(batch), strict=True)
        ]
        yield from _annotated(batch, outcomes, settings) if annotate else outcomes


@overload
def annotate(  # type: ignore[overload-overlap]
    body: str | bytes | Article | Mapping[str, object],
    *,
    headline: str | None = None,
    language: str | None = None,
    config: ConfigSource = None,
) -> Annotations: ...


@overload
def annotate(
    body: "Texts", *, headline: str | None = None, language: str | None = None, config: ConfigSource = None
) -> list[Annotations]: ...


def annotate(
    body: "str | bytes | Article | Mapping[str, object] | Texts",
    *,
    headline: str | None = None,
    language: str | None = None,
    config: ConfigSource = None,
) -> Annotations | list[Annotations]:
    """Find the quotes with their speakers, and the named mentions, of any text.

    Args:
        body: The text, paragraphs separated by blank lines; all offsets are code points into it. Or an Article or a
            record with body, headline and language; or several texts, articles or records, or a frame of records.
        headline: The headline, which may name a speaker in full.
        language: BCP-47 tag, instead of what articles and records state; without one no entities are looked for.
        config: Its `[annotate]` table says what is looked for, and with which recogniser.

    Returns:
        Annotations, or a list of them for several texts.

    Raises:
        TypeError: `body` is of another type.
        SourceError: a record has no body.
    """
    options = as_config(config).annotate
    known = load_gazetteer(options.gazetteer)
    single = isinstance(body, (str, bytes, Article, Mapping))
    texts = [_text(item, headline, language) for item in _texts(body)]
    batches_of_texts = (texts[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER))
    annotations = [item for batch in batches_of_texts for item in annotate_all(batch, options, known)]
    return annotations[0] if single else annotations


def _annotated(
    batch: Sequence[Document | Rejection], outcomes: Sequence[Article | Rejection], config: Config
) -> Iterator[Article | Rejection]:
    """Yield the outcomes with the annotations of the articles, which are found together."""
    pairs = zip(batch, outcomes, strict=True)
    articles = [(document, article) for document, article in pairs if isinstance(article, Article)]
    rows = [to_row(article) for _, article in articles]
    try:
        results: list[Annotations | Rejection] = list(annotated_all(rows, config))
    except ToolkitError:
        raise
    except Exception:  # noqa: BLE001 - the document that is to blame is found one by one
        results = [
            annotated(row, origin(document, config), config)
            for row, (document, _) in zip(rows, articles, strict=True)
            if isinstance(document, Document)
        ]
    annotations = iter(results)
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            yield outcome
            continue
        result = next(annotations)
        if isinstance(result, Rejection):
            yield result
        else:
            yield with_annotations(outcome, result, config)


def _texts(body: Any) -> Iterator[Any]:
    for item in items_of(body, "toolkit.annotate"):
        if isinstance(item, (str, bytes, Article, Mapping)):
            yield item
        elif isinstance(item, (Path, Document)):
            raise TypeError(
                f"toolkit.annotate takes texts, articles and records, not {type(item).__name__}; normalise it first."
            )
        else:
            yield from (row for table in tables_of(item) for row in table.to_pylist())


def _text(item: Any, headline: str | None, language: str | None) -> Text:
    """Return what is annotated of a text, an article or a record."""
    if isinstance(item, Article):
        head = "\n".join(part for part in (item.headline, item.standfirst) if part)
        return Text(item.body, headline or head or None, language or item.language)
    if isinstance(item, Mapping):
        fields = find_fields(item, {})
        body = fields.get("body")
        if not isinstance(body, str):
            raise SourceError(f"A record has no text in the field body; it has {', '.join(map(str, item)) or 'none'}.")
        named = "\n".join(part for part in (fields.get("headline"), fields.get("standfirst")) if isinstance(part, str))
        tag = fields.get("language")
        return Text(body, headline or named or None, language or (tag if isinstance(tag, str) else None))
    return Text(item if isinstance(item, str) else decode(item), headline, language)


def _shown(raw: object) -> str:
    return str(raw) if isinstance(raw, Path) else "The document"
