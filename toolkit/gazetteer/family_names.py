"""Family names of many languages, as persons bear them."""

from functools import cache
from importlib.resources import files


def is_family_name(word: str) -> bool:
    """True if a word, as printed or in capitals throughout, is a family name.

    >>> is_family_name("Johansson"), is_family_name("JOHANSSON"), is_family_name("johansson")
    (True, True, False)
    """
    return word in _names() or (word.isupper() and word.capitalize() in _names())


@cache
def _names() -> frozenset[str]:
    content = (files("toolkit.gazetteer") / "data" / "family_names.txt").read_text("utf-8")
    return frozenset(content.splitlines()[1:])
