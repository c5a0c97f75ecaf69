"""Files whose name does not say what they hold: the first bytes decide."""

import re
from collections.abc import Iterator
from itertools import chain

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read import (
    archives,
    json_documents,
    json_lines,
    mail,
    media_type,
    office_file,
    opendocument,
    pdf,
    spreadsheet,
    text_file,
    warc,
    xml_dispatch,
)
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import file_digest
from toolkit.read.input_file import Source, refuse
from toolkit.read.interface import ReadFunction
from toolkit.read.options import ReadOptions
from toolkit.read.other_files import describe_other
from toolkit.read.rtf_text import is_rtf

MESSAGE = re.compile(
    r"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version):[^\n]*\n(?:[\w-]+:|[ \t])", re.IGNORECASE
)
JSON = re.compile(r"\s*(?:\[\s*\{|\{\s*\"[^\"\n]{1,200}\"\s*:)")
"""How a JSON file begins that holds an object or a list of them."""
SNIFFED = 65536


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the documents of an office file, archive, page, XML, mail, JSON or text; refuse anything else."""
    start = next(parts, b"")
    whole = chain([start], parts)
    if (other := describe_other(source.path, start)) is not None:
        yield _unsupported(
            source, start, options, f"{other} Leave it out with `exclude`, or rename it if it is an article."
        )
        return
    if (packed := _packed_reader(start)) is not None:
        yield from packed(source, whole, options)
        return
    try:
        sample = decode(start[:SNIFFED], options.encoding)
    except NotTextError as fault:
        advice = "Give it a suffix that a reader knows, or leave it out with `exclude`."
        yield _unsupported(source, start, options, f"{fault.detail} {advice}")
        return
    if media_type.is_page(sample):
        yield from text_file.read(source, whole, options, media_type.HTML)
    elif sample.startswith("<?xml") or xml_dispatch.root_of(start) in xml_dispatch.READERS:
        yield from xml_dispatch.read(source, whole, options)
    elif sample.startswith("WARC/1."):
        yield from warc.read(source, whole, options)
    elif mail.is_box(sample):
        yield from mail.read_box(source, whole, options)
    elif MESSAGE.match(sample) or mail.is_message(sample):
        yield from mail.read(source, whole, options)
    elif _is_record(start):
        yield from json_lines.read(source, whole, options)
    elif JSON.match(sample):
        yield from json_documents.read(source, whole, options)
    else:
        yield from text_file.read(source, whole, options)


def _packed_reader(start: bytes) -> ReadFunction | None:
    """Return what reads an office file, a PDF or an archive by its first bytes; null for anything else."""
    if is_rtf(start):
        return office_file.read
    if start.startswith(b"%PDF-"):
        return pdf.read
    if start[257:262] == b"ustar":
        return archives.read_tar
    if not start.startswith(b"PK\x03\x04"):
        return None
    kinds: tuple[tuple[bytes, ReadFunction], ...] = (
        (b"application/epub+zip", opendocument.read_book),
        (b"application/vnd.oasis.opendocument.text", opendocument.read),
        (b"application/vnd.oasis.opendocument.spreadsheet", spreadsheet.read),
        (b"word/", office_file.read),
        (b"xl/", spreadsheet.read),
    )
    return next((read for mark, read in kinds if mark in start[:SNIFFED]), archives.read_zip)


def _is_record(start: bytes) -> bool:
    """Return True if the first line is a JSON object, or, if it is longer than the sample, begins as one."""
    line, end, _ = start.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not end and len(start) >= SNIFFED:
        return line[1:].lstrip().startswith(b'"')
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _unsupported(source: Source, start: bytes, options: ReadOptions, detail: str) -> Rejection:
    return refuse(
        source,
        "unsupported",
        detail,
        sha256=file_digest(source),
        size=source.size,
        raw=start[: options.kept_bytes],
    )
