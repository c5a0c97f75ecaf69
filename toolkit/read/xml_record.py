"""One record in each XML file: parsed without external entities, then handed to the format's own function."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole
from toolkit.read.xml_elements import UNREADABLE, XmlLimitError, parse_xml

Convert = Callable[[Record, Element, ReadOptions], Document | Rejection]


def read_xml_root(source: Source, parts: Iterator[bytes], options: ReadOptions) -> tuple[Record, Element] | Rejection:
    """Return the record that a file is, with its root element; XML that cannot be read is a rejection."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        return raw
    record = Record(source, raw, None)
    try:
        return record, parse_xml(raw, options)
    except UNREADABLE as error:
        return _refused(record, options, error)


def _refused(record: Record, options: ReadOptions, error: Exception) -> Rejection:
    reason = "too_large" if isinstance(error, XmlLimitError) else "invalid_record"
    return refuse_record(record, options, reason, f"The XML cannot be read: {error}.")


def read_xml_record(
    source: Source, parts: Iterator[bytes], options: ReadOptions, convert: Convert
) -> Iterator[Document | Rejection]:
    """Yield what `convert` makes of the root element; XML that cannot be read is a rejection."""
    parsed = read_xml_root(source, parts, options)
    if isinstance(parsed, Rejection):
        yield parsed
        return
    record, root = parsed
    try:
        yield convert(record, root, options)
    except UNREADABLE as error:
        yield _refused(record, options, error)
