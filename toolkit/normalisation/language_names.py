"""Languages as containers state them ("English", `eng`, `en_US`, "Deutsch") as primary BCP-47 subtags."""

import re
from collections.abc import Mapping
from functools import cache

_SUBTAG = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_UNKNOWN = frozenset({"und", "mul", "zxx", "mis"})
"""Codes that say that no language, several or an unknown one is used."""
_ONE_TAG = {"nb": "no", "nob": "no", "nor": "no", "fil": "tl", "cmn": "zh", "arb": "ar"}
_OWN_NAMES = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fa", "fi", "fr", "gl", "he", "hi", "hr", "hu"),
    *("hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk"),
    *("sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"),
)
"""Languages whose names are known in themselves, too."""


def stated_language(value: str) -> str | None:
    """Return the primary subtag of what a container states; null when it names no language.

    >>> stated_language("en_US"), stated_language("German"), stated_language("fre"), stated_language("und")
    ('en', 'de', 'fr', None)
    """
    value = value.strip()
    match = _SUBTAG.match(value)
    if match is not None:
        code = match[0].lower()
        code = _ONE_TAG.get(code) or _aliases().get(code, code)
        code = _ONE_TAG.get(code, code)
        return None if code in _UNKNOWN or code not in _codes() else code
    name = re.split(r"[(,;/]", value.casefold())[0].strip()
    code = _names().get(name) or ""
    return _ONE_TAG.get(code, code) or None


@cache
def _aliases() -> Mapping[str, str]:
    """Return the subtag of two letters for each older code or code of three letters."""
    from babel.core import get_global

    return {alias: str(code).partition("_")[0] for alias, code in get_global("language_aliases").items()}


@cache
def _codes() -> frozenset[str]:
    """Return the subtags that the CLDR knows."""
    from babel import Locale

    return frozenset(Locale("en").languages)


@cache
def _names() -> Mapping[str, str]:
    """Return the subtag for the name of a language, in English and in itself."""
    from babel import Locale

    names = {str(name).casefold(): str(code) for code, name in Locale("en").languages.items() if "_" not in code}
    for code in _OWN_NAMES:
        if own := Locale(code).get_language_name():
            names.setdefault(own.casefold(), code)
    return names
