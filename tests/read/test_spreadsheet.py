"""Excel workbooks."""

import io
from datetime import datetime

import openpyxl
import pytest

from toolkit.errors import SourceError
from toolkit.read import ReadOptions, discover, read

BELL = "The bell of Tarnholt was cast anew on Monday."


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


MONDAY = datetime(2024, 3, 1)  # noqa: DTZ001 - Excel knows no zones
ROWS = [
    ["Titel", "Volltext", "Datum"],
    ["Bell", BELL, MONDAY],
    [],
    ["Dam", "The dam holds.", "2024-03-02"],
]


def test_the_rows_of_the_first_sheet_are_documents(read_bytes):
    first, second = read_bytes("a.xlsx", workbook(News=ROWS, Other=[["x"]]))
    assert first.given == {"headline": "Bell", "body": BELL, "date": "2024-03-01"}
    assert (first.record, first.line, second.record, second.line) == (0, 2, 1, 4)


def test_the_rows_of_all_sheets_are_documents(read_bytes):
    documents = read_bytes("a.xlsx", workbook(About=[["Export of March"]], January=ROWS, February=[ROWS[0], ROWS[1]]))
    assert [document.text for document in documents] == [BELL, "The dam holds.", BELL]
    assert [document.record for document in documents] == [0, 1, 2]


def test_a_sheet_of_something_else_is_refused_by_its_name(read_bytes):
    document, _, refusal = read_bytes("a.xlsx", workbook(News=ROWS, Outlets=[["Name", "City"], ["Post", "Lundby"]]))
    assert document.text == BELL
    assert (refusal.reason, "'Outlets' has 1 rows" in refusal.detail) == ("missing_text", True)


def test_rows_before_the_heading_are_passed_over(read_bytes):
    (document,) = read_bytes("a.xlsx", workbook(News=[["Search results"], ["3 hits", 2024], ROWS[0], ROWS[1]]))
    assert (document.text, document.line) == (BELL, 4)


def test_another_sheet_can_be_named(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook(Cover=[["About"]], News=ROWS))
    (source,) = discover([f"{tmp_path}/a.xlsx#News"], ReadOptions())
    assert source.path.endswith("a.xlsx#News")
    assert [item.text for item in read(source, ReadOptions())] == [BELL, "The dam holds."]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook(News=ROWS))
    (source,) = discover([f"{tmp_path}/a.xlsx#Old"], ReadOptions())
    (refusal,) = read(source, ReadOptions())
    assert (refusal.reason, "News" in refusal.detail) == ("unreadable", True)


def test_a_workbook_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"no\.xlsx#News"):
        discover([f"{tmp_path}/no.xlsx#News"], ReadOptions())


def test_a_cell_that_is_full_was_cut(read_bytes):
    (refusal,) = read_bytes("a.xlsx", workbook(News=[ROWS[0], ["Bell", "x" * 32_767]]))
    assert refusal.reason == "truncated"


@pytest.mark.parametrize("rows", [[], [["Titel", "Text"]]])
def test_a_sheet_without_rows_is_empty(read_bytes, rows):
    (refusal,) = read_bytes("a.xlsx", workbook(News=rows))
    assert refusal.reason == "empty"


def test_a_sheet_without_a_known_text_is_refused_once(read_bytes):
    (refusal,) = read_bytes("a.xlsx", workbook(News=[["title", "blob"], *[["Bell", BELL]] * 5]))
    assert (refusal.reason, 'read.mapping.body = "blob"' in refusal.detail) == ("missing_text", True)


@pytest.mark.parametrize("raw", [b"PK", b"no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("a.xlsx", raw)
    assert refusal.reason == "broken_archive"


def test_a_workbook_with_a_password_is_refused_with_what_to_do(read_bytes):
    (refusal,) = read_bytes("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "without a password" in refusal.detail
