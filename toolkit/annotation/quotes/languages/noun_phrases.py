"""Noun phrases that can name a speaker, candidates by capital letters and function words alone."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.annotation.quotes.languages.table import Language
from toolkit.annotation.quotes.languages.word_forms import MARKS
from toolkit.normalisation.authors.given_names import is_given_name

NAME, NOUN, PRONOUN = "name", "noun", "pronoun"
_TOKEN = re.compile(rf"[^\W_][\w{MARKS}]*(?:[’'·.\-–][^\W_][\w{MARKS}]*)*\.?|[^\w\s]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
CONNECTORS = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "zu",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
        "ben",
        "of",
    ]
)
_REMEMBERED = 256
"""Stretches of text whose words are remembered: the rules around one quotation ask for the same ones."""
_WORDS_REMEMBERED = 20_000
_PLACE_AND_NAME = 2
_LONGEST = 8
"""Words of the longest noun phrase without a capital letter."""


class Mention(NamedTuple):
    """Text that names a person, role or body; offsets are code points, end exclusive."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=_REMEMBERED)
def tokens(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return words and punctuation marks as start, end and text; a full stop belongs to initials and abbreviations."""
    result = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if word[-1] == "." and last - first > 1 and not _is_abbreviation(word):
            result += [(first, last - 1, word[:-1]), (last - 1, last, ".")]
        else:
            result.append((first, last, word))
    return result


def _is_abbreviation(word: str) -> bool:
    return (
        bool(_INITIAL.fullmatch(word))
        or word[:-1] in _TITLES
        or (len(word) <= 4 and word[0].isupper() and word[:-1].lower() in _ABBREVIATIONS)
    )


_TITLES = frozenset(
    ["prof", "dr", "mgr", "inż", "doc", "ks", "mec", "płk", "mudr", "judr", "phdr", "проф", "акад", "доц"]
)
"""Titles that are short before a name also in small letters: `prof. Jerzy Malik`."""
_ABBREVIATIONS = frozenset(["dr", "prof", "sr", "sra", "hr", "mr", "mgr", "ing", "st", "jr", "d.a", "sen", "on", "avv"])


@lru_cache(maxsize=_REMEMBERED)
def mentions(text: str, start: int, end: int, language: Language) -> Sequence[Mention]:
    """Return the mentions of a clause in order: names, pronouns, and nouns behind an article.

    In scripts without capitals, runs of words without function words are taken.
    """
    words = tokens(text, start, end)
    result: list[Mention] = []
    index = 0
    while index < len(words):
        _, _, word = words[index]
        if not word[0].isalnum():
            index += 1
            continue
        lower = word.lower()
        if lower in language.pronouns and not _followed_by_noun(words, index, language):
            result.append(Mention(words[index][0], words[index][1], PRONOUN))
            index += 1
            continue
        stop = _phrase_end(words, index, language)
        if stop - index > _PLACE_AND_NAME and _is_place_before_name(words, index, language):
            stop = index + 1
        if stop > index:
            phrase = words[index:stop]
            kind = NAME if not language.cased or _has_name(phrase, language) else NOUN
            result.append(Mention(phrase[0][0], phrase[-1][1], kind))
            index = stop
        else:
            index += 1
    return tuple(result)


def _is_place_before_name(words: list[tuple[int, int, str]], index: int, language: Language) -> bool:
    """Return True if a preposition governs the first word of a phrase alone: `na Twitteru Marta Tilová napsala`."""
    if index == 0 or language.family_name_first or not language.cased:
        return False
    governed = words[index - 1][2].lower() in (language.prepositions or language.stops)
    return governed and not is_given_name(words[index][2]) and is_given_name(words[index + 1][2])


def _followed_by_noun(words: list[tuple[int, int, str]], index: int, language: Language) -> bool:
    """Return True if a form that is article and pronoun at once has a noun behind it."""
    if words[index][2].lower() not in language.articles or index + 1 >= len(words):
        return False
    following = words[index + 1][2]
    lower = following.lower()
    return following[0].isalpha() and lower not in language.stops and not language.verbs.fullmatch(following)


def _phrase_end(words: list[tuple[int, int, str]], index: int, language: Language) -> int:
    """Return the index behind the noun phrase that begins at a word; the index itself if none begins there."""
    if language.cased:
        return _cased_phrase_end(words, index, language)
    stop = index
    while stop < len(words) and stop - index < _LONGEST and is_content(words[stop][2], language):
        stop += 1
    return stop


def _cased_phrase_end(words: list[tuple[int, int, str]], index: int, language: Language) -> int:
    lower = words[index][2].lower()
    article = lower in language.articles
    stop = index + 1 if article else index
    last = index
    headed = False
    while stop < len(words) and stop - index < _LONGEST:
        word = words[stop][2]
        if (
            (word[0].isupper() and (stop > index or _can_begin(words, stop, language)))
            or (
                last > index
                and word.lower() in CONNECTORS
                and stop + 1 < len(words)
                and words[stop + 1][2][0].isupper()
            )
            or ((article or lower in language.titles) and not headed and is_content(word, language))
        ):
            stop += 1
            last = stop
            headed = language.noun_capitals and word[0].isupper()
        else:
            break
    return _end_of_name(words, index, last) if article and not language.noun_capitals else max(index, last)


def _end_of_name(words: list[tuple[int, int, str]], index: int, last: int) -> int:
    """Return the index behind the name of a person in a phrase that goes on in small letters."""
    end = last
    while end > index and words[end - 1][2].islower():
        end -= 1
    is_person = end - index > _PLACE_AND_NAME and words[end - 2][2][0].isupper() and is_given_name(words[end - 2][2])
    return end if is_person else max(index, last)


def _can_begin(words: list[tuple[int, int, str]], index: int, language: Language) -> bool:
    """Return True if a word with a capital can begin a name: no function word, and no verb unless also a given name."""
    word = words[index][2]
    followed = index + 1 < len(words) and words[index + 1][2][0].isupper()
    if word.lower() in language.stops:
        return followed and word.lower() in CONNECTORS and word.lower() not in language.articles
    return not language.verbs.fullmatch(word) or (followed and is_given_name(word))


@lru_cache(maxsize=_WORDS_REMEMBERED)
def is_content(word: str, language: Language) -> bool:
    """Return True if a word is no function word, pronoun or reporting verb."""
    lower = word.lower()
    elided = lower.replace("’", "'").partition("'")[0]
    return (
        (word[0].isalpha() or (word[-1].isalpha() and "-" in word))
        and elided not in language.stops
        and lower not in language.stops
        and lower not in language.pronouns
        and not language.verbs.fullmatch(word)
    )


def _has_name(phrase: list[tuple[int, int, str]], language: Language) -> bool:
    return any(word[0].isupper() and word.lower() not in language.articles for _, _, word in phrase)


def plain_noun_after(text: str, start: int, end: int, language: Language) -> Mention | None:
    """Return the words directly at an offset up to the first function word or punctuation, as a noun."""
    first = last = -1
    for count, (begin, stop, word) in enumerate(tokens(text, start, end)):
        if count >= _LONGEST or not is_content(word, language):
            break
        first = begin if first < 0 else first
        last = stop
    return Mention(first, last, NOUN) if last > first >= 0 else None
