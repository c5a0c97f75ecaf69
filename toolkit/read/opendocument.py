"""OpenDocument texts (ODT) and electronic books (EPUB): archives of XML."""

import hashlib
import io
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from toolkit.contract.records import Document, Rejection
from toolkit.read import media_type
from toolkit.read.archive_limits import open_zip, zip_member
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.extracted_text import read_text
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.markup_text import strip_namespaces
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole
from toolkit.read.xml_elements import UNREADABLE, parse_xml

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SKIPPED = frozenset((f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}bookmark"))
LEAST_WORDS = 100
"""Parts of a book with fewer words are covers, titles and lists of contents."""
MOST_PARTS = 5000


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of an OpenDocument text, packed (.odt) or flat (.fodt)."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    record = Record(source, raw, None)
    try:
        text = _document_text(raw, options.max_bytes)
    except BrokenArchiveError as error:
        yield refuse_record(record, options, "broken_archive", str(error))
        return
    if not text.strip():
        yield refuse_record(record, options, "no_text", "There is no text in the document.")
        return
    yield from read_text(record, text, options)


def read_book(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield each part of a book in its order of reading as a page; covers and lists of contents are left out."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    number = -1
    try:
        with open_zip(io.BytesIO(raw), len(raw)) as archive:
            for number, name in enumerate(_spine(archive, options.max_bytes)):
                page = zip_member(archive, name, options.max_bytes)
                item = _book_part(Record(source, page, number), options) if page is not None else None
                if item is not None:
                    yield item
    except BrokenArchiveError as error:
        yield refuse(source, "broken_archive", str(error), record=number + 1, size=source.size)
        return
    if number < 0:
        yield refuse(source, "empty", "The book has no part.", size=source.size)


def _book_part(record: Record, options: ReadOptions) -> Document | Rejection | None:
    try:
        text = decode(record.raw, options.encoding)
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    if len(text.split()) < LEAST_WORDS:
        return None
    sha256 = hashlib.sha256(record.raw).hexdigest()
    return Document(record.source.path, text, sha256, media_type.HTML, record=record.number, raw=record.raw)


def _spine(archive: ZipFile, limit: int) -> list[str]:
    """Return the names of the parts of a book in their order of reading."""
    container = _parsed(zip_member(archive, "META-INF/container.xml", limit))
    root = next((file.get("full-path") for file in container.iter("rootfile")), None) or ""
    package = _parsed(zip_member(archive, root, limit))
    files = {item.get("id"): item.get("href") or "" for item in package.iter("item")}
    names = [files[name] for ref in package.iter("itemref") if (name := ref.get("idref")) in files]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(name))) for name in names[:MOST_PARTS]]


def _parsed(raw: bytes | None) -> Element:
    try:
        root = parse_xml(raw or b"")
    except UNREADABLE as error:
        raise BrokenArchiveError(f"A part of the file cannot be read: {error}.") from error
    strip_namespaces(root)
    return root


def _document_text(raw: bytes, limit: int) -> str:
    content: bytes | None = raw
    if raw.startswith(b"PK"):
        with open_zip(io.BytesIO(raw), len(raw)) as archive:
            manifest = zip_member(archive, "META-INF/manifest.xml", limit) or b""
            if b"encryption-data" in manifest:
                raise BrokenArchiveError("The document is protected by a password; save it without one.")
            content = zip_member(archive, "content.xml", limit)
    if content is None:
        raise BrokenArchiveError("The file is no OpenDocument text: it has no content.xml.")
    try:
        root = parse_xml(content)
    except UNREADABLE as error:
        raise BrokenArchiveError(f"The document cannot be read: {error}.") from error
    return "\n\n".join(" ".join("".join(_pieces(element)).split()) for element in _blocks(root)).strip("\n")


def _blocks(root: Element) -> Iterator[Element]:
    """Yield paragraphs and headings in their order, none of those that were deleted or are notes."""
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield element
        elif element.tag not in SKIPPED:
            pending.extend(reversed(element))


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph; elements for blanks, tabs and line ends become blanks."""
    yield element.text or ""
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            yield " "
        elif child.tag not in SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""
