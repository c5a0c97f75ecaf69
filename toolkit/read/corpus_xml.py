"""XML that tools write: TEI, the own XML of trafilatura, the item lists of Scrapy, and any other list of records."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import Record, find_fields, from_fields, has_text, to_document
from toolkit.read.input_file import Source, refuse
from toolkit.read.markup_text import paragraphs, strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.xml_elements import UNREADABLE_STREAM, XmlElements, refuse_rest
from toolkit.read.xml_record import read_xml_record

DOMAIN_ASIDE = re.compile(r"\s\([\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\)\Z")
"""`Ormsund Post (post.example)`, as trafilatura names a publisher in TEI."""
RECORDS = frozenset(("TEI", "doc", "item"))
_HEAD = ("headline", "date")
_FEWEST_FIELDS, _DEEPEST_RECORD = 2, 6
CONTAINERS = frozenset(("items", "docs", "teiCorpus"))


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of a file whose root is a record."""
    yield from read_xml_record(source, parts, options, _document)


def read_list(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every record of a list, without holding more than one record."""
    elements = XmlElements(parts, options)
    number, depth = 0, 0
    try:
        for event, element in elements.events():
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1 and element.tag.rpartition("}")[2] in RECORDS:
                record = Record(source, tostring(element, encoding="utf-8"), number)
                yield _document(record, element, options)
                elements.release(element)
                number += 1
    except UNREADABLE_STREAM as error:
        yield refuse_rest(source, error, number, "records")
        return
    if number == 0:
        yield refuse(source, "empty", "The file holds no record.", size=source.size)


def read_any(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every record of an XML file of no known form; nothing where none holds a text.

    A record is an element with elements that are named as the text, and as the headline or the date, of an article.
    """
    elements = XmlElements(parts, options)
    number = 0
    open_elements: list[Element] = []
    try:
        for event, element in elements.events():
            if event == "start":
                open_elements.append(element)
                continue
            open_elements.pop()
            if len(element) < _FEWEST_FIELDS or len(open_elements) > _DEEPEST_RECORD:
                continue
            strip_namespaces(element)
            fields = _item(element)
            if has_text(fields, options.mapping) and not find_fields(fields, options.mapping).keys().isdisjoint(_HEAD):
                yield from_fields(Record(source, tostring(element, encoding="utf-8"), number), fields, options)
                number += 1
                elements.release(element)
    except UNREADABLE_STREAM as error:
        yield refuse_rest(source, error, number, "records")


def _document(record: Record, element: Element, options: ReadOptions) -> Document | Rejection:
    strip_namespaces(element)
    if element.tag == "TEI":
        return to_document(record, _tei(element), options)
    if element.tag == "doc":
        return to_document(record, _trafilatura(element), options)
    return from_fields(record, _item(element), options)


def _tei(root: Element) -> dict[str, object]:
    """Return the fields of a TEI document; those of the source come before those of the file."""
    header = root.find("teiHeader")
    head = header if header is not None else root
    source = head.find(".//sourceDesc/biblFull")
    described = source if source is not None else head
    text = root.find("text")
    body = text.find("body") if text is not None else None
    entry = body.find("div[@type='entry']") if body is not None else None
    pointer = described.find(".//ptr[@type='URL']")
    authors = [name for author in described.iterfind(".//titleStmt/author") if (name := text_of(author))]
    return {
        "headline": text_of(described.find(".//titleStmt/title")) or text_of(head.find(".//titleStmt/title")),
        "authors": authors or [name for author in head.iterfind(".//author") if (name := text_of(author))],
        "date": text_of(described.find(".//publicationStmt/date")) or text_of(head.find(".//sourceDesc//date")),
        "source": DOMAIN_ASIDE.sub("", text_of(described.find(".//publicationStmt/publisher")) or ""),
        "standfirst": text_of(head.find("profileDesc/abstract")),
        "url": pointer.get("target") if pointer is not None else None,
        "licence": text_of(head.find("fileDesc/publicationStmt/availability")),
        "body": _joined(entry if entry is not None else body),
    }


def _trafilatura(doc: Element) -> dict[str, object]:
    """Return the fields of what trafilatura writes as XML: its head is in attributes."""
    names = {"headline": "title", "authors": "author", "standfirst": "excerpt", "source": "sitename"}
    names |= {"date": "date", "source_domain": "hostname", "language": "language"}
    main = doc.find("main")
    url = doc.get("source") or doc.get("url")
    return {**{field: doc.get(name) for field, name in names.items()}, "url": url, "body": _joined(main)}


def _joined(body: Element | None) -> str | None:
    if body is None:
        return None
    for element in body.iter():  # trafilatura and TEI name these as they like
        if element.tag in ("head", "list", "item", "quote", "ab", "lg"):
            element.tag = "p"
    return "\n\n".join(paragraphs(body)) or None


def _item(item: Element) -> dict[str, object]:
    """Return the fields of a record whose elements are its keys; an element with values in it is a list."""
    return {child.tag: [text_of(value) for value in child] if len(child) else (child.text or "") for child in item}
