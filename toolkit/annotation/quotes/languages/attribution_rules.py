"""Who said a quotation, by verbs, word order and punctuation, for languages that put blanks between words."""

import re
from collections.abc import Set as AbstractSet

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import (
    NAME,
    NOUN,
    PRONOUN,
    Mention,
    mentions,
    plain_noun_after,
    tokens,
)
from toolkit.annotation.quotes.languages.sources import Attribution, attribute_source
from toolkit.annotation.quotes.languages.subject_by_case import subject_by_case
from toolkit.annotation.quotes.languages.subjects import (
    cited_person,
    free_mention,
    free_mention_in,
    full_name_behind,
    holds_given_name,
    inverted_pronoun,
    name_of_run,
    noun_before,
    source_body,
    subject_of,
    subject_right,
    suffixed_subject,
    touching_name,
)
from toolkit.annotation.quotes.languages.surroundings import clause_behind, lead, line_end, line_start, sentence_before
from toolkit.annotation.quotes.languages.table import SUBJECT_FIRST, Language
from toolkit.annotation.quotes.languages.verb_position import verb_by_position

_SEPARATOR = re.compile(r"[\s,،–—\-−‐(]*")
_MARKED_NAME = re.compile(r"\s*[„“«»\"”]\s?([^\W\d_][^„“«»\"”\n]{1,30}?)\s?[“”«»\"]")
_LABEL_LENGTH = 80
_NEXT_WORD = 30
"""Characters behind a phrase for its source in which the next word is looked for."""
_FAR = 60
"""Characters between a reporting verb and a quotation that it no longer introduces surely."""


def attribute(
    body: str, span: Span, language: Language, *, left: int, right: int, surnames: AbstractSet[str]
) -> Attribution | None:
    """Find the attribution of a span.

    Args:
        body: The whole text.
        span: The quotation.
        language: The table of the language.
        left: End of the quotation before, or 0.
        right: Start of the quotation behind, or the end of the text.
        surnames: Words that the text uses as last names, empty where the language does not need them.
    """
    if _is_governed(body, span):
        attribution = _before(body, span, left, language, surnames) or _behind(body, span, right, language, surnames)
    else:
        attribution = _behind(body, span, right, language, surnames) or _before(body, span, left, language, surnames)
    return (
        attribution
        or attribute_source(body, span, language, left=left, right=right)
        or _same_sentence(body, span, language)
    )


def _is_governed(body: str, span: Span) -> bool:
    """Return True if a span goes on with a sentence of the reporter, without a colon or comma."""
    before = body[max(line_start(body, span.outer_start), span.outer_start - 3) : span.outer_start].rstrip()
    return bool(before) and before[-1].isalnum()


def _behind(body: str, span: Span, right: int, language: Language, surnames: AbstractSet[str]) -> Attribution | None:
    """Look for a verb in the clause that follows the quotation: `..., sagte Ada Brandt`."""
    start = span.outer_end
    limit = min(right, line_end(body, start))
    separator = _SEPARATOR.match(body, start, limit)
    begin = separator.end() if separator else start
    if begin >= limit or not _goes_on(body, span, start, begin, language):
        return None
    end = clause_behind(body, begin, limit)
    verb = _verb(body, begin, end, language) or verb_by_position(body, begin, end, language)
    if verb is None and language.subject_suffixes:
        suffixed = suffixed_subject(body, list(mentions(body, begin, end, language)), language)
        return Attribution(suffixed, None, 0.75, adjacent=True) if suffixed is not None else None
    if verb is None or _names_source(body, begin, language):
        return None
    if language.noun_capitals:
        return _by_case(body, (begin, end), verb, language, surnames, confidence=0.76, adjacent=True)
    cited = cited_person(body, verb, end, language)
    if cited is not None:
        return Attribution(cited, verb.group(), 0.8, adjacent=True)
    before = [mention for mention in mentions(body, begin, verb.start(), language) if mention.end <= verb.start()]
    subject = inverted_pronoun(body, begin, verb, language) or touching_name(body, before, verb, begin, language)
    if subject is None and language.order == "both":
        noun = noun_before(body, verb.start(), begin, language)
        subject = noun if noun is not None and noun.start == begin else None
        if subject is not None:
            subject = full_name_behind(body, verb, end, language) or subject
    subject = subject or free_mention(body, before, begin, language)
    if subject is None or (language.order == "verb_first" and not _touches(body, subject, verb, begin)):
        if subject is None and language.order == SUBJECT_FIRST and language.cased:
            subject = _leading_subject(body, span, language)
        follower = None if subject and language.order == SUBJECT_FIRST else subject_right(body, verb, end, language)
        subject = follower or subject or _name_in_marks(body, end)
    if subject is None and len(tokens(body, begin, verb.start())) > 4:
        return None
    if subject is None and language.order != "verb_first":
        subject = noun_before(body, verb.start(), begin, language) or _leading_subject(body, span, language)
    return Attribution(subject, verb.group(), 0.94, adjacent=True)


