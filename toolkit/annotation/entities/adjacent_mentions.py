"""Mentions that touch: joins those that are one name, and parts a name that holds two."""

import re
from collections.abc import Sequence

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import KEYWORDS, known_bodies


def join_adjacent(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with those joined that are one name.

    A place before an organisation belongs to it ("Kenya Rugby Union"), two peoples with a space between are one, and
    so are a person's names around a nickname in quotation marks.
    """
    whole: list[Mention] = []
    for mention in mentions:
        kind = _joined_type(body, whole[-1], mention) if whole else None
        if kind:
            before = whole.pop()
            sure = min(before.confidence, mention.confidence)
            whole.append(Mention(body[before.start : mention.end], before.start, mention.end, kind, sure))
        else:
            whole.append(mention)
    return whole


def part_owners(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with those parted that name an owner and what it owns: "Ministry's Trade Office".

    The owner is an organisation that is known by name or mentioned alone elsewhere. An acronym behind a full name is a
    name of its own, too.
    """
    alone = {mention.text for mention in mentions if mention.type == "ORG"}
    parted: list[Mention] = []
    for mention in mentions:
        cut = _cut(mention.text, alone) if mention.type == "ORG" and " " in mention.text else None
        if cut is None:
            parted.append(mention)
            continue
        end, start = mention.start + cut[0], mention.start + cut[1]
        parted.append(mention._replace(text=body[mention.start : end], end=end))
        parted.append(mention._replace(text=body[start : mention.end], start=start))
    return parted


def _joined_type(body: str, before: Mention, mention: Mention) -> str | None:
    """The type of the name that two mentions are together, null if they are two."""
    between = body[before.end : mention.start]
    if between == " ":
        return _TOGETHER.get((before.type, mention.type))
    if mention.type == "LOC" and before.type in ("LOC", "ORG") and between == " of " and _STATE.search(before.text):
        return "LOC"
    if before.type == mention.type == "PER" and _NICKNAME.fullmatch(between):
        return "PER"
    return None


def _cut(text: str, alone: set[str]) -> tuple[int, int] | None:
    """Where the first of two names ends and the second begins; null for one name."""
    owned = _OWNED.search(text) if "'" in text or "’" in text else None
    if owned and _may_own(text[: owned.start()], alone):
        return owned.span()
    acronym = _ACRONYM_BEHIND.search(text) if text[-1].isupper() else None
    if acronym and " " in text[: acronym.start()] and _is_acronym(acronym.group(1), text[: acronym.start()]):
        return acronym.start(), acronym.start(1)
    return None


def _may_own(name: str, alone: set[str]) -> bool:
    if name in known_bodies():
        return True
    return name in alone and (" " in name or name.isupper() or "." in name or name.lower() in KEYWORDS["organisation"])


def _is_acronym(letters: str, name: str) -> bool:
    return letters == "".join(word[0] for word in name.split() if word[0].isupper())


_TOGETHER = {("LOC", "ORG"): "ORG", ("NORP", "NORP"): "NORP"}
_NICKNAME = re.compile(r" [“\"‘']\w[\w ]{0,20}[”\"’'] ")
_STATE = re.compile(r"\b(?:Republic|Kingdom|Emirate|Sultanate|Principality|State)$")
_OWNED = re.compile(r"['’]s? (?=[A-Z])")
_ACRONYM_BEHIND = re.compile(r" ([A-Z]{3,})$")
