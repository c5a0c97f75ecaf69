"""Rows of a text table cut out of its lines, so that a quotation that is never closed costs its own row only."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence

from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece

QUOTE, BACKSLASH = 0x22, 0x5C
LEARNED = 8
"""So many rows show what each column holds."""
SHAPES = (
    re.compile(r"\d+"),
    re.compile(r"https?://\S+"),
    re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*"),
    re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}"),
)
"""Values by which a column is known: numbers, addresses, dates, identifiers."""


class RowSplitter:
    """Cuts rows out of lines; rows that begin with a known shape are where reading goes on after a broken one."""

    def __init__(self, lines: Iterator[bytes], delimiter: bytes, options: ReadOptions) -> None:
        """Begin before the first line."""
        self.columns: int | None = None
        """Number of fields of a sound row; null accepts any."""
        self._source = lines
        self._delimiter = delimiter
        self._options = options
        self._pending: deque[bytes] = deque()
        self._number = 1
        self._read = self._wasted = 0
        self._shapes: list[set[int | None]] = []
        self._learned = 0

    def rows(self) -> Iterator[Piece]:
        """Yield every row that is not blank; lines that belong to no sound row are part of the broken one before."""
        while (line := self._next()) is not None:
            start = self._number
            self._number += line.endswith(b"\n")
            if not line.strip(b"\r\n \t"):
                continue
            row = [line]
            is_whole = True
            if is_open(line, self._delimiter):
                row, is_whole = self._gathered(line)
                self._number += sum(part.endswith(b"\n") for part in row[1:])
            growing = Growing(self._options, start)
            for part in row:
                growing.add(part)
            if is_whole:
                self._learn(row)
            else:
                self._add_broken(growing)
            yield growing.piece()

    def _next(self) -> bytes | None:
        if self._pending:
            return self._pending.popleft()
        line = next(self._source, None)
        self._read += len(line or b"")
        return line

    def _gathered(self, line: bytes) -> tuple[list[bytes], bool]:
        """Return the lines of a row whose first one ends inside a quotation, or that line alone and False.

        What is looked at in vain is bounded by what has been read, so that hostile tables take linear time.
        """
        row, size = [line], len(line)
        limit = self._options.max_bytes + 2 * self._read - self._wasted
        state: bool | None = True
        while state and size <= limit and (following := self._next()) is not None:
            row.append(following)
            size += len(following)
            state = is_open(following, self._delimiter, within=True)
        if state is False and self._is_sound(row):
            return row, True
        self._wasted += size
        self._pending.extendleft(reversed(row[1:]))
        # Tables with tabs are often written without any quoting.
        return row[:1], self._delimiter == b"\t" and line.count(b"\t") + 1 == self.columns

    def _add_broken(self, row: Growing) -> None:
        """Add the lines up to the next sound row."""
        while (line := self._next()) is not None:
            candidate, is_whole = [line], True
            if is_open(line, self._delimiter):
                candidate, is_whole = self._gathered(line)
            if is_whole and self._is_sound(candidate) and self._resembles(candidate):
                self._pending.extendleft(reversed(candidate))
                return
            for part in candidate:
                row.add(part)
                self._number += part.endswith(b"\n")

    def _is_sound(self, row: Sequence[bytes]) -> bool:
        if self.columns is None:
            return True
        values = self._values(row)
        return values is not None and len(trimmed(values, self.columns)) == self.columns

    def _values(self, row: Sequence[bytes]) -> list[str] | None:
        """Return the fields of a row, with one character for each byte; null when its quotation is broken."""
        try:
            return cut_fields(b"".join(row).decode("latin-1"), self._delimiter.decode("ascii"))
        except csv.Error:
            return None

    def _learn(self, row: Sequence[bytes]) -> None:
        """Note what the columns of the first rows after the heading hold."""
        if self.columns is None or self._learned >= LEARNED or not self._is_sound(row):
            return
        values = trimmed(self._values(row) or [], self.columns)
        self._shapes = self._shapes or [set() for _ in values]
        self._learned += 1
        for shapes, value in zip(self._shapes, values, strict=True):
            shapes.add(_shape(value))

    def _resembles(self, row: Sequence[bytes]) -> bool:
        """Return True if each column that always had one shape has it here."""
        if not self._shapes or self.columns is None:
            return True
        values = trimmed(self._values(row) or [], self.columns)
        return all(
            shapes == {_shape(value)}
            for shapes, value in zip(self._shapes, values, strict=True)
            if len(shapes) == 1 and None not in shapes
        )


def is_open(line: bytes, delimiter: bytes, *, within: bool = False) -> bool | None:
    """Return True if a quotation is open at the end of a line; null when one that began earlier ends inside a field.

    Args:
        line: one line, with its end.
        delimiter: what separates the fields.
        within: whether a quotation is open at the beginning.

    """
    position, inside = 0, within
    while position < len(line):
        if not inside:
            if line[position] == QUOTE:
                inside = True
                position += 1
                continue
            position = line.find(delimiter, position) + 1
            if position == 0:
                return False
            continue
        end = line.find(b'"', position)
        if end < 0:
            return True
        after = line[end + 1 : end + 2]
        if after == b'"':
            position = end + 2
            continue
        is_end = after == delimiter or not line[end + 1 :].strip(b"\r\n")
        if not is_end and end and line[end - 1] == BACKSLASH:
            position = end + 1
            continue
        if not is_end:
            return None if within else False
        inside = within = False
        position = end + 2
    return inside


def cut_fields(text: str, separator: str) -> list[str]:
    r"""Return the fields of one row.

    Marks may be doubled, or escaped with a backslash; on a single line they may also stand unescaped inside a field.

    Raises:
        csv.Error: the row cannot be cut.

    >>> cut_fields('7,"The "grey" ferry",x', ",")
    ['7', 'The "grey" ferry', 'x']
    """
    text = text.rstrip("\r\n")
    try:
        rows = _parsed(text, separator, escape=None)
    except csv.Error:
        if '\\"' in text:
            rows = _parsed(text, separator, escape="\\")
        elif "\n" in text:
            raise
        else:
            return text.split("\t") if separator == "\t" else _with_inner_marks(text, separator)
    if len(rows) > 1:
        raise csv.Error(f"it turns out to be {len(rows)} rows")
    return [value.strip() for value in rows[0]] if rows else []


def trimmed(values: list[str], columns: int) -> list[str]:
    """Return the fields of a row without empty ones that the heading does not name."""
    while len(values) > columns and not values[-1]:
        values = values[:-1]
    return values


def _parsed(text: str, separator: str, escape: str | None) -> list[list[str]]:
    file = io.StringIO(text, newline="")
    doubled = escape is None
    return list(csv.reader(file, delimiter=separator, strict=True, escapechar=escape, doublequote=doubled))


def _with_inner_marks(text: str, separator: str) -> list[str]:
    """Cut a line in which a mark closes a field only before a separator or the end."""
    fields, position = [], 0
    while position <= len(text):
        if text[position : position + 1] == '"':
            end = text.find(f'"{separator}', position + 1)
            end = len(text) - 1 if end < 0 else end
            if end == position or text[end] != '"':
                raise csv.Error("a quotation is never closed")
            fields.append(text[position + 1 : end].replace('""', '"').strip())
            position = end + 2
        else:
            end = text.find(separator, position)
            end = len(text) if end < 0 else end
            fields.append(text[position:end].strip())
            position = end + 1
    return fields


def _shape(value: str) -> int | None:
    return next((index for index, shape in enumerate(SHAPES) if shape.fullmatch(value.strip())), None)
