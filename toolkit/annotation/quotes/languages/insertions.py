"""The reporter's insertion between the marks of a quotation: « On verra, souligne-t-elle. La suite dira. »."""

import re

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import PRONOUN, Mention, mentions
from toolkit.annotation.quotes.languages.sources import Attribution
from toolkit.annotation.quotes.languages.table import Language

_COMMA = re.compile(r",\s+(?:[ls][’'](?=\w))?")
_PRONOUN = re.compile(r"-(?:t-)?([^\W\d_]+)")
_END = re.compile(r"[.,!?](?=\s)|$")
_LONGEST = 60


def split_insertion(
    body: str, span: Span, language: Language
) -> tuple[tuple[tuple[int, int], ...], Attribution] | None:
    """Cut an insertion of a verb and its subject out of a span; null if there is none.

    Only a pronoun on a hyphen, or a name between the verb and the next punctuation mark, shows an insertion.
    """
    for comma in _COMMA.finditer(body, span.start, span.end):
        verb = language.verbs.match(body, comma.end(), span.end)
        if verb is None:
            continue
        end = _END.search(body, verb.end(), min(span.end, verb.end() + _LONGEST))
        stop = end.start() if end and end.group() else span.end
        pronoun = _PRONOUN.match(body, verb.end(), stop)
        if pronoun:
            mention = Mention(pronoun.start(1), pronoun.end(1), PRONOUN)
        else:
            names = [name for name in mentions(body, verb.end(), stop, language) if name.kind != PRONOUN]
            if not names or body[verb.end() : names[0].start].strip() or stop - verb.end() > _LONGEST:
                continue
            mention = names[0]
        parts = [(span.start, comma.start())]
        following = stop + 1
        while following < span.end and body[following].isspace():
            following += 1
        if following < span.end:
            parts.append((following, span.end))
        return tuple(parts), Attribution(mention, verb.group(), 0.92, adjacent=True)
    return None
