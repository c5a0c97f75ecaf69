"""What makes it doubtful that a name means the place that bears it."""

import re
from collections.abc import Iterator

from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.annotation.entities.language_countries import home_countries, is_own_name
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import Place, places, spaced
from toolkit.normalisation.authors.given_names import is_given_name

WORDS_AROUND = 3
"""Words before and after a mention with which it may be a longer name."""

CASE_ENDING, LEAST_STEM = 3, 4
"""Letters of the longest case ending that is looked at, and of the shortest stem."""

WELL_KNOWN = 500_000
"""Inhabitants of a place whose name in another language is that of the place, though persons bear it."""

TIMES_SMALLER = 6
"""How many times smaller a place may be of whose name another is taken for a case."""

SHORT = 6
"""Letters of country names that are words of other languages more often than longer ones."""

KNOWN = 300_000
"""Inhabitants from which a place needs no other name of its country in the text."""

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


def needs_company(name: str, country: str, language: str | None) -> bool:
    """True if a name means a place of the country only in a text that names more of it.

    In doubt are the short names that other languages give countries, regions and small places of countries where the
    language is not spoken, and what persons are called as well.
    """
    candidates = [candidate for candidate in places(spaced(name)) if candidate.country == country]
    if not candidates:
        return False  # a case of the country's own name
    if any(candidate.kind == "country" for candidate in candidates):
        short = len(name) <= SHORT and name[:1].isupper() and not name.isupper()
        return short and language is not None and not is_own_name(name, country, language)
    if any(candidate.population >= KNOWN for candidate in candidates):
        return False
    regions = [candidate for candidate in candidates if candidate.kind == "region"]
    if not regions and (is_given_name(name) or is_family_name(name)):
        return True
    known = any(candidate.own_name and (candidate.population or candidate.geonames_id) for candidate in candidates)
    if language is None or language == "en":
        return not known
    return country not in home_countries(language) and not any(region.geonames_id for region in regions)


def is_region_of_name(mention: Mention, body: str) -> bool:
    """True if a word beside a mention says that a state, province or district is meant, and not the city."""
    before = body[max(0, mention.start - BESIDE) : mention.start]
    return bool(_REGION_BEFORE.search(before) or _REGION_AFTER.match(body, mention.end))


def is_part(mention: Mention, name: Name, body: str) -> bool:
    """True if a mention is a part of another name: of a longer place, of a title in quotation marks, of half a country.

    The name is what the mention would mean alone.
    """
    before = body[max(0, mention.start - BESIDE) : mention.start]
    after = body[mention.end : mention.end + BESIDE]
    if (after.lstrip(" ")[:1] in _CLOSING and _OPENED.search(before)) or (
        before[-1:] in _OPENING and _TITLE_AFTER.match(after)
    ):
        return True
    if _OTHER_BESIDE.match(after) or _is_inside(name, after):
        return True
    if name.entity_id in _DIVIDED and (_CAPITAL_AFTER.match(after) or _DIRECTION_BEFORE.search(before)):
        return True
    known = [places(longer) for longer in _longer(mention.text, before, after)]
    return any(not _is_same(name, entries[0]) for entries in known if entries)


def _is_inside(name: Name, after: str) -> bool:
    """True if the brackets after a name hold a place of another country."""
    match = _BRACKETS.match(after)
    inside = places(spaced(match.group(1))) if match else []
    return bool(inside) and all(candidate.country != name.country for candidate in inside)


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
    size = max(same.population for same in places(spaced(name)) if same.country == candidate.country)
    return any(
        TIMES_SMALLER * other.population >= size > 0 and other.geonames_id != candidate.geonames_id
        for other in others
        if candidate.kind != "region" or other.country != candidate.country
    )


_DIVIDED = frozenset(("IE", "KR", "KP", "CD", "CG", "GN", "MK", "CY", "SD"))
"""Countries of which another has the name with a word before or after: North, of the South."""

_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ий|ій|ої|ому|им|их|а|у|е|ая|ое|ой|ую|ие)$")
_CLOSING = ("»", "”", "“", '"', "』", "」")
_OPENING = ("«", "„", "“", '"', "『", "「")
_TITLE_AFTER = re.compile(r"(?: [\dA-ZА-ЯІЇЄ][\w-]{0,20}){1,3}[»”“\"]")
_DIRECTION_BEFORE = re.compile(
    r"(?<!\w)(?:nord|north\w*|south\w*|s[uü]d|syd|sør|sever\w{0,6}|juž\w{1,5}|jižn\w{1,4}|północn\w{1,4}|południow\w{1,4}"
    r"|північ\w{1,5}|південн\w{1,5}|север\w{1,5}|южн\w{1,5}|észak|dél|pohjois|etelä|põhja|lõuna|kuzey|güney"
    r"|utara|selatan|остров\w*|острів|island of|isla de|île d['’]|ilha da|उत्तर\w?|दक्षिण)[ -]?$|[北南북남]$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[«„“\"『「] ?(?:[^\s«„“\"]{1,30} ){0,3}$")
_CAPITAL_AFTER = re.compile(r" (?:of |del? |du |do |van )?[^\W\d_a-zß-öø-ÿа-яёіїєґ]\w")
_OTHER_BESIDE = re.compile(r" (?:da|das|do|dos|del|della|delle|degli|upon|op|bei) [^\W\d_a-zß-öø-ÿ]")
_BRACKETS = re.compile(r" ?[(（]([^()（）]{2,40})[)）]")
_REGION_BEFORE = re.compile(
    r"(?<!\w)(?:state of|province of|district of|estado d[eo]|provincia (?:de|di|del)|província d[eo]|stato (?:di|del)"
    r"|(?:US-)?Bundesstaat|savezn\w+ držav\w+|zvezn\w+ držav\w+|stan(?:ie|u)?|stát\w*|delstaten|osavalti\w+|osarii\w*"
    r"|judeţul|județul|mkoani|mkoa wa|jimbo la|штат\w{0,2}|провинци\w{1,2}|провінці\w{1,2}|щат\w{0,2}) $"
)
_REGION_AFTER = re.compile(
    r" ?(?:जिले|जिला|ज़िले|राज्य|प्रांत|maakon\w+|megye\w*|ili\b|ilinde|eyaleti\w*|county\b|kraj\b|oblast\b|область|области"
    r"|області|район|州|省|縣|县|県|주\b|성\b|도\b)"
)
_BEFORE = re.compile(rf"(?<!\w)(?:[^\W\d_]+[ '’-]){{0,{WORDS_AROUND}}}$")
_AFTER = re.compile(rf"(?:[ '’-][^\W\d_]+){{0,{WORDS_AROUND}}}")
_PART = re.compile(r"[ '’-]?[^\W\d_]+[ '’-]?")
