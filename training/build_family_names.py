"""Writes the family names of all languages that Faker (MIT licence) has, as the recogniser of entities knows them.

usage: build_family_names.py OUT.txt

Needs `pip install faker==40.63.0`. Left out are transcriptions, and names of one letter or more than twenty.
"""

import argparse
import re
from pathlib import Path

import faker
from faker_lists import listed_names

_LISTS = re.compile(r"last_names?(?:_\w+)?")


def main() -> None:
    """Read the argument and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    names = sorted({name for name in listed_names(_LISTS) if 2 <= len(name) <= 20 and "\n" not in name})
    lines = [f"# Family names, from Faker {faker.VERSION} (MIT licence)", *names]
    parser.parse_args().out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
