"""NewsML 1.2, RCV1 news items and the XML of the Associated Press: one document for each story."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, tostring

from toolkit.contract.records import Document, Rejection
from toolkit.read.agency_sign_off import without_sign_off
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.field_values import moment
from toolkit.read.input_file import Source, refuse
from toolkit.read.markup_text import paragraphs, strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.stated_byline import people
from toolkit.read.xml_elements import UNREADABLE_STREAM, XmlElements, refuse_rest

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = frozenset(("NewsItem", "newsitem", "Publication", "article"))
"""Elements that hold one story; an `article` is one of Factiva's."""
_DATELINE_DATE = re.compile(r"(?<![\s,])[\s,]*\d{4}-\d\d-\d\d\s*$")
_DASHES = " -\N{EN DASH}\N{EM DASH}"

_Fields = dict[str, object]


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every story, without holding more than one.

    The canonical bytes of a story are those that Python writes for its element.
    """
    elements = XmlElements(parts, options)
    number = 0
    depth = 0
    try:
        for event, element in elements.events():
            if element.tag.rpartition("}")[2] not in _ITEMS:
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                for item in _stories(source, element, number, options):
                    yield item
                    number += 1
                elements.release(element)
    except UNREADABLE_STREAM as error:
        yield refuse_rest(source, error, number, "stories")
        return
    if number == 0:
        yield refuse(source, "empty", "The XML holds no story.", size=source.size)


def _stories(source: Source, element: Element, number: int, options: ReadOptions) -> Iterator[Document | Rejection]:
    raw = tostring(element, encoding="utf-8")
    strip_namespaces(element)
    for offset, fields in enumerate(_FORMS[element.tag](element)):
        record = Record(source, raw, number + offset)
        values = {name: value for name, value in fields.items() if value}
        if "body" in values:
            yield to_document(record, values, options)
        else:
            yield refuse_record(record, options, "missing_text", "The story holds no text, only what describes it.")


def _rcv1(item: Element) -> Iterator[_Fields]:
    """Yield the fields of an RCV1 news item."""
    stated = {code.get("element"): code.get("value") for code in item.iter("dc")}
    body = item.find("text")
    names, agency = people(text_of(item.find("byline")) or "")
    texts = paragraphs(body) if body is not None else []
    headline = text_of(item.find("headline")) or text_of(item.find("title"))
    if headline is None and len(texts) > 1 and texts[0].startswith("*"):
        headline, texts = texts[0].lstrip("* "), texts[1:]
    yield {
        "headline": headline,
        "authors": names,
        "agency": agency,
        "date": stated.get("dc.date.published") or stated.get("dc.date.created") or item.get("date"),
        "source": stated.get("dc.source") or stated.get("dc.publisher"),
        "language": stated.get("dc.language") or item.get(_LANGUAGE),
        "subjects": [
            {"scheme": codes.get("class"), "code": code.get("code")}
            for codes in item.iterfind("metadata/codes")
            for code in codes.iterfind("code")
        ],
        "body": _with_dateline(texts, _reuters_dateline(item)),
    }


def _reuters_dateline(item: Element) -> str | None:
    """Return the place of a dateline with its agency; the date behind it repeats that of the item."""
    town = _DATELINE_DATE.sub("", text_of(item.find("dateline")) or "").strip(_DASHES)
    return f"{town} (Reuters)" if town else None


def _newsml(item: Element) -> Iterator[_Fields]:
    """Yield the fields of each story of a NewsML 1 item: a component with a text and a headline."""
    shared = item.find("NewsComponent")
    stories = [part for part in item.iter("NewsComponent") if _own_text(part)]
    headed = [part for part in stories if part.find("NewsLines/HeadLine") is not None] or stories[:1]
    for part in headed or [item]:
        names, agency = people(_line(part, shared, "NewsLines/ByLine") or "")
        provider = item.find(".//AdministrativeMetadata/Provider/Party")
        first = text_of(item.find("NewsManagement/FirstCreated")) or text_of(item.find("Identification//DateId"))
        yield {
            "headline": _line(part, shared, "NewsLines/HeadLine"),
            "standfirst": _line(part, shared, "NewsLines/SubHeadLine"),
            "authors": names,
            "agency": (provider.get("FormalName") if provider is not None else None) or agency,
            "date": moment(first),
            "language": _language(part, shared),
            "body": _with_dateline(_own_text(part), _line(part, shared, "NewsLines/DateLine")),
            "rights": _usable(item),
        }


def _appl(item: Element) -> Iterator[_Fields]:
    """Yield the fields of a publication of the Associated Press: the component in the main role is the story."""
    lines = {name: text_of(item.find(f".//{name}")) for name in ("HeadLine", "Title", "ByLine", "DateLine")}
    texts = (next(part.iter("DataContent"), part) for part in item.iter("TextContentItem"))
    body = next((part for part in texts if paragraphs(part)), None)
    names, agency = people(lines["ByLine"] or "")
    created = item.find(".//PublicationManagement/FirstCreated")
    day = [created.get(name) or "" for name in ("Year", "Month", "Day")] if created is not None else ["", "", ""]
    release = text_of(item.find(".//ReleaseDateTime")) or text_of(item.find(".//ArrivalDateTime"))
    yield {
        "headline": lines["HeadLine"] or lines["Title"],
        "authors": names,
        "agency": agency or "AP",
        "date": "-".join(part.zfill(2) for part in day) if all(day) else moment(release),
        "language": item.get(_LANGUAGE) or text_of(item.find(".//Language")),
        "body": _with_dateline(paragraphs(body) if body is not None else [], lines["DateLine"]),
    }


def _factiva(article: Element) -> Iterator[_Fields]:
    """Yield the fields of a Factiva article, whose elements are named in full and by field code in `fid`."""
    coded = {element.get("fid"): element for element in article.iter() if element.get("fid")}

    def part(code: str, *names: str) -> Element | None:
        elements = (coded.get(code), *(article.find(f".//{name}") for name in (*names, code)))
        return next((element for element in elements if element is not None), None)

    day = part("PD", "publicationDate")
    names, agency = people(text_of(part("BY", "byline")) or "")
    credit = people(text_of(part("CR", "credit")) or "")[1]
    body = [part("LP", "leadParagraph"), part("TD", "tailParagraphs")]
    language = part("LA", "baseLanguage")
    for element in article.iter("paragraph"):
        element.tag = "p"
    yield {
        "headline": text_of(part("HD", "headline")),
        "authors": names,
        "agency": agency or credit,
        "date": moment((text_of(day) or (day.get("value") if day is not None else None) or "")[:10]),
        "source": text_of(part("SN", "sourceName")),
        "section": text_of(part("SE", "sectionName", "columnName")),
        "subjects": [
            {"scheme": "factiva", "code": subject.get("code"), "name": text_of(subject)}
            for subject in article.iter("newsSubject")
        ],
        "language": text_of(language) or (language.get("value") if language is not None else None),
        "body": "\n\n".join(text for element in body if element is not None for text in paragraphs(element)),
    }


_FORMS: dict[str, Callable[[Element], Iterator[_Fields]]] = {
    "newsitem": _rcv1,
    "NewsItem": _newsml,
    "Publication": _appl,
    "article": _factiva,
}


def _own_text(part: Element) -> list[str]:
    """Return the paragraphs of the text that a component holds itself; captions of pictures are none."""
    for content in part.findall("ContentItem"):
        data = content.find("DataContent")
        media = content.find("MediaType")
        if data is None or (media is not None and (media.get("FormalName") or "Text").casefold() != "text"):
            continue
        inside = next(data.iter("body.content"), data)
        texts = paragraphs(inside)
        if texts:
            return texts
    return []


def _line(part: Element, shared: Element | None, path: str) -> str | None:
    """Return a line of a component, else of the one around it."""
    own = text_of(part.find(path))
    return own or (text_of(shared.find(path)) if shared is not None else None)


def _language(part: Element, shared: Element | None) -> str | None:
    for element in (part, shared):
        if element is not None:
            stated = element.find("DescriptiveMetadata/Language")
            tag = element.get(_LANGUAGE) or (stated.get("FormalName") if stated is not None else None)
            if tag:
                return tag
    return None


def _usable(item: Element) -> _Fields:
    status = item.find("NewsManagement/Status")
    stated = (status.get("FormalName") if status is not None else None) or "Usable"
    states = {"usable": "usable", "canceled": "cancelled", "cancelled": "cancelled"}
    return {} if stated.casefold() == "usable" else {"status": states.get(stated.casefold(), "withheld")}


def _with_dateline(content: list[str], dateline: str | None) -> str:
    """Return the body; a dateline that is stated apart is put before the lead, as it would be printed."""
    content = without_sign_off(content)
    bare = _DATELINE_DATE.sub("", dateline or "").strip(_DASHES)
    if content and bare and not content[0].casefold().startswith(bare.casefold()[:12]):
        content = [f"{bare} \N{EM DASH} {content[0]}", *content[1:]]
    return "\n\n".join(content)
