"""HTML pages, one in each file."""

from collections.abc import Iterator

from toolkit.contract.records import Document, Rejection
from toolkit.read import media_type, text_file
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one page of an HTML file, whatever it starts with."""
    yield from text_file.read(source, parts, options, media_type.HTML)
