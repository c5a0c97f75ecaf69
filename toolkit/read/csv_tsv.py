"""Tables of text (CSV, TSV): the heading names the fields, every other row is one record."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import NotTextError, decode, encoding_of
from toolkit.read.column_names import headless_names, is_heading, missing_text
from toolkit.read.csv_rows import RowSplitter, cut_fields, trimmed
from toolkit.read.date_columns import Order, date_columns, iso_date
from toolkit.read.field_mapping import Record, from_fields, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Piece, documents, lines, unmarked

DELIMITERS = b",;\t|"
SEPARATOR_LINE = re.compile(rb'"?sep=(.)"?\s*', re.IGNORECASE)
"""How Excel names the separator on a line of its own."""
SAMPLED = 20
"""So many rows are looked at to know a table."""
DATED, MOST_SAMPLED = 200, 4 * 1024 * 1024
"""So many rows, and bytes at most beyond the first rows, show in which order the numbers of dates are."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every row; a broken row is refused alone, with its lines.

    The separator is the one that the first row has most of. A field between quotation marks may hold separators,
    line ends, and marks that are doubled. Rows before the heading are passed over; a table without one is known by
    what its columns hold.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))  # 128 KiB is shorter than some articles
    table = lines(unmarked(parts), options.max_bytes)
    head = list(islice(table, SAMPLED))
    encoding = encoding_of(b"".join(head))
    delimiter, head = _delimiter(head)
    splitter = RowSplitter(chain(head, table), delimiter, options)
    rows = splitter.rows()
    first = next(rows, None)
    if first is None:
        yield refuse(source, "empty", "The table holds nothing.", size=source.size)
        return
    table_form = _Form(delimiter.decode("ascii"), options.encoding, encoding)
    try:
        names, rows = _heading(first, rows, splitter, table_form, options)
    except (csv.Error, NotTextError) as fault:
        detail = f"The heading of the table cannot be read: {fault}"
        yield refuse(source, "invalid_record", detail, line=first.line, size=source.size, raw=first.raw)
        return
    splitter.columns = len(names)
    sample = _sample(rows)
    known = [values for piece in sample if (values := table_form.values(piece.raw)) is not None]
    orders = date_columns(names, known, options.mapping)
    if (advice := missing_text(names, known, options.mapping)) is not None:
        count = len(sample) + sum(1 for _ in rows)
        if count:
            detail = f"{advice} The table has {count} rows."
            yield refuse(source, "missing_text", detail, line=first.line, size=source.size, raw=first.raw)
            return

    def convert(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
        yield _document(record, names, table_form, orders, options)

    yield from documents(source, chain(sample, rows), options, convert)


def _sample(rows: Iterator[Piece]) -> list[Piece]:
    """Return the first rows of a table."""
    sample: list[Piece] = []
    size = 0
    for piece in rows:
        sample.append(piece)
        size += len(piece.raw)
        if len(sample) == DATED or (len(sample) >= SAMPLED and size > MOST_SAMPLED):
            break
    return sample


class _Form:
    """How the rows of a table are written."""

    def __init__(self, separator: str, prescribed: str | None, detected: str | None) -> None:
        self.separator = separator
        self.prescribed = prescribed
        self.detected = detected

    def fields(self, raw: bytes) -> list[str]:
        """Return the fields of a row; csv.Error if its quotation is broken, NotTextError if it is no text."""
        return cut_fields(self._decoded(raw), self.separator)

    def _decoded(self, raw: bytes) -> str:
        """Decode one row; UTF-8 is not put to the other tests, for a row may start like a binary file."""
        if self.prescribed is not None:
            return decode(raw, self.prescribed)
        for encoding in ("utf-8", self.detected or "utf-8"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        return decode(raw)

    def values(self, raw: bytes) -> list[str] | None:
        """Return the fields of a row, or null if it cannot be read."""
        try:
            return self.fields(raw)
        except (csv.Error, NotTextError):
            return None


def _delimiter(head: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """Return the separator of a table, and its first lines without the one that may name it."""
    filled = next((index for index, line in enumerate(head) if line.strip()), len(head))
    line = head[filled] if filled < len(head) else b""
    if named := SEPARATOR_LINE.fullmatch(line):
        return named[1], [b"\n" if index == filled else line for index, line in enumerate(head)]
    tabs = {row.count(b"\t") for row in head if row.strip()}
    if len(tabs) == 1 and min(tabs) > 1:  # texts hold commas, but no tabs
        return b"\t", list(head)
    most = max(DELIMITERS, key=lambda mark: (line.count(mark), -DELIMITERS.index(mark)))
    return bytes([most]), list(head)


def _heading(
    first: Piece, rows: Iterator[Piece], splitter: RowSplitter, form: _Form, options: ReadOptions
) -> tuple[list[str], Iterator[Piece]]:
    """Return the names of the columns, and the rows below them."""
    names = form.fields(first.raw)
    if is_heading(names, options.mapping):
        return names, rows
    sample = list(islice(rows, SAMPLED))
    fields = [form.values(piece.raw) for piece in sample]
    for index, values in enumerate(fields[: SAMPLED // 2]):
        if values is not None and len(values) > 1 and is_heading(values, options.mapping, least=2):
            return values, chain(sample[index + 1 :], rows)
    headless = headless_names([names, *(values for values in fields if values is not None)])
    if headless is not None:
        splitter.columns = len(headless)
        return headless, chain([first], sample, rows)
    return names, chain(sample, rows)


def _document(
    record: Record, names: list[str], form: _Form, orders: Mapping[int, Order], options: ReadOptions
) -> Document | Rejection:
    """Return the document of one row; empty fields that the heading does not name are passed over."""
    count = record.raw.rstrip(b"\r\n").count(b"\n")
    first = record.line or 1
    where = f"Lines {first} to {first + count} ({count + 1} lines)" if count else "The row"
    try:
        values = trimmed(form.fields(record.raw), len(names))
    except csv.Error as fault:
        detail = f"{where} cannot be cut into fields: {fault}; look for a quotation mark that is not closed."
        return refuse_record(record, options, "invalid_record", detail)
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    if len(values) != len(names):
        verb = "have" if count else "has"
        detail = f"{where} {verb} {len(values)} fields, the heading names {len(names)}."
        return refuse_record(record, options, "invalid_record", detail)
    for index, order in orders.items():
        values[index] = iso_date(values[index], order)
    return from_fields(record, dict(zip(names, values, strict=True)), options)
