"""The subject of a reporting verb by word order, in languages that put blanks between words."""

import re
from functools import partial
from itertools import pairwise

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
from toolkit.annotation.quotes.languages.surroundings import line_start, sentence_before
from toolkit.annotation.quotes.languages.table import VERB_FIRST, Language
from toolkit.normalisation.authors.given_names import is_given_name

_HYPHENATED = re.compile(r"-(?:t-)?([^\W\d_]+)")
_INVERTED = re.compile(r"[^\W\d_]+-(?:t-)?([^\W\d_]+)\s")
_CUT = re.compile(r"[,;،]\s|\s[–—-]\s")
_BRACKET = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?")
_HEAD_WORDS = 2
"""Function words that may precede the subject at the head of a clause."""


def inverted_pronoun(body: str, start: int, verb: re.Match[str], language: Language) -> Mention | None:
    """Return the pronoun on the auxiliary of a verb: `a-t-il ajouté`."""
    pronoun = _INVERTED.match(body, start, verb.end())
    if pronoun is None or pronoun.group(1).lower() not in language.pronouns:
        return None
    return Mention(*pronoun.span(1), PRONOUN)


def touching_name(
    body: str, candidates: list[Mention], verb: re.Match[str], start: int, language: Language
) -> Mention | None:
    """Return a name that ends right before a verb and that no preposition governs."""
    if candidates and candidates[-1].kind == NAME and not body[candidates[-1].end : verb.start()].strip():
        return free_mention(body, [candidates[-1]], start, language)
    return None


def subject_of(body: str, verb: re.Match[str], start: int, end: int, language: Language) -> Mention | None:
    """Return the subject of a verb: before it in its clause, else right behind it, else farther to the left."""
    if language.topic_comma:
        candidates = list(mentions(body, start, end, language))
        topics = [mention for mention in candidates if body[mention.end : end].lstrip().startswith((",", "،"))]
        if topics:
            return topics[-1 if language.cased else 0]
    suffixed = suffixed_subject(body, list(mentions(body, start, verb.start(), language)), language)
    if suffixed is not None:
        return suffixed
    if not language.cased and language.order == VERB_FIRST and _opens_clause(body, verb, start):
        follower = subject_right(body, verb, end, language, adjacent=True)
        if follower is not None:
            return follower
    touching = touching_name(body, list(mentions(body, start, verb.start(), language)), verb, start, language)
    if touching is not None:
        return _person_behind(body, touching, verb, (start, end), language) or touching
    segments = _segments(body, start, verb.start())
    nearest = next((subject for subject in map(partial(_at_head, body, language), reversed(segments)) if subject), None)
    nearest = nearest or (free_mention_in(body, segments[-1], language) if segments else None)
    nearest = nearest or noun_before(body, verb.start(), start, language)
    follower = subject_right(body, verb, end, language, adjacent=True)
    nearest = nearest and name_of_run(body, nearest, (start, verb.start()), language)
    if nearest is not None and not (follower and _is_inverted(body, nearest, follower, start, language)):
        return nearest
    if follower is not None:
        return follower
    for segment in reversed(segments[:-1]):
        subject = free_mention_in(body, segment, language)
        if subject is not None:
            return subject
    return None if language.cased else subject_right(body, verb, end, language)


def name_of_run(body: str, mention: Mention, stretch: tuple[int, int], language: Language) -> Mention:
    """Return the last name of the words that a lone role opens: `Belediyenin avukatı X`, `Ředitel závodu X`."""
    start, end = stretch
    text = body[mention.start : mention.end]
    if not language.cased or " " in text:
        return mention
    if language.order == VERB_FIRST and (not is_opening_word(body, mention, start) or is_given_name(text)):
        return mention
    run = plain_noun_after(body, mention.start, end, language)
    names = [m for m in mentions(body, run.start, run.end, language) if m.kind == NAME] if run is not None else []
    return names[-1] if names and " " in body[names[-1].start : names[-1].end] else mention


def _person_behind(
    body: str, opening: Mention, verb: re.Match[str], stretch: tuple[int, int], language: Language
) -> Mention | None:
    """Return the full name right behind a verb that one word precedes: `Twitteris kirjutas Mari Tilvas`."""
    if not language.cased or not is_opening_word(body, opening, stretch[0]):
        return None
    if is_given_name(body[opening.start : opening.end]):
        return None
    return full_name_behind(body, verb, stretch[1], language)


def holds_given_name(body: str, mention: Mention) -> bool:
    """Return True if a mention of two words and more holds a given name."""
    words = body[mention.start : mention.end].split()
    return len(words) > 1 and any(map(is_given_name, words))


def full_name_behind(body: str, verb: re.Match[str], end: int, language: Language) -> Mention | None:
    """Return the subject behind a verb if it is a name that holds a given name, and no dative."""
    follower = subject_right(body, verb, end, language, adjacent=True)
    return follower if follower and follower.kind == NAME and holds_given_name(body, follower) else None


