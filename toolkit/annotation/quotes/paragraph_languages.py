"""The language of each paragraph of a text, by its function words: most texts have one, some quote or switch."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.annotation.function_words import OPENERS
from toolkit.annotation.quotes.languages.table import language_of, tags

ENGLISH = "en"
_SHORTEST = 40
"""Characters of the shortest paragraph that is asked; shorter ones go with the paragraph before."""
_FOREIGN, _SHARE = 4, 5
"""Function words that decide for a language, and the share of all words (one in so many) that they must be."""
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_VERBS = frozenset(["is", "are", "was", "were", "be", "been", "has", "have", "had", "said", "will", "would"])
_CLEAR = 2
"""The same among the languages of a script that is not that of the text."""
_SCRIPTS = (
    ("\uac00-\ud7af", ("ko",)),
    ("\u3041-\u30ff", ("ja",)),
    ("\u4e00-\u9fff", ("zh", "ja")),
    ("\u0400-\u04ff", ("ru", "uk", "bg", "sr")),
    ("\u0370-\u03ff", ("el",)),
    ("\u0590-\u05ff", ("he",)),
    ("\u0600-\u06ff", ("ar", "fa")),
    ("\u0900-\u097f", ("hi",)),
    ("\u0530-\u058f", ("hy",)),
    ("\u10a0-\u10ff", ("ka",)),
)
"""Ranges of signs, and the languages that are written in them, the likeliest first."""
_SAMPLE, _SIGNS = 250, 8
"""Characters of a paragraph that tell its language, and how many signs of a script they must hold."""


class Run(NamedTuple):
    """Neighbouring paragraphs of one language; offsets are code points, end exclusive."""

    start: int
    end: int
    language: str


def language_runs(body: str, language: str) -> list[Run]:
    """Cut a text into runs of paragraphs that are written in one language, in time linear in its length.

    `language` is that of the text; a paragraph has another only if its function words say so clearly.
    """
    if _primary(language) == ENGLISH:
        doubtful = _not_plainly_english(body)
        if all(_paragraph_language(line, language) == language for line in doubtful):
            return [Run(0, len(body), language)]
    runs: list[Run] = []
    for start, end in _lines(body):
        known = runs[-1].language if runs else language
        own = _paragraph_language(body[start:end], language) if end - start >= _SHORTEST else known
        if runs and runs[-1].language == own:
            runs[-1] = runs[-1]._replace(end=end)
        else:
            runs.append(Run(start, end, own))
    return runs


def _lines(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _primary(language: str) -> str:
    return language.lower().split("-", maxsplit=1)[0]


def _not_plainly_english(body: str) -> list[str]:
    """Return the lines, but for short ones, that hold none of the commonest English words; written out for speed."""
    return [
        line
        for line in body.split("\n")
        if len(line) >= _SHORTEST
        and " the " not in line
        and " to " not in line
        and " of " not in line
        and " and " not in line
    ]


def _paragraph_language(text: str, language: str) -> str:
    """Return the language of a paragraph; that of the text unless another one is clear."""
    primary = _primary(language)
    if primary == ENGLISH and not _not_plainly_english(text):
        return language
    words = set(_WORD.findall(text[:_SAMPLE].lower()))
    own = len(words & _function_words(primary))
    if own >= _FOREIGN or own * _SHARE >= len(words) > 0:
        return language
    spoken = _languages_of_script(text)
    if primary in spoken:
        hits, best = max((len(words & _function_words(tag)), tag) for tag in spoken)
        clear = hits >= max(_FOREIGN, 2 * own) and hits * _SHARE >= len(words)
        return best if clear and len(spoken) > _CLEAR else language
    if len(spoken) == 1:
        return spoken[0]
    ranking = sorted(((len(words & _function_words(tag)), tag) for tag in spoken), reverse=True)
    if spoken[0] in ("zh", "ja"):
        return spoken[0]
    return ranking[0][1] if ranking[0][0] >= _CLEAR and ranking[0][0] > ranking[1][0] else language


def _languages_of_script(text: str) -> tuple[str, ...]:
    """Return the languages that are written in the script of a text."""
    sample = text[:_SAMPLE]
    for signs, spoken in _patterns():
        if len(signs.findall(sample)) >= _SIGNS:
            return spoken
    return _latin_tags()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(f"[{signs}]"), spoken) for signs, spoken in _SCRIPTS)


@cache
def _latin_tags() -> tuple[str, ...]:
    others = {tag for _, spoken in _SCRIPTS for tag in spoken} - {"sr"}
    return tuple(tag for tag in tags() if tag not in others)


@cache
def _function_words(tag: str) -> frozenset[str]:
    if tag == ENGLISH:
        return OPENERS | _ENGLISH_VERBS
    table = language_of(tag)
    return table.stops | table.articles | table.pronouns if table is not None else frozenset()
