"""Languages and countries: where a language is spoken officially, and what it calls the countries of the world."""

from functools import cache

from toolkit.annotation.inflection import nominatives
from toolkit.annotation.name_folding import fold

SHORTEST_FORM = 4
"""Letters of a name that may be a case of a country's."""

LETTERS_OF_CODE = 2
"""Letters of the codes of countries."""

CONTINENTS = {
    "002": "Africa",
    "142": "Asia",
    "150": "Europe",
    "009": "Oceania",
    "003": "North America",
    "005": "South America",
}
"""Codes of the United Nations."""

COMMON_BEGINNING = 4
"""Letters that the forms of a country's name share at least."""


@cache
def home_countries(language: str) -> frozenset[str]:
    """The countries of which a language is an official one, also in a part of them; none for an unknown language.

    >>> sorted(home_countries("sv"))
    ['AX', 'FI', 'SE']
    """
    from babel.core import get_global

    spoken = _subtag(language)
    return frozenset(
        country
        for country, languages in get_global("territory_languages").items()
        if any(_subtag(code) == spoken and facts["official_status"] for code, facts in languages.items())
    )


def is_own_name(name: str, country: str, language: str) -> bool:
    """True if a language calls a country so, in one of the cases of the name; true for an unknown language.

    >>> is_own_name("Kina", "CN", "sv"), is_own_name("Kina", "CN", "pt")
    (True, False)
    """
    known = _country_names(_subtag(language))
    folded = fold(name)
    forms = known.get(country, ())
    return not known or any(
        folded == form or (len(form) >= COMMON_BEGINNING and folded[: len(form) - 1] == form[:-1]) for form in forms
    )


def declined_country(name: str, language: str) -> str | None:
    """The country of which a language calls one so in another case than the nominative, if it is one only.

    >>> declined_country("Chorvatska", "cs"), declined_country("Chorvatsko", "cs")
    ('HR', None)
    """
    spoken = _subtag(language)
    if name.casefold() in _territories_by_name(spoken):
        return None
    code = _territory(name, spoken)
    return code if code and code.isalpha() else None


def continent(name: str, language: str) -> str | None:
    """The English name of a continent that a language calls so, in any case.

    >>> continent("Europy", "pl"), continent("Afrika", "de"), continent("Oslo", "no")
    ('Europe', 'Africa', None)
    """
    code = _territory(name, _subtag(language))
    return CONTINENTS.get(code) if code else None


def _territory(name: str, language: str) -> str | None:
    """The country or continent of a name, which may be in another case."""
    known = _territories_by_name(language)
    if not known or len(name) < SHORTEST_FORM or not name[0].isupper():
        return None
    if own := known.get(name.casefold()):
        return own
    forms = nominatives(name, language, _words_of_territories(language))
    codes = {known[form] for form in forms if form in known}
    return codes.pop() if len(codes) == 1 else None


def _subtag(language: str) -> str:
    code = language.replace("_", "-").partition("-")[0].lower()
    return "nb" if code == "no" else code


@cache
def _territories_by_name(language: str) -> dict[str, str]:
    """Countries and continents by their whole names in small letters."""
    return {
        printed.casefold(): code
        for code, printed in _printed_names(language)
        if len(code) == LETTERS_OF_CODE or code in CONTINENTS
    }


@cache
def _words_of_territories(language: str) -> frozenset[str]:
    return frozenset(word for name in _territories_by_name(language) for word in name.split())


@cache
def _country_names(language: str) -> dict[str, tuple[str, ...]]:
    """Names by country, folded; a name in brackets is a further one."""
    names: dict[str, tuple[str, ...]] = {}
    for code, printed in _printed_names(language):
        names[code] = (*names.get(code, ()), *(fold(part.rstrip(")")) for part in printed.split(" (")))
    return names


@cache
def _printed_names(language: str) -> tuple[tuple[str, str], ...]:
    from babel import Locale, UnknownLocaleError

    names: list[tuple[str, str]] = []
    for tag in (language, f"{language}-Latn", f"{language}-PT"):
        try:
            names.extend(Locale.parse(tag, sep="-").territories.items())
        except (ValueError, UnknownLocaleError):
            continue
    return tuple(names)
