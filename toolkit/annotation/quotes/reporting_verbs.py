"""Cues: the reporting verbs by which a reporter hands over to a speaker, from the table of English."""

import tomllib
from functools import cache
from importlib import resources

_TABLE = "languages/tables/en.toml"
"""Holds `verb_bases`, and `irregular_verbs`: a base form on each line, then every form that may report speech."""


@cache
def reporting_verbs() -> dict[str, str]:
    """Map every inflected form of a reporting verb, in lower case, to its base form."""
    text = resources.files("toolkit.annotation.quotes").joinpath(_TABLE).read_text(encoding="utf-8")
    table = tomllib.loads(text)
    forms = {form: base for base in table["verb_bases"].split() for form in _inflect(base)}
    for line in table["irregular_verbs"].strip().splitlines():
        base, *printed = line.split()
        for form in _inflect(base):
            forms.pop(form, None)
        forms.update(dict.fromkeys(printed, base))
    return forms


def _inflect(base: str) -> tuple[str, str, str, str]:
    stem = base.removesuffix("e")
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return base, third, stem + "ed", stem + "ing"
