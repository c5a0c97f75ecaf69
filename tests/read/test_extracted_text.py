"""Office texts and PDF that hold several articles."""

import io
import zipfile
from pathlib import Path

import pytest

from toolkit.read import ReadOptions
from toolkit.read.extracted_text import read_text
from toolkit.read.field_mapping import Record
from toolkit.read.input_file import Source

EXPORT = """Tram drivers adopt bees
The Ravensholm Courier
June 3, 2019 Monday

Section: CITY
Byline: Tilda Moss
Body

A swarm of bees was taken in by the drivers on Sunday.

End of Document

Library lends umbrellas
The Pellworth Post
June 5, 2019 Wednesday

Length: 9 words
Body

The library lends umbrellas since Tuesday.

End of Document
"""
STORY = "The bees of the depot were counted on Monday, and there were forty thousand of them in the bell. " * 4
OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text></office:body>'
    "</office:document-content>"
)


@pytest.fixture
def extracted():
    """Read a text as if it had been taken out of a PDF."""

    def run(text, printed="", **options):
        source = Source(Path("a.pdf"), "a.pdf", "pdf", 4)
        return list(read_text(Record(source, b"%PDF", None), text, ReadOptions(**options), printed))

    return run


def test_one_article_is_the_document(extracted):
    (document,) = extracted(STORY)
    assert (document.text, document.raw, document.record) == (STORY, b"%PDF", None)


def test_an_export_is_cut_at_its_printed_lines(extracted):
    first, second = extracted(" ".join(EXPORT.split()), EXPORT)
    assert (first.given["source"], first.given["section"]) == ("The Ravensholm Courier", "CITY")
    assert second.given["headline"] == "Library lends umbrellas"


def test_several_articles_of_no_known_form_are_refused(extracted):
    text = "".join(f"Title: Bees {number}\n\nDate: 2019-06-0{number}\n\n{STORY}\n\n" for number in (1, 2, 3))
    (rejection,) = extracted(text)
    assert rejection.reason == "several_articles"


def test_a_separator_cuts_them(extracted):
    text = "".join(f"@@ {number}\n\n{STORY}\n\n" for number in (1, 2, 3))
    assert [document.text.strip() for document in extracted(text, separator=r"@@ \d")] == [STORY.strip()] * 3


def test_an_export_saved_as_open_document_is_cut(read_bytes):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        lines = "".join(f"<text:p>{line}</text:p>" for line in EXPORT.split("\n"))
        archive.writestr("content.xml", OPEN_DOCUMENT.replace("{}", lines))
    assert [document.given["date"] for document in read_bytes("a.odt", sink.getvalue())] == ["2019-06-03", "2019-06-05"]
