"""The bodies of the rules over several fields; their names, fields and severities live in schema/."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from toolkit.contract import Record
from toolkit.errors import ContractError

if TYPE_CHECKING:
    import polars

BODY = "_body"
"""Context column: the body of the article that a quote or entity belongs to."""
NAMES = "_names"
"""Context column: the names of the entities of the article that a quote belongs to; null where none were looked for."""
PREVIOUS_END = "_previous_end"
"""Context column: the end of the quote or entity before this one in the same article; null for the first."""


def expressions(record: Record) -> dict[str, list[tuple[str, "polars.Expr"]]]:
    """Return for each field of a record the rules reported there, as expressions that are true where they hold.

    Raises:
        ContractError: the schema names a rule that has no body here.
    """
    rules: dict[str, list[tuple[str, polars.Expr]]] = {}
    for rule in record.rules:
        body = _BODIES.get((record.name, rule.name))
        if body is None:
            raise ContractError(f"The schema's rule {record.name}.{rule.name} has no body in field_rules.py.")
        rules.setdefault(rule.field, []).append((rule.name, body()))
    return rules


def _column(name: str) -> "polars.Expr":
    import polars

    return polars.col(name)


def edtf_agrees() -> "polars.Expr":
    """The EDTF string, the date and the precision say the same."""
    date, edtf, precision = _column("date"), _column("date_edtf"), _column("date_precision")
    day = precision.is_in(["time", "day"])
    dated = date.is_not_null() & (date.dt.to_string("%Y-%m-%d") == edtf).fill_null(value=False)
    shapes = {"month": r"^\d{4}-\d{2}$", "year": r"^\d{4}$", "month_day": r"^XXXX-"}
    undated = edtf.is_null() & (precision == "unknown")
    for name, shape in shapes.items():
        undated |= (precision == name) & edtf.str.contains(shape).fill_null(value=False)
    return (day & dated) | (~day & date.is_null() & undated)


def within_bounds() -> "polars.Expr":
    """The date lies between its bounds, where there are any."""
    after = (_column("date") >= _column("date_not_before")).fill_null(value=True)
    return after & (_column("date") <= _column("date_not_after")).fill_null(value=True)


def bounds_ordered() -> "polars.Expr":
    """The bounds do not exclude each other."""
    return _column("date_not_before") <= _column("date_not_after")


def time_has_day() -> "polars.Expr":
    """A moment is given exactly when the precision says so."""
    return _column("published_at").is_not_null() == (_column("date_precision") == "time")


def headline_outside() -> "polars.Expr":
    """The headline is not repeated as a paragraph of the body."""
    return ~_is_paragraph("headline")


def standfirst_outside() -> "polars.Expr":
    """The standfirst is not repeated as a paragraph of the body."""
    return ~_is_paragraph("standfirst")


def cuts_text() -> "polars.Expr":
    """The offsets cut the text out of the body."""
    return _cut("start", "end") == _column("text")


def in_range() -> "polars.Expr":
    """The span is not empty and lies inside the body."""
    return (_column("start") < _column("end")) & (_column("end") <= _column(BODY).str.len_chars())


def ordered() -> "polars.Expr":
    """The span starts where the one before it has ended, or later."""
    return _column("start") >= _column(PREVIOUS_END)


def parts_inside() -> "polars.Expr":
    """The parts follow each other inside the quote and reach both its ends."""
    import polars

    start, end = polars.element().struct.field("start"), polars.element().struct.field("end")
    follows = (start < end) & (start >= end.shift(1)).fill_null(value=True)
    parts = _column("parts")
    first = parts.list.first().struct.field("start") == _column("start")
    last = parts.list.last().struct.field("end") == _column("end")
    return (parts.list.len() > 0) & first & last & parts.list.eval(follows).list.all()


def speaker_cuts_text() -> "polars.Expr":
    """The mention's offsets cut its text out of the body; offsets and text are given together."""
    text, start, end = _column("speaker_text"), _column("speaker_start"), _column("speaker_end")
    absent = text.is_null() & start.is_null() & end.is_null()
    return absent | (_cut("speaker_start", "speaker_end") == text).fill_null(value=False)


def speaker_outside() -> "polars.Expr":
    """The mention touches no part of the quote."""
    import polars

    parts = _column("parts")
    starts = parts.list.eval(polars.element().struct.field("start"))
    ends = parts.list.eval(polars.element().struct.field("end"))
    before = (starts - _column("speaker_end")).list.eval(polars.element() >= 0)
    after = (ends - _column("speaker_start")).list.eval(polars.element() <= 0)
    clear = before.list.eval(polars.element().cast(polars.Int32)) + after.list.eval(polars.element().cast(polars.Int32))
    return clear.list.min() >= 1


def speaker_named() -> "polars.Expr":
    """A speaker who is printed by name is among the entities; `the caretaker` need not be."""
    speaker = _column("speaker")
    printed = speaker.str.contains(r"^\p{Lu}") & _column(BODY).str.contains(speaker, literal=True)
    return ~printed | _column(NAMES).list.contains(speaker)


def counts_articles() -> "polars.Expr":
    """The number of articles is that of their ids."""
    return _column("articles") == _column("article_ids").list.len()


def dates_ordered() -> "polars.Expr":
    """Either both days are given, in their order, or neither is."""
    first, last = _column("first_date"), _column("last_date")
    return (first.is_null() & last.is_null()) | (first <= last).fill_null(value=False)


def aliases_differ() -> "polars.Expr":
    """The name is not among its aliases."""
    return ~_column("aliases").list.contains(_column("name"))


def _is_paragraph(name: str) -> "polars.Expr":
    import polars

    blank = polars.lit("\n\n")
    text = blank + _column("body") + blank
    return text.str.contains(blank + _column(name) + blank, literal=True)


def _cut(start: str, end: str) -> "polars.Expr":
    length = (_column(end) - _column(start)).clip(lower_bound=0)
    return _column(BODY).str.slice(_column(start), length)


_BODIES: dict[tuple[str, str], Callable[[], "polars.Expr"]] = {
    ("article", "edtf_agrees"): edtf_agrees,
    ("article", "within_bounds"): within_bounds,
    ("article", "bounds_ordered"): bounds_ordered,
    ("article", "time_has_day"): time_has_day,
    ("article", "headline_outside"): headline_outside,
    ("article", "standfirst_outside"): standfirst_outside,
    ("quote", "cuts_text"): cuts_text,
    ("quote", "in_range"): in_range,
    ("quote", "ordered"): ordered,
    ("quote", "parts_inside"): parts_inside,
    ("quote", "speaker_cuts_text"): speaker_cuts_text,
    ("quote", "speaker_outside"): speaker_outside,
    ("quote", "speaker_named"): speaker_named,
    ("entity", "cuts_text"): cuts_text,
    ("entity", "in_range"): in_range,
    ("entity", "ordered"): ordered,
    ("name", "counts_articles"): counts_articles,
    ("name", "dates_ordered"): dates_ordered,
    ("name", "aliases_differ"): aliases_differ,
}
