"""Mentions: the names, pronouns and noun phrases of the narration that may be a speaker."""

import re
from typing import NamedTuple

from toolkit.annotation.function_words import DEPENDENT, ORGANISATIONS, PARTICLES
from toolkit.annotation.quotes.job_titles import gender_of_title, is_role
from toolkit.annotation.quotes.narration import Narration

_BARE = r"w(?=[VXB])|(?<=[V.Q,C])w"
_PHRASE = re.compile(
    rf"(P)|(W)|(?:(N{{1,12}}|(?:D|{_BARE})[w0]{{0,4}}N{{1,4}})|(D[w0]{{0,8}})|((?:{_BARE})[w0]{{0,8}}))(?![NwD0])"
    rf"|[ND]|{_BARE}"
)
"""The next phrase: whole when no rule needs to look into it, else only its first word."""
_TIES = PARTICLES | {"of", "for"}
"""Prepositions that may go on with a phrase."""
_LABELS = ("", "pronoun", "relative", "name", "nominal", "bare")
"""What the groups of the pattern match."""
_NAME = _LABELS.index("name")
_SELVES = ("himself", "herself", "itself", "themselves", "alone", "both", "all")
_ARTICLE_AND_NOUN = 2
_LONGEST = 9
"""Tokens of the longest noun phrase."""
_OWNER = ("’s", "'s", "s’", "s'")


class Mention(NamedTuple):
    """A stretch of tokens that may name a speaker."""

    first: int
    """Index of its first token in the narration."""
    last: int
    """Index after its last token."""
    kind: str
    """`name`, `owner` (a name in the genitive), `pronoun`, `relative` (who), `nominal`, `bare` (without article)."""


def find_mentions(narration: Narration) -> list[Mention]:
    """Find the candidate mentions of one paragraph, from left to right and without overlap."""
    classes, words = narration.classes, narration.words
    mentions: list[Mention] = []
    search = _PHRASE.search
    match = search(classes)
    while match:
        first, last = match.span()
        whole = match.lastindex
        if classes[first] == "w" and words[first].endswith("ing") and classes[first + 1 : first + 2] in ("N", "D"):
            match = search(classes, first + 1)
            continue
        if whole is None or (whole >= _NAME and classes[last : last + 1] == "I" and words[last] in _TIES):
            last, label = _noun_phrase(narration, first)
            if label == "nominal" and classes[first] == "w":
                label = "bare"
        elif whole == _NAME and words[last - 1].endswith(_OWNER):
            label = "owner"
        else:
            label = _LABELS[whole]
        if label in ("nominal", "bare") and _ends_with_participle(narration, first, last):
            last -= 1
        if last - first > 1 or classes[first] != "D" or words[first].lower() not in DEPENDENT:
            mentions.append(Mention(first, last, label))
        match = search(classes, last)
    return mentions


def _ends_with_participle(narration: Narration, first: int, last: int) -> bool:
    """True if a phrase of three words and more runs into what was done to it: "a memo obtained by"."""
    words = narration.words
    return last - first > _ARTICLE_AND_NOUN and words[last : last + 1] == ["by"] and words[last - 1].endswith("ed")


def _noun_phrase(narration: Narration, first: int) -> tuple[int, str]:
    """Follow a noun phrase to its end; it is a name when it ends in one."""
    classes, words, size = narration.classes, narration.words, len(narration.classes)
    last = first + 1
    stop = min(size, first + _LONGEST)
    while last < stop:
        kind = classes[last]
        before = classes[last - 1]
        if kind == "N":
            if before == "w" and classes[first] == "N" and not _leads(words[last - 1]):
                break
            last += 1
        elif kind in "w0":
            if before == "N" and not _goes_on(narration, last):
                break
            last += 1
        elif kind == "D" and before == "D":
            last += 1
        elif (kind == "I" and last + 1 < size and _is_office(narration, last)) or (
            kind in "wID" and words[last] in PARTICLES and last + 1 < size and classes[last + 1] == "N"
        ):
            last += 2
        else:
            break
    while last > first + 1 and classes[last - 1] in "ID":
        last -= 1
    if classes[last - 1] == "N":
        return last, "owner" if words[last - 1].endswith(_OWNER) else "name"
    return last, "nominal"


def _leads(word: str) -> bool:
    """True if a lower-case word can be before a name inside a phrase: "Kremlin spokesman Dmitry"."""
    return is_role(word) or word in PARTICLES


def _goes_on(narration: Narration, index: int) -> bool:
    """True if a name at index - 1 only begins the phrase: "Tunisia's coach", "Fed minutes show"."""
    classes, words = narration.classes, narration.words
    if words[index - 1].endswith(_OWNER):
        return True
    for position in range(index, min(index + 4, len(classes))):
        if classes[position] != "w":
            return classes[position] in "VXB" and words[position - 1] not in _SELVES
        if is_role(words[position]):
            return True
    return False


def _is_office(narration: Narration, index: int) -> bool:
    """True if a preposition ties an office together: "Secretary of State", "Department of Justice"."""
    words, classes = narration.words, narration.classes
    if words[index] not in ("of", "for"):
        return False
    head = words[index - 1].lower()
    after = index + 1
    if words[after] in ("the", "The"):
        after += 1
    if after >= len(classes) or classes[after] != "N":
        return False
    return gender_of_title(head) is not None or (classes[index - 1] == "N" and head in ORGANISATIONS)
