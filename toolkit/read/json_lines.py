"""JSON Lines: one record on each line."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import from_json
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, unmarked


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every line that is not blank; a line that is no record is refused alone."""
    yield from documents(source, _lines(unmarked(parts), options), options, from_json)


def _lines(parts: Iterator[bytes], options: ReadOptions) -> Iterator[Piece]:
    """Yield every line that is not blank, holding no more of a line than the limit."""
    line = Growing(options, 1)
    for part in parts:
        if not line.is_filled and not part.strip():
            line = Growing(options, line.number + part.count(b"\n"))  # nothing but blank lines
            continue
        start = 0
        while (end := part.find(b"\n", start)) >= 0:
            line.add(part[start:end])
            if line.is_filled:
                yield _without_return(line.piece())
            line = Growing(options, line.number + 1)
            start = end + 1
        line.add(part[start:])
    if line.is_filled:
        yield _without_return(line.piece())


def _without_return(piece: Piece) -> Piece:
    if piece.sha256 is not None or not piece.raw.endswith(b"\r"):
        return piece
    return replace(piece, raw=piece.raw[:-1], size=piece.size - 1)
