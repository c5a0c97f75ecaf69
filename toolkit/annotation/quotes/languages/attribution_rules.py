"""Who said a quotation, by verbs, word order and punctuation, for languages that put blanks between words."""

import re
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise

from toolkit.annotation.quotes.languages.clauses import (
    clause_behind,
    lead,
    line_end,
    line_start,
    sentence_before,
)
from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import (
    NAME,
    NOUN,
    PRONOUN,
    Mention,
    is_content,
    mentions,
    plain_noun_after,
    tokens,
)
from toolkit.annotation.quotes.languages.sources import Attribution, attribute_source
from toolkit.annotation.quotes.languages.subject_by_case import subject_by_case
from toolkit.annotation.quotes.languages.table import Language

_HYPHENATED = re.compile(r"-(?:t-)?([^\W\d_]+)")
_INVERTED = re.compile(r"[^\W\d_]+-(?:t-)?([^\W\d_]+)\s")
_SEPARATOR = re.compile(r"[\s,،–—\-−‐(]*")
_CUT = re.compile(r"[,;،]\s|\s[–—-]\s")
_LABEL_LENGTH = 80
_HEAD_WORDS = 2
_NEXT_WORD = 30
_MARKED_NAME = re.compile(r"\s*[„“«»\"”]\s?([^\W\d_][^„“«»\"”\n]{1,30}?)\s?[“”«»\"]")
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
    verb = _verb(body, begin, end, language)
    if verb is None or _names_source(body, begin, language):
        return None
    if language.noun_capitals:
        return _by_case(body, (begin, end), verb, language, surnames, confidence=0.9, adjacent=True)
    before = [mention for mention in mentions(body, begin, verb.start(), language) if mention.end <= verb.start()]
    subject = _inverted_pronoun(body, begin, verb, language) or _touching(body, before, verb, begin, language)
    if subject is None and language.order == "both":
        noun = noun_before(body, verb, begin, language)
        subject = noun if noun is not None and noun.start == begin else None
    subject = subject or _free(body, before, begin, language)
    if subject is None or (language.order == "verb_first" and not _touches(body, subject, verb, begin)):
        follower = _subject_right(body, verb, end, language)
        subject = follower or subject or _name_in_marks(body, end)
    if subject is None and len(tokens(body, begin, verb.start())) > 4:
        return None
    if subject is None and language.order != "verb_first":
        subject = noun_before(body, verb, begin, language) or _leading_subject(body, span, language)
    return Attribution(subject, verb.group(), 0.92, adjacent=True)


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


def _inverted_pronoun(body: str, start: int, verb: re.Match[str], language: Language) -> Mention | None:
    """Return the pronoun on the auxiliary of a verb: `a-t-il ajouté`."""
    pronoun = _INVERTED.match(body, start, verb.end())
    if pronoun is None or pronoun.group(1).lower() not in language.pronouns:
        return None
    return Mention(*pronoun.span(1), PRONOUN)


def _names_source(body: str, start: int, language: Language) -> bool:
    """Return True if a phrase for the source (`según`) begins at an offset, so that a later verb is none of speech."""
    phrase = language.according.match(body, start, len(body)) or language.according_pronoun.match(body, start)
    if phrase is None or language.verbs.fullmatch(phrase.group()):
        return False
    following = tokens(body, phrase.end(), min(len(body), phrase.end() + _NEXT_WORD))
    return not following or not language.verbs.fullmatch(following[0][2])


def _name_in_marks(body: str, start: int) -> Mention | None:
    """Return a short name between marks that begins at an offset: `schreibt die „Hafenpost“`."""
    name = _MARKED_NAME.match(body, start)
    return Mention(*name.span(1), NAME) if name else None


def _touching(
    body: str, candidates: list[Mention], verb: re.Match[str], start: int, language: Language
) -> Mention | None:
    """Return a name that ends right before a verb and that no preposition governs."""
    if candidates and candidates[-1].kind == NAME and not body[candidates[-1].end : verb.start()].strip():
        return _free(body, [candidates[-1]], start, language)
    return None


