"""Normalising and annotating single documents and texts."""

from dataclasses import replace

from toolkit.annotation import annotate as annotate_body
from toolkit.api.settings import ConfigSource, as_config
from toolkit.config import Config
from toolkit.contract.records import Annotations, Article, Document, Rejection
from toolkit.pipeline.document_stages import prepare_document
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.read import ReadOptions, Source
from toolkit.read import text_file as text_reader


def normalise(raw: str | bytes, *, url: str | None = None, media_type: str | None = None) -> Article | Rejection:
    """Turn one raw document into an article, with quotes and entities, or into a rejection that says why not.

    Args:
        raw: The document; bytes are decoded (UTF-8, UTF-16, a declared or detected character set).
        url: Where it was published, if that is known; it helps to find outlet and date.
        media_type: `text/plain` or `text/html`; looked at if not given.

    Returns:
        An Article whose `group` and `added_in` are null, since only a release gives it these, or a Rejection.
    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    source = Source(location="", path="document", reader="text", size=len(data))
    options = ReadOptions(max_bytes=max(len(data), 1))
    (document,) = text_reader.read(source, iter([data]), options, media_type)
    if isinstance(document, Document):
        return prepare_document(replace(document, url=url), Config())
    return document


def annotate(
    body: str,
    *,
    headline: str | None = None,
    language: str | None = None,
    config: ConfigSource = None,
) -> Annotations:
    """Find the quotes with their speakers, and the named mentions, of any text.

    Args:
        body: The text, paragraphs separated by blank lines; all offsets are code points into it.
        headline: The headline, which may name a speaker in full.
        language: BCP-47 tag; entities are found in English and in texts of unknown language.
        config: Its `[annotate]` table says what is looked for, and with which recogniser.
    """
    options = as_config(config).annotate
    known = load_gazetteer(options.gazetteer)
    return annotate_body(body, headline=headline, language=language, options=options, gazetteer=known)
