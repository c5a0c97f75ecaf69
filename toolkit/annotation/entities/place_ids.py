"""Which place of the world a name means: its GeoNames id, country and point where the text leaves no doubt."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from toolkit.annotation.countries import country_code
from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.annotation.entities.language_countries import declined_country
from toolkit.annotation.entities.place_doubts import is_doubtful, is_part, is_region_of_name, needs_company
from toolkit.annotation.entities.place_names import KEYWORDS, word_list
from toolkit.gazetteer.place_table import Place, places, spaced

LARGE = 100_000
"""Inhabitants from which a place needs no other word beside it."""

RIVAL = 20_000
"""Inhabitants from which a place makes a doubt which region of its name is meant."""

TIMES_ALONE, TIMES_INSIDE = 10, 5
"""How many times larger a place must be than the next of its name, in the world and in the country named beside it."""


def locate(mentions: Sequence[Mention], names: Sequence[Name], body: str, language: str | None = None) -> list[Name]:
    """Give the names of places their identifier, country and point; one answer for all mentions of a name.

    A country or region named beside one mention ("Halden, Norway") speaks for all; two that contradict each other
    leave a doubt. Little known names need another one of the same country in the text, unless its language is spoken
    there. Mentions that are parts of other names stay without. Names that a list of the user identifies keep that.
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    mentioned: defaultdict[Name, list[Mention]] = defaultdict(list)
    for mention, name in zip(mentions, names, strict=True):
        if mention.type == "LOC":
            beside[name.name].update(_country_beside(mention, body))
            mentioned[name].append(mention)
    located = {name: _located(name, beside[name.name], language) for name in mentioned}
    for name, own in mentioned.items():
        if located[name].latitude is not None and any(is_region_of_name(mention, body) for mention in own):
            located[name] = name
    persons = {word for mention in mentions if mention.type == "PER" for word in mention.text.split()}
    for name in _alone_in_country(located, beside, persons, language):
        located[name] = _without_place(name, located[name])
    return [
        _answer(mention, name, located[name], body) if mention.type == "LOC" else name
        for mention, name in zip(mentions, names, strict=True)
    ]


def _answer(mention: Mention, name: Name, located: Name, body: str) -> Name:
    is_other = located.country is not None and is_part(mention, located, body)
    return _without_place(name, located) if is_other else located


def _without_place(name: Name, located: Name) -> Name:
    """The name as it was; without its identifier, too, if that is the country's."""
    return name._replace(entity_id=None) if name.entity_id == located.country else name


def _alone_in_country(
    located: Mapping[Name, Name], beside: Mapping[str, set[str]], persons: AbstractSet[str], language: str | None
) -> list[Name]:
    """The names that need company, and of whose country the text names nothing else."""
    named = Counter(answer.country for answer in located.values())
    return [
        name
        for name, answer in located.items()
        if answer.country
        and name.entity_id is None
        and not beside[name.name]
        and (named[answer.country] < 2 or name.name in persons)
        and needs_company(name.name, answer.country, language)
    ]


def _located(name: Name, countries: set[str], language: str | None) -> Name:
    if name.entity_id is not None:
        code = name.entity_id if name.entity_id == country_code(name.name) else None
        return name._replace(country=None if name.name in _DOUBTFUL else code)
    printed = spaced(name.name)
    known = [] if name.name in _DOUBTFUL or _is_generic(printed) else places(printed)
    doubtful = name.name.startswith(tuple(_DOUBTFUL))
    if not known and language and not doubtful and (country := declined_country(name.name, language)):
        return name._replace(entity_id=country, country=country)
    if not known or len(countries) > 1:
        return name
    if known[0].kind == "country":
        return name._replace(entity_id=known[0].country, country=known[0].country)
    if not countries and is_doubtful(name.name, known[0]):
        return name
    candidate = _in_country(known, next(iter(countries))) if countries else _alone(known)
    if candidate is None:
        return name
    point = (candidate.latitude, candidate.longitude)
    number = f"geonames:{candidate.geonames_id}" if candidate.geonames_id else None
    return name._replace(entity_id=number, country=candidate.country, latitude=point[0], longitude=point[1])


def _alone(known: Sequence[Place]) -> Place | None:
    """The place that a name means without a word about its country: the only large one of its name.

    Where a region has the name as well, only the country can be sure.
    """
    regions = [candidate for candidate in known if candidate.kind == "region"]
    cities = [candidate for candidate in known if candidate.kind in ("city", "town")]
    if regions:
        same = {candidate.country for candidate in regions} | {
            candidate.country for candidate in cities if candidate.population >= RIVAL
        }
        if len(same) > 1 or None in same:
            return None
        return regions[0]._replace(geonames_id=regions[0].geonames_id if not _large(cities) else None)
    return cities[0] if _large(cities) and _apart(cities, TIMES_ALONE) else None


def _in_country(known: Sequence[Place], country: str) -> Place | None:
    inside = [candidate for candidate in known if candidate.country == country]
    regions = [candidate for candidate in inside if candidate.kind == "region"]
    cities = [candidate for candidate in inside if candidate.kind != "region"]
    if not cities:
        return regions[0] if len(regions) == 1 else None
    if regions:
        return cities[0]._replace(geonames_id=None, latitude=None, longitude=None)
    return cities[0] if _apart(cities, TIMES_INSIDE) else None


def _is_generic(name: str) -> bool:
    """True if a name is made of words that name a part of any country: "Southern Province", "West Coast"."""
    return all(word.lower() in _GENERIC for word in name.replace("-", " ").split())


def _large(cities: Sequence[Place]) -> bool:
    return bool(cities) and cities[0].population >= LARGE


def _apart(cities: Sequence[Place], times: int) -> bool:
    return len(cities) < 2 or cities[0].population >= times * cities[1].population


def _country_beside(mention: Mention, body: str) -> set[str]:
    """Codes of the country, or of the country of the region, that follows a mention after a comma or in brackets."""
    match = _BESIDE.match(body, mention.end)
    if not match:
        return set()
    words = match.group(1).split(" ")
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if code := country_code(name):
            return {code}
        regions = {candidate.country for candidate in places(name) if candidate.kind in ("country", "region")}
        if len(regions) == 1 and (code := regions.pop()):
            return {code}
    return set()


_BESIDE = re.compile(r"(?:, | \()([A-ZÀ-ÞА-Я][^\W\d_]+\.?(?: [A-ZÀ-ÞА-Я][^\W\d_]+){0,2})")
_DOUBTFUL = frozenset((
    "Georgia", "Gaza", "Jersey", "Congo", "Guinea", "Korea", "Micronesia", "Samoa", "Ireland", "Sahel", "Red Sea",
    "Дніпро", "Днепр",
))  # fmt: skip
"""Names of countries or cities that mean something else as often."""
_GENERIC = KEYWORDS["place"] | word_list("""
    new upper lower great greater middle far northeast
    nord norte sud sul sur süd syd sør est este leste ost öst øst ouest ovest oeste vest väst
    nordeste nordest sudeste sudest sudoeste centre centro central
""")
