"""Workbooks (.xlsx, .xls, .ods): the rows of all sheets, or of the one that `file.xlsx#sheet` names."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from itertools import chain, islice
from typing import Any

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.read import csv_tsv
from toolkit.read.archive_limits import open_zip
from toolkit.read.column_names import headless_names, is_heading, missing_text
from toolkit.read.declared_rights import as_lead
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.field_mapping import Record, from_fields, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.workbook_rows import ODS, NoSheetError, Row, ods_names, ods_rows, xls_names, xls_rows

SAMPLED = 20
MOST_SHEETS = 1_000
_OLD_NAME = re.compile(r"\.xls(?:\.\w{2,4})?$", re.IGNORECASE)
"""Databases give tables of text this name."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold; a text of exactly so many was cut."""
OLE = b"\xd0\xcf\x11\xe0"
"""How a workbook of Excel before 2007 begins, and one with a password."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every row that is not empty; records are counted through all sheets.

    A file that is named as a workbook but holds a table of text, as databases write it, is read as that.

    Raises:
        ConfigError: the library for its form is not installed.

    """
    start = next(parts, b"")
    if _OLD_NAME.search(source.path) and not start.startswith((b"PK\x03\x04", OLE)):
        yield from _table_of_text(source, start, parts, options)
        return
    with tempfile.TemporaryFile() as file:
        size = sum(file.write(part) for part in chain([start], parts))
        try:
            yield from _of_sheets(source, start, file, size, options)
        except NoSheetError as error:
            yield refuse(source, "unreadable", str(error))
        except BrokenArchiveError as error:
            yield refuse(source, "broken_archive", str(error), size=source.size)
        except ConfigError:
            raise
        except Exception as error:  # noqa: BLE001 - the libraries raise errors of every kind for broken workbooks
            detail = f"The workbook cannot be read: {type(error).__name__}: {str(error)[:200]}."
            yield refuse(source, "broken_archive", detail, size=source.size)


def _table_of_text(
    source: Source, start: bytes, parts: Iterator[bytes], options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield the rows of a table of text; a page or XML under the name of a workbook is refused with what to do."""
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        detail = "The file is named as a workbook but holds mark-up: save it as .xlsx or .csv."
        yield refuse(source, "unsupported", detail, size=source.size, raw=start[: options.kept_bytes])
    else:
        yield from csv_tsv.read(source, chain([start], parts), options)


def _of_sheets(
    source: Source, start: bytes, file: Any, size: int, options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield the documents of the sheet that is named, or of all; a cover without rows counts only if it is alone."""
    count, last = 0, -1
    for label, rows in islice(_sheets(source, start, file, size), MOST_SHEETS):
        for item in _documents(source, label, _filled(rows), last + 1, options):
            last = last if item.record is None else item.record
            count += 1
            yield item
    if not count:
        yield refuse(source, "empty", "The sheet holds no row below its heading.", size=source.size)


def _sheets(source: Source, start: bytes, file: Any, size: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the rows of the sheet that is named, or of all, each with its name where there are several."""
    file.seek(0)
    if start.startswith(OLE):
        names = [source.sheet] if source.sheet else xls_names(file)
        read_rows = partial(xls_rows, file)
    elif ODS in start[:200]:
        names = [source.sheet] if source.sheet else ods_names(file, size)
        read_rows = partial(ods_rows, file, size)
    else:
        yield from _xlsx_sheets(source, file, size)
        return
    for name in names or [""]:
        file.seek(0)
        yield name if len(names) > 1 else "", read_rows(name)


def _xlsx_sheets(source: Source, file: Any, size: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the sheets of a workbook of Excel from 2007 on, which is opened once; their rows are streams."""
    try:
        import openpyxl
    except ImportError as error:
        raise ConfigError(
            f"{source.path} is an Excel workbook, which needs the extra `excel`: install news-dataset-toolkit[excel]."
        ) from error
    open_zip(file, size)
    file.seek(0)
    with closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as workbook:
        if source.sheet and source.sheet not in workbook.sheetnames:
            known = ", ".join(workbook.sheetnames[:20])
            raise NoSheetError(f"There is no sheet {source.sheet!r}; the workbook has {known}.")
        sheets = [workbook[source.sheet]] if source.sheet else workbook.worksheets
        for sheet in sheets:
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            rows = enumerate(map(list, sheet.iter_rows(values_only=True)), start=1)
            yield sheet.title if len(sheets) > 1 else "", rows


def _filled(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows that hold anything, with their numbers from 1."""
    for number, cells in rows:
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


def _documents(
    source: Source, sheet: str, rows: Iterator[Row], first: int, options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield the documents of the rows of a sheet, counted from the first record on."""
    sample = list(islice(rows, SAMPLED))
    if not sample:
        return
    names, below = _heading(sample, options)
    known = [[str(value or "") for value in values] for _, values in below]
    if (detail := missing_text(names, known, options.mapping)) is not None and known:
        count = len(below) + sum(1 for _ in rows)
        named = f"The sheet {sheet!r}" if sheet else "The sheet"
        yield refuse(source, "missing_text", f"{detail} {named} has {count} rows.", size=source.size)
        return
    for record, (number, values) in enumerate(chain(below, rows), start=first):
        yield _document(source, names, values, (record, number), options)


def _heading(sample: Sequence[Row], options: ReadOptions) -> tuple[list[str], list[Row]]:
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
