"""Names of institutions: joins those labelled in pieces ("Bank" and "Kenya"), and finds their acronyms."""

import re
from collections.abc import Sequence

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import KEYWORDS, is_people, word_list
from toolkit.annotation.titles import is_office
from toolkit.annotation.tokenizer import Tokens
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import english_kind
from toolkit.normalisation.authors.given_names import is_given_name


def join_institutions(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one mention of an institution's name: its head with what is after "of", and the list of its fields."""
    whole: list[Mention] = []
    for mention in mentions:
        start = mention.start
        if whole and start < whole[-1].end:
            continue
        if whole and _of_the_one_before(body, whole[-1], mention):
            start = whole[-1].start
        elif mention.type in ("LOC", "ORG"):
            start = _head_before(body, start)
        while whole and whole[-1].start >= start:
            whole.pop()
        apart = not whole or whole[-1].end <= start
        whole.append(_stretched(body, start, mention.end, mention) if start < mention.start and apart else mention)
    return _with_fields(body, whole)


def find_acronyms(body: str, tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the acronym that is in brackets after an organisation's name wherever the text prints it."""
    introduced = {
        match.group(1)
        for mention in mentions
        if mention.type == "ORG" and " " in mention.text and (match := _ACRONYM.match(body, mention.end))
        if match.group(1).isupper()
        or match.group(1)[1:].upper() == match.group(1)[1:]
        or _is_short(match.group(1), mention.text)
    }
    if not introduced:
        return list(mentions)
    complete = [mention._replace(type="ORG") if mention.text in introduced else mention for mention in mentions]
    named = iter(mentions)
    covering = next(named, None)
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        while covering and covering.end <= start:
            covering = next(named, None)
        if word in introduced and not (covering and covering.start < start + len(word)):
            complete.append(Mention(word, start, start + len(word), "ORG", ACRONYM_CONFIDENCE))
    return sorted(complete, key=lambda mention: mention.start)


def _is_short(word: str, name: str) -> bool:
    """True if a word in brackets may be put together from an organisation's name in its own language: "Ovsicori"."""
    initials = {part[0].lower() for part in name.split() if part[0].isupper()}
    return word[0].lower() in initials and not (
        english_kind(word) or is_people(word) or is_given_name(word) or is_family_name(word)
    )


def with_club_words(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with the word that makes a town a club before or after them: "Real Halden", "Halden FC"."""
    whole: list[Mention] = []
    for mention in mentions:
        before = (
            _CLUB_BEFORE.search(body, max(0, mention.start - LONGEST_HEAD), mention.start)
            if body.endswith(_CLUB_ENDS, 0, mention.start)
            else None
        )
        after = _CLUB_AFTER.match(body, mention.end)
        start = before.start(1) if before and (not whole or whole[-1].end <= before.start(1)) else mention.start
        end = after.end() if after else mention.end
        is_club = (start, end) != (mention.start, mention.end)
        whole.append(mention._replace(text=body[start:end], start=start, end=end, type="ORG") if is_club else mention)
    return [mention for number, mention in enumerate(whole) if not number or whole[number - 1].end <= mention.start]


def _of_the_one_before(body: str, before: Mention, mention: Mention) -> bool:
    heads = before.type in ("LOC", "ORG") and before.text.split()[-1].lower() in HEADS
    return heads and mention.type in ("LOC", "ORG") and bool(_OF.fullmatch(body, before.end, mention.start))


def _head_before(body: str, start: int) -> int:
    """Where the name of an institution begins of which the text at `start` is the end."""
    if not body.endswith(_HEAD_ENDS, 0, start):
        return start
    before = _HEAD.search(body, max(0, start - LONGEST_HEAD), start)
    return before.start(1) if before and before.group(2).lower() in HEADS else start


def _with_fields(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Stretch names such as "Ministry of Trade" over "and Industry", unless that is a name of another kind."""
    whole: list[Mention] = []
    for number, mention in enumerate(mentions):
        if whole and mention.start < whole[-1].end:
            continue
        head = _WITH_FIELD.match(mention.text)
        if mention.type == "ORG" and head and head.group(1).lower() in HEADS_OF_FIELDS:
            end = _end_of_fields(body, mention.end, mentions[number + 1 : number + 6])
            whole.append(_stretched(body, mention.start, end, mention))
        else:
            whole.append(mention)
    return whole


def _end_of_fields(body: str, end: int, following: Sequence[Mention]) -> int:
    while field := _LAST_FIELD.match(body, end) or _FIELD.match(body, end):
        taken = [mention for mention in following if end <= mention.start < field.end()]
        if any(mention.type != "ORG" or mention.end > field.end() for mention in taken):
            break
        if is_office(field.group(1)) or HEADS & {word.lower() for word in field.group(1).split()}:
            break
        end = field.end()
    return end


def _stretched(body: str, start: int, end: int, mention: Mention) -> Mention:
    return Mention(body[start:end], start, end, "ORG", mention.confidence)


LONGEST_HEAD = 60
"""Characters before a name in which the head of an institution is looked for."""

HEADS = KEYWORDS["organisation"] - word_list("nations states state times mission front post watch")
HEADS_OF_FIELDS = word_list(
    "ministry department institute committee office council centre center faculty bureau agency authority commission "
    "directorate school college secretariat board chamber union association academy"
)
ACRONYM_CONFIDENCE = 0.7
"""Confidence in an acronym that the labels left out."""

_ACRONYM = re.compile(r" \((?:the )?[\"“]?([A-Z][A-Za-z]{0,3}[A-Z]{1,6}|[A-Z][a-z’']{3,10}[A-Z]?[a-z]{0,4})[\"”]?\)")
_OF = re.compile(r" (?:of|for) (?:the )?")
_HEAD = re.compile(r"\b(?!The\b)((?:[A-Z][\w’'-]+ )*([A-Z]\w+)) (?:of|for|on) (?:the )?\Z")
_HEAD_ENDS = (" of ", " for ", " on ", " the ")
"""How the heads end that the pattern finds: nearly no name has one before it, and this takes less time to see."""
_WITH_FIELD = re.compile(r"(?:[A-Z]\w+ )*?(\w+) (?:of|for) ")
_LAST_FIELD = re.compile(r",? and (?:the )?([A-Z][^\W\d_A-Z]{3,}(?: [A-Z][^\W\d_A-Z]{2,})*)")
_FIELD = re.compile(r", ([A-Z][^\W\d_A-Z]{3,}(?: [A-Z][^\W\d_A-Z]{2,})*)(?=,? and (?:the )?[A-Z][^\W\d_A-Z]{3})")
_CLUB_BEFORE = re.compile(
    r"\b((?:Real|Sporting|Deportivo|Atl[eé]tico|Racing|D[iy]namo|Lokomotiv|Spartak|Olympique|Borussia|Inter|FC|AFC|CD|CF"
    r"|SC|Club|Club Deportivo|Independiente) )$"
)
_CLUB_ENDS = (
    *("Real ", "Sporting ", "Deportivo ", "tletico ", "tlético ", "Racing ", "inamo ", "ynamo ", "Lokomotiv "),
    *("Spartak ", "Olympique ", "Borussia ", "Inter ", "FC ", "AFC ", "CD ", "CF ", "SC ", "Club ", "Independiente "),
)
_CLUB_AFTER = re.compile(r" (?:FC|AFC|CF|SC)\b")
