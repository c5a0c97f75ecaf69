"""Headings of tables: which row is one, what a table without one holds, and what to map when no text is found."""

import re
from collections.abc import Mapping, Sequence

from toolkit.read.field_mapping import has_text
from toolkit.read.field_names import fold_name, known_names, likely_field
from toolkit.read.field_values import ADDRESS

TRAFILATURA = (
    *("url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype"),
)
"""Columns that trafilatura writes, without a heading."""
DATE = re.compile(r"\d{4}-\d\d-\d\d.{0,20}|\d{1,2}[./]\d{1,2}[./]\d{4}.{0,12}|(?:19|20)\d{6}")
DIGITS = re.compile(r"\d+")
TITLE_WORDS = (3, 30)
BODY_WORDS = 40


def is_heading(names: Sequence[str], mapping: Mapping[str, str], least: int = 1) -> bool:
    """Return True if a row names columns: at least so many cells are known names, or mapped, and none is data."""
    if any(_is_data(name) for name in names):
        return False
    mapped = {fold_name(key) for key in mapping.values()}
    folded = [fold_name(name) for name in names if len(name) <= 60]
    return sum(name in known_names() or name in mapped for name in folded) >= least


def headless_names(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Return names for the columns of a table whose first row is a record already; null where that is not sure.

    Columns whose content does not say what they are get numbers from 1: `column 3`.
    """
    width = len(rows[0])
    rows = [row for row in rows if len(row) == width]
    if width == len(TRAFILATURA) and all(row[0] == "null" or ADDRESS.match(row[0]) for row in rows):
        return list(TRAFILATURA)
    columns = [[row[index].strip() for row in rows] for index in range(width)]
    words = [sum(len(value.split()) for value in column) / len(column) for column in columns]
    if width == 3 and all(DIGITS.fullmatch(value) for value in columns[0]) and 3 <= words[1] < words[2]:
        return ["class", "title", "description"]
    first = rows[0]
    is_record = any(map(_is_data, first))
    bodies = [index for index, count in enumerate(words) if count >= BODY_WORDS]
    if not is_record or len(bodies) != 1:
        return None
    names = [f"column {index + 1}" for index in range(width)]
    names[bodies[0]] = "body"
    for name, indexes in _by_content(columns, words).items():
        if len(indexes) == 1:
            names[indexes[0]] = name
    return names


def _is_data(cell: str) -> bool:
    """Return True for what no heading holds: many words, an address, a day."""
    return len(cell.split()) > 12 or bool(ADDRESS.fullmatch(cell) or DATE.fullmatch(cell))


def missing_text(names: Sequence[str], sample: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> str | None:
    """Return the advice for a table none of whose columns is known to hold text; null if one does."""
    if has_text(dict.fromkeys(names, "x"), mapping):
        return None
    columns = {
        name: sum(len(row[index]) for row in sample if index < len(row)) for index, name in enumerate(names) if name
    }
    longest = max(columns, key=lambda name: columns[name], default="")
    likely = next((name for name in names if likely_field(name) in ("body", "html", "raw")), longest)
    shown = ", ".join(name or "(without name)" for name in names[:20])
    return (
        f"None of the columns ({shown}) is known to hold the text; name it, perhaps with "
        f'`read.mapping.body = "{likely}"`.'
    )


def _by_content(columns: Sequence[Sequence[str]], words: Sequence[float]) -> dict[str, list[int]]:
    """Return which columns may be address, date and headline by what they hold."""

    def all_match(column: Sequence[str], pattern: re.Pattern[str]) -> bool:
        filled = [value for value in column if value]
        return bool(filled) and all(pattern.fullmatch(value) for value in filled)

    least, most = TITLE_WORDS
    return {
        "url": [index for index, column in enumerate(columns) if all_match(column, ADDRESS)],
        "date": [index for index, column in enumerate(columns) if all_match(column, DATE)],
        "headline": [index for index, count in enumerate(words) if least <= count <= most],
    }
