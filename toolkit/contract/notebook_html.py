"""Summaries of results as HTML, for the cells of a notebook; every value is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

_LONGEST = 200
"""Characters of a value that are shown."""
_ROWS = 20
"""Rows of a list that are shown."""


def summary(title: str, fields: Iterable[tuple[str, object]], *lists: str) -> str:
    """Return a heading, a table of fields with their values, and lists made by `listing`."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{_text(name)}</th><td>{_text(value)}</td></tr>" for name, value in fields
    )
    return f"<div><strong>{_text(title)}</strong><table>{rows}</table>{''.join(lists)}</div>"


def listing(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table of rows below a header; of many rows the first, and how many more there are."""
    if not rows:
        return ""
    head = "".join(f"<th>{_text(name)}</th>" for name in header)
    cells = ("".join(f"<td>{_text(value)}</td>" for value in row) for row in rows[:_ROWS])
    more = f"<p>and {len(rows) - _ROWS:,} more</p>" if len(rows) > _ROWS else ""
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def shortened(text: str, length: int = _LONGEST) -> str:
    """Return a text on one line, cut to a length in code points."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def counted(number: int, noun: str) -> str:
    """Return a number with a noun in the right form.

    >>> counted(1, "entity"), counted(2000, "entity"), counted(2, "quote")
    ('1 entity', '2,000 entities', '2 quotes')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def _text(value: object) -> str:
    return escape(shortened("" if value is None else str(value)))
