"""Text files: one document, a page in a text file, or an export that holds many articles."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import CHUNK, digest, file_digest, gather, is_compressed
from toolkit.read.exports.html_flow import printed_text
from toolkit.read.exports.stories import read_story
from toolkit.read.html_articles import split_articles
from toolkit.read.input_file import Source, refuse
from toolkit.read.media_type import HTML, PLAIN, is_page
from toolkit.read.options import ReadOptions
from toolkit.read.several_articles import advice, sighting

_MORE_CHUNKS = 8
"""Chunks of a large page that are looked at, besides the first one, to know an export."""


def read(
    source: Source, parts: Iterator[bytes], options: ReadOptions, media_type: str | None = None
) -> Iterator[Document | Rejection]:
    """Yield the one document of a file, or the articles of an export; its media type is looked at if not given."""
    start = next(parts, b"")
    if media_type == HTML and len(start) >= CHUNK:  # styles and scripts may fill the beginning of a page
        start = b"".join([start, *islice(parts, _MORE_CHUNKS)])
    from toolkit.read.several import find_cut

    cut = find_cut(start, options, media_type)
    if cut is not None:
        yield from cut(source, chain([start], parts), options)
        return
    raw = whole(source, chain([start], parts), options)
    if isinstance(raw, Rejection):
        yield raw
    else:
        yield from _articles(source, _document(source, raw, options, media_type), options)


def whole(source: Source, parts: Iterator[bytes], options: ReadOptions) -> bytes | Rejection:
    """Return all bytes of a file, or its rejection when it is larger than the limit."""
    raw, complete = gather(parts, options.max_bytes)
    return raw if complete else _too_large(source, raw, parts, options)


def _articles(source: Source, document: Document | Rejection, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of a file; those of its `article` elements, or a rejection, where it holds several."""
    if isinstance(document, Rejection):
        yield document
        return
    if document.media_type != PLAIN:
        elements = split_articles(document.text)
        for number, markup in enumerate(elements):
            yield _part(document, markup, number)
        if not elements:
            yield document
        return
    seen = sighting(document.text)
    if seen is None:
        yield document
        return
    yield refuse(
        source,
        "several_articles",
        advice(seen),
        media_type=PLAIN,
        sha256=document.sha256,
        size=len(document.raw),
        raw=document.raw[: options.kept_bytes],
    )


def _part(document: Document, markup: str, number: int) -> Document:
    """Return the document of one article of a page; a story below a heading has its head as fields."""
    raw = markup.encode("utf-8", "replace")
    part = replace(document, text=markup, raw=raw, sha256=hashlib.sha256(raw).hexdigest(), record=number)
    if markup[:2].lower() != "<h":
        return part
    text = "".join(printed_text([markup]))
    fields = read_story(text)
    return (
        part if fields is None else replace(part, text=text, media_type=PLAIN, given=fields.given, spans=fields.spans)
    )


def _document(source: Source, raw: bytes, options: ReadOptions, media_type: str | None) -> Document | Rejection:
    """Return the document that a whole file is."""
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        text = decode(raw, options.encoding)
        fault = None if text.strip() else NotTextError("empty", "There is nothing in the file but blanks.")
    except NotTextError as error:
        fault = error
    if fault is not None:
        return refuse(
            source,
            fault.reason,
            fault.detail,
            media_type=media_type,
            sha256=sha256,
            size=len(raw),
            raw=raw[: options.kept_bytes],
        )
    kind = media_type or (HTML if is_page(text) else PLAIN)
    return Document(path=source.path, text=text, sha256=sha256, media_type=kind, raw=raw)


def _too_large(source: Source, start: bytes, rest: Iterator[bytes], options: ReadOptions) -> Rejection:
    """Refuse a file above the limit; a compressed one is not unpacked any further, for it may be a bomb."""
    kept = start[: options.kept_bytes]
    detail = f"The document is larger than {options.max_bytes} bytes."
    if is_compressed(source):
        detail += " Digest and size are those of the compressed file."
        return refuse(source, "too_large", detail, sha256=file_digest(source), size=source.size, raw=kept)
    sha256, size = digest(_joined(start, rest))
    return refuse(source, "too_large", detail, sha256=sha256, size=size, raw=kept)


def _joined(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield start
    yield from rest
