"""Office documents (DOCX, RTF): one article, or an export that holds many."""

import hashlib
from collections.abc import Iterator

from toolkit.contract.records import Document, Rejection
from toolkit.read.docx_text import PROTECTED, DocxError, docx_lines, is_docx
from toolkit.read.extracted_text import read_text
from toolkit.read.field_mapping import Record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.rtf_text import RtfError, is_rtf, rtf_text
from toolkit.read.text_file import whole


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the articles of an office document, which is held whole; its text is the text of its paragraphs."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    try:
        text = office_text(raw, options.max_bytes)
    except (DocxError, RtfError) as error:
        yield _refused(source, raw, options, "unsupported", str(error))
        return
    if not text.strip():
        yield _refused(source, raw, options, "no_text", "There is no text in the document.")
        return
    yield from read_text(Record(source, raw, None), text, options)


def office_text(raw: bytes, limit: int) -> str:
    """Return the text of a DOCX or RTF file; DocxError or RtfError with one sentence if that is not possible.

    `limit` is the largest size of one document in bytes.
    """
    if is_rtf(raw):
        return rtf_text(raw)
    if is_docx(raw) or raw.startswith(PROTECTED):
        return "".join(docx_lines(raw, limit))
    raise DocxError("The file is neither DOCX nor RTF: give it the suffix of what it holds.")


def _refused(source: Source, raw: bytes, options: ReadOptions, reason: str, detail: str) -> Rejection:
    sha256 = hashlib.sha256(raw).hexdigest()
    return refuse(source, reason, detail, sha256=sha256, size=len(raw), raw=raw[: options.kept_bytes])