def _leading_subject(body: str, span: Span, language: Language) -> Mention | None:
    """Return the subject at the head of the sentence whose verb follows the quotation."""
    start, end = lead(body, span, line_start(body, span.outer_start), language.colon)
    candidates = list(mentions(body, start, end, language))
    if language.topic_comma:
        topics = [mention for mention in candidates if body[mention.end : end].lstrip().startswith((",", "،"))]
        if topics:
            return topics[-1]
    return _free(body, candidates, start, language) or (
        plain_noun_after(body, start, end, language) if start < end else None
    )


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
    """Return True if nothing but the subject stands between the quotation and the verb."""
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
        if not colon:
            return None
        if language.noun_capitals:
            return _by_case(body, (start, end), None, language, surnames, confidence=0.7, adjacent=True)
        label = _label(body, start, end, language)
        subject = label or _free_in(body, (start, end), language)
        return Attribution(subject, None, 0.75 if label else 0.6, adjacent=True) if subject else None
    verb = verbs[-1]
    first = _SEPARATOR.match(body, start, end)
    if "," not in body[start : verb.start()] and _names_source(body, first.end() if first else start, language):
        return None
    near = colon or end - verb.end() <= _FAR
    if language.noun_capitals:
        confidence = 0.8 if colon else 0.75 if near else 0.65
        return _by_case(
            body, (start, end), verb, language, surnames, confidence=confidence, adjacent=colon or end - verb.end() < 3
        )
    subject = subject_of(body, verb, start, end, language)
    if subject is None and not near:
        return None
    return Attribution(
        subject, verb.group(), 0.88 if colon else 0.85 if near else 0.65, adjacent=colon or end - verb.end() < 3
    )


def _label(body: str, start: int, end: int, language: Language) -> Mention | None:
    """Return the name right before a colon."""
    candidates = [
        mention for mention in mentions(body, max(start, end - _LABEL_LENGTH), end, language) if mention.kind != PRONOUN
    ]
    if candidates and not body[candidates[-1].end : end].strip(" :："):
        return _free(body, candidates[-1:], start, language)
    return None


def subject_of(body: str, verb: re.Match[str], start: int, end: int, language: Language) -> Mention | None:
    """Return the subject of a verb: before it in its clause, else right behind it, else farther to the left."""
    if language.topic_comma:
        candidates = list(mentions(body, start, end, language))
        topics = [mention for mention in candidates if body[mention.end : end].lstrip().startswith((",", "،"))]
        if topics:
            return topics[-1]
    touching = _touching(body, list(mentions(body, start, verb.start(), language)), verb, start, language)
    if touching is not None:
        return touching
    segments = _segments(body, start, verb.start())
    nearest = next((subject for subject in map(partial(_at_head, body, language), reversed(segments)) if subject), None)
    nearest = nearest or (_free_in(body, segments[-1], language) if segments else None)
    nearest = nearest or noun_before(body, verb, start, language)
    follower = _subject_right(body, verb, end, language, adjacent=True)
    if nearest is not None and not (follower and _is_inverted(body, nearest, follower, start, language)):
        return nearest
    if follower is not None:
        return follower
    for segment in reversed(segments[:-1]):
        subject = _free_in(body, segment, language)
        if subject is not None:
            return subject
    return None


def _is_inverted(body: str, nearest: Mention, follower: Mention, start: int, language: Language) -> bool:
    """Return True if the subject follows the verb: something else opens the sentence."""
    if follower.kind == PRONOUN or (follower.kind == NAME and _is_opening_word(body, nearest, start)):
        return True
    words = tokens(body, start, nearest.start)
    return language.verb_second and any(word.lower() in language.stops for _, _, word in words[:1])


def noun_before(body: str, verb: re.Match[str], start: int, language: Language) -> Mention | None:
    """Return the content words that end right before a verb, where names are cased and this is no name."""
    words = tokens(body, max(start, verb.start() - 40), verb.start())
    if not language.cased or not words or body[words[-1][1] : verb.start()].strip():
        return None
    first = len(words)
    while first and is_content(words[first - 1][2], language) and len(words) - first < 3:
        first -= 1
    governed = first > 0 and words[first - 1][2].lower() in language.stops
    if first == len(words) or governed or len(words[-1][2]) < 3:
        return None
    return Mention(words[first][0], words[-1][1], NOUN)


def _is_opening_word(body: str, mention: Mention, start: int) -> bool:
    """Return True if a mention is one word that may owe its capital letter to the start of the sentence."""
    return not body[start : mention.start].strip(' \n"“”«»„-–—') and " " not in body[mention.start : mention.end]


