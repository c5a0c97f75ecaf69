"""Normalising: a raw document becomes an article, or a rejection with its reason."""

from collections.abc import Iterable, Iterator

from toolkit.contract.records import Article, Document, Rejection
from toolkit.normalisation.lines.label_batches import HTML, Labelled, batches, label_documents
from toolkit.normalisation.options import NormaliseOptions

__all__ = [
    "Labelled",
    "NormaliseOptions",
    "batches",
    "label_documents",
    "normalise_document",
    "normalise_documents",
]

_DEFAULTS = NormaliseOptions()


def normalise_document(
    document: Document, options: NormaliseOptions = _DEFAULTS, labelled: Labelled | None = None
) -> Article | Rejection:
    """Return the article that a document holds; HTML by its markup, everything else by its lines.

    A document whose container says where its body is printed is taken as it is stated.

    `labelled` is what `label_documents` found for it, if it was labelled together with others.
    """
    if document.media_type in HTML:
        from toolkit.normalisation.html.page import normalise_page

        return normalise_page(document, options)
    if "body" in document.spans:
        from toolkit.normalisation.stated_article import normalise_stated

        return normalise_stated(document, options)
    from toolkit.normalisation.plain_text import normalise_plain

    return normalise_plain(document, options, labelled)


def normalise_documents(
    documents: Iterable[Document], options: NormaliseOptions = _DEFAULTS
) -> Iterator[Article | Rejection]:
    """Yield what `normalise_document` returns for each document, in less time."""
    for batch in batches(documents):
        for document, labelled in zip(batch, label_documents(batch), strict=True):
            yield normalise_document(document, options, labelled)
