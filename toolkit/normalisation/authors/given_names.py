"""Given names of many languages: what tells a person's name from other capitalised words."""

from functools import cache
from importlib import resources

_FILE = "given_names.txt"
"""Written by `training/build_given_names.py`: one name a line, lower case, after a comment."""
_FEWEST_JOINED = 4
"""With fewer words, names that follow each other without a mark cannot be told from one long name."""


def is_given_name(word: str) -> bool:
    """Return True if a word, or a part of it between hyphens, is a given name."""
    folded = word.casefold().strip(".,")
    return folded in _names() or ("-" in folded and any(part in _names() for part in folded.split("-")))


def has_given_name(name: str) -> bool:
    """Return True if a word of a name is a given name.

    >>> has_given_name("Déri Szilvia"), has_given_name("Unsere Geschichte")
    (True, False)
    """
    return any(is_given_name(word) for word in name.split())


def split_names(text: str) -> list[str]:
    """Return the names in a run of names without marks between them; one name, or none, is returned as it is.

    >>> split_names("Birgit Baumann Anna Giulia Fink Jan Michael Marchart")
    ['Birgit Baumann', 'Anna Giulia Fink', 'Jan Michael Marchart']
    """
    words = text.split()
    if len(words) < _FEWEST_JOINED:
        return [text]
    names: list[list[str]] = [[]]
    for word in words:
        begins = is_given_name(word) and len(names[-1]) > 1 and not is_given_name(names[-1][-1])
        if begins:
            names.append([])
        names[-1].append(word)
    whole = all(len(name) > 1 and is_given_name(name[0]) and len(name[-1].strip(".")) > 2 for name in names)
    return [" ".join(name) for name in names] if whole else [text]


@cache
def _names() -> frozenset[str]:
    """Read the file."""
    text = resources.files("toolkit.normalisation.authors").joinpath("data", _FILE).read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