def _opens_clause(body: str, verb: re.Match[str], start: int) -> bool:
    """Return True if a verb without capitals opens its sentence, or its first letter is Arabic `and`."""
    return verb.group().startswith("\u0648") or not body[start : verb.start()].strip()


def _is_inverted(body: str, nearest: Mention, follower: Mention, start: int, language: Language) -> bool:
    """Return True if the subject follows the verb: something else opens the sentence."""
    if follower.kind == PRONOUN or (follower.kind == NAME and is_opening_word(body, nearest, start)):
        return True
    words = tokens(body, start, nearest.start)
    return language.verb_second and any(word.lower() in language.stops for _, _, word in words[:1])


def cited_person(body: str, verb: re.Match[str], end: int, language: Language) -> Mention | None:
    """Return the last name of two words behind a verb of citing, which passes on the words of its object."""
    if not language.citing.fullmatch(verb.group()):
        return None
    names = [m for m in mentions(body, verb.end(), end, language) if m.kind == NAME and " " in body[m.start : m.end]]
    return names[-1] if names else None


def noun_before(body: str, verb_start: int, start: int, language: Language) -> Mention | None:
    """Return the content words that end right before a verb, where names are cased and this is no name."""
    words = tokens(body, max(start, verb_start - 40), verb_start)
    if not language.cased or not words or body[words[-1][1] : verb_start].strip():
        return None
    first = len(words)
    while first and is_content(words[first - 1][2], language) and len(words) - first < 3:
        first -= 1
    governed = first > 0 and words[first - 1][2].lower() in language.stops
    if first == len(words) or governed or len(words[-1][2]) < 3:
        return None
    return Mention(words[first][0], words[-1][1], NOUN)


def is_opening_word(body: str, mention: Mention, start: int) -> bool:
    """Return True if a mention is one word that may owe its capital letter to the start of the sentence."""
    return not body[start : mention.start].strip(' \n"“”«»„-–—') and " " not in body[mention.start : mention.end]


