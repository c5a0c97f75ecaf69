"""Names that words of Russian and Ukrainian tell: regions by the word for them, companies by their legal form."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import word_list
from toolkit.annotation.tokenizer import Tokens

LONGEST_NAME = 12
"""Words and marks between the quotation marks of a company's name."""

CONFIDENCE = 0.9
"""How often the rules are right."""


def with_phrases(body: str, tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with regions ("Полтавської області") and companies (ТОВ «Обрій») in place of what overlaps them.

    A region at the end of an organisation ("суд Полтавської області") is a part of it.
    """
    kept: list[Mention] = []
    waiting = deque(mentions)
    for phrase in _phrases(body, tokens):
        if kept and phrase.start < kept[-1].end:
            continue
        while waiting and waiting[0].end <= phrase.start:
            kept.append(waiting.popleft())
        around = waiting[0] if waiting and waiting[0].start < phrase.start else None
        while waiting and waiting[0].start < phrase.end:
            waiting.popleft()
        kept.append(_with_region(body, around, phrase) if around and around.type == "ORG" else phrase)
    return [*kept, *waiting]


def _with_region(body: str, organisation: Mention, region: Mention) -> Mention:
    end = max(organisation.end, region.end)
    return organisation._replace(text=body[organisation.start : end], end=end)


def _phrases(body: str, tokens: Tokens) -> Iterator[Mention]:
    words, starts = tokens.words, tokens.starts
    for begin, end in pairwise(tokens.sentences):
        for number in range(begin + 1, end):
            kind, first, last = "LOC", number, number
            if words[number] in _CLOSED_BY and words[number - 1] in _LEGAL_FORMS:
                kind, first, last = "ORG", number - 1, _closing(words, number, end)
            elif _REGION.fullmatch(words[number]):
                first = _region_start(words, begin, number)
            if first < number and last >= 0:
                start, stop = starts[first], starts[last] + len(words[last])
                yield Mention(body[start:stop], start, stop, kind, CONFIDENCE)


def _closing(words: Sequence[str], number: int, end: int) -> int:
    """Number of the mark that closes what the one at `number` opens, -1 where none is near."""
    marks = _CLOSED_BY[words[number]]
    near = range(number + 2, min(number + LONGEST_NAME + 2, end))
    return next((position for position in near if words[position] in marks), -1)


def _region_start(words: Sequence[str], begin: int, number: int) -> int:
    """Number of the adjective before the word for a region, or of the part before its hyphen; `number` without one."""
    first = number - 1
    if not _ADJECTIVE.fullmatch(words[first]):
        return number
    joined = first - begin >= 2 and words[first - 1] == "-" and words[first - 2].istitle()  # Івано-Франківської
    return first - 2 if joined else first


_LEGAL_FORMS = word_list("ТОВ ТзОВ ПАТ ПрАТ ВАТ ЗАТ АТ ДП КП ПП НВП")
"""Ukrainian abbreviations; in Russian the form does not belong to the name."""

_CLOSED_BY = {"«": "»", '"': '"', "“": "”", "„": "“”"}

_REGION = re.compile(r"област(?:ь|і|и|ю|ей|ям|ях)|області|област|обл|район(?:|у|а|і|е|ом)|кра(?:й|я|ю|е|ї|є)")
_ADJECTIVE = re.compile(r"[^\W\d_а-яёіїєґ]\w*(?:ськ|цьк|зьк|ск|цк)\w{1,3}")
