"""Writes the given names of all languages that Faker (MIT licence) has, as the readers of bylines know them.

usage: build_given_names.py OUT.txt

Needs `pip install faker==40.63.0`. Left out are names of one or two letters, those that are everyday words of pages
as well, and those of scripts without capitals, except Arabic and Hebrew.
"""

import argparse
import re
from pathlib import Path

import faker
from faker_lists import listed_names

from toolkit.normalisation.authors.role_words import GENERIC, NOT_NAMES, ROLES

_LISTS = re.compile(r"first_names?(?:_\w+)?")
_NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ\u0370-\u058f\u0590-\u06ff'’-]{3,20}")
_WORDS = """
    angel april art august autumn best bishop chance chase chief christian county daily dean drew easter ever fair
    faith grant honor hope house island joy june king lady lake land lane law lee love major many marina mark mars
    maple mercury merit miles mission noble ocean page pastor peace price prince princess pure rain ray rich river
    rose sale sky sport star sterling storm summer sunday sunny temple true victory will winter world
"""
"""Words that are names now and then."""


def main() -> None:
    """Read the argument and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    excluded = NOT_NAMES | GENERIC | ROLES | frozenset(_WORDS.split())
    names = {name.casefold() for name in listed_names(_LISTS) if _NAME.fullmatch(name)}
    lines = [f"# Given names, from Faker {faker.VERSION} (MIT licence), lower case", *sorted(names - excluded)]
    parser.parse_args().out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
