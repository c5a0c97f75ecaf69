"""Issues of digitised newspapers (METS): the articles that their logical structure makes of blocks on several pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from toolkit.contract.records import Document, Rejection
from toolkit.read.exports.article_fields import language
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.input_file import Source
from toolkit.read.issue_pages import KINDS, SUFFIX, resolved
from toolkit.read.markup_text import strip_namespaces, text_of
from toolkit.read.options import ReadOptions
from toolkit.read.scanned_pages import block_texts, joined_lines
from toolkit.read.text_file import whole
from toolkit.read.xml_elements import UNREADABLE, parse_xml
from toolkit.read.xml_record import read_xml_root

ARTICLE = re.compile(KINDS, re.IGNORECASE)
"""Types of divisions that are articles; advertisements, illustrations, tables and title sections are none."""
ASIDE = re.compile(r"illustration|image|picture|caption|advert|page.?number|running|header|footer", re.IGNORECASE)
"""Types of divisions inside of an article that are no part of its text."""
HEADING = re.compile(r"head|title", re.IGNORECASE)
SECOND = re.compile(r"over|sub|kicker|lead|abstract|roof", re.IGNORECASE)
"""Types of lines above or below the title proper."""
BYLINE = re.compile(r"author|byline", re.IGNORECASE)
PARAGRAPH = re.compile(r"paragraph", re.IGNORECASE)
ISSUE_DATES = ("originInfo/dateIssued", "part/date", "originInfo/dateCreated", "originInfo/copyrightDate")
ENDS = '.!?:;"”»'


@dataclass(frozen=True, slots=True)
class _Area:
    """What a division points to: blocks of one page."""

    file: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of one division of an article."""

    kind: str
    """Types of the divisions around it, the outermost first."""
    paragraph: int
    """Number of the paragraph: parts of one paragraph may be in two columns."""
    text: str


class _MissingPageError(Exception):
    """A page that an article needs does not lie beside the METS file; the message is its name."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield one document for each article of the logical structure, its blocks in their order, pages joined.

    The pages (ALTO, PAGE) lie in the folder of the METS file or below it. Structures without articles name pages only
    and are refused: the pages are then read by themselves.
    """
    parsed = read_xml_root(source, parts, options)
    if isinstance(parsed, Rejection):
        yield parsed
        return
    record, root = parsed
    strip_namespaces(root)
    articles = list(_articles(root))
    if not articles:
        detail = "The METS file names pages and marks no article; the pages are read by themselves."
        yield refuse_record(record, options, "no_text", detail)
        return
    issue = _issue(root)
    pages = _Pages(Path(source.location).parent, _files(root), options)
    described = _described(root)
    for number, (division, section) in enumerate(articles):
        article = Record(source, record.raw, number)
        yield _document(article, division, {**issue, "section": section}, described, pages)


