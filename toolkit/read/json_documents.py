"""JSON files: one record, a list of records, or records one after the other."""

import re
from collections.abc import Iterator

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import from_json
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, unmarked

TOKEN = re.compile(rb'\\[\s\S]?|["\[\]{},\n]')
"""An escape inside a string, or a byte that can begin or end something."""
BACKSLASH = 0x5C


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every record, without holding more than one record."""
    yield from documents(source, _values(unmarked(parts), options), options, from_json)


def _values(parts: Iterator[bytes], options: ReadOptions) -> Iterator[Piece]:
    """Yield what stands between the separators of the outermost level: commas, line ends, brackets."""
    value, depth, line = Growing(options, 1), 0, 1
    quoted = listed = escaped = False
    for part in parts:
        start = 0
        pending, escaped = escaped and bool(part), escaped and not part
        for match in TOKEN.finditer(part, int(pending)):
            token = match[0]
            line += token == b"\n"
            if token[0] == BACKSLASH:
                escaped = quoted and len(token) == 1
            elif token == b'"':
                quoted = not quoted
            elif quoted:
                continue
            elif token in b"{[":
                if depth == 0:
                    value.add(part[start : match.start()])
                    if value.is_filled:
                        yield value.piece()
                    value, start = Growing(options, line), match.start()
                    if token == b"[" and not listed:
                        listed, start = True, match.end()
                        continue
                depth += 1
            elif depth > 0 and token in b"]}":
                depth -= 1
                if depth == 0:
                    value.add(part[start : match.end()])
                    yield value.piece()
                    value, start = Growing(options, line), match.end()
            elif depth == 0:
                value.add(part[start : match.start()])
                if value.is_filled:
                    yield value.piece()
                value, start = Growing(options, line), match.end()
                listed = listed and token != b"]"
        value.add(part[start:])
    if value.is_filled:
        yield value.piece()
