"""The stages of a single document: it is normalised and annotated."""

from dataclasses import replace

from toolkit.config import Config
from toolkit.contract.records import Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.pipeline.annotate_stage import annotated
from toolkit.pipeline.normalise_stage import normalised, origin


def prepare_document(document: Document, config: Config) -> Article | Rejection:
    """Normalise and annotate one document; an unforeseen fault becomes a rejection that holds its traceback."""
    article = normalised(document, config)
    if isinstance(article, Rejection):
        return article
    annotations = annotated(to_row(article), origin(document, config), config)
    return (
        annotations
        if isinstance(annotations, Rejection)
        else replace(article, quotes=annotations.quotes, entities=annotations.entities)
    )
