"""Names of organisations with "and": joins those labelled in pieces, and parts a mention that holds two."""

import re
from collections.abc import Mapping, Sequence

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.organisations import HEADS, HEADS_OF_FIELDS
from toolkit.annotation.entities.place_names import KEYWORDS, word_list


def with_coordination(body: str, mentions: Sequence[Mention], lexicon: Mapping[str, str]) -> list[Mention]:
    """Return mentions with one for each organisation: "Food and Trade Agency" is one, "Rain Bank and Tea Board" two.

    Common words before "and" belong to the head behind it, a head of its own makes a name of its own. The lexicon
    tells how a word is usually printed (see `word_features.word_attributes`).
    """
    whole: list[Mention] = []
    for mention in mentions:
        if mention.type not in ("ORG", "LOC"):
            whole.append(mention)
            continue
        start = mention.start
        if whole and _is_continued(body, whole[-1], mention, lexicon):
            start = whole.pop().start
        elif mention.type == "ORG":
            start = _first_field(body, mention, whole[-1].end if whole else 0, lexicon)
        joined = Mention(body[start : mention.end], start, mention.end, "ORG", mention.confidence)
        whole.extend(_parted(joined if start < mention.start else mention, lexicon))
    return whole


def _is_continued(body: str, before: Mention, mention: Mention, lexicon: Mapping[str, str]) -> bool:
    """True if a mention goes on with the name of the organisation before it."""
    if before.type != "ORG" or mention.start - before.end > LONGEST_LINK:
        return False
    between, last = body[before.end : mention.start], before.text.split()[-1]
    if mention.type == "LOC":
        return between in (" of ", " of the ") and last.lower() in _HEADS_OF_PLACES
    if between == ", ":
        head = _WITH_FIELD.match(before.text)
        further = " and " in mention.text and not any(word.lower() in HEADS for word in mention.text.split())
        return further and head is not None and head.group(1).lower() in HEADS_OF_FIELDS
    words = mention.text.split()
    return (
        between in (" and ", " & ")
        and " " in before.text
        and last.lower() not in HEADS
        and _is_common(last, lexicon)
        and _is_common(words[0], lexicon)
        and _head_of(words).lower().rstrip(".") in _HEADS
    )


def _first_field(body: str, mention: Mention, end: int, lexicon: Mapping[str, str]) -> int:
    """Where a name begins of which the mention is what follows its first "and"."""
    if not body.endswith(_CONJUNCTIONS, 0, mention.start):
        return mention.start
    before = _FIELD_BEFORE.search(body, max(end, mention.start - LONGEST_FIELD), mention.start)
    words = mention.text.split()
    first = before.group(1) if before else ""
    opening = body[max(0, before.start() - LONGEST_LINK) : before.start()] if before else ""
    is_field = (
        before is not None
        and opening.endswith(" ")
        and not opening.rstrip().endswith((".", "“", '"'))
        and _is_common(first, lexicon)
        and first.lower() not in HEADS | KEYWORDS["title"]
        and _is_common(words[0], lexicon)
        and words[0].lower() not in HEADS
        and _head_of(words).lower() in _HEADS
    )
    return before.start() if before and is_field else mention.start


def _parted(mention: Mention, lexicon: Mapping[str, str]) -> list[Mention]:
    """The two mentions of two names with a head each; one that only adds what an institution does is no name."""
    match = _AND.search(mention.text) if mention.type == "ORG" and " and " in mention.text else None
    if match is None:
        return [mention]
    first, second = mention.text[: match.start()], mention.text[match.end() :]
    words = second.split()
    two = (
        " " in first
        and first.split()[-1].lower() in HEADS
        and _head_of(words).lower() in HEADS
        and ("of" in words or not all(_is_common(word, lexicon) for word in words))
    )
    if not two:
        return [mention]
    return [
        mention._replace(text=first, end=mention.start + match.start()),
        mention._replace(text=second, start=mention.start + match.end()),
    ]


def _head_of(words: Sequence[str]) -> str:
    """The word of several that says what kind of organisation a name means; nothing for a single word."""
    head = next((number - 1 for number, word in enumerate(words) if number and word in ("of", "for")), len(words) - 1)
    return words[head] if head else ""


def _is_common(word: str, lexicon: Mapping[str, str]) -> bool:
    return lexicon.get(word.lower(), "?")[0] in COMMON


COMMON = "012"
"""How often words are printed with a capital that are no names alone: never to half of the time."""

LONGEST_LINK = 8
"""Characters between two pieces of a name, as in " of the ", or in front of one."""

LONGEST_FIELD = 25
"""Characters before a name in which its first word is looked for."""

_HEADS = HEADS | word_list("ltd limited inc corp plc archive archives institutions institution conference")
_HEADS_OF_PLACES = word_list("conference congress movement coalition secretariat presidency")
_CONJUNCTIONS = (" and ", " & ")
_FIELD_BEFORE = re.compile(r"\b([A-Z][a-z]{3,}) (?:and|&) \Z")
_WITH_FIELD = re.compile(r"(?:[A-Z]\w+ )*?(\w+) (?:of|for) ")
_AND = re.compile(r" and (?=[A-Z])")
