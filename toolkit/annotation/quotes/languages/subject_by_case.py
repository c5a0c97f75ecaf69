"""The subject of a reporting sentence where every noun has a capital and articles show the case, as in German."""

from collections.abc import Set as AbstractSet

from toolkit.annotation.quotes.languages.noun_phrases import PRONOUN, Mention, is_content, mentions, tokens
from toolkit.annotation.quotes.languages.table import Language

_ADJECTIVES = 3
"""Words without capital that may be between a preposition and its noun."""
_EXCLUDED = -10.0
_FIRST, _FIRST_WORD, _BEHIND_VERB = 3.0, 1.0, 2.5
"""Scores of the phrase that opens a sentence, of a single word there that may be an adverb, and of the phrase behind
the reporting verb."""
_PERSON, _ROLE, _BODY, _KNOWN = 2.0, 2.0, 1.5, 2.0
_ABSTRACT, _IMPERSONAL = -2.0, -2.0
_SUBORDINATE = -2.5
_DISTANCE = 0.05
"""Loss of score for each word before the phrase."""

Token = tuple[int, int, str]


def subject_by_case(body: str, start: int, end: int, language: Language, surnames: AbstractSet[str]) -> Mention | None:
    """Return the phrase of a stretch that is most probably its subject, null if every phrase is governed or oblique.

    Args:
        body: The whole text.
        start: Start of the reporter's words.
        end: End of the reporter's words.
        language: The table of the language.
        surnames: Words that the text uses as last names.
    """
    words = tokens(body, start, end)
    verb_ends = [verb.end() for verb in language.verbs.finditer(body, start, end)]
    best, best_score = None, _EXCLUDED / 2
    governed_end = previous_end = -1
    for mention in mentions(body, start, end, language):
        before = [word for word in words if word[1] <= mention.start]
        inside = [word for word in words if mention.start <= word[0] < mention.end]
        joined = previous_end >= 0 and body[previous_end : mention.start].strip() in language.conjunctions
        governed = _is_governed(before, language) or (joined and governed_end == previous_end)
        governed_end = mention.end if governed else governed_end
        attribute = (
            previous_end >= 0 and not body[previous_end : mention.start].strip() and _may_be_oblique(inside, language)
        )
        previous_end = mention.end
        if governed or attribute or _is_oblique(inside, language):
            continue
        score = _score(body, mention, before, inside, verb_ends=verb_ends, language=language, surnames=surnames)
        if score > best_score:
            best, best_score = mention, score
    return best


def _score(
    body: str,
    mention: Mention,
    before: list[Token],
    inside: list[Token],
    *,
    verb_ends: list[int],
    language: Language,
    surnames: AbstractSet[str],
) -> float:
    score = -_DISTANCE * len(before)
    opening = [word for word in before if word[2].lower() not in language.conjunctions and word[2][0].isalnum()]
    bare = len(inside) == 1 and mention.kind != PRONOUN
    if not opening:
        score += _FIRST_WORD if bare and inside[0][2] not in surnames else _FIRST
    if any(_is_near(body, verb, mention.start, language) for verb in verb_ends if verb <= mention.start):
        score += _BEHIND_VERB
    if _is_subordinate(before, language):
        score += _SUBORDINATE
    return score + _animacy(mention, inside, language, surnames)


def _animacy(mention: Mention, inside: list[Token], language: Language, surnames: AbstractSet[str]) -> float:
    """Score whether a phrase names a person, a role or a body rather than a thing."""
    if mention.kind == PRONOUN:
        return _IMPERSONAL if inside[0][2].lower() in language.impersonal else _PERSON
    nouns = [word[2] for word in inside if word[2][0].isupper() and word[2].lower() not in language.articles]
    article = inside[0][2].lower() in language.articles
    if not nouns:
        return 0.0
    if any(noun in surnames for noun in nouns):
        return _PERSON
    if any(noun.lower().endswith(language.role_endings) for noun in nouns):
        return _ROLE
    if any(noun.lower().endswith(language.body_endings) or (noun.isupper() and len(noun) > 1) for noun in nouns):
        return _BODY
    if len(nouns) > 1 and not article:
        return _PERSON
    return _ABSTRACT if nouns[-1].lower().endswith(language.abstract_endings) else 0.0


def _is_governed(before: list[Token], language: Language) -> bool:
    """Return True if a preposition, with adjectives at most between, governs what follows."""
    index = len(before) - 1
    for _ in range(_ADJECTIVES):
        if index < 0 or not (before[index][2][0].islower() and is_content(before[index][2], language)):
            break
        index -= 1
    return index >= 0 and before[index][2].lower() in language.prepositions


def _is_oblique(inside: list[Token], language: Language) -> bool:
    """Return True if the article, or the ending of the adjective or noun behind it, excludes the nominative."""
    first = inside[0][2].lower()
    if first in language.oblique:
        return True
    if first not in language.ambiguous or len(inside) < 2:
        return False
    following = inside[1][2]
    if following[0].islower():
        return following.endswith("en")
    return following.lower().endswith(language.feminine_endings)


def _may_be_oblique(inside: list[Token], language: Language) -> bool:
    first = inside[0][2].lower()
    return first in language.oblique or first in language.ambiguous


def _is_near(body: str, start: int, end: int, language: Language) -> bool:
    """Return True if only particles are between a verb and a phrase."""
    between = body[start:end].lower().split()
    return len(between) <= _ADJECTIVES and all(word in language.particles for word in between)


def _is_subordinate(before: list[Token], language: Language) -> bool:
    """Return True if the last clause before a phrase begins with a subordinating word."""
    for index in range(len(before) - 1, -1, -1):
        if before[index][2] in ",;:":
            return index + 1 < len(before) and before[index + 1][2].lower() in language.subordinators
    return bool(before) and before[0][2].lower() in language.subordinators
