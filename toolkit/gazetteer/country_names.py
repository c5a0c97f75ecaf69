"""Countries of ISO 3166 with their English names, and their capitals."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


def english_names() -> Mapping[str, Sequence[str]]:
    """The short, common and official names of each country, by its code of two letters."""
    return {code: names for code, (names, _) in _table().items() if names}


@cache
def states_and_capitals() -> frozenset[str]:
    """Names of countries and of their capitals."""
    return frozenset(name for _, names in _table().values() for name in names)


@cache
def _table() -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    content = (files("toolkit.gazetteer") / "data" / "countries.json").read_bytes()
    table: dict[str, tuple[list[str], list[str]]] = json.loads(content)
    return table
