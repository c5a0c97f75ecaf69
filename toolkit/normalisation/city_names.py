"""Cities and regions by name: the gazetteer behind datelines in mixed case."""

import re

from toolkit.gazetteer.place_table import is_large, is_listed


def is_listed_place(name: str) -> bool:
    """Return True if a name is a city of at least 15,000 inhabitants, a country or an American state."""
    return all(is_listed(_folded(city)) for city in _cities(name))


def is_large_city(name: str) -> bool:
    """Return True if a name, or each of several joined names, is a city that needs no region beside it.

    >>> is_large_city("London/Paris")
    True
    """
    return all(is_large(_folded(city)) for city in _cities(name))


def _cities(name: str) -> list[str]:
    return re.split(r"/|,| and | und | et | y | e ", name)[: 1 if "," in name else None]


def _folded(name: str) -> str:
    return name.strip(" .").casefold()
