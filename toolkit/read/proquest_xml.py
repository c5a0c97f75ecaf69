"""The XML of ProQuest, as its historical newspapers and its platform for text mining deliver it: one record a file."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from toolkit.contract.records import Document, Rejection
from toolkit.read.exports.article_fields import language, outlet_name
from toolkit.read.field_mapping import Record, to_document
from toolkit.read.field_values import moment
from toolkit.read.input_file import Source
from toolkit.read.markup_text import strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.stated_byline import people
from toolkit.read.xml_record import read_xml_record

MARK = re.compile(rb"<(?:RecordID|GOID)>")
"""What such a record states of itself."""
YEARS = re.compile(r"\s*\([^()]*\d{4}[^()]*\)")
"""The years of a volume behind the name of a newspaper."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of a file."""
    yield from read_xml_record(source, parts, options, _document)


def _document(record: Record, root: Element, options: ReadOptions) -> Document | Rejection:
    strip_namespaces(root)
    outlet = _first(root, "Publication/Title", ".//PubFrosting/Title")
    stated = _first(root, "LanguageCode", ".//RawLang")
    fields = {
        "headline": _first(root, "RecordTitle", ".//TitleAtt/Title"),
        "authors": list(dict.fromkeys(name for person in root.iter("Contributor") for name in _persons(person))),
        "date": moment(_first(root, "NumericPubDate", ".//NumericDate")),
        "source": outlet_name(YEARS.sub("", outlet)) if outlet else None,
        "language": (language(stated) or stated) if stated else None,
        **_text(root),
    }
    return to_document(record, {name: value for name, value in fields.items() if value}, options)


def _first(root: Element, *paths: str) -> str | None:
    return next((text for path in paths if (text := text_of(root.find(path)))), None)


def _persons(contributor: Element) -> list[str]:
    """Return the names of a contributor who is an author."""
    role = text_of(contributor.find("ContribRole")) or contributor.get("ContribRole") or "Author"
    printed = _first(contributor, "OriginalForm", "PersonName", "LastName")
    return people(printed, is_family_first=True)[0] if printed and "author" in role.casefold() else []


def _text(root: Element) -> dict[str, str]:
    """Return the text, which is mark-up where it says so."""
    for path in ("FullText", ".//TextInfo/Text", ".//FullText"):
        element = root.find(path)
        text = "".join(element.itertext()).strip() if element is not None else ""
        if element is not None and text:
            return {"html" if element.get("HTMLContent") == "true" and "<" in text else "body": text}
    return {}
