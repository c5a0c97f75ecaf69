"""Names of two words and more in a text whose language has capitals."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.annotation.quotes.languages.noun_phrases import CONNECTORS
from toolkit.annotation.quotes.languages.table import Language
from toolkit.annotation.quotes.languages.word_forms import capitals
from toolkit.normalisation.authors.given_names import is_given_name

_SENTENCE_STARTS = frozenset('.!?:;…–—-"“”„«»\n')
_SURELY_LONG = 3
"""Words of a name at the start of a sentence whose first word may be the verb of the sentence."""


class FullName(NamedTuple):
    """The words of a name, and where it is; offsets are code points, end exclusive."""

    words: list[str]
    start: int
    end: int
    opens: bool
    """True if it opens its sentence, so that the first word may owe its capital to that."""


@cache
def full_name_pattern() -> re.Pattern[str]:
    """Compile the pattern of a name of two words and more, when it is first needed.

    It begins with a set of characters, so that a search passes quickly over the rest.
    """
    initial = rf"[{capitals()}]\."
    word = rf"(?:{initial}[ \u00a0]?)*[{capitals()}][\w’'-]+"
    first = rf"[{capitals()}](?<!\w.)(?:\.[ \u00a0]?[{capitals()}])*[\w’'-]+"
    connector = rf"(?:(?:{'|'.join(sorted(CONNECTORS))})[ \u00a0])"
    return re.compile(rf"{first}(?:[ \u00a0]{connector}{{0,2}}(?:{initial}[ \u00a0])?{word}){{1,3}}")


@cache
def _name_behind_comma() -> re.Pattern[str]:
    return re.compile(rf"[^,.;:!?()\n]{{0,40}},[ \u00a0]({full_name_pattern().pattern})(?=[,.;:!?)\n]|$)")


def name_in_apposition(body: str, start: int, end: int) -> list[str]:
    """Return the words of a name that a comma sets behind a role: `el alcalde de Velta, Tomás Okal`; none if none."""
    apposition = _name_behind_comma().match(body, start, end)
    return apposition.group(1).split() if apposition is not None else []


def find_full_names(body: str, language: Language, start: int = 0, end: int | None = None) -> Iterator[FullName]:
    """Yield the names between two offsets, without function words and verbs at their head."""
    for match in full_name_pattern().finditer(body, start, len(body) if end is None else end):
        words = match.group().split()
        opens = begins_sentence(body, match.start())
        while words and (words[0].lower() in language.stops or words[0].lower() in language.articles):
            words, opens = words[1:], False
        if len(words) > 1 and opens and _opens_with_verb(words, language) and not _is_titled(words, language):
            words = words[1:]
        if language.noun_capitals and any(word.islower() for word in words) and not is_given_name(words[0]):
            continue
        if len(words) > 1:
            yield FullName(words, *match.span(), opens)


def _is_titled(words: list[str], language: Language) -> bool:
    """Return True if the first of three words and more is no verb: `Premijer Adnan Šehić`."""
    return len(words) >= _SURELY_LONG and is_given_name(words[1]) and not language.verbs.fullmatch(words[0])


def begins_sentence(body: str, index: int) -> bool:
    """Return True if a sentence, a part of one or a quotation begins at an offset."""
    before = body[max(0, index - 2) : index].rstrip(" \u00a0")
    return not before or before[-1] in _SENTENCE_STARTS


def _opens_with_verb(words: list[str], language: Language) -> bool:
    """Return True if the first word owes its capital to the sentence: `Přijel Jan Vester`, `Приехал Ян Вестеров`."""
    first = words[0]
    if is_given_name(first) or language.family_name_first:
        return False
    if language.verbs.fullmatch(first) or is_given_name(words[1]):
        return True
    return len(words) >= _SURELY_LONG and first.lower().endswith(language.past_endings or ("\0",))
