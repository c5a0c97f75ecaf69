"""Sources of a quotation that a phrase names: `laut X`, `selon X`, `X zufolge`, `за його словами`."""

from typing import NamedTuple

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import PRONOUN, Mention, mentions, plain_noun_after
from toolkit.annotation.quotes.languages.surroundings import clause_behind, lead, line_end
from toolkit.annotation.quotes.languages.table import Language


class Attribution(NamedTuple):
    """Who said a quotation: the mention, null where the verb is alone, and the reporting words."""

    mention: Mention | None
    cue: str | None
    confidence: float
    """Share of right attributions of this rule, rounded; measured over languages together."""
    adjacent: bool
    """True if the attribution touches the quotation, which shows that it is one."""


def attribute_source(body: str, span: Span, language: Language, *, left: int, right: int) -> Attribution | None:
    """Look for `laut X`, `selon X` or `X zufolge` in the sentence of the quotation."""
    start, stop = lead(body, span, left, language.colon)
    behind = min(right, line_end(body, span.outer_end))
    end = clause_behind(body, span.outer_end, behind)
    for first, last in ((span.outer_end, end), (start, stop)):
        phrase = language.according_pronoun.search(body, first, last)
        if phrase and phrase.lastindex:
            pronoun = Mention(*phrase.span(phrase.lastindex), PRONOUN)
            return Attribution(pronoun, phrase.group(), 0.8, adjacent=first == span.outer_end)
        phrase = language.according_prefix.search(body, first, last) or language.according.search(body, first, last)
        if phrase:
            source = next(iter(mentions(body, phrase.end(), last, language)), None)
            source = source or plain_noun_after(body, phrase.end(), last, language)
            if source is not None:
                return Attribution(source, phrase.group(), 0.8, adjacent=first == span.outer_end)
        phrase = language.according_after.search(body, first, last)
        if phrase:
            sources = list(mentions(body, first, phrase.start(), language))
            if sources:
                return Attribution(sources[-1], phrase.group(), 0.8, adjacent=False)
    return None
