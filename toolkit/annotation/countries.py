"""Countries: their ISO 3166 codes and English names."""

from functools import cache

from toolkit.annotation.name_folding import fold
from toolkit.gazetteer.country_names import english_names


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country that a text names, null for anything else.

    >>> country_code("U.S."), country_code("Kingdom of Norway"), country_code("Oslo")
    ('US', 'NO', None)
    """
    if len(name) == 2 and name != name.upper():
        return None  # us, Us
    return _codes().get(fold(name))


@cache
def country_name(code: str) -> str:
    """The English name of a country in the CLDR, without remarks in brackets."""
    from babel import Locale

    name, _, _ = str(Locale("en").territories[code]).partition(" (")
    return name.replace(" SAR China", "").replace("St. ", "Saint ").replace(" & ", " and ")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    codes = {fold(name): code for name, code in _OTHER_NAMES.items()}
    territories = Locale("en").territories
    for code, names in english_names().items():
        for name in (names[0], territories[code], country_name(code), *names[1:]):
            codes.setdefault(fold(name), code)
    return codes


_OTHER_NAMES = {
    "US": "US", "USA": "US", "America": "US", "United States of America": "US", "UK": "GB", "Britain": "GB",
    "Great Britain": "GB", "UAE": "AE", "Emirates": "AE", "DRC": "CD", "DR Congo": "CD",
    "Democratic Republic of Congo": "CD", "Congo-Kinshasa": "CD", "Republic of Congo": "CG",
    "Congo-Brazzaville": "CG", "Ivory Coast": "CI", "Burma": "MM", "Holland": "NL", "Czech Republic": "CZ",
    "Swaziland": "SZ", "Macedonia": "MK", "Turkey": "TR", "Republic of Turkey": "TR", "Cape Verde": "CV",
    "East Timor": "TL", "South Korea": "KR", "Republic of Korea": "KR", "North Korea": "KP", "DPRK": "KP",
    "Russia": "RU", "Iran": "IR", "Syria": "SY", "Laos": "LA", "Vietnam": "VN", "Bolivia": "BO",
    "Venezuela": "VE", "Tanzania": "TZ", "Moldova": "MD", "Brunei": "BN", "Palestine": "PS", "Vatican": "VA",
    "Gambia": "GM", "Bahamas": "BS", "PRC": "CN", "KSA": "SA", "Saudi": "SA", "Kyrgyz Republic": "KG",
    "Slovak Republic": "SK", "Micronesia": "FM", "Taiwan": "TW", "Hong Kong": "HK", "Macau": "MO",
    "Kosovo": "XK",
}  # fmt: skip
"""Names that newspapers print and the libraries do not list, and short names of which they hold longer ones."""
