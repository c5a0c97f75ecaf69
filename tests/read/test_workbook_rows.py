"""Workbooks of Excel before 2007 and OpenDocument sheets."""

import base64
import io
import zipfile
import zlib
from datetime import date

import pytest

from toolkit.contract.records import Rejection
from toolkit.errors import ConfigError
from toolkit.read import ReadOptions, discover, read

XLS = zlib.decompress(
    base64.b64decode(
        "eNrtWE1oE0EUfrPdND9N27S2QiuUoeBfbYNWES81VmrrJf0RwR8E3TRbG7ruht0NNR60WnsUBE+Kl0I9eKk/B3/Qg4IHD0JFD4Ig"
        "tHr0oqDioW1887JJf6zQgAYq+4V58+a9mTdvZ96+mezrqarp8Xv1M7AMe6EE5jN+KF0kY1j8uUYIUJ/JCDZX+7BkXKwp+H24kaUe"
        "eFL+yiv2UOz3DEhwV36OFOAjlhOQhG5DV3kRsZ98UJjwoY3JGHsS3MRSAXXkVzXRfqLriN6hvk+J7iPJFaJt2HeaHYepSHfTHieO"
        "j0qNpKtAyuAhjXlPkh1QCy9FHF+4yrJ9PdBuJhRtjSka5CBMAG5pl6qrpmhXwi0IABxDtESjLR0d01CD2z0B3zMc4FvuvX7GXXlx"
        "5QxQ/nOp3PsHuQ83cbn8miQDjEDmFBPBPAZB+CILjQzd6rA1BuUQplfbAz32oGrOwg+Me0CxEMHhhK2pmLmTqZgtWC+xccUWXHvK"
        "HjRMC5N+Z0rTuK2etTFddKqmmeZmSre4clpJ6EGAHvOMldLjvNewbAyyvlRC05p5e1w5iDMMqnyAhtgGz3VcGM2thN6v8qihx5V0"
        "OBDoNEw7zZOqkdRUPqzqNlf6TcOywuhkz7DGLVXVywCiisl3N/PW7a27GtBRnRuoG1Ys0nM0i8/KY6o2YKbDuBzC9YA4vyjfhZbk"
        "u3LKAkGkcagkvopyQQiXe/b21zfRWG/kJElG6IzLnoQbxbJDBi6KETi4gjQlkF1qgCYasY3oJbK6gfh6ojXYB+tNvbUO0zlKfS6T"
        "dhPOs5PwNrJ5Eb8F+bHPfY8axj5FtiI/2TVzrmbyXWQcGvFkjuN48RuFZtbMblwXeBzJ1czJmR+I1v2WP31SyPE94xz3lTAnMgai"
        "imi2JVaH5VuSs1bZVgm2SvItGVuyY5mtYJmRZY/Tn5FlsR/npQDl+2q4/0JydMKyN99TWPY5lqUVLEtk2e/0l/KWsy3hMz2JVIq8"
        "sJyVC6tl4u4jVcMDYQLPkQUUI3pYnq7V6GErRk8wt6qw0qq6cOHChQsXLooLRne47L1Vdm6u4lbjdb7rzGGZdz+T/Lc4BAb+bPxL"
        "eQB0rE1IFxQ/68HDcrbYKsfkvhcKHMHZTRiCGPkxVHD84q2ULX6eVQ8M/b1XqND55wvx8x/P/ws1ik34"
    )
)
"""Two articles below the columns Title, pubtitle, pubdate, Authors and Full text; a second sheet is called Other."""
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="News">
<table:table-row><table:table-cell office:value-type="string"><text:p>Title</text:p></table:table-cell>
<table:table-cell><text:p>Date</text:p></table:table-cell>
<table:table-cell><text:p>Full text</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell><text:p>Ferry runs again</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>05.03.24</text:p></table:table-cell>
<table:table-cell><text:p>The ferry<text:s/>runs <text:span>again</text:span>.</text:p>
<text:p>Forty went.</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>
</table:table>
<table:table table:name="Other">
<table:table-row><table:table-cell><text:p>text</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>An owl was seen.</text:p></table:table-cell></table:table-row>
</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(content=CONTENT, manifest="<manifest/>"):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def test_rows_of_a_workbook_of_before_2007_are_documents(read_bytes):
    first, second = read_bytes("a.xls", XLS)
    assert first.given["headline"] == "Ferry runs again"
    assert (first.given["source"], first.given["date"]) == ("Ormsund Post", date(2024, 3, 5))
    assert first.given["authors"] == "Ada Quill"
    assert first.text.endswith("Forty people went across.")
    assert (second.given["date"], second.line) == ("Mar 6, 2024", 3)


def test_rows_of_an_open_document_sheet_are_documents(read_bytes):
    document, other = read_bytes("a.ods", ods())
    assert (other.text, other.record) == ("An owl was seen.", 1)
    assert document.given == {
        "headline": "Ferry runs again",
        "date": date(2024, 3, 5),
        "body": "The ferry runs again.\nForty went.",
    }
    assert document.line == 4


@pytest.mark.parametrize(("name", "raw"), [("a.ods", ods()), ("a.xls", XLS)])
def test_a_sheet_is_chosen_by_its_name(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    (source,) = discover([f"{tmp_path / name}#Missing"], ReadOptions())
    (rejection,) = read(source, ReadOptions())
    assert rejection.reason == "unreadable"
    assert "News, Other" in rejection.detail


def test_another_sheet_is_read(tmp_path):
    (tmp_path / "a.ods").write_bytes(ods())
    (source,) = discover([f"{tmp_path / 'a.ods'}#Other"], ReadOptions())
    assert [document.text for document in read(source, ReadOptions())] == ["An owl was seen."]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.xls", XLS[:3000], "broken_archive"),
        ("a.ods", ods()[:500], "broken_archive"),
        ("a.ods", ods(CONTENT[:900]), "broken_archive"),
        ("a.ods", ods(manifest="<encryption-data/>"), "broken_archive"),
        ("a.xls", b"<html><table><tr><td>Title</td></tr></table></html>", "unsupported"),
    ],
)
def test_what_cannot_be_read_is_refused(read_bytes, name, raw, reason):
    (rejection,) = read_bytes(name, raw)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason


def test_a_table_of_text_under_the_name_of_a_workbook_is_read_as_one(read_bytes):
    (document,) = read_bytes("a.xls", b"Title\tFull text\r\nFerry runs again\tIt runs since Monday.\r\n")
    assert document.given["headline"] == "Ferry runs again"


def test_a_missing_library_is_named(read_bytes, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(ConfigError, match=r"news-dataset-toolkit\[excel\]"):
        read_bytes("a.xls", XLS)
