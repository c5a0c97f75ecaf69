"""NITF, the agencies' mark-up of an article: which element is which field."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from toolkit.read.declared_rights import plain_rights
from toolkit.read.field_values import byline_names, moment
from toolkit.read.markup_text import paragraphs, strip_namespaces, text_of
from toolkit.read.stated_byline import people
from toolkit.read.xml_elements import UNREADABLE, parse_xml

LEAD_MARK = "LEAD:"


def find_fields(nitf: Element) -> dict[str, object]:
    """Return the fields of an article by their names in the contract; tags must have no namespace.

    A dateline is put before the lead as it is printed, unless the lead repeats it.
    """
    content = _without_lead_mark(_content(nitf))
    dateline = text_of(nitf.find("body/body.head/dateline"))
    town = text_of(nitf.find("body/body.head/dateline/location")) or dateline
    if dateline and town and content and not content[0].casefold().startswith(town.casefold()):
        content[0] = f"{dateline} \N{EM DASH} {content[0]}"
    head = nitf.find("body/body.head")
    summary = head.find("abstract") if head is not None else None
    values = {
        "headline": text_of(nitf.find("body/body.head/hedline/hl1")) or text_of(nitf.find("head/title")),
        "standfirst": " ".join(paragraphs(summary))
        if summary is not None
        else text_of(nitf.find("body/body.head/hedline/hl2")),
        "authors": list(_authors(nitf)),
        "date": _attribute(nitf, "head/docdata/date.issue", "norm")
        or _attribute(nitf, "head/pubdata", "date.publication"),
        "source": _attribute(nitf, "head/pubdata", "name", is_date=False),
        "agency": text_of(nitf.find("body/body.head/distributor")),
        "body": "\n\n".join(content),
        "section": _section(nitf),
        "subjects": list(_subjects(nitf)),
        "kind": list(_genres(nitf)),
        "images": list(_images(nitf)),
        "rights": _rights(nitf),
    }
    return {name: value for name, value in values.items() if value}


def body_text(source: str) -> str | None:
    """Return the paragraphs of an NITF article or of its `body.content` that another format holds; null if broken."""
    try:
        root = parse_xml(source.encode())
    except UNREADABLE:
        return None
    strip_namespaces(root)
    body = next(root.iter("body.content"), root)
    return "\n\n".join(paragraphs(body)) or None


def _content(nitf: Element) -> list[str]:
    """Return the paragraphs of the body; the archive of the New York Times repeats the lead in a block of its own."""
    body = nitf.find("body/body.content")
    if body is None:
        return []
    full = [block for block in body.iterfind("block") if block.get("class") == "full_text"]
    return [text for block in full for text in paragraphs(block)] or paragraphs(body)


def _without_lead_mark(content: list[str]) -> list[str]:
    """Return the paragraphs without the mark of a lead, and without a lead that the next paragraph repeats."""
    if not content or not content[0].startswith(LEAD_MARK):
        return content
    lead = content[0].removeprefix(LEAD_MARK).strip()
    return content[1:] if content[1:2] == [lead] else [lead, *content[1:]]


def _authors(nitf: Element) -> Iterator[str]:
    """Yield the persons of the bylines, else the names in their words; titles are no names.

    A byline that is printed goes before the same one brought into a normal form.
    """
    bylines = nitf.findall("body/body.head/byline")
    printed = [byline for byline in bylines if byline.get("class") == "print_byline"]
    for byline in printed or bylines:
        if (byline.get("class") or "") in ("print_byline", "normalized_byline"):
            yield from people(text_of(byline) or "", is_family_first=not printed)[0]
            continue
        persons = [name for person in byline.iter("person") if (name := text_of(person))]
        title = " ".join(filter(None, (text_of(element) for element in byline.iter("byttl"))))
        printed_names = (text_of(byline) or "").removesuffix(title)
        yield from persons or people(printed_names)[0] or byline_names(printed_names)


def _section(nitf: Element) -> str | None:
    """Return the section of the issue; the archive of the New York Times names it in a meta element."""
    metas = {meta.get("name"): meta.get("content") for meta in nitf.iterfind("head/meta")}
    return _attribute(nitf, "head/pubdata", "position.section", is_date=False) or (
        metas.get("online_sections") or metas.get("dsk")
    )


def _subjects(nitf: Element) -> Iterator[dict[str, str | None]]:
    """Yield the subjects by code and name, then classifiers and keywords."""
    for subject in nitf.iterfind("head/tobject/tobject.subject"):
        name = subject.get("tobject.subject.matter") or subject.get("tobject.subject.type")
        yield {"code": subject.get("tobject.subject.refnum"), "name": name or text_of(subject)}
    for classifier in nitf.iterfind("head/docdata/identified-content/classifier"):
        yield {"scheme": classifier.get("type"), "name": text_of(classifier) or classifier.get("value")}
    for keyword in nitf.iterfind("head/docdata/key-list/keyword"):
        yield {"name": keyword.get("key")}


def _genres(nitf: Element) -> Iterator[str]:
    """Yield what the article is said to be: properties of its subject, and types of material of the New York Times."""
    for element in nitf.iterfind("head/tobject/tobject.property"):
        yield element.get("tobject.property.type") or ""
    for classifier in nitf.iterfind("head/docdata/identified-content/classifier"):
        if classifier.get("type") in ("types_of_material", "genre"):
            yield text_of(classifier) or classifier.get("value") or ""


def _images(nitf: Element) -> Iterator[dict[str, str | None]]:
    """Yield the pictures in the body, whose reference is an address."""
    for media in nitf.iterfind("body/body.content//media"):
        reference = media.find("media-reference")
        if media.get("media-type") in ("image", "photo", "graphic") and reference is not None:
            caption = media.find("media-caption")
            yield {
                "url": reference.get("source"),
                "caption": " ".join(paragraphs(caption)) or text_of(caption) if caption is not None else None,
                "credit": text_of(media.find("media-producer")),
            }


def _attribute(nitf: Element, path: str, name: str, *, is_date: bool = True) -> str | None:
    element = nitf.find(path)
    value = element.get(name) if element is not None else None
    return moment(value) if is_date else value


def _rights(nitf: Element) -> dict[str, object]:
    """Return holder, terms, status and embargo; `ed-msg` of a kill notice cancels the article."""
    data = nitf.find("head/docdata")
    notice = nitf.find("head/docdata/doc.copyright")
    holder = text_of(nitf.find("body/body.head/rights/rights.owner")) or (
        notice.get("holder") if notice is not None else None
    )
    return plain_rights(
        {
            "holder": holder,
            "usage_terms": text_of(nitf.find("body/body.head/rights")),
            "status": data.get("management-status") if data is not None else None,
            "embargo_until": _attribute(nitf, "head/docdata/date.release", "norm"),
        }
    )