def _by_case(
    body: str,
    stretch: tuple[int, int],
    verb: re.Match[str] | None,
    language: Language,
    surnames: AbstractSet[str],
    *,
    confidence: float,
    adjacent: bool,
) -> Attribution | None:
    """Attribute by articles and order; where the subject is impersonal (`heißt es im Brief`) its source speaks."""
    start, end = stretch
    subject = subject_by_case(body, start, end, language, surnames) or _name_in_marks(body, end)
    if subject is None or body[subject.start : subject.end].lower() in language.impersonal:
        sources = [mention for mention in mentions(body, start, end, language) if mention != subject]
        subject = sources[0] if sources else subject
    return Attribution(subject, verb.group() if verb else None, confidence, adjacent=adjacent)


def _names_source(body: str, start: int, language: Language) -> bool:
    """Return True if a phrase for the source (`según`) begins at an offset, so that a later verb is none of speech."""
    phrase = language.according.match(body, start, len(body)) or language.according_prefix.match(body, start, len(body))
    phrase = phrase or language.according_pronoun.match(body, start)
    if phrase is None or language.verbs.fullmatch(phrase.group()):
        return False
    following = tokens(body, phrase.end(), min(len(body), phrase.end() + _NEXT_WORD))
    return not following or not language.verbs.fullmatch(following[0][2])


def _name_in_marks(body: str, start: int) -> Mention | None:
    """Return a short name between marks that begins at an offset: `schreibt die „Hafenpost“`."""
    name = _MARKED_NAME.match(body, start)
    return Mention(*name.span(1), NAME) if name else None


def _leading_subject(body: str, span: Span, language: Language) -> Mention | None:
    """Return the subject at the head of the sentence whose verb follows the quotation."""
    start, end = lead(body, span, line_start(body, span.outer_start), language.colon)
    candidates = list(mentions(body, start, end, language))
    if language.topic_comma:
        topics = [mention for mention in candidates if body[mention.end : end].lstrip().startswith((",", "،"))]
        if topics:
            return topics[-1 if language.cased else 0]
    subject = free_mention(body, list(candidates), start, language)
    if subject is not None:
        return name_of_run(body, subject, (start, end), language)
    return plain_noun_after(body, start, end, language) if start < end else None


def _goes_on(body: str, span: Span, start: int, begin: int, language: Language) -> bool:
    """Return True if the text behind a quotation belongs to its sentence."""
    inner = body[span.end - 1]
    separated = body[start:begin].strip() != ""
    if body[begin] in ".:;!?…":
        return False
    if separated or inner == "," or not language.cased:
        return True
    return not body[begin].isupper() or inner not in ".!?…"


def _touches(body: str, subject: Mention, verb: re.Match[str], begin: int) -> bool:
    """Return True if nothing but the subject is between the quotation and the verb."""
    return not body[begin : subject.start].strip() and not body[subject.end : verb.start()].strip(" ,")


def _before(body: str, span: Span, left: int, language: Language, surnames: AbstractSet[str]) -> Attribution | None:
    """Look for a verb or a colon in the sentence that leads to the quotation: `Ada Brandt sagte: ...`."""
    start, end = lead(body, span, left, language.colon)
    if start >= end:
        return None
    colon = body[start:end].rstrip()[-1:] in tuple(language.colon)
    verbs = [
        verb for verb in language.verbs.finditer(body, start, end) if verb.group().lower() not in language.not_alone
    ]
    if not verbs:
        suffixed = suffixed_subject(body, list(mentions(body, start, end, language)), language)
        if suffixed is not None and (colon or body[start:end].rstrip().endswith(",")):
            return Attribution(suffixed, None, 0.75, adjacent=True)
        if not colon:
            return None
        if language.noun_capitals:
            return _by_case(body, (start, end), None, language, surnames, confidence=0.7, adjacent=True)
        label = _label(body, start, end, language)
        subject = label or free_mention_in(body, (start, end), language)
        return Attribution(subject, None, 0.75 if label else 0.6, adjacent=True) if subject else None
    report = language.source_of_report.search(body, start, end)
    if report is not None:
        return Attribution(Mention(*report.span(1), NAME), report.group(), 0.8, adjacent=True)
    source = _source_clause(body, start, end, language, surnames)
    if source is not None:
        return source
    verb = verbs[-1]
    first = _SEPARATOR.match(body, start, end)
    if "," not in body[start : verb.start()] and _names_source(body, first.end() if first else start, language):
        return None
    near = colon or end - verb.end() <= _FAR
    if language.noun_capitals:
        confidence = 0.88 if colon else 0.72 if near else 0.55
        return _by_case(
            body, (start, end), verb, language, surnames, confidence=confidence, adjacent=colon or end - verb.end() < 3
        )
    subject = subject_of(body, verb, start, end, language) or source_body(body, verb, start, language)
    if subject is None and not near:
        return None
    return Attribution(
        subject, verb.group(), 0.89 if colon else 0.88 if near else 0.65, adjacent=colon or end - verb.end() < 3
    )


