"""Files whose name does not say what they hold: the first bytes decide."""

from collections.abc import Iterator
from itertools import chain

import orjson

from toolkit.read import jsonl, media, text
from toolkit.read.charset import NotTextError, decode
from toolkit.read.options import ReadOptions
from toolkit.read.source import Source, refuse
from toolkit.read.stream import file_digest
from toolkit.records import Document, Rejection

FOREIGN = ("<?xml", "<rss", "<feed", "WARC/1.", "From ", "Return-Path:", "Received:")
"""How formats start that decode as text and are none: XML, web archives, mail boxes."""

SNIFFED = 65536


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the documents of a page, of JSON Lines or of a text; refuse anything else."""
    start = next(parts, b"")
    whole = chain([start], parts)
    try:
        sample = decode(start[:SNIFFED], options.encoding)
    except NotTextError as fault:
        yield _unsupported(source, start, options, fault.detail)
        return
    if media.is_page(sample):
        yield from text.read(source, whole, options, media.HTML)
    elif sample.startswith(FOREIGN):
        yield _unsupported(source, start, options, "It starts like a format that has no reader.")
    elif _is_record(start):
        yield from jsonl.read(source, whole, options)
    else:
        yield from text.read(source, whole, options)


def refuse_format(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Refuse a file whose suffix names a format that has no reader."""
    yield _unsupported(source, next(parts, b""), options, "No reader knows the format that its name ends with.")


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
