"""HTML pages, one in each file."""

from collections.abc import Iterator

from toolkit.read import media, text
from toolkit.read.options import ReadOptions
from toolkit.read.source import Source
from toolkit.records import Document, Rejection


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one page of an HTML file, whatever it starts with."""
    yield from text.read(source, parts, options, media.HTML)
