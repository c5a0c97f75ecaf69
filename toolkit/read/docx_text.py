"""The text of a DOCX file: one line for each paragraph, with an empty line between two."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from xml.etree.ElementTree import Element

from toolkit.read.options import ReadOptions
from toolkit.read.xml_elements import READ_AHEAD, UNREADABLE, XmlElements

_MAIN = "word/document.xml"
_NAMESPACE = re.compile(r"\{[^}]*\}")
_MOST = 64
"""The unpacked document may be so many times as large as the limit of one file: mark-up is long and packs well."""
PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the container that holds an encrypted DOCX, and of the older DOC."""


class DocxError(Exception):
    """The file is no DOCX that can be read; the message is one sentence."""


def is_docx(raw: bytes) -> bool:
    """Return True if bytes are a zip archive that holds a Word document."""
    if not raw.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _MAIN in archive.namelist()
    except zipfile.BadZipFile:
        return False


def docx_lines(raw: bytes, limit: int) -> Iterator[str]:
    """Yield the paragraphs with their line ends, table cells divided by tabs; DocxError if that is not possible.

    `limit` is the largest size of one document in bytes; the unpacked mark-up is read without being held.
    """
    if raw.startswith(PROTECTED):
        raise DocxError("The document is protected by a password or is a DOC: save it as DOCX without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo(_MAIN).file_size > limit * _MOST:
                raise DocxError(f"The document unpacks to more than {limit * _MOST} bytes: raise read.max_bytes.")
            with archive.open(_MAIN) as file:
                parts = iter(partial(file.read, READ_AHEAD), b"")
                yield from _within(_paragraphs(XmlElements(parts, replace(ReadOptions(), max_bytes=limit))), limit)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError) as error:
        raise DocxError(f"The document cannot be unpacked ({error}): save it again.") from error
    except UNREADABLE as error:
        raise DocxError(f"The document's mark-up cannot be read ({error}): save it again.") from error


def _within(lines: Iterator[str], limit: int) -> Iterator[str]:
    """Yield lines of at most so many characters together."""
    size = 0
    for line in lines:
        size += len(line)
        if size > limit:
            raise DocxError(f"The text has more than {limit} characters: raise read.max_bytes.")
        yield line


def _paragraphs(elements: XmlElements) -> Iterator[str]:
    """Yield every paragraph; cells of one row are on one line."""
    cells: list[str] = []
    rows = 0
    for event, element in elements.events():
        name = _NAMESPACE.sub("", element.tag)
        if event == "start":
            rows += name == "tr"
        elif name == "p":
            text = "".join(_texts(element)).strip()
            if rows:
                cells.append(text)
            else:
                yield f"{text}\n\n"
            elements.release(element)
        elif name == "tr":
            rows -= 1
            if not rows:
                yield "\t".join(cell for cell in cells if cell) + "\n\n"
                cells = []
            elements.release(element)


def _texts(paragraph: Element) -> Iterator[str]:
    """Yield the printed text of a paragraph; deleted text and field codes are no part of it."""
    for element in paragraph.iter():
        name = _NAMESPACE.sub("", element.tag) if isinstance(element.tag, str) else ""
        if name == "t":
            yield element.text or ""
        elif name == "tab":
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
