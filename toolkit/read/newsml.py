"""NewsML-G2 items and messages, and NITF files: one article in each item."""

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element, tostring

from toolkit.contract.records import Document, Rejection
from toolkit.read import nitf
from toolkit.read.declared_rights import plain_rights, publication_status
from toolkit.read.field_mapping import Record, to_document
from toolkit.read.field_values import byline_names, moment
from toolkit.read.input_file import Source, refuse
from toolkit.read.markup_text import paragraphs, strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.xml_elements import UNREADABLE_STREAM, XmlElements, refuse_rest
from toolkit.read.xml_record import read_xml_record

DASHES = " -\N{EN DASH}\N{EM DASH}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_item(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of a file whose root is an item or an NITF article."""
    yield from read_xml_record(source, parts, options, _document)


def read_message(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every item of a message, without holding more than one item.

    The canonical bytes of an item are those that Python writes for its element.
    """
    elements = XmlElements(parts, options)
    number = 0
    try:
        for event, element in elements.events():
            if event == "end" and element.tag.rpartition("}")[2] == "newsItem":
                record = Record(source, tostring(element, encoding="utf-8"), number)
                yield _document(record, element, options)
                elements.release(element)
                number += 1
    except UNREADABLE_STREAM as error:
        yield refuse_rest(source, error, number, "items")
        return
    if number == 0:
        yield refuse(source, "empty", "The message holds no news item.", size=source.size)


def find_fields(item: Element) -> dict[str, object]:
    """Return the fields of an item by their names in the contract; tags must have no namespace.

    What the item says goes before what an NITF article inside it says.
    """
    inside = item.find("contentSet/inlineXML//nitf")
    values = nitf.find_fields(inside) if inside is not None else _content(item)
    rights = {**_mapping(values.get("rights")), **_rights(item)}
    headlines = item.findall("contentMeta/headline")
    main = [headline for headline in headlines if "main" in (headline.get("role") or "main")] or headlines
    own = {
        "headline": text_of(main[0]) if main else None,
        "standfirst": _summary(item),
        "authors": [name for by in item.iterfind("contentMeta/by") for name in byline_names(text_of(by) or "")],
        "date": _first(item, "contentMeta/contentCreated", "itemMeta/versionCreated"),
        "source": _source(item),
        "url": next((guid for guid in [item.get("guid") or ""] if guid.startswith("http")), None),
        "language": _language(item),
        "date_modified": _first(item, "contentMeta/contentModified"),
        "credit": text_of(item.find("contentMeta/creditline")),
        "kind": [text for genre in item.iterfind("contentMeta/genre") for text in _genre(genre)],
        "subjects": [
            *(_subject(subject) for subject in item.iterfind("contentMeta/subject")),
            *({"name": text_of(keyword)} for keyword in item.iterfind("contentMeta/keyword")),
        ],
        "rights": rights,
    }
    values |= {name: value for name, value in own.items() if value}
    dateline = text_of(item.find("contentMeta/dateline"))
    body = values.get("body")
    if dateline and isinstance(body, str) and not body.casefold().startswith(dateline.casefold()[:12]):
        values["body"] = f"{dateline.rstrip(DASHES)} \N{EM DASH} {body}"
    return values


def _subject(subject: Element) -> dict[str, str | None]:
    """Return scheme, code and name of a subject, whose code is `scheme:code`."""
    scheme, colon, code = (subject.get("qcode") or "").partition(":")
    return {
        "scheme": scheme if colon else None,
        "code": code if colon else subject.get("literal") or subject.get("uri"),
        "name": text_of(subject.find("name")),
    }


def _genre(genre: Element) -> list[str]:
    """Return name and code of a genre."""
    return [text for text in (text_of(genre.find("name")), genre.get("qcode"), genre.get("uri")) if text]


def _document(record: Record, element: Element, options: ReadOptions) -> Document | Rejection:
    strip_namespaces(element)
    if element.tag == "nitf":
        fields = nitf.find_fields(element) | {"language": element.get(LANGUAGE)}
    else:
        fields = find_fields(element)
    return to_document(record, fields, options)


def _content(item: Element) -> dict[str, object]:
    """Return the body of an item that holds XHTML or plain text."""
    for holder in item.iterfind("contentSet/inlineXML"):
        page = next(chain(holder.iter("body"), holder), None)
        if page is not None and (content := paragraphs(page)):
            return {"body": "\n\n".join(content)}
    for holder in item.iterfind("contentSet/inlineData"):
        text = "".join(holder.itertext()).strip()
        if text and (holder.get("contenttype") or "text/plain").startswith("text/"):
            return {"html" if "html" in (holder.get("contenttype") or "") else "body": text}
    return {}


def _summary(item: Element) -> str | None:
    wanted = ("summary", "standfirst", "abstract", "lead")
    for description in item.iterfind("contentMeta/description"):
        if (description.get("role") or "").rpartition(":")[2] in wanted:
            return text_of(description)
    return None


def _first(item: Element, *paths: str) -> str | None:
    return next((moment(text) for path in paths if (text := text_of(item.find(path)))), None)


def _named(item: Element, path: str) -> str | None:
    """Return the name of a party: its name, else the literal; codes say nothing."""
    party = item.find(path)
    if party is None:
        return None
    return text_of(party.find("name")) or party.get("literal")


def _source(item: Element) -> str | None:
    """Return the name of the source, else of the provider; a literal, which may be a code, only without either."""
    stated = (item.find(path) for path in ("contentMeta/infoSource", "itemMeta/provider"))
    parties = [party for party in stated if party is not None]
    names = (text_of(party.find("name")) for party in parties)
    return next((name for name in names if name), None) or next(
        (literal for party in parties if (literal := party.get("literal"))), None
    )


def _language(item: Element) -> str | None:
    tagged = item.find("contentMeta/language")
    return (tagged.get("tag") if tagged is not None else None) or item.get(LANGUAGE)


def _rights(item: Element) -> dict[str, object]:
    """Return the rights of an item; a signal that kills it goes before its status.

    An embargo without a time has no end that anybody knows: the item is withheld.
    """
    status = item.find("itemMeta/pubStatus")
    codes = [code for signal in item.iterfind("itemMeta/signal") for code in (signal.get("qcode"), signal.get("uri"))]
    killed = any(publication_status(code) == "cancelled" for code in codes)
    embargo = item.find("itemMeta/embargoed")
    until = text_of(embargo)
    stated = (status.get("qcode") or status.get("uri")) if status is not None else None
    if embargo is not None and until is None and publication_status(stated) in (None, "usable"):
        stated = "withheld"
    info = item.find("rightsInfo")
    terms = [
        text for name in ("copyrightNotice", "usageTerms") if info is not None and (text := text_of(info.find(name)))
    ]
    link = info.find("link") if info is not None else None
    return plain_rights(
        {
            "licence": link.get("href") if link is not None else None,
            "holder": _named(item, "rightsInfo/copyrightHolder"),
            "usage_terms": " ".join(terms) or None,
            "status": "cancelled" if killed else stated,
            "embargo_until": until,
        }
    )


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
