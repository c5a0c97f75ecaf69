"""JSON objects above the limit of one document: the list of records in them is found and read as a stream."""

import hashlib
import re
from collections.abc import Callable, Iterator

from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece

TOKEN = re.compile(rb'\\[\s\S]?|["\[\]{}\n]')
KEY = re.compile(rb'"((?:[^"\\]|\\.){1,200})"\s*:\s*\Z')
"""The key before a value that begins."""
BACKSLASH, QUOTE, LIST, OBJECT, LINE_END = 0x5C, 0x22, 0x5B, 0x7B, 0x0A
MOST_TRIED = 20
"""Entries of a list that are looked at before it is given up."""
_LOOK_BACK = 512
IsRecord = Callable[[bytes], bool]
"""Takes the bytes of an object; returns True if it is a record, or holds some."""


class _Lists:
    """Which list holds the records, by the path of keys that leads to it."""

    def __init__(self, options: ReadOptions, is_record: IsRecord) -> None:
        self.chosen: str | None = options.records or None
        self._is_record = is_record
        self._held: dict[str, list[Piece]] = {}
        """Entries of lists of which none was a record yet."""

    def may_hold(self, path: str) -> bool:
        """Return True if the entries of a list are worth a look."""
        if self.chosen is not None:
            return path == self.chosen
        return len(self._held.get(path, ())) < MOST_TRIED

    def take(self, path: str, piece: Piece) -> list[Piece]:
        """Return the entries that are certainly records now: none before the first one of a list that is."""
        if self.chosen is None:
            held = self._held.setdefault(path, [])
            if piece.sha256 is not None or not self._is_record(piece.raw):
                held.append(piece)
                return []
            self.chosen, self._held = path, {}
            return [*held, piece]
        return [piece]


class _Reader:
    """Follows the structure of a JSON text, and keeps the entry that is being read."""

    def __init__(self, options: ReadOptions, lists: _Lists) -> None:
        self._options = options
        self._lists = lists
        self._line = 1
        self._keys: list[str] = []
        """Of each open object or list, the key under which it is; empty for an entry of a list."""
        self._kinds: list[int] = []
        self._before = b""
        """The last bytes before the token, which may end with a key."""
        self._entry: Growing | None = None
        self._entry_depth = 0
        self._is_quoted = self._is_escaped = False

    def feed(self, part: bytes) -> Iterator[Piece]:
        """Yield the records that end in the next bytes."""
        start = 0
        pending, self._is_escaped = self._is_escaped and bool(part), self._is_escaped and not part
        for match in TOKEN.finditer(part, int(pending)):
            token = match[0]
            if token[0] == LINE_END:
                self._line += 1
            elif token[0] == BACKSLASH:
                self._is_escaped = self._is_quoted and len(token) == 1
            elif token[0] == QUOTE:
                self._is_quoted = not self._is_quoted
            elif self._is_quoted:
                continue
            elif token[0] in (LIST, OBJECT):
                self._open(token[0], part, match.start())
                start = match.start() if self._entry is not None and len(self._kinds) == self._entry_depth else start
            elif self._kinds:
                ends_entry = self._entry is not None and len(self._kinds) == self._entry_depth
                if ends_entry and self._entry is not None:
                    self._entry.add(part[start : match.end()])
                    yield from self._lists.take(self._path(), self._entry.piece())
                    self._entry = None
                self._kinds.pop()
                self._keys.pop()
        if self._entry is not None:
            self._entry.add(part[start:])
        self._before = (self._before + part)[-_LOOK_BACK:]

    def rest(self) -> Iterator[Piece]:
        """Yield the record in which the text breaks off."""
        if self._entry is not None:
            yield from self._lists.take(self._path(), self._entry.piece())

    def _open(self, kind: int, part: bytes, position: int) -> None:
        """Note that an object or a list begins, and whether it is an entry of a list."""
        if self._entry is None:
            is_entry = kind == OBJECT and bool(self._kinds) and self._kinds[-1] == LIST
            before = part[max(position - _LOOK_BACK, 0) : position]
            key = None if is_entry else KEY.search(before if position >= _LOOK_BACK else self._before + before)
            self._keys.append(key[1].decode("utf-8", "replace") if key else "")
            self._kinds.append(kind)
            if is_entry and self._lists.may_hold(self._path()):
                self._entry = Growing(self._options, self._line)
                self._entry_depth = len(self._kinds)
        else:
            self._keys.append("")
            self._kinds.append(kind)

    def _path(self) -> str:
        """Return the keys that lead to the list of the entry, with dots between them."""
        depth = self._entry_depth if self._entry is not None else len(self._keys)
        return ".".join(key for key in self._keys[:depth] if key)


def record_pieces(parts: Iterator[bytes], options: ReadOptions, is_record: IsRecord) -> Iterator[Piece]:
    """Yield the bytes of each record of the first list that holds some; the whole text as one where none does.

    Only the record that is being read is held, and the first entries of lists that have shown no record yet.
    """
    reader = _Reader(options, _Lists(options, is_record))
    digest, size, kept, is_found = hashlib.sha256(), 0, b"", False
    for part in parts:
        digest.update(part)
        size += len(part)
        kept += part[: max(options.kept_bytes - len(kept), 0)]
        for piece in reader.feed(part):
            is_found = True
            yield piece
    for piece in reader.rest():
        is_found = True
        yield piece
    if not is_found:
        yield Piece(kept, 1, size, digest.hexdigest())
