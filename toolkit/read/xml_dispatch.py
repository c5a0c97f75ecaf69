"""XML files: their root element says which format they are."""

import re
from collections.abc import Iterator
from itertools import chain

from toolkit.contract.records import Document, Rejection
from toolkit.read import (
    agency_feed,
    corpus_xml,
    feed,
    media_type,
    mets,
    newsml,
    newsml1,
    proquest_xml,
    scanned_pages,
    text_file,
)
from toolkit.read.decompression import file_digest
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

SNIFFED = 65536
MARKS = b" \t\r\n\xef\xbb\xbf\xff\xfe"
"""Blanks, and the bytes of byte order marks."""
NAME = re.compile(rb"<(?:[\w.\-]+:)?([\w.\-]+)")
STORIES = re.compile(rb"<(?:\w+:)?(?:newsitem|NewsItem|Publication|ppsarticle)\b|\sfid=[\"']", re.IGNORECASE)
"""What files hold whose root is one of a program's own around stories of agencies or of Factiva."""
READERS = {
    "rss": feed.read,
    "RDF": feed.read,
    "feed": feed.read,
    "newsItem": newsml.read_item,
    "newsMessage": newsml.read_message,
    "nitf": newsml.read_item,
    "NewsML": newsml1.read,
    "NewsItem": newsml1.read,
    "newsitem": newsml1.read,
    "Publication": newsml1.read,
    "ppsarticle": newsml1.read,
    "ppsArticle": newsml1.read,
    "alto": scanned_pages.read,
    "PcGts": scanned_pages.read,
    "mets": mets.read_unnamed,
    "TEI": corpus_xml.read,
    "doc": corpus_xml.read,
    "teiCorpus": corpus_xml.read_list,
    "docs": corpus_xml.read_list,
    "items": corpus_xml.read_list,
}


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the documents of the formats of `READERS` and of an XHTML page; refuse anything else."""
    start = next(parts, b"")
    whole = chain([start], parts)
    root = root_of(start)
    if root == "feed" and agency_feed.MARK.search(start) is not None:
        yield from agency_feed.read(source, whole, options)
    elif root.lower() == "record" and proquest_xml.MARK.search(start) is not None:
        yield from proquest_xml.read(source, whole, options)
    elif root not in READERS and STORIES.search(start) is not None:
        yield from newsml1.read(source, whole, options)
    elif root in READERS:
        yield from READERS[root](source, whole, options)
    elif root == "html":
        yield from text_file.read(source, whole, options, media_type.HTML)
    elif not start.strip():
        yield refuse(source, "empty", "There is nothing in the file but blanks.", size=source.size)
    else:
        is_known = False
        for item in corpus_xml.read_any(source, whole, options) if root else ():
            is_known = True
            yield item
        if not is_known:
            yield refuse(
                source,
                "unsupported",
                f"No reader knows XML whose root element is {root or 'missing'!r}; leave it out with `exclude`.",
                sha256=file_digest(source),
                size=source.size,
                raw=start[: options.kept_bytes],
            )


def root_of(start: bytes) -> str:
    """Return the name of the root element without its prefix; empty when the first bytes are not those of XML."""
    start = start[:SNIFFED].replace(b"\0", b"").lstrip(MARKS)
    if not start.startswith(b"<"):
        return ""
    position = 0
    while (position := start.find(b"<", position)) >= 0:
        if start.startswith(b"<!--", position):
            position = start.find(b"-->", position)
            if position < 0:
                break
        elif start[position + 1 : position + 2] in (b"?", b"!"):
            position += 1
        else:
            name = NAME.match(start, position)
            return name[1].decode("ascii", "replace") if name else ""
    return ""