def _source_clause(
    body: str, start: int, end: int, language: Language, surnames: AbstractSet[str]
) -> Attribution | None:
    """Attribute by a clause that opens the sentence and names the source: `Wie Ada Brandt betonte, ...`."""
    opening = next(iter(tokens(body, start, min(end, start + _NEXT_WORD))), None)
    comma = body.find(",", start, end)
    if opening is None or comma < 0 or opening[2].lower() not in language.source_clauses:
        return None
    verb = _verb(body, opening[1], comma, language)
    if verb is None:
        return None
    if language.noun_capitals:
        return _by_case(body, (opening[1], comma), verb, language, surnames, confidence=0.8, adjacent=True)
    subject = subject_right(body, verb, comma, language) or subject_of(body, verb, opening[1], comma, language)
    return Attribution(subject, verb.group(), 0.8, adjacent=True) if subject else None


def _label(body: str, start: int, end: int, language: Language) -> Mention | None:
    """Return the name right before a colon."""
    candidates = [
        mention for mention in mentions(body, max(start, end - _LABEL_LENGTH), end, language) if mention.kind != PRONOUN
    ]
    if not candidates or body[candidates[-1].end : end].strip(" :："):
        return None
    label = candidates[-1]
    if label.kind == NOUN and len(candidates) > 1:
        return free_mention(body, candidates, start, language)
    return label if holds_given_name(body, label) else free_mention(body, [label], start, language)


def _verb(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    verbs = (verb for verb in language.verbs.finditer(body, start, end))
    return next((verb for verb in verbs if verb.group().lower() not in language.not_alone), None)


def _same_sentence(body: str, span: Span, language: Language) -> Attribution | None:
    """Look for a reporting verb anywhere in the sentence, across other quotations of it."""
    begin = line_start(body, span.outer_start)
    start = sentence_before(body, begin, span.outer_start)
    verb = None
    for match in language.verbs.finditer(body, start, span.outer_start):
        verb = match if match.group().lower() not in language.not_alone else verb
    if verb is not None:
        subject = subject_of(body, verb, start, span.outer_start, language)
        if subject is not None:
            return Attribution(subject, verb.group(), 0.5, adjacent=False)
    phrase = language.according.search(body, start, span.outer_start)
    source = next(iter(mentions(body, phrase.end(), span.outer_start, language)), None) if phrase else None
    if phrase and source:
        return Attribution(source, phrase.group(), 0.5, adjacent=False)
    limit = line_end(body, span.outer_end)
    end = clause_behind(body, span.outer_end, limit)
    verb = _verb(body, span.outer_end, end, language)
    if verb is not None:
        subject = subject_of(body, verb, span.outer_end, end, language) or subject_right(body, verb, end, language)
        if subject is not None:
            return Attribution(subject, verb.group(), 0.5, adjacent=False)
    return None


def introducing_subject(body: str, span: Span, language: Language) -> Attribution | None:
    """Attribute speech behind a dash to the subject of the sentence or line before it, if that ends with a colon."""
    start, end = lead(body, span, 0, language.colon)
    if start >= end or not body[start:end].rstrip().endswith(tuple(language.colon)):
        return None
    return _before(body, span, 0, language, frozenset())


def governing_subject(body: str, span: Span, language: Language, surnames: AbstractSet[str]) -> Attribution | None:
    """Attribute words between marks inside the reporter's sentence to its subject, whatever its verb."""
    if not language.cased:
        return None
    start = sentence_before(body, line_start(body, span.outer_start), span.outer_start)
    if not any(character.isalnum() for character in body[start : span.outer_start]):
        return None
    if language.noun_capitals:
        subject = subject_by_case(body, start, span.outer_start, language, surnames)
    else:
        subject = free_mention(body, list(mentions(body, start, span.outer_start, language)), start, language)
    return Attribution(subject, None, 0.42, adjacent=False) if subject else None
