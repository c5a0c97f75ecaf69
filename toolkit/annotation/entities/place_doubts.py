"""What makes it doubtful that a name means the place that bears it."""

import re
from collections.abc import Iterator

from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import Place, places, spaced
from toolkit.normalisation.authors.given_names import is_given_name

WORDS_AROUND = 3
"""Words before and after a mention with which it may be a longer name."""

CASE_ENDING, LEAST_STEM = 3, 4
"""Letters of the longest case ending that is looked at, and of the shortest stem."""

WELL_KNOWN = 500_000
"""Inhabitants of a place whose name in another language is that of the place, though persons bear it."""

BESIDE = 80
"""Characters around a mention that are looked at."""


def is_doubtful(name: str, candidate: Place) -> bool:
    """True if a name may be another word: a person's name, an adjective, or a case of the name of another place."""
    if _ADJECTIVE.search(name):
        return True
    if candidate.kind == "country" or " " in name:
        return False
    person = (
        not candidate.own_name and candidate.population < WELL_KNOWN and (is_given_name(name) or is_family_name(name))
    )
    return person or _is_case_of_other(name, candidate)


def is_part(mention: Mention, name: Name, body: str) -> bool:
    """True if a mention is a part of another name: of a longer place, of a title in quotation marks, of half a country.

    The name is what the mention would mean alone.
    """
    before = body[max(0, mention.start - BESIDE) : mention.start]
    after = body[mention.end : mention.end + BESIDE]
    if after.lstrip(" ")[:1] in _CLOSING and _OPENED.search(before):
        return True
    if name.entity_id in _DIVIDED and _CAPITAL_AFTER.match(after):
        return True
    known = [places(longer) for longer in _longer(mention.text, before, after)]
    return any(not _is_same(name, entries[0]) for entries in known if entries)


def _is_same(name: Name, candidate: Place) -> bool:
    if name.entity_id is None:
        return candidate.country == name.country
    own = candidate.country if candidate.kind == "country" else f"geonames:{candidate.geonames_id}"
    return name.entity_id == own


def _longer(text: str, before: str, after: str) -> Iterator[str]:
    """The mention with the words before it, and with those after, up to one with a capital, as places are spelt."""
    for words, ahead in ((_BEFORE.search(before), True), (_AFTER.match(after), False)):
        parts = _PART.findall(words.group()) if words else []
        for count in range(1, len(parts) + 1):
            if parts[-count if ahead else count - 1].strip(" '’-").istitle():
                longer = "".join([*parts[-count:], text] if ahead else [text, *parts[:count]])
                name = spaced(longer)
                yield from (name, name.replace(" ", " - ")) if " - " not in name else (name,)


def _is_case_of_other(name: str, candidate: Place) -> bool:
    stems = [name[:-cut] for cut in range(1, CASE_ENDING + 1) if len(name) - cut >= LEAST_STEM]
    others = (other for stem in stems for other in places(stem)[:1] if other.own_name)
    return any(
        2 * other.population >= candidate.population > 0 and other.geonames_id != candidate.geonames_id
        for other in others
    )


_DIVIDED = frozenset(("IE", "KR", "KP", "CD", "CG", "GN", "MK", "CY", "SD"))
"""Countries of which another has the name with a word before or after: North, of the South."""

_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ий|ій|ої|ому|им|их|а|у|е|ая|ое|ой|ую|ие)$")
_CLOSING = ("»", "”", "“", '"', "』", "」")
_OPENED = re.compile(r"[«„“\"『「] ?(?:[^\s«„“\"]{1,30} ){0,3}$")
_CAPITAL_AFTER = re.compile(r" (?:of |del? |du |do |van )?[^\W\d_a-zß-öø-ÿа-яёіїєґ]\w")
_BEFORE = re.compile(rf"(?<!\w)(?:[^\W\d_]+[ '’-]){{0,{WORDS_AROUND}}}$")
_AFTER = re.compile(rf"(?:[ '’-][^\W\d_]+){{0,{WORDS_AROUND}}}")
_PART = re.compile(r"[ '’-]?[^\W\d_]+[ '’-]?")
