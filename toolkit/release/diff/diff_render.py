"""A difference as text for a terminal, as Markdown for a pull request, and as values for JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from toolkit.release.diff.diff import Difference
from toolkit.release.diff.diff_statistics import Statistic
from toolkit.release.diff.row_changes import Change, changes
from toolkit.release.version_bump import bump

_WIDTH = 400
"""So many characters of a value are shown; all of them are in the Parquet file of the changes."""


def as_values(difference: Difference, limit: int = 100) -> dict[str, Any]:
    """Return everything as the values that JSON knows; changes of so many rows are listed."""
    needed = bump(difference)
    return {
        "old": difference.old.name,
        "new": difference.new.name,
        "empty": difference.empty,
        "bump": asdict(needed),
        "counts": asdict(difference.counts),
        "fields": dict(difference.fields),
        "stamps": dict(difference.stamps),
        "moves": dict(difference.moves),
        "schema": [asdict(column) for column in difference.schema],
        "statistics": [asdict(statistic) for statistic in difference.statistics],
        "changes": [asdict(change) for change in changes(difference, limit)],
        "rows_not_listed": max(difference.rows.height - limit, 0),
    }


def as_text(difference: Difference, limit: int = 20) -> str:
    """Return the difference as lines; changes of so many rows are listed."""
    return "\n".join(_text_lines(difference, limit)) + "\n"


def as_markdown(difference: Difference, limit: int = 20) -> str:
    """Return the difference as Markdown; changes of so many rows are listed."""
    return "\n".join(_markdown_lines(difference, limit)) + "\n"


def _text_lines(difference: Difference, limit: int) -> Iterator[str]:
    yield f"{difference.old.name} → {difference.new.name}: {_verdict(difference)}"
    if difference.empty:
        return
    yield f"  rows     {_counted(difference)}"
    for title, numbers in (("moved", difference.moves), ("stamps", difference.stamps), ("fields", difference.fields)):
        if numbers:
            yield f"  {title:<8} {', '.join(f'{name} {number:,}' for name, number in numbers.items())}"
    for column in difference.schema:
        yield f"  column   {column.column} {column.change}: {column.old or '-'} → {column.new or '-'}"
    differing = _differing(difference)
    if differing:
        width = max(len(statistic.name) for statistic in differing)
        yield ""
        yield from (
            f"  {statistic.name:<{width}}  {_number(statistic.old):>12}  {_number(statistic.new):>12}"
            for statistic in differing
        )
    yield from _listed(difference, limit)


def _listed(difference: Difference, limit: int) -> Iterator[str]:
    marks = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
    key = None
    for change in changes(difference, limit):
        if change.key != key:
            key = change.key
            yield ""
            yield f"{marks[change.change]} {_one_line(key)}{_place(change)}"
        if change.change in ("added", "removed") and change.field:
            yield f"    {_one_line(change.old or change.new or '')}"
        elif change.change == "version" and change.field == "id":
            yield f"    is a version of {_one_line(change.old or '')}, in which changed:"
        elif change.change in ("changed", "version"):
            yield f"    {change.field}: {_shown(change)}"
    if difference.rows.height > limit:
        yield f"\nand {difference.rows.height - limit:,} more rows"


def _markdown_lines(difference: Difference, limit: int) -> Iterator[str]:
    yield f"## {_cell(difference.old.name)} → {_cell(difference.new.name)}"
    yield ""
    yield f"{_cell(_verdict(difference))}."
    if difference.empty:
        return
    yield ""
    yield f"{_cell(_counted(difference))}."
    columns = [(column.column, column.change, column.old or "", column.new or "") for column in difference.schema]
    yield from _table(("column", "change", "before", "after"), columns)
    yield from _table(("moved", "rows"), [(name, f"{number:,}") for name, number in difference.moves.items()])
    yield from _table(("field", "changed rows"), [(name, f"{number:,}") for name, number in difference.fields.items()])
    numbers = [(statistic.name, _number(statistic.old), _number(statistic.new)) for statistic in _differing(difference)]
    yield from _table(("number", "before", "after"), numbers)
    shown = [(change.key, change.change, change.field or "", _shown(change)) for change in changes(difference, limit)]
    yield from _table(("row", "change", "field", "value"), shown)
    if difference.rows.height > limit:
        yield f"\nAnd {difference.rows.height - limit:,} more rows."


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"| {' | '.join(header)} |"
        yield f"|{'---|' * len(header)}"
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _verdict(difference: Difference) -> str:
    needed = bump(difference)
    return "no difference" if difference.empty else f"{needed.level} change, {'; '.join(needed.reasons)}"


def _counted(difference: Difference) -> str:
    counts = difference.counts
    parts = [f"{number:,} {fate}" for fate, number in asdict(counts).items() if fate != "restamped"]
    stamped = f" ({counts.restamped:,} of them restamped)" if counts.restamped else ""
    return ", ".join(parts) + stamped


def _differing(difference: Difference) -> list[Statistic]:
    return [statistic for statistic in difference.statistics if statistic.old != statistic.new]


def _number(value: float | str | None) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, (int, float)) else value


def _place(change: Change) -> str:
    if change.change == "moved":
        return f" ({change.old_split} → {change.new_split})"
    split = change.new_split or change.old_split
    return f" ({split})" if split else ""


def _shown(change: Change) -> str:
    if change.words is not None:
        return _one_line(change.words)
    if change.change == "moved":
        return f"{change.old_split} → {change.new_split}"
    if change.change in ("added", "removed"):
        return _one_line(change.old or change.new or "")
    return f"{_one_line(_or_null(change.old))} → {_one_line(_or_null(change.new))}"


def _or_null(value: str | None) -> str:
    return "null" if value is None else value


def _one_line(text: str) -> str:
    """Make a text safe for one line: no line breaks, no control or direction characters, not too long."""
    flat = "".join(character if character.isprintable() else " " for character in " ".join(text[: 2 * _WIDTH].split()))
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 1] + "…"


def _cell(text: str) -> str:
    return "".join(f"\\{character}" if character in "|<>`*_[]\\" else character for character in _one_line(text))
