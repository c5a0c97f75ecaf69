"""Normalising: a raw document becomes an article, or a rejection with its reason."""

from toolkit.normalise.options import NormaliseOptions
from toolkit.records import Article, Document, Rejection

__all__ = ["NormaliseOptions", "normalise_document"]

_HTML = ("text/html", "application/xhtml+xml")
_DEFAULTS = NormaliseOptions()


def normalise_document(document: Document, options: NormaliseOptions = _DEFAULTS) -> Article | Rejection:
    """Return the article that a document holds; HTML by its markup, everything else by its lines."""
    if document.media_type in _HTML:
        from toolkit.normalise.page import normalise_page

        return normalise_page(document, options)
    from toolkit.normalise.plain import normalise_plain

    return normalise_plain(document, options)
