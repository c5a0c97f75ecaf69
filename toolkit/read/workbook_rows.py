"""Rows of workbooks that openpyxl does not read: those of Excel before 2007 (.xls), and OpenDocument sheets (.ods)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any
from xml.etree.ElementTree import Element

from toolkit.errors import ConfigError
from toolkit.read.archive_limits import PasswordError, open_zip
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.xml_elements import UNREADABLE, xml_events

Row = tuple[int, list[object]]
"""Number of a row from 1, and the values of its cells."""
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MOST_COLUMNS = 1000
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
"""What the first member of an OpenDocument sheet says."""


class NoSheetError(Exception):
    """The workbook has no sheet of the name; the message names those that it has."""


def xls_rows(file: IO[bytes], sheet: str | None) -> Iterator[Row]:
    """Yield the rows of the first sheet of a workbook of Excel before 2007, or of the one that is named.

    Raises:
        BrokenArchiveError: the workbook is damaged or has a password.
        ConfigError: python-calamine is not installed.
        NoSheetError: there is no such sheet.

    """
    try:
        import python_calamine
    except ImportError as error:
        raise ConfigError(
            "A workbook of Excel before 2007 (.xls) needs the extra `excel`: install news-dataset-toolkit[excel]."
        ) from error
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(file)
        names = workbook.sheet_names
        rows = workbook.get_sheet_by_name(_chosen(sheet, names)).iter_rows()
    except python_calamine.PasswordError as error:
        raise PasswordError("The workbook has a password; save it without a password.") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        detail = f"The workbook cannot be read ({error}): save it again as .xlsx, without a password."
        raise BrokenArchiveError(detail) from error
    for number, values in enumerate(rows, start=1):
        yield number, [value if value != "" else None for value in values]


def xls_names(file: IO[bytes]) -> list[str]:
    """Return the names of the sheets of a workbook of Excel before 2007; none where it cannot be read."""
    try:
        import python_calamine
    except ImportError:
        return []
    try:
        names: list[str] = python_calamine.CalamineWorkbook.from_filelike(file).sheet_names
    except (python_calamine.CalamineError, OSError, ValueError):
        return []
    return names


def ods_names(file: IO[bytes], size: int) -> list[str]:
    """Return the names of the sheets of an OpenDocument workbook; none where it cannot be read."""
    try:
        with open_zip(file, size).open("content.xml") as content:
            names = []
            for event, element in xml_events(content):
                if event == "start" and element.tag == f"{TABLE}table":
                    names.append(element.get(f"{TABLE}name") or "")
                elif event == "end" and element.tag == f"{TABLE}table-row":
                    element.clear()
    except (OSError, EOFError, KeyError, BrokenArchiveError, *UNREADABLE):
        return []
    return names


def ods_rows(file: IO[bytes], size: int, sheet: str | None) -> Iterator[Row]:
    """Yield the rows of the first sheet of an OpenDocument workbook, or of the one that is named, as a stream.

    Raises:
        BrokenArchiveError: the workbook is damaged, has a password, or unpacks to too much.
        NoSheetError: there is no such sheet.

    """
    archive = open_zip(file, size)
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise PasswordError("The workbook has a password; save it without one.")
    if "content.xml" not in names:
        raise BrokenArchiveError("The file is no OpenDocument workbook: it has no content.xml.")
    try:
        with archive.open("content.xml") as content:
            yield from _table_rows(xml_events(content), sheet)
    except (OSError, EOFError, *UNREADABLE) as error:
        raise BrokenArchiveError(f"The workbook cannot be read: {error}.") from error


def _table_rows(events: Iterator[tuple[str, Any]], sheet: str | None) -> Iterator[Row]:
    """Yield the rows of one table; the elements of others are thrown away."""
    names: list[str] = []
    number, is_chosen = 0, False
    for event, element in events:
        if event == "start":
            if element.tag == f"{TABLE}table":
                names.append(element.get(f"{TABLE}name") or "")
                is_chosen = names[-1] == sheet if sheet else len(names) == 1
        elif element.tag == f"{TABLE}table":
            element.clear()
            if is_chosen:
                return
        elif element.tag == f"{TABLE}table-row":
            number += 1
            if is_chosen:
                yield number, _cells(element)
            number += _repeated(element, "rows") - 1
            element.clear()
    _chosen(sheet, names)


def _cells(row: Element) -> list[object]:
    """Return the values of a row; what follows the last filled cell is left out."""
    values: list[object] = []
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            count = min(_repeated(cell, "columns"), MOST_COLUMNS - len(values))
            values += [_value(cell)] * count
    while values and values[-1] is None:
        values.pop()
    return values


def _value(cell: Element) -> object:
    """Return a day, a number or the printed text of a cell; null for an empty one."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value") or "")
    if kind == "float":
        return float(cell.get(f"{OFFICE}value") or "nan")
    lines = ["".join(_pieces(paragraph)) for paragraph in cell.iterfind(f"{TEXT}p")]
    return "\n".join(lines).strip() or None


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph; elements for blanks and line ends become these."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            yield " "
        else:
            yield from _pieces(child)
        yield child.tail or ""


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-03-05") else datetime.fromisoformat(text)
    except ValueError:
        return text or None


def _repeated(element: Element, what: str) -> int:
    """Return how often a row or cell is repeated."""
    value = element.get(f"{TABLE}number-{what}-repeated") or "1"
    return max(int(value), 1) if value.isdecimal() and len(value) < 9 else 1


def _chosen(sheet: str | None, names: list[str]) -> str:
    """Return the name of the sheet to read; NoSheetError with the names of all if there is none of that name."""
    if not names or (sheet and sheet not in names):
        raise NoSheetError(f"There is no sheet {sheet!r}; the workbook has {', '.join(names[:20])}.")
    return sheet or names[0]
