"""Atom feeds whose entries hold NITF, as the Associated Press and Nexis deliver their articles."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from toolkit.contract.records import Document, Rejection
from toolkit.read import nitf
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.field_values import moment
from toolkit.read.input_file import Source, refuse
from toolkit.read.markup_text import strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.stated_byline import people
from toolkit.read.xml_elements import UNREADABLE_STREAM, XmlElements, refuse_rest

MARK = re.compile(rb"<(?:\w+:)?(?:nitf|body\.content)\b")
"""What such a feed holds and no other."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every entry, without holding more than one.

    The canonical bytes of an entry are those that Python writes for its element.
    """
    elements = XmlElements(parts, options)
    number = 0
    try:
        for event, element in elements.events():
            if event == "end" and element.tag.rpartition("}")[2] == "entry":
                yield _document(Record(source, tostring(element, encoding="utf-8"), number), element, options)
                elements.release(element)
                number += 1
    except UNREADABLE_STREAM as error:
        yield refuse_rest(source, error, number, "entries")
        return
    if number == 0:
        yield refuse(source, "empty", "The feed has no entry.", size=source.size)


def _document(record: Record, entry: Element, options: ReadOptions) -> Document | Rejection:
    strip_namespaces(entry)
    article = next(entry.iter("nitf"), None)
    inside = nitf.find_fields(article) if article is not None else {}
    if "body" not in inside:
        return refuse_record(record, options, "missing_text", "The entry holds no text, only what describes it.")
    link = next((link for link in entry.iterfind("link") if link.get("rel") in (None, "alternate")), None)
    stated = {
        "headline": text_of(next(entry.iter("HeadLine"), None)) or text_of(entry.find("title")),
        "authors": people(text_of(next(entry.iter("ByLine"), None)) or text_of(entry.find("author/name")) or "")[0],
        "date": moment(text_of(entry.find("published"))),
        "date_modified": moment(text_of(entry.find("updated"))),
        "source": text_of(next(entry.iter("publicationName"), None)),
        "url": link.get("href") if link is not None else None,
        "language": entry.get(LANGUAGE),
    }
    return to_document(record, {**{name: value for name, value in stated.items() if value}, **inside}, options)