def read_unnamed(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Refuse a METS file whose name does not say so: its pages were read by themselves."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    detail = f"The METS file names pages; call it *{SUFFIX}, with its pages beside it, so that its articles are read."
    yield refuse_record(Record(source, raw, None), options, "no_text", detail)


class _Pages:
    """The texts of the blocks of an issue's pages, each page read when an article first needs it."""

    def __init__(self, folder: Path, names: Mapping[str, str], options: ReadOptions) -> None:
        self._folder = folder
        self._names = names
        self.options = options
        self._texts: dict[str, dict[str, list[str]]] = {}

    def lines(self, area: _Area) -> list[str]:
        """Return the lines of the blocks from the first to the last of an area; _MissingPageError without the page."""
        if area.file not in self._texts:
            self._texts[area.file] = self._read(area.file)
        blocks = self._texts[area.file]
        names = list(blocks)
        if area.first not in blocks:
            return []
        first = names.index(area.first)
        last = max(names.index(area.last), first) if area.last in blocks else first
        return [line for name in names[first : last + 1] for line in blocks[name]]

    def _read(self, file: str) -> dict[str, list[str]]:
        name = self._names.get(file, file)
        path = resolved(self._folder, name)
        try:
            if path is None or path.stat().st_size > self.options.max_bytes:
                raise _MissingPageError(name)
            root = parse_xml(path.read_bytes(), self.options)
        except (OSError, *UNREADABLE) as error:
            raise _MissingPageError(name) from error
        strip_namespaces(root)
        return block_texts(root)


def _files(root: Element) -> dict[str, str]:
    """Return the name of each file of the issue by its identifier."""
    names: dict[str, str] = {}
    for file in root.iter("file"):
        located = file.find("FLocat")
        attributes = {} if located is None else located.attrib
        names[file.get("ID") or ""] = next((value for name, value in attributes.items() if name.endswith("href")), "")
    return names


def _articles(root: Element) -> Iterator[tuple[Element, str | None]]:
    """Yield the divisions that are articles, each with the label of the section around it."""
    for structure in root.iter("structMap"):
        if "physical" not in (structure.get("TYPE") or structure.get("LABEL") or "").lower():
            for division in structure.iterfind("div"):
                yield from _below(division, None)


def _below(division: Element, section: str | None) -> Iterator[tuple[Element, str | None]]:
    kind = division.get("TYPE") or ""
    if ARTICLE.search(kind) and next(division.iter("area"), None) is not None:
        yield division, section
        return
    if "section" in kind.lower() and "title" not in kind.lower():
        section = division.get("LABEL") or section
    for inner in division.iterfind("div"):
        yield from _below(inner, section)


def _described(root: Element) -> dict[str, Element]:
    """Return the descriptions of the issue and its articles by their identifiers."""
    return {name: part for part in root.iterfind("dmdSec") if (name := part.get("ID"))}


def _issue(root: Element) -> dict[str, object]:
    """Return what holds for all articles: newspaper, day and language."""
    divisions = [division for division in root.iter("div") if ARTICLE.search(division.get("TYPE") or "")]
    named = {name for division in divisions for name in _names(division)}
    fields: dict[str, object] = {}
    for name, part in _described(root).items():
        mods = next(part.iter("mods"), None)
        if name in named or mods is None:
            continue
        titles = (mods.find(f"{above}titleInfo/title") for above in ("", "relatedItem[@type='host']/"))
        days = (text_of(mods.find(path)) or "" for path in ISSUE_DATES)
        stated = {
            "source": next((text for title in titles if (text := text_of(title))), None),
            "date": next((day for day in days if re.match(r"\d{4}-\d\d", day)), None),
            "language": _language(mods),
        }
        fields = {**{key: value for key, value in stated.items() if value}, **fields}
    if "source" not in fields and (label := root.get("LABEL")):
        fields["source"] = re.sub(r"\s*[(,]\s*\d.*$", "", label)
    return fields


def _language(mods: Element) -> str | None:
    stated = text_of(mods.find("language/languageTerm"))
    return (language(stated) or stated) if stated else None


def _names(division: Element) -> list[str]:
    return (division.get("DMDID") or "").split()


def _document(
    record: Record, division: Element, issue: Mapping[str, object], described: Mapping[str, Element], pages: _Pages
) -> Document | Rejection:
    """Return the document of one article."""
    options = pages.options
    try:
        parts = list(_parts(division, pages))
    except _MissingPageError as error:
        detail = f"The page {str(error)!r} of this article does not lie beside the METS file or cannot be read: add it."
        return refuse_record(record, options, "truncated", detail)
    titles = [part for part in parts if HEADING.search(part.kind) and not BYLINE.search(part.kind)]
    proper = [part for part in titles if not SECOND.search(part.kind.rpartition(" ")[2])] or titles
    bylines = [part for part in parts if BYLINE.search(part.kind)]
    body = [part for part in parts if part not in titles and part not in bylines]
    fields: dict[str, object] = {**issue, **_stated(division, described)}
    fields["headline"] = joined_lines([part.text for part in proper]) or fields.get("headline") or division.get("LABEL")
    if bylines:
        fields["authors"] = "; ".join(part.text for part in bylines)
    second = [part.text for part in titles if part not in proper and "over" not in part.kind.lower()]
    fields["standfirst"] = " ".join(second)
    fields["body"] = "\n\n".join(_paragraphs(body))
    printed = "\n\n".join(part.text for part in parts)
    alone = Record(record.source, printed.encode("utf-8", "replace"), record.number)
    return to_document(alone, {name: value for name, value in fields.items() if value}, options)


def _stated(division: Element, described: Mapping[str, Element]) -> dict[str, object]:
    """Return what the description of an article states: title, authors, language, address."""
    fields: dict[str, object] = {}
    for name in _names(division):
        mods = next(described[name].iter("mods"), None) if name in described else None
        if mods is None:
            continue
        authors = [text for person in mods.iterfind("name") if (text := _person(person))]
        fields |= {
            "headline": text_of(mods.find("titleInfo/title")),
            "authors": authors,
            "language": _language(mods),
            "url": text_of(mods.find("location/url")),
        }
    return {name: value for name, value in fields.items() if value}


def _person(name: Element) -> str:
    parts = {part.get("type") or "": text_of(part) or "" for part in name.iterfind("namePart")}
    joined = " ".join(part for part in (parts.get("given"), parts.get("family")) if part)
    return joined or parts.get("", "")


def _parts(division: Element, pages: _Pages) -> Iterator[_Part]:
    """Yield the parts of an article in their order."""
    numbers = iter(range(1_000_000))

    def below(element: Element, kind: str, paragraph: int | None) -> Iterator[_Part]:
        for inner in element:
            if inner.tag == "div":
                own = inner.get("TYPE") or ""
                if not ASIDE.search(own):
                    number = next(numbers) if PARAGRAPH.search(own) else paragraph
                    yield from below(inner, f"{kind} {own}".strip(), number)
            elif inner.tag == "area":
                area = _Area(inner.get("FILEID") or "", inner.get("BEGIN") or "", inner.get("END") or "")
                if text := joined_lines(pages.lines(area)):
                    yield _Part(kind, next(numbers) if paragraph is None else paragraph, text)
            else:
                yield from below(inner, kind, paragraph)

    yield from below(division, "", None)


def _paragraphs(parts: Sequence[_Part]) -> list[str]:
    """Return the paragraphs: parts of one are joined, and those that break off inside of a sentence."""
    texts: list[str] = []
    last = -1
    for part in parts:
        goes_on = bool(texts) and part.text[:1].islower() and texts[-1][-1] not in ENDS
        if texts and (part.paragraph == last or goes_on):
            texts[-1] = joined_lines([texts[-1], part.text])
        else:
            texts.append(part.text)
        last = part.paragraph
    return texts
