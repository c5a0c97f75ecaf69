"""One record in each XML file: parsed without external entities, then handed to the format's own function."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole

Convert = Callable[[Record, Element, ReadOptions], Document | Rejection]


def read_xml_record(
    source: Source, parts: Iterator[bytes], options: ReadOptions, convert: Convert
) -> Iterator[Document | Rejection]:
    """Yield what `convert` makes of the root element; XML that cannot be read is a rejection."""
    from defusedxml import DefusedXmlException  # it has no types
    from defusedxml.ElementTree import fromstring  # as above

    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    record = Record(source, raw, None)
    try:
        yield convert(record, fromstring(raw), options)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        yield refuse_record(record, options, "invalid_record", f"The XML cannot be read: {error}.")
