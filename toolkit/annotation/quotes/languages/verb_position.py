"""Reporting verbs by position: one behind auxiliaries, or one that no table lists between a quotation and a name."""

import re

from toolkit.annotation.quotes.languages.noun_phrases import (
    NAME,
    PRONOUN,
    Mention,
    is_content,
    mentions,
    plain_noun_after,
    tokens,
)
from toolkit.annotation.quotes.languages.table import SUBJECT_FIRST, VERB_FIRST, Language

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 3
"""Letters of the shortest verb that is known by position alone."""
_REACH = 120
"""Characters behind a quotation in which its verb and subject stand."""
_MOST_AUXILIARIES = 3
_MOST_WORDS = 5
"""Words of the longest clause of an unlisted verb and its subject in a script without capitals."""


def verb_behind(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """Return the listed verb that begins at an offset, behind auxiliaries and reflexives at most: `s'est réjoui`."""
    position = start
    for _ in range(_MOST_AUXILIARIES + 1):
        verb = language.verbs.match(body, position, end)
        if verb is not None:
            return verb
        word = _WORD.match(body, position, end)
        if word is not None and position > start and language.verbs.fullmatch(word.group().partition("-")[0]):
            return word
        if word is None or _elided(word.group())[0] not in language.before_verb:
            return None
        position = _behind_auxiliary(body, word, end)
    return None


def verb_by_position(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """Return the unlisted word in small letters that is right before a name or pronoun, or right behind a name.

    Only the words right behind a quotation are looked at: `..., glunderde Mara Tiel`, `..., Maaria Tilvas nyökkäsi`.
    """
    if not language.cased:
        return _first_of_few_words(body, start, end, language) if language.order == VERB_FIRST else None
    if language.order == SUBJECT_FIRST:
        return None
    end = min(end, start + _REACH)
    listed = verb_behind(body, start, end, language)
    if listed is not None:
        return listed
    position = start
    last = None
    for _ in range(_MOST_AUXILIARIES + 1):
        word = _WORD.match(body, position, end)
        if word is None:
            return None
        if _elided(word.group())[0] in language.before_verb:
            last, position = word, _behind_auxiliary(body, word, end)
            continue
        if last is not None and _is_speaker_at(body, word.start(), end, language):
            return last
        if _is_verb_like(word.group(), language) and _is_speaker_behind(
            body, word.end(), end, language, reflexive=last is not None
        ):
            return word
        break
    return _verb_behind_name(body, start, end, language) if language.order == "both" else None


def _first_of_few_words(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """Return the first word of a clause of a few content words, where names have no capitals and verbs come first."""
    words = [word for _, _, word in tokens(body, start, min(end, start + _REACH))]
    few = 1 < len(words) <= _MOST_WORDS and all(is_content(word, language) for word in words)
    return _WORD.match(body, start, end) if few else None


def _behind_auxiliary(body: str, word: re.Match[str], end: int) -> int:
    """Return the start of the word behind an auxiliary, or behind its apostrophe: `interroge` of `s'interroge`."""
    length = _elided(word.group())[1]
    position = word.start() + length if length < len(word.group()) else word.end()
    while position < end and body[position] in " \u00a0":
        position += 1
    return position


def _elided(word: str) -> tuple[str, int]:
    """Return the part of a word up to its apostrophe in small letters, and the length with the apostrophe."""
    part, mark, _ = word.replace("’", "'").partition("'")
    return part.lower(), len(part) + len(mark)


def _is_verb_like(word: str, language: Language) -> bool:
    lower = word.lower()
    return (
        len(word) >= _SHORTEST
        and word[0].islower()
        and (is_content(word, language) or lower in language.not_alone)
        and lower not in language.prepositions
        and lower not in language.titles
        and lower not in language.articles
        and lower not in language.conjunctions
        and lower not in language.subordinators
    )


def _is_speaker_behind(body: str, start: int, end: int, language: Language, *, reflexive: bool) -> bool:
    """Return True if a name or pronoun follows, behind particles, an article and at most a role in small letters.

    Beside an auxiliary or reflexive, which shows a verb, a few words up to a mark suffice.
    """
    words = tokens(body, start, end)
    while words and (words[0][2].lower() in language.particles or words[0][2].lower() in language.before_verb):
        reflexive = reflexive or words[0][2].lower() in language.before_verb
        words = words[1:]
    if not words:
        return False
    run = plain_noun_after(body, words[0][0], end, language) if reflexive else None
    if run is not None and body[run.start : run.end].count(" ") < _MOST_AUXILIARIES:
        following = body[run.end : end].lstrip()
        if not following or following[0] in ",.–—-(":
            return True
    return _is_speaker_at(body, words[0][0], end, language)


def _is_speaker_at(body: str, start: int, end: int, language: Language) -> bool:
    opening = _WORD.match(body, start, end)
    if opening is not None and opening.group().lower() in language.roles:
        return True
    first = next(iter(mentions(body, start, end, language)), None)
    if first is None:
        return False
    if first.start == start:
        return first.kind in (NAME, PRONOUN) or body[start:].split(maxsplit=1)[0].lower() in language.articles
    run = plain_noun_after(body, start, end, language)
    return run is not None and first.kind == NAME and first.end <= run.end


def _verb_behind_name(body: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """Return the word in small letters that ends a run of words with a name in it: `rehtori Maaria Tilvas nyökkäsi`."""
    run = plain_noun_after(body, start, end, language)
    names: list[Mention] = (
        [] if run is None else [m for m in mentions(body, start, run.end, language) if m.kind == NAME]
    )
    if run is None or not names:
        return None
    word = _WORD.match(body, names[-1].end + 1, end)
    return word if word is not None and word.end() == run.end and word.group()[0].islower() else None
