"""JSON files: one record, a list of records, or records one after the other."""

import re
from collections.abc import Iterator
from itertools import chain

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import from_entry, from_json, holds_records
from toolkit.read.input_file import Source
from toolkit.read.large_envelope import record_pieces
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, unmarked

TOKEN = re.compile(rb'\\[\s\S]?|["\[\]{},\n]')
"""An escape inside a string, or a byte that can begin or end something."""
BACKSLASH = 0x5C


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every record, without holding more than one record.

    The first object is held up to the limit of one document; of a larger one the list in it is read as a stream.
    """
    whole = unmarked(parts)
    head, is_complete = first_object(whole, options)
    if is_complete:
        yield from documents(source, _values(chain(head, whole), options), options, from_json)
    else:
        pieces = record_pieces(chain(head, whole), options, holds_records)
        yield from documents(source, pieces, options, from_entry)


def first_object(parts: Iterator[bytes], options: ReadOptions) -> tuple[list[bytes], bool]:
    """Return the first chunks of a text, and False if they are an object that is above the limit and still open."""
    held: list[bytes] = []
    size, depth, is_quoted, is_escaped = 0, 0, False, False
    for part in parts:
        held.append(part)
        if size == 0 and part.strip() and not part.lstrip().startswith(b"{"):
            return held, True
        for match in TOKEN.finditer(part, int(is_escaped and bool(part))):
            token = match[0]
            is_quoted ^= token == b'"'
            depth += not is_quoted and token == b"{"
            depth -= not is_quoted and token == b"}"
            if depth == 0 and token == b"}" and not is_quoted:
                return held, size + match.end() <= options.max_bytes
        size += len(part)
        is_escaped = is_quoted and _ends_escape(part)
        if size > options.max_bytes:
            return held, False
    return held, True


def _ends_escape(part: bytes) -> bool:
    """Return True if the last byte begins an escape."""
    return (len(part) - len(part.rstrip(b"\\"))) % 2 == 1


def _values(parts: Iterator[bytes], options: ReadOptions) -> Iterator[Piece]:
    """Yield what is between the separators of the outermost level: commas, line ends, brackets."""
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
