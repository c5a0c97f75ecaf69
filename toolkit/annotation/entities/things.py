"""Names in capitals that are no organisations though they look like them: laws, plans, agreements, offices."""

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import KEYWORDS, known_bodies, word_list


def without_things(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions without those of type ORG that name a thing, an event, an office or what a minister is for.

    The acronym that is in brackets after such a name is none either, wherever the text prints it.
    """
    short = {match.group(1) for match in _BRACKETED.finditer(body) if _is_thing(_words_before(body, match.start()))}
    short -= known_bodies()
    return [mention for mention in mentions if mention.type != "ORG" or not _is_none(body, mention, short)]


def _is_none(body: str, mention: Mention, short: set[str]) -> bool:
    if " " not in mention.text:
        return mention.text in short or _is_field(body, mention)
    if mention.text in known_bodies():
        return False
    event = _NUMBERED.fullmatch(mention.text) or _GAMES.search(mention.text)
    return bool(event) or _is_thing(mention.text.split()) or _is_field(body, mention)


def _words_before(body: str, end: int) -> list[str]:
    return body[max(0, end - WIDTH) : end].split(" ")[-WORDS:]


def _is_thing(words: Sequence[str]) -> bool:
    """True if the head of a name is a word for things: "Bill of Rights", "Trade Facilitation Act"."""
    lower = [part for word in words for part in word.lower().split("-")]
    head = next((before for before, word in pairwise(lower) if word in _BEHIND_HEADS), lower[-1])
    return head in _THINGS or head.removesuffix("s") in _THINGS


def _is_field(body: str, mention: Mention) -> bool:
    """True if a mention is what a minister is responsible for."""
    if not body.endswith(_MINISTER_ENDS, 0, mention.start):
        return False
    before = _MINISTER.search(body, max(0, mention.start - 30), mention.start)
    words = mention.text.lower().split()
    return bool(before) and not {words[0], words[-1]} & KEYWORDS["organisation"]


WIDTH, WORDS = 60, 4
"""Characters and words before a bracket in which the head of the name is looked for that the bracket shortens."""

_THINGS = word_list("""
    law act bill accord agreement treaty pact plan scheme strategy agenda olympiad olympics paralympics day fair
    festival assessment index regulation summit campaign award prize list code decree charter
    resolution declaration protocol convention tax product allowance rate ratio head heads general commander
    amendment rule rules roadmap budget certificate examination exam degree curriculum syllabus
    tournament cup championship trophy marathon wallet vaccine expo roadshow airshow
""")
_BEHIND_HEADS = word_list("of on for against to in")
_BRACKETED = re.compile(r" \((?:the )?[\"“]?([A-Z][A-Za-z]{1,7})[\"”]?\)")
_MINISTER_ENDS = (" of ", " for ", " the ")
_MINISTER = re.compile(r"\b(?:[Mm]inister|[Ss]ecretary of [Ss]tate) (?:of|for) (?:the )?$")
_NUMBERED = re.compile(r"(?:Phase|Stage|Tier|Level|Section|Article|Chapter) (?:[A-Z]|\d+)|\d+(?:st|nd|rd|th) Republic")
_GAMES = re.compile(
    r"(?:Asian|African|European|Commonwealth|Olympic|Paralympic|Summer|Winter|Mediterranean|National|SEA|Youth|World)"
    r" Games"
)
