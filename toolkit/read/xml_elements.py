"""The elements of XML as they begin and end, without entities, and within the limits of the options."""

from collections.abc import Iterator
from typing import IO, Any, Protocol, cast
from xml.etree.ElementTree import Element, ParseError

from toolkit.contract.records import Rejection
from toolkit.read.decompression import BrokenArchiveError, ByteFile
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

READ_AHEAD = 1 << 16
"""Bytes beyond a record that the parser may hold."""
_USUAL = ReadOptions()


class XmlLimitError(ValueError):
    """XML exceeds a limit of the options; the message names it."""


UNREADABLE = (ParseError, ValueError, LookupError, RecursionError)
"""What damaged or hostile XML raises: odd encodings and values, entities, deep nesting, a limit."""
UNREADABLE_STREAM = (*UNREADABLE, BrokenArchiveError)


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _Measured:
    """A file, and how much was read of it since a record ended."""

    def __init__(self, file: _Readable, most: int) -> None:
        self._file = file
        self._most = most
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.since += len(part)
        if self.since > self._most + READ_AHEAD:
            raise XmlLimitError(f"a record has more than {self._most} bytes; see read.max_bytes")
        return part


class XmlElements:
    """The elements of one file; what was used of it can be let go, so that no more than a record is held."""

    def __init__(self, parts: Iterator[bytes], options: ReadOptions) -> None:
        """Read nothing yet."""
        self._file = _Measured(ByteFile(parts), options.max_bytes)
        self._options = options
        self._open: list[Element] = []

    def events(self) -> Iterator[tuple[str, Element]]:
        """Yield "start" and "end" with every element; any of UNREADABLE_STREAM where that is not possible."""
        return _events(self._file, self._options, self._open)

    def release(self, element: Element) -> None:
        """Forget an element that has just ended, and count the bytes of the next record from here."""
        element.clear()
        if self._open:
            self._open[-1].remove(element)
        self._file.since = 0


def xml_events(file: IO[bytes], options: ReadOptions = _USUAL) -> Iterator[tuple[str, Element]]:
    """Yield "start" and "end" with every element of a file that is small enough; any of UNREADABLE if it is damaged."""
    return _events(file, options, [])


def parse_xml(content: bytes, options: ReadOptions = _USUAL) -> Element:
    """Return the root element of XML that is small enough; any of UNREADABLE if it is damaged."""
    root = None
    for _, element in _events(ByteFile(iter((content,))), options, []):
        root = element
    if root is None:
        raise XmlLimitError("there is no element")
    return root


def refuse_rest(source: Source, error: Exception, number: int, what: str) -> Rejection:
    """Return the rejection of what follows the records that were read, `what` being their name."""
    reasons = {XmlLimitError: "too_large", BrokenArchiveError: "broken_archive"}
    reason = reasons.get(type(error), "invalid_record")
    detail = f"The XML cannot be read after {number} {what}: {error}."
    return refuse(source, reason, detail, record=number, size=source.size)


def _events(file: _Readable, options: ReadOptions, opened: list[Element]) -> Iterator[tuple[str, Element]]:
    from defusedxml.ElementTree import iterparse  # it has no types

    deepest, widest = options.max_nesting, options.max_attributes
    for event, element in iterparse(cast("Any", file), events=("start", "end")):
        if event == "end":
            opened.pop()
        else:
            if len(element.attrib) > widest:
                raise XmlLimitError(f"a tag has more than {widest} attributes; see read.max_attributes")
            opened.append(element)
            if len(opened) > deepest:
                raise XmlLimitError(f"it is nested deeper than {deepest} levels; see read.max_nesting")
        yield event, element
