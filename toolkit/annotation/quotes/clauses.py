"""What a mention does in its clause: subject of a reporting verb, object, part of a phrase."""

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit.annotation.quotes.mentions import Mention
from toolkit.annotation.quotes.narration import Narration
from toolkit.annotation.quotes.reporting_verbs import reporting_verbs

_REACH = 28
"""Tokens within which a subject may find its verb: an apposition can be long."""
_BEFORE_INVERSION = "Q,.^:-C"
"""What is before a verb whose subject follows; after anything else, what follows is its object."""
_STOP = re.compile("[VQ.:;]")
_BEHIND_RELATIVE = re.compile("V[^VQ.:;]{0,20},[RX]{0,3}V")
"""The verb of a relative clause, and behind its comma the verb of the sentence: "Byte, who spoke in May, said"."""
_GROUPS = {
    "say": "say",
    "tell": "tell",
    "write": "write",
    "tweet": "write",
    "post": "write",
    "according": "according",
    "call": "call",
    "add": "add",
    "continue": "add",
    "ask": "ask",
}
_REPEATED = re.compile(r"(.)(?=\1)")
_SMOOTH = str.maketrans("XD0", "Rww")


class Clause(NamedTuple):
    """The neighbourhood of a mention, in few enough values to learn from."""

    forward: str
    """Classes of the tokens up to the next reporting verb ("V,A,": behind an apposition), or what ends the search."""
    verb: str
    """Group of that verb: say, tell, write, add, ask, call, other; empty without one."""
    back: str
    """What is before: a class, a preposition or conjunction, `according`, or `inverted` with its verb."""
    back_start: str
    """The first three letters of that."""
    reach: str
    """How the mention gets to its verb, coarsely: 0 directly, R past adverbs, A past an apposition, + otherwise."""
    cue: int
    """Token index of the verb that makes the mention its subject, or -1."""


def read_clause(narration: Narration, mention: Mention) -> Clause:
    """Look ahead of a mention for its verb, and behind it for what governs it."""
    classes, words = narration.classes, narration.words
    first, last, _ = mention
    verb, cue = "", -1
    match = None if _is_agent(narration, first) else _STOP.search(classes, last, last + _REACH)
    if match is None:
        forward = "end" if len(classes) <= last + _REACH else "far"
    else:
        position = match.start()
        stop = classes[position]
        if stop == "V":
            if "W" in classes[last:position]:
                behind = _BEHIND_RELATIVE.match(classes, position, last + _REACH)
                position = behind.end() - 1 if behind else position
            path = _signature(classes[last:position]) if position > last else ""
            forward, verb, cue = "V" + path, verb_group(words[position]), position
        else:
            forward = stop + classes[last] + "_" + classes[position - 1] if position > last else stop
    if first == 0:
        back = "^"
    else:
        back = classes[first - 1]
        if back == "V":
            before = first - 2
            while before >= 0 and classes[before] == "R":
                before -= 1
            earlier = classes[before] if before >= 0 else "^"
            back = "inverted" + earlier + verb_group(words[first - 1])
            if earlier in _BEFORE_INVERSION:
                cue = first - 1
        elif back == "I" and first > 1 and words[first - 2].lower() == "according":
            back, cue = "according", first - 1
        elif back in "IC":
            back += words[first - 1].lower()
    return Clause(forward, verb, back, back[:3], _reach(forward), cue)


def _is_agent(narration: Narration, first: int) -> bool:
    """Return True behind a participle and "by": "A memo obtained by the Sentinel reads"."""
    if narration.classes[max(0, first - 2) : first] != "wI" or narration.words[first - 1] != "by":
        return False
    participle = narration.words[first - 2]
    return participle.endswith("ed") or participle in ("seen", "written", "shown", "sent", "given")


@lru_cache(maxsize=1 << 14)
def _reach(forward: str) -> str:
    if forward[0] != "V":
        return forward[0]
    path = forward[1:]
    if not path:
        return "V0"
    if not path.strip("R"):
        return "VR"
    if path.startswith((",", "~,")) and path.endswith(","):
        return "VA"
    return "VW" if "W" in path else "V+"


@lru_cache(maxsize=1 << 14)
def _signature(path: str) -> str:
    """Shorten a path of classes: repeats fall together, long ones keep their ends and what lies between."""
    short = _REPEATED.sub("", path.translate(_SMOOTH))
    if len(short) <= 5:
        return short
    return "~" + short[0] + "".join(kind for kind in ",WC" if kind in short) + short[-1]


@lru_cache(maxsize=1 << 12)
def verb_group(word: str) -> str:
    """Put a reporting verb into its group, with `ing` marked."""
    group = _GROUPS.get(reporting_verbs().get(word.lower(), ""), "other")
    return group + "ing" if word.endswith("ing") else group
