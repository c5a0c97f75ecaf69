"""Writes the names of months and weekdays of every CLDR language, as Babel has them.

usage: build_calendars.py OUT.json

Reading them from Babel takes most of a second, reading the file a few milliseconds. A name that an earlier
language has too is left out: the earlier one is believed anyway.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import babel
from babel import Locale
from babel.localedata import locale_identifiers

from toolkit.normalisation.dates.month_names import FIRST_LANGUAGES


def main() -> None:
    """Read the argument and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    table = {
        "source": f"Unicode CLDR, through Babel {babel.__version__}",
        "months": list(names("months")),
        "days": list(names("days")),
    }
    lines = json.dumps(table, ensure_ascii=False).replace("], [", "],\n[")
    parser.parse_args().out.write_text(f"{lines}\n", encoding="utf-8")


def names(kind: str) -> Iterator[tuple[str, str, int]]:
    """Give language, name and number of every month or weekday, the common languages first."""
    plain = sorted(name for name in locale_identifiers() if "_" not in name and name not in FIRST_LANGUAGES)
    seen = set()
    for language in (*FIRST_LANGUAGES, *plain):
        table = getattr(Locale.parse(language), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in table[context][width].items():
                    key = (language in FIRST_LANGUAGES, str(name))
                    if key not in seen:
                        seen.add(key)
                        yield language, str(name), int(number)


if __name__ == "__main__":
    main()