def _segments(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch at commas and semicolons; an apposition between commas before the verb is left out."""
    cuts = [start, *(match.end() for match in _CUT.finditer(body, start, end)), end]
    segments = [(first, last) for first, last in pairwise(cuts) if body[first:last].strip()]
    if len(segments) > 1 and body[max(start, end - 3) : end].rstrip().endswith((",", "،")):
        segments = segments[:-1]
    return segments


def _at_head(body: str, language: Language, segment: tuple[int, int]) -> Mention | None:
    """Return the free mention at the head of a clause, behind two function words at most."""
    subject = free_mention_in(body, segment, language)
    if subject is None:
        return None
    before = [word for _, _, word in tokens(body, segment[0], subject.start) if word[0].isalnum()]
    if len(before) > _HEAD_WORDS or any(word.islower() and word.lower() not in language.stops for word in before):
        return None
    return subject


def free_mention_in(body: str, segment: tuple[int, int], language: Language) -> Mention | None:
    """Return the first mention of a stretch that no preposition governs."""
    return free_mention(body, list(mentions(body, *segment, language)), segment[0], language)


def free_mention(body: str, candidates: list[Mention], start: int, language: Language) -> Mention | None:
    """Return the first mention that no preposition governs; a suffix of the subject decides where there is one."""
    suffixed = suffixed_subject(body, candidates, language)
    if suffixed is not None:
        return suffixed
    governing = language.prepositions or language.stops
    for mention in candidates:
        if language.oblique_endings and body.endswith(language.oblique_endings, mention.start, mention.end):
            continue
        previous = tokens(body, max(start, mention.start - 20), mention.start)
        if not previous or _elided(previous[-1][2]) not in governing:
            return mention
    return None


def suffixed_subject(body: str, candidates: list[Mention], language: Language) -> Mention | None:
    """Return the first mention that a word for the subject follows, as Hindi `ने`."""
    for mention in candidates if language.subject_suffixes else ():
        following = tokens(body, mention.end, min(len(body), mention.end + 12))
        if following and following[0][2] in language.subject_suffixes:
            return mention
    return None


def _elided(word: str) -> str:
    """Return the word before an apostrophe in lower case, or the whole word: `d’Ada` for `d`."""
    return word.lower().replace("’", "'").partition("'")[0]


def subject_right(
    body: str, verb: re.Match[str], end: int, language: Language, *, adjacent: bool = False
) -> Mention | None:
    """Return the subject behind a verb: a pronoun on a hyphen, the words at once behind it, or the first free name."""
    hyphenated = _HYPHENATED.match(body, verb.end(), end)
    if hyphenated:
        return Mention(hyphenated.start(1), hyphenated.end(1), PRONOUN)
    following = list(mentions(body, verb.end(), end, language))
    words = _without_particles(tokens(body, verb.end(), end), language)
    if not words or not words[0][2][0].isalnum():
        return None
    first = next((mention for mention in following if mention.start == words[0][0]), None)
    if (
        first is not None
        and language.oblique_endings
        and body.endswith(language.oblique_endings, first.start, first.end)
    ):
        return free_mention(body, list(following), verb.end(), language)
    if first is not None and first.kind == PRONOUN:
        if words[0][2].lower() not in language.impersonal:
            return first
        source = following[1] if len(following) > 1 else None
        return source or _noun_behind_phrase(body, words[1:], end, language)
    governed = _elided(words[0][2]) in language.prepositions
    run = None if governed else plain_noun_after(body, words[0][0], end, language)
    if run is not None:
        names = [mention for mention in following if run.start <= mention.start and mention.end <= run.end]
        names = [mention for mention in names if mention.kind == NAME] if language.cased else []
        if names and names[-1].end < run.end and body[run.start].islower():
            return _name_behind_body(body, run, following) or run
        if names or first is not None or not adjacent or body[run.end : run.end + 1] == ",":
            return names[-1] if names else first or run
    if first is not None:
        return _speaker_behind_agency(body, first, end, language) or first
    if adjacent:
        return None
    if words[0][2].lower() in language.source_prepositions and verb.group().endswith(language.plural_endings):
        body_of_source = plain_noun_after(body, words[0][1], end, language)
        return body_of_source or next(iter(following), None)
    subject = free_mention(body, following, verb.end(), language)
    return subject or _noun_behind_phrase(body, words, end, language)


def source_body(body: str, verb: re.Match[str], start: int, language: Language) -> Mention | None:
    """Return the body at the head of a clause whose verb is in the plural: `В мэрии сообщили`."""
    words = tokens(body, start, verb.start())
    words = words[1:] if words and not words[0][2][0].isalnum() else words
    if len(words) < _HEAD_WORDS or not verb.group().endswith(language.plural_endings or ("\0",)):
        return None
    if words[0][2].lower() not in language.source_prepositions:
        return None
    named = next((m for m in mentions(body, words[1][0], verb.start(), language) if m.kind == NAME), None)
    run = plain_noun_after(body, words[1][0], verb.start(), language)
    return run or named


def _without_particles(words: list[tuple[int, int, str]], language: Language) -> list[tuple[int, int, str]]:
    """Leave out what may separate a verb from its subject: particles, and a comma before a name."""
    while words and (
        words[0][2].lower() in language.particles
        or words[0][2].lower() in language.before_verb
        or (words[0][2] == "," and len(words) > 1 and words[1][2][0].isupper())
    ):
        words = words[1:]
    return words


def _speaker_behind_agency(body: str, first: Mention, end: int, language: Language) -> Mention | None:
    """Return the noun right behind an acronym in the dative, where languages have cases: `рассказал ТАСС источник`."""
    text = body[first.start : first.end]
    if not language.past_endings or not text.isupper() or len(text) < _HEAD_WORDS:
        return None
    return plain_noun_after(body, first.end, end, language) if body[first.end : first.end + 1] == " " else None


def _is_governing(word: str, language: Language) -> bool:
    return _elided(word) in language.stops or _elided(word) in language.prepositions


def _name_behind_body(body: str, run: Mention, following: list[Mention]) -> Mention | None:
    """Return the name behind a role with the name of a body in it: `голова Спілки промисловців (СП) Ян Вестеров`."""
    for mention in following:
        if mention.start >= run.end:
            return mention if _BRACKET.fullmatch(body, run.end, mention.start) and mention.kind == NAME else None
    return None


def _noun_behind_phrase(body: str, words: list[tuple[int, int, str]], end: int, language: Language) -> Mention | None:
    """Return the noun that follows an adverbial of a preposition and one word: `řekl v pondělí premiér`."""
    index = 0
    while index + 2 < len(words) and _is_governing(words[index][2], language) and words[index + 1][2][0].isalnum():
        if words[index][2].lower() not in language.stops:
            index += 1
        else:
            index += 2 if words[index + 1][2].lower() not in language.articles else 3
        run = plain_noun_after(body, words[index][0], end, language) if index < len(words) else None
        if run is not None:
            return run
    if language.impersonal and len(words) > 1 and words[0][2].lower() in language.stops:
        return plain_noun_after(body, words[1][0], end, language)
    return None


def subject_before(body: str, span: Span, limit: int, language: Language) -> Mention | None:
    """Return the name that is the subject of the sentence before that of a span, at `limit` or later."""
    if not language.cased:
        return None
    end = sentence_before(body, max(limit, line_start(body, span.outer_start)), span.outer_start)
    while end > limit and body[end - 1].isspace():
        end -= 1
    start = sentence_before(body, max(limit, line_start(body, end)), max(limit, end - 1))
    names = [mention for mention in mentions(body, start, end, language) if mention.kind == NAME]
    subject = free_mention(body, names, start, language)
    return subject if subject and not is_opening_word(body, subject, start) else None
