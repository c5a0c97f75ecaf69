"""The reporter's insertion between the marks of a quotation: « On verra, souligne-t-elle. La suite dira. »."""

import re
from itertools import chain

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import NAME, NOUN, PRONOUN, Mention, mentions, plain_noun_after
from toolkit.annotation.quotes.languages.sources import Attribution
from toolkit.annotation.quotes.languages.table import Language

_COMMA = re.compile(r",\s+(?:[ls][’'](?=\w)|(?:a|ont|avait|avaient)\s|(?:a|ont|avait)-(?:t-)?(ils?|elles?|on)\s)?")
_PRONOUN = re.compile(r"-(?:t-)?([^\W\d_]+)")
_END = re.compile(r"[.,!?](?=\s)|$")
_BETWEEN_DASHES = re.compile(
    r"(?:[,.?!…]?(?<!\s)\s++|(?<=[,.?!…]))[–—-]\s++([^\s–—][^\n–—]{1,78}?[^\s–—])"
    r"(?:\s{1,3},\s{1,3}|\s{1,4}|,\s{0,3})[–—-][,.]?\s+"
)
_LONGEST = 60
_WORDS_BEFORE_VERB = 3


def split_insertion(
    body: str, span: Span, language: Language
) -> tuple[tuple[tuple[int, int], ...], Attribution] | None:
    """Cut an insertion of a verb and its subject out of a span; null if there is none.

    Only a pronoun on a hyphen, or a name between the verb and the next punctuation mark, shows an insertion.
    """
    between = _between_dashes(body, span, language)
    if between is not None or not language.inner_insertion:
        return between
    for comma in _COMMA.finditer(body, span.start, span.end):
        verb = language.verbs.match(body, comma.end(), span.end)
        if verb is None:
            continue
        end = _END.search(body, verb.end(), min(span.end, verb.end() + _LONGEST))
        stop = end.start() if end and end.group() else span.end
        pronoun = _PRONOUN.match(body, verb.end(), stop)
        if comma.group(1):
            mention = Mention(*comma.span(1), PRONOUN)
        elif pronoun:
            mention = Mention(pronoun.start(1), pronoun.end(1), PRONOUN)
        else:
            names = [name for name in mentions(body, verb.end(), stop, language) if _may_speak(body, name, language)]
            if not names or body[verb.end() : names[0].start].strip() or stop - verb.end() > _LONGEST:
                continue
            mention = names[0]
        parts = [(span.start, comma.start())]
        stop = _behind_apposition(body, stop, span.end, language)
        following = stop + 1
        while following < span.end and body[following].isspace():
            following += 1
        if following < span.end:
            parts.append((following, span.end))
        return tuple(parts), Attribution(mention, verb.group(), 0.94, adjacent=True)
    return None


def _behind_apposition(body: str, stop: int, end: int, language: Language) -> int:
    """Return the end of an insertion behind the name that a comma sets off: `assure le préfet, Yann Dantec.`."""
    if body[stop : stop + 1] != ",":
        return stop
    name = next(iter(mentions(body, stop + 1, min(end, stop + _LONGEST), language)), None)
    if name is None or name.kind != NAME or body[stop + 1 : name.start].strip():
        return stop
    return name.end if body[name.end : name.end + 1] in (".", ",") else stop


def _may_speak(body: str, mention: Mention, language: Language) -> bool:
    """Return True for a name, and for a noun that is a role behind its article."""
    if mention.kind == NOUN:
        return not language.roles.isdisjoint(body[mention.start : mention.end].lower().split())
    return mention.kind != PRONOUN


def _between_dashes(
    body: str, span: Span, language: Language
) -> tuple[tuple[tuple[int, int], ...], Attribution] | None:
    """Cut an insertion between dashes out of a span: `„Wir gehen – sagte sie – nach Hause“`."""
    for dashes in _BETWEEN_DASHES.finditer(body, span.start, span.end):
        verb = language.verbs.search(body, *dashes.span(1))
        if verb is None or len(body[dashes.start(1) : verb.start()].split()) > _WORDS_BEFORE_VERB:
            continue
        before = mentions(body, dashes.start(1), verb.start(), language)
        behind = mentions(body, verb.end(), dashes.end(1), language)
        subject = next(chain(before, behind), None) or plain_noun_after(body, verb.end(), dashes.end(1), language)
        parts = ((span.start, dashes.start()), (dashes.end(), span.end))
        return parts, Attribution(subject, verb.group(), 0.9, adjacent=True)
    return None