def _segments(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch at commas and semicolons; an apposition between commas before the verb is left out."""
    cuts = [start, *(match.end() for match in _CUT.finditer(body, start, end)), end]
    segments = [(first, last) for first, last in pairwise(cuts) if body[first:last].strip()]
    if len(segments) > 2 and body[:end].rstrip()[-1:] in ",،":
        segments = segments[:-1]
    return segments


def _at_head(body: str, language: Language, segment: tuple[int, int]) -> Mention | None:
    """Return the free mention at the head of a clause, behind two function words at most."""
    subject = _free_in(body, segment, language)
    if subject is None:
        return None
    before = [word for _, _, word in tokens(body, segment[0], subject.start) if word[0].isalnum()]
    if len(before) > _HEAD_WORDS or any(word.islower() and word.lower() not in language.stops for word in before):
        return None
    return subject


def _free_in(body: str, segment: tuple[int, int], language: Language) -> Mention | None:
    return _free(body, list(mentions(body, *segment, language)), segment[0], language)


def _free(body: str, candidates: list[Mention], start: int, language: Language) -> Mention | None:
    """Return the first mention that no preposition governs; a suffix of the subject decides where there is one."""
    if language.subject_suffixes:
        for mention in candidates:
            following = tokens(body, mention.end, min(len(body), mention.end + 12))
            if following and following[0][2] in language.subject_suffixes:
                return mention
    governing = language.prepositions or language.stops
    for mention in candidates:
        previous = tokens(body, max(start, mention.start - 20), mention.start)
        if not previous or _elided(previous[-1][2]) not in governing:
            return mention
    return None


def _elided(word: str) -> str:
    """Return the word before an apostrophe in lower case, or the whole word: `d’Ada` for `d`."""
    return word.lower().replace("’", "'").partition("'")[0]


def _verb(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    verbs = (verb for verb in language.verbs.finditer(body, start, end))
    return next((verb for verb in verbs if verb.group().lower() not in language.not_alone), None)


def _subject_right(
    body: str, verb: re.Match[str], end: int, language: Language, *, adjacent: bool = False
) -> Mention | None:
    """Return the subject behind a verb: a pronoun on a hyphen, the words at once behind it, or the first free name."""
    hyphenated = _HYPHENATED.match(body, verb.end(), end)
    if hyphenated:
        return Mention(hyphenated.start(1), hyphenated.end(1), PRONOUN)
    following = list(mentions(body, verb.end(), end, language))
    words = tokens(body, verb.end(), end)
    while words and (
        words[0][2].lower() in language.particles
        or (words[0][2] == "," and len(words) > 1 and words[1][2][0].isupper())
    ):
        words = words[1:]
    if not words or not words[0][2][0].isalnum():
        return None
    first = next((mention for mention in following if mention.start == words[0][0]), None)
    if first is not None and first.kind == PRONOUN:
        if words[0][2].lower() not in language.impersonal:
            return first
        return following[1] if len(following) > 1 else None
    run = plain_noun_after(body, words[0][0], end, language)
    if run is not None:
        names = [mention for mention in following if run.start <= mention.start and mention.end <= run.end]
        names = [mention for mention in names if mention.kind == NAME] if language.cased else []
        if names or first is not None or not adjacent or body[run.end : run.end + 1] == ",":
            return names[-1] if names else first or run
    if first is not None:
        return first
    if adjacent:
        return None
    if words[0][2].lower() in language.source_prepositions and verb.group().endswith(language.plural_endings):
        body_of_source = plain_noun_after(body, words[0][1], end, language)
        return body_of_source or next(iter(following), None)
    subject = _free(body, following, verb.end(), language)
    return subject or _noun_behind_phrase(body, words, end, language)


def _noun_behind_phrase(body: str, words: list[tuple[int, int, str]], end: int, language: Language) -> Mention | None:
    """Return the noun that follows an adverbial of a preposition and one word: `řekl v pondělí premiér`."""
    index = 0
    while index + 2 < len(words) and words[index][2].lower() in language.stops and words[index + 1][2][0].isalnum():
        index += 2
        run = plain_noun_after(body, words[index][0], end, language)
        if run is not None:
            return run
    return None


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
    limit = line_end(body, span.outer_end)
    end = clause_behind(body, span.outer_end, limit)
    verb = _verb(body, span.outer_end, end, language)
    if verb is not None:
        subject = subject_of(body, verb, span.outer_end, end, language) or _subject_right(body, verb, end, language)
        if subject is not None:
            return Attribution(subject, verb.group(), 0.5, adjacent=False)
    return None


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
        subject = _free(body, list(mentions(body, start, span.outer_start, language)), start, language)
    return Attribution(subject, None, 0.45, adjacent=False) if subject else None


def subject_before(body: str, span: Span, limit: int, language: Language) -> Mention | None:
    """Return the name that is the subject of the sentence before that of a span, at `limit` or later."""
    if not language.cased:
        return None
    end = sentence_before(body, max(limit, line_start(body, span.outer_start)), span.outer_start)
    while end > limit and body[end - 1].isspace():
        end -= 1
    start = sentence_before(body, max(limit, line_start(body, end)), max(limit, end - 1))
    names = [mention for mention in mentions(body, start, end, language) if mention.kind == NAME]
    subject = _free(body, names, start, language)
    return subject if subject and not _is_opening_word(body, subject, start) else None
