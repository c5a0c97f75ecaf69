"""Limits for the unpacked bytes and the records of one file, so that a small file cannot exhaust time or memory."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from toolkit.contract.records import Document, Rejection
from toolkit.read.archive_limits import LEAST, ArchiveBombError
from toolkit.read.decompression import is_compressed
from toolkit.read.input_file import Source, refuse
from toolkit.read.nesting_limits import excess
from toolkit.read.options import ReadOptions

_BLANK = b" \t\r\n\v\f"
_ARCHIVES = ("zip", "tar", "wacz")
"""Readers of archives, whose members are files with limits of their own."""


class StreamLimits:
    """The limits of one file while it is read."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        """Compute the limits from the options and, for a compressed file, its size."""
        self._source, self._options = source, options
        self._bytes = options.max_unpacked_bytes
        if is_compressed(source):
            self._bytes = min(self._bytes, max(options.max_ratio * source.size, LEAST))
        self._is_exceeded = False

    def chunks(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the unpacked bytes of the file.

        Raises:
            ArchiveBombError: there are more of them than allowed, or too many blanks in a row.
        """
        total = blanks = 0
        most_blanks = self._bytes if self._source.reader in _ARCHIVES else self._options.max_blank_bytes
        for part in parts:
            total += len(part)
            rest = part.lstrip(_BLANK)
            blanks = blanks + len(part) if not rest else len(rest) - len(rest.rstrip(_BLANK))
            if total > self._bytes:
                self._stop(
                    f"It unpacks to more than {self._bytes} bytes; raise read.max_ratio or read.max_unpacked_bytes."
                )
            if blanks > most_blanks:
                self._stop(f"It holds more than {most_blanks} blanks in a row; see read.max_blank_bytes.")
            yield part

    def items(self, items: Iterator[Document | Rejection]) -> Iterator[Document | Rejection]:
        """Yield the records of the file; where a limit is exceeded, the rest is refused as `too_large`."""
        count = 0
        for item in islice(items, self._options.max_records):
            count += 1
            if self._is_exceeded and isinstance(item, Rejection) and item.reason == "broken_archive":
                yield replace(item, reason="too_large")
            else:
                yield self._checked(item)
        if count == self._options.max_records and next(items, None) is not None:
            detail = f"The file holds more than {count} records; see read.max_records."
            yield refuse(self._source, "too_large", detail, record=count, size=self._source.size)

    def _checked(self, item: Document | Rejection) -> Document | Rejection:
        """Return a record, or its rejection if its markup exceeds a limit."""
        if isinstance(item, Rejection) or (detail := excess(item, self._options)) is None:
            return item
        kept = item.raw[: self._options.kept_bytes]
        return refuse(
            self._source, "too_large", detail, record=item.record, line=item.line, size=len(item.raw), raw=kept
        )

    def _stop(self, detail: str) -> None:
        self._is_exceeded = True
        raise ArchiveBombError(detail)
