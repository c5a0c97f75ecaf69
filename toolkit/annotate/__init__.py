"""Annotating: the quotations of an article with their speakers, and the entities that it names."""

from toolkit.annotate.options import AnnotateOptions
from toolkit.records import Annotations, Quote

__all__ = ["AnnotateOptions", "annotate"]

_DEFAULTS = AnnotateOptions()


def annotate(
    body: str, *, headline: str | None = None, language: str | None = None, options: AnnotateOptions = _DEFAULTS
) -> Annotations:
    """Find the quotations and the named entities of an article body; both call one person by one name.

    `language` is a BCP-47 tag, null when unknown. Entities are null for a language other than English, and when
    the options leave them out. Offsets are code points into `body`, end exclusive.
    """
    from toolkit.annotate.unify import unify

    quotes: tuple[Quote, ...] = ()
    if options.quotes:
        from toolkit.annotate.quotes import find_quotes

        quotes = find_quotes(body, headline=headline, language=language, indirect=options.indirect)
    if not options.entities or not _is_english(language):
        return Annotations(quotes=quotes, entities=None)
    from toolkit.annotate.recogniser import find_mentions

    return unify(body, quotes, find_mentions(body))


def _is_english(language: str | None) -> bool:
    return language is None or language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "und")
