"""Tables of text (CSV, TSV): the first row names the fields, every other is one record."""

import csv
import io
from collections.abc import Iterator
from itertools import chain

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import NotTextError, decode
from toolkit.read.field_mapping import Record, from_fields, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, lines, unmarked

DELIMITERS = b",;\t|"
QUOTE = 0x22


class _BrokenRowError(Exception):
    """A row is not what its table's heading promises; the message says why."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every row; a broken row is refused alone, with its line.

    The separator is the one that the heading has most of. A field between quotation marks may hold separators,
    line ends, and marks that are doubled.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))  # 128 KiB is shorter than some articles
    table = lines(unmarked(parts), options.max_bytes)
    head: list[bytes] = []
    while not any(line.strip() for line in head) and (line := next(table, b"")):
        head.append(line)
    delimiter = _delimiter(head[-1] if head else b"")
    rows = _rows(chain(head, table), delimiter, options)
    heading = next(rows, None)
    if heading is None:
        yield refuse(source, "empty", "The table holds nothing.", size=source.size)
        return
    try:
        names = _fields(heading.raw, delimiter, options)
    except (_BrokenRowError, NotTextError) as fault:
        detail = f"The heading of the table cannot be read: {fault}"
        yield refuse(source, "invalid_record", detail, line=heading.line, size=source.size, raw=heading.raw)
        return

    def convert(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
        yield _document(record, names, delimiter, options)

    yield from documents(source, rows, options, convert)


def _delimiter(heading: bytes) -> bytes:
    most = max(DELIMITERS, key=lambda each: (heading.count(each), -DELIMITERS.index(each)))
    return bytes([most])


def _rows(parts: Iterator[bytes], delimiter: bytes, options: ReadOptions) -> Iterator[Piece]:
    """Yield every row that is not blank; where a quotation turns out to be broken, a new row starts on that line."""
    row, is_open = Growing(options, 1), False
    number = 1
    for line in parts:
        state = _is_open(line, delimiter, is_open=is_open)
        if state is None and is_open:
            yield row.piece()
            row = Growing(options, number)
            state = _is_open(line, delimiter, is_open=False)
        row.add(line)
        is_open = state or False
        if line.endswith(b"\n"):
            number += 1
            if not is_open:
                if row.is_filled:
                    yield row.piece()
                row = Growing(options, number)
    if row.is_filled:
        yield row.piece()


def _is_open(line: bytes, delimiter: bytes, *, is_open: bool) -> bool | None:
    """Say whether a quotation is open at the end of a line; null when one is closed inside a field."""
    place = 0
    while place < len(line):
        if not is_open:
            if line[place] == QUOTE:
                is_open = True
                place += 1
                continue
            place = line.find(delimiter, place) + 1
            if place == 0:
                return False
            continue
        end = line.find(b'"', place)
        if end < 0:
            return True
        if line[end + 1 : end + 2] == b'"':
            place = end + 2
            continue
        is_open = False
        after = line[end + 1 : end + 2]
        if after == delimiter:
            place = end + 2
        else:
            return None if line[end + 1 :].strip(b"\r\n") else False
    return is_open


def _document(record: Record, names: list[str], delimiter: bytes, options: ReadOptions) -> Document | Rejection:
    """Return the document of one row; empty fields that the heading does not name are passed over."""
    try:
        values = _fields(record.raw, delimiter, options)
    except _BrokenRowError as fault:
        return refuse_record(record, options, "invalid_record", str(fault))
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    while len(values) > len(names) and not values[-1]:
        values.pop()
    if len(values) != len(names):
        detail = f"The row has {len(values)} fields, the heading names {len(names)}."
        return refuse_record(record, options, "invalid_record", detail)
    return from_fields(record, dict(zip(names, values, strict=True)), options)


def _fields(raw: bytes, delimiter: bytes, options: ReadOptions) -> list[str]:
    """Return the fields of one row."""
    text = _decoded(raw, options).rstrip("\r\n")
    separator = delimiter.decode("ascii")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if delimiter == b"\t" and "\n" not in text:  # tables with tabs are often written without any quoting
            return text.split("\t")
        raise _BrokenRowError(f"The row cannot be cut into fields: {error}.") from error
    if len(rows) != 1:
        raise _BrokenRowError(f"The row turns out to be {len(rows)} rows.")
    return [value.strip() for value in rows[0]] if rows else []


def _decoded(raw: bytes, options: ReadOptions) -> str:
    """Decode one row; UTF-8 is not put to the other tests, for a row may start like a binary file."""
    if options.encoding is None:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            return decode(raw)
        if "\0" not in text:
            return text
    return decode(raw, options.encoding)
