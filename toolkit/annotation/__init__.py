"""Annotating: the quotations of an article with their speakers, and the entities that it names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from toolkit.annotation.options import AnnotateOptions
from toolkit.contract.records import Annotations, Quote

if TYPE_CHECKING:
    from toolkit.annotation.entities.user_gazetteer import FindsNames

__all__ = ["AnnotateOptions", "Text", "annotate", "annotate_all"]

_DEFAULTS = AnnotateOptions()


class Text(NamedTuple):
    """What is annotated."""

    body: str
    headline: str | None = None
    """The headline, and what else is above the body and may name a speaker in full."""
    language: str | None = None
    """A BCP-47 tag, null when unknown."""


def annotate(
    body: str,
    *,
    headline: str | None = None,
    language: str | None = None,
    options: AnnotateOptions = _DEFAULTS,
    gazetteer: "FindsNames | None" = None,
) -> Annotations:
    """Find the quotations and the named entities of an article body; both call one person by one name.

    `language` is a BCP-47 tag; when it is not given, the body is asked for it. Entities are null for a language that is
    not among those of the options or stays unknown, and when the options leave them out. Offsets are code points into
    `body`, end exclusive.

    Raises:
        ConfigError: the model that the options name, or the library that it needs, is not installed.
    """
    if language is None:
        from toolkit.normalisation.language_id import find_language

        language = find_language(body)
    return annotate_all([Text(body, headline, language)], options, gazetteer)[0]


def annotate_all(
    texts: Sequence[Text], options: AnnotateOptions = _DEFAULTS, gazetteer: "FindsNames | None" = None
) -> list[Annotations]:
    """Annotate several texts, each as by itself; models that work on many at once are given them together."""
    quotes = [_quotes(text, options) for text in texts]
    spoken = [number for number, text in enumerate(texts) if options.speaks(text.language)]
    if not spoken:
        return [Annotations(quotes=items, entities=None) for items in quotes]
    from toolkit.annotation.entities.backends import find_mentions
    from toolkit.annotation.link_names import unify

    languages = [texts[number].language for number in spoken]
    answers = find_mentions([texts[number].body for number in spoken], options, languages)
    mentions = dict(zip(spoken, answers, strict=True))
    return [
        unify(text.body, quotes[number], mentions[number], gazetteer, text.language)
        if number in mentions
        else Annotations(quotes=quotes[number], entities=None)
        for number, text in enumerate(texts)
    ]


def _quotes(text: Text, options: AnnotateOptions) -> tuple[Quote, ...]:
    if not options.quotes:
        return ()
    from toolkit.annotation.quotes.find_quotes import find_quotes

    return find_quotes(text.body, headline=text.headline, language=text.language, indirect=options.indirect)
