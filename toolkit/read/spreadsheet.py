"""Excel workbooks (.xlsx): the rows of the first sheet, or of the one that `file.xlsx#sheet` names."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import chain, islice
from typing import Any

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.read.archive_limits import PasswordError, open_zip
from toolkit.read.column_names import headless_names, is_heading, missing_text
from toolkit.read.declared_rights import as_lead
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.field_mapping import Record, from_fields, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

SAMPLED = 20
LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold; a text of exactly so many was cut."""
OLE = b"\xd0\xcf\x11\xe0"
"""How a workbook of before 2007 begins, and one with a password."""
_Row = tuple[int, list[object]]


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every row that is not empty.

    Raises:
        ConfigError: openpyxl is not installed.

    """
    try:
        import openpyxl
    except ImportError as error:
        raise ConfigError(
            f"{source.path} is an Excel workbook, which needs the extra `excel`: install news-dataset-toolkit[excel]."
        ) from error
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        size = 0
        for part in parts:
            size += file.write(part)
        try:
            _check(file, size)
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
            stack.callback(workbook.close)
            names = workbook.sheetnames
            if source.sheet and source.sheet not in names:
                listed = ", ".join(names[:20])
                yield refuse(source, "unreadable", f"There is no sheet {source.sheet!r}; the workbook has {listed}.")
                return
            sheet = workbook[source.sheet or names[0]]
            yield from _documents(source, _rows(sheet), options)
        except BrokenArchiveError as error:
            yield refuse(source, "broken_archive", str(error), size=source.size)
        except ConfigError:
            raise
        except Exception as error:  # noqa: BLE001 - the library raises errors of every kind for broken workbooks
            detail = f"The workbook cannot be read: {type(error).__name__}: {str(error)[:200]}."
            yield refuse(source, "broken_archive", detail, size=source.size)


def _check(file: Any, size: int) -> None:
    """Raise BrokenArchiveError for a workbook that is protected, of an older kind, damaged, or a bomb."""
    file.seek(0)
    if file.read(4) == OLE:
        raise PasswordError("The workbook has a password, or is of before 2007; save it as .xlsx without a password.")
    open_zip(file, size)
    file.seek(0)


def _rows(sheet: Any) -> Iterator[_Row]:
    """Yield the rows that hold anything, with their numbers from 1."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        values = [_value(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            yield number, values


def _value(cell: object) -> object:
    if isinstance(cell, str):
        return cell.replace("_x000D_", "").replace("\r\n", "\n").strip() or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return str(cell) if isinstance(cell, time | timedelta) else cell


def _documents(source: Source, rows: Iterator[_Row], options: ReadOptions) -> Iterator[Document | Rejection]:
    sample = list(islice(rows, SAMPLED))
    if not sample:
        yield refuse(source, "empty", "The sheet holds nothing.", size=source.size)
        return
    names, below = _heading(sample, options)
    known = [[str(value or "") for value in values] for _, values in below]
    if (detail := missing_text(names, known, options.mapping)) is not None and known:
        count = len(below) + sum(1 for _ in rows)
        yield refuse(source, "missing_text", f"{detail} The sheet has {count} rows.", size=source.size)
        return
    record = -1
    for record, (number, values) in enumerate(chain(below, rows)):
        yield _document(source, names, values, (record, number), options)
    if record < 0:
        yield refuse(source, "empty", "The sheet holds no row below its heading.", size=source.size)


def _heading(sample: Sequence[_Row], options: ReadOptions) -> tuple[list[str], list[_Row]]:
    """Return the names of the columns, and the first rows below them; rows before the heading are passed over."""
    texts = [[str(value if value is not None else "") for value in values] for _, values in sample]
    for least, limit in ((2, len(texts)), (1, 1)):
        for index, names in enumerate(texts[:limit]):
            if is_heading(names, options.mapping, least):
                return names, list(sample[index + 1 :])
    if (headless := headless_names(texts)) is not None:
        return headless, list(sample)
    return texts[0], list(sample[1:])


def _document(
    source: Source, names: Sequence[str], values: Sequence[object], where: tuple[int, int], options: ReadOptions
) -> Document | Rejection:
    """Return the document of one row; its canonical bytes are JSON with sorted keys."""
    fields = {name: value for name, value in zip(names, values, strict=False) if name and value is not None}
    raw = orjson.dumps(fields, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS)
    record = Record(source, raw, *where)
    is_cut = any(isinstance(value, str) and len(value) >= LONGEST_CELL for value in fields.values())
    if is_cut and options.truncated == "refuse":
        detail = f"A cell has the {LONGEST_CELL} characters that Excel can hold: its text was cut."
        return refuse_record(record, options, "truncated", detail)
    try:
        item = from_fields(record, {name: _plain(value) for name, value in fields.items()}, options)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not lose the others
        detail = f"The row cannot be read: {type(error).__name__}: {str(error)[:200]}."
        return refuse_record(record, options, "invalid_record", detail)
    if is_cut and isinstance(item, Document):
        item = replace(item, given={**item.given, "rights": as_lead(item.given.get("rights"))})
    return item


def _plain(value: object) -> object:
    """Return a date without the midnight that Excel adds to it."""
    midnight = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]00:00:00", str(value)) if isinstance(value, date) else None
    return midnight[1] if midnight else value
