"""Files whose name does not say what they hold: the first bytes decide."""

import re
from collections.abc import Iterator
from itertools import chain

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read import json_lines, mail, media_type, office_file, text_file, warc, xml_dispatch
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import file_digest
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.rtf_text import is_rtf

MESSAGE = re.compile(
    r"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version):[^\n]*\n(?:[\w-]+:|[ \t])", re.IGNORECASE
)
SNIFFED = 65536


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the documents of a page, XML, web archive, mail, JSON Lines or text; refuse anything else."""
    start = next(parts, b"")
    whole = chain([start], parts)
    if is_rtf(start) or (start.startswith(b"PK\x03\x04") and b"word/" in start):
        yield from office_file.read(source, whole, options)
        return
    try:
        sample = decode(start[:SNIFFED], options.encoding)
    except NotTextError as fault:
        yield _unsupported(source, start, options, fault.detail)
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
    else:
        yield from text_file.read(source, whole, options)


def _is_record(start: bytes) -> bool:
    """Say whether the first line is a JSON object, or, if it is longer than the sample, begins as one."""
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
        f"{detail} Give it a suffix that a reader knows, or leave it out with `exclude`.",
        sha256=file_digest(source),
        size=source.size,
        raw=start[: options.kept_bytes],
    )
