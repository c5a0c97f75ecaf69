"""Languages and countries: where a language is spoken officially, and what it calls the countries of the world."""

from functools import cache

from toolkit.annotation.name_folding import fold

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


def _subtag(language: str) -> str:
    code = language.replace("_", "-").partition("-")[0].lower()
    return "nb" if code == "no" else code


@cache
def _country_names(language: str) -> dict[str, tuple[str, ...]]:
    """Names by country, folded; a name in brackets is a further one."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, tuple[str, ...]] = {}
    for tag in (language, f"{language}-Latn", f"{language}-PT"):
        try:
            territories = Locale.parse(tag, sep="-").territories
        except (ValueError, UnknownLocaleError):
            continue
        for code, name in territories.items():
            names[code] = (*names.get(code, ()), *(fold(part.rstrip(")")) for part in name.split(" (")))
    return names
