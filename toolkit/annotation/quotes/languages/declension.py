"""The nominative of a person's name that a text has in another case only: `Witolda Śliwy` is `Witold Śliwa`."""

from toolkit.annotation.quotes.languages.table import Language
from toolkit.normalisation.authors.given_names import is_given_name

_SHORTEST = 2
"""Letters before an ending."""


def nominative(name: str, language: Language) -> str:
    """Return a name with the endings of the nominative, if only that makes its first word a given name.

    The rules of a language are pairs of endings, the first for given names and the others for last names.
    """
    words = name.split()
    if len(words) < _SHORTEST or is_given_name(words[0]):
        return name
    for given, *last in language.name_cases:
        first = _with_ending(words[0], given)
        if first is None or not is_given_name(first):
            continue
        family = next((word for word in (_with_ending(words[-1], pair) for pair in last) if word), None)
        if family is not None:
            return " ".join([first, *words[1:-1], family])
    return name


def _with_ending(word: str, endings: tuple[str, str]) -> str | None:
    old, new = endings
    if not word.endswith(old) or len(word) - len(old) < _SHORTEST:
        return None
    return word[: len(word) - len(old)] + new
