"""OpenDocument texts and electronic books."""

import io
import zipfile

import pytest

NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
CONTENT = f"""<office:document-content {NAMES}><office:body><office:text><text:tracked-changes><text:p>Old.</text:p>
</text:tracked-changes><text:h>Bell rings again</text:h><text:p>The <text:span>bell</text:span><text:s/>was cast
anew.<text:note><text:p>A note.</text:p></text:note></text:p><text:list><text:list-item><text:p>It rings.</text:p>
</text:list-item></text:list></office:text></office:body></office:document-content>"""
TEXT = "Bell rings again\n\nThe bell was cast anew.\n\nIt rings."
PAGE = f"<html><body><p>{'The bell of Tarnholt was cast anew. ' * 30}</p></body></html>"
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    "OEBPS/book.opf": """<package><manifest><item id="c" href="cover.xhtml"/><item id="b" href="text/two%20.xhtml"/>
    <item id="a" href="text/one.xhtml"/></manifest><spine><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/>
    <itemref idref="x"/></spine></package>""",
    "OEBPS/cover.xhtml": "<html><body>Cover</body></html>",
    "OEBPS/text/one.xhtml": PAGE,
    "OEBPS/text/two .xhtml": PAGE.replace("bell", "gong"),
}


def packed(files):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


@pytest.mark.parametrize(("name", "raw"), [("a.odt", packed({"content.xml": CONTENT})), ("a.fodt", CONTENT.encode())])
def test_paragraphs_and_headings_are_read_without_notes_and_deletions(read_bytes, name, raw):
    (document,) = read_bytes(name, raw)
    assert (document.text, document.media_type) == (TEXT, "text/plain")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"content.xml": CONTENT, "META-INF/manifest.xml": "<m><encryption-data/></m>"}, "password"),
        ({"other.xml": "x"}, "content.xml"),
        ({"content.xml": "<a>"}, "cannot be read"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_reason(read_bytes, files, words):
    (refusal,) = read_bytes("a.odt", packed(files))
    assert (refusal.reason, words in refusal.detail) == ("broken_archive", True)


def test_a_document_without_text_is_refused(read_bytes):
    (refusal,) = read_bytes("a.odt", packed({"content.xml": "<a/>"}))
    assert refusal.reason == "no_text"


def test_a_part_that_unpacks_without_end_is_refused(read_bytes):
    (refusal,) = read_bytes("a.odt", packed({"content.xml": b" " * 90_000_000}))
    assert refusal.reason == "broken_archive"


def test_the_parts_of_a_book_are_pages_in_their_order_of_reading(read_bytes):
    result = read_bytes("a.epub", packed(BOOK))
    assert [("bell" in item.text, item.record, item.media_type) for item in result] == [
        (True, 1, "text/html"),
        (False, 2, "text/html"),
    ]


@pytest.mark.parametrize("raw", [b"no book", packed({"a": "b"})])
def test_what_is_no_book_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("a.epub", raw)
    assert refusal.reason == "broken_archive"
