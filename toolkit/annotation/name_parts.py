"""Naming: what is name and what is title in a name as printed."""

import re
from functools import lru_cache

from toolkit.annotation.function_words import OPENERS, PARTICLES, PORTFOLIOS, POSTNOMINALS
from toolkit.annotation.quotes.job_titles import gender_of_title, is_occupation
from toolkit.normalisation.authors.given_names import is_given_name

OWNER = ("’s", "'s")
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*\.?|&")


@lru_cache(maxsize=1 << 14)
def core_name(text: str) -> tuple[str, ...]:
    """Take titles, roles, articles and possessors off a name as printed.

    Returns the words of the name; empty when the text is a title only.

    >>> core_name("Minister of Culture Ada Byte"), core_name("the mayor")
    (('Ada', 'Byte'), ())
    """
    words = name_words(text)
    start, office = 0, False
    for index, word in enumerate(words):
        low = word.lower().rstrip(".")
        titled = gender_of_title(low.split("-")[0]) is not None or low.endswith("-year-old")
        owner = word.endswith(OWNER) and index + 1 < len(words)
        lower = word[0].islower() and not (low in PARTICLES or low.startswith(("al-", "el-")))
        occupied = not office and index + 2 < len(words) and is_occupation(low)
        opens = low in OPENERS and not (index == len(words) - 1 and index and is_given_name(words[index - 1]))
        if titled or occupied or owner or lower or opens:
            office = low in ("of", "for", "the") and (office or _is_title(words, index - 1))
            start = index + 1
    kept = words[start:]
    while kept and kept[0].lower() in PARTICLES:
        del kept[0]
    if office:
        kept = _after_office(kept)
    if kept and kept[-1].endswith(OWNER):
        kept[-1] = kept[-1][:-2]
    while len(kept) > 1 and kept[-1].lower() in POSTNOMINALS:
        kept.pop()
    return tuple(kept)


@lru_cache(maxsize=1 << 14)
def title_gender(text: str) -> str:
    """Read the gender of the titles and roles in a text, `m` or `f`; empty when they give none."""
    return next((gender for word in name_words(text) if (gender := gender_of_title(word.lower()))), "")


def name_words(text: str) -> list[str]:
    """List the words of a name as printed, initials with their point."""
    return _WORD.findall(text)


def _is_title(words: list[str], index: int) -> bool:
    return index >= 0 and gender_of_title(words[index].lower()) is not None


def _after_office(words: list[str]) -> list[str]:
    """Keep the person of "Refugee Council Ada Byte", which an office and "of" precede."""
    if len(words) > 2:
        return words[-3:] if len(words) > 3 and words[-2].lower() in PARTICLES else words[-2:]
    return words[1:] if len(words) == 2 and words[0].lower() in PORTFOLIOS else []
