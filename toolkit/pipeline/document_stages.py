"""The stages of a single document: it is normalised and annotated."""

from dataclasses import replace

from toolkit.annotation.not_looked_for import no_entities
from toolkit.config import Config
from toolkit.contract.records import Annotations, Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.pipeline.annotate_stage import annotated
from toolkit.pipeline.normalise_stage import normalised, origin


def prepare_document(document: Document, config: Config) -> Article | Rejection:
    """Normalise and annotate one document; an unforeseen fault becomes a rejection that holds its traceback."""
    article = normalised(document, config)
    if isinstance(article, Rejection):
        return article
    annotations = annotated(to_row(article), origin(document, config), config)
    return annotations if isinstance(annotations, Rejection) else with_annotations(article, annotations, config)


def with_annotations(article: Article, annotations: Annotations, config: Config) -> Article:
    """Return an article with its annotations, and with evidence for entities that its language was not read for."""
    missing = config.annotate.entities and annotations.entities is None
    evidence = (*article.evidence, no_entities(article.language)) if missing else article.evidence
    return replace(article, quotes=annotations.quotes, entities=annotations.entities, evidence=evidence)
