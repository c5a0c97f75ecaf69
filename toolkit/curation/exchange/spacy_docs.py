"""spaCy: a DocBin with entities, and quotes as the span group `quotes`; tokens are cut where a span begins or ends."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.curation.exchange.annotation_spans import annotated
from toolkit.curation.exchange.cut_tokens import cut_tokens
from toolkit.errors import SourceError


def write_spacy(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write all articles into one file, which `DocBin().from_disk` reads; `doc.user_data["article"]` is the id.

    Raises:
        SourceError: spaCy is not installed.
    """
    try:
        import spacy
        from spacy.tokens import Doc, DocBin
        from spacy.util import get_words_and_spaces
    except ImportError as error:
        raise SourceError("spaCy is not installed; run `pip install 'news-dataset-toolkit[spacy]'`.") from error
    vocabulary = spacy.blank("xx").vocab
    documents = DocBin(store_user_data=True)
    for row in rows:
        text = annotated(row)
        quotes = [(start, end, quote.kind) for quote in text.quotes or () for start, end in quote.parts]
        entities = [(item.start, item.end, item.type) for item in text.entities or ()]
        edges = [edge for start, end, _ in (*quotes, *entities) for edge in (start, end)]
        words = [token.text for sentence in cut_tokens(text.body, edges) for token in sentence]
        document = Doc(vocabulary, *get_words_and_spaces(words, text.body))
        document.ents = tuple(_spans(document, entities))
        document.spans["quotes"] = _spans(document, quotes)
        document.user_data["article"] = text.article
        documents.add(document)
    documents.to_disk(path)


def _spans(document: Any, spans: Iterable[tuple[int, int, str]]) -> list[Any]:
    made = [document.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    return [span for span in made if span is not None]
