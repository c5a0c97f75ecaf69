"""Pages of digitised newspapers (ALTO, PAGE): the recognised text of their blocks, by article where they say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from toolkit.contract.records import Document, Rejection
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.input_file import Source
from toolkit.read.markup_text import strip_namespaces
from toolkit.read.options import ReadOptions
from toolkit.read.xml_record import read_xml_root

SKIPPED = frozenset(("header", "footer", "page-number", "marginalia", "catch-word", "signature-mark", "credit"))
"""Types of PAGE regions that belong to the page and not to an article."""
ARTICLE = re.compile(r"structure\s*\{[^}]*?id\s*:\s*(?P<id>[\w.-]+)[^}]*?type\s*:\s*article", re.IGNORECASE)
HYPHENS = ("-", "\N{SOFT HYPHEN}", "\N{NOT SIGN}", "\N{DOUBLE OBLIQUE HYPHEN}", "\N{HYPHEN}")
HEADING_WORDS = 15
LARGER = 1.25
"""A heading has letters so many times as large as most of the page."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One block of text on a page."""

    text: str
    article: str | None = None
    """Identifier of the article that the page assigns it to."""
    is_heading: bool = False


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the articles of a page: one for each that the page marks, else the whole page.

    A page with several headings and no marks holds several articles, and one without recognised text is a picture;
    both are refused.
    """
    parsed = read_xml_root(source, parts, options)
    if isinstance(parsed, Rejection):
        yield parsed
        return
    record, root = parsed
    strip_namespaces(root)
    blocks = [block for block in (_alto(root) if root.tag == "alto" else _page(root)) if block.text]
    if not blocks:
        yield refuse_record(record, options, "no_text", "No text was recognised on the page.")
        return
    yield from _articles(record, blocks, options)


def joined_lines(lines: Sequence[str]) -> str:
    """Return printed lines as one paragraph; a word that is divided at a line end is put together.

    >>> joined_lines(["stolen bicy-", "cles, said", "Mr. Quill"])
    'stolen bicycles, said Mr. Quill'
    """
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        if text.endswith(HYPHENS) and line[:1].islower() and text[-2:-1].isalpha():
            text = text[:-1] + line
        elif line:
            text = f"{text} {line}" if text else line
    return text


def block_texts(root: Element) -> dict[str, list[str]]:
    """Return the printed lines of the blocks of a page by their identifiers, in the order of reading.

    A group of blocks (ALTO: ComposedBlock) has the lines of all blocks in it.
    """
    texts: dict[str, list[str]] = {}
    if root.tag != "alto":
        for region in root.iter("TextRegion"):
            lines = [text for line in region.iterfind("TextLine") if (text := _equivalent(line))]
            texts[region.get("id") or ""] = lines or (_equivalent(region) or "").splitlines()
        return texts
    for block in root.iter("TextBlock"):
        texts[block.get("ID") or ""] = [_alto_line(line) for line in block.iter("TextLine")]
    for group in root.iter("ComposedBlock"):
        texts[group.get("ID") or ""] = [_alto_line(line) for line in group.iter("TextLine")]
    return texts


def _articles(record: Record, blocks: Sequence[_Block], options: ReadOptions) -> Iterator[Document | Rejection]:
    named = list(dict.fromkeys(block.article for block in blocks if block.article))
    if not named and sum(block.is_heading for block in blocks) > 2:
        detail = (
            f"The page has {len(blocks)} blocks under several headings, and does not say which of them are one article."
        )
        yield refuse_record(record, options, "several_articles", detail)
        return
    for number, article in enumerate(named or [None]):
        chosen = [block for block in blocks if block.article == article]
        where = Record(record.source, record.raw, number if len(named) > 1 else None)
        heading = chosen[0].text if chosen[0].is_heading and len(chosen) > 1 else None
        texts = [block.text for block in chosen[1 if heading else 0 :]]
        yield to_document(where, {"headline": heading, "body": "\n\n".join(texts)}, options)


def _alto(root: Element) -> Iterator[_Block]:
    """Yield the blocks of an ALTO page in the order of the file, which is that of reading."""
    sizes = {style.get("ID"): _number(style.get("FONTSIZE")) for style in root.iter("TextStyle")}
    tags = {tag.get("ID") for tag in root.iter("StructureTag") if "article" in (tag.get("TYPE") or "").lower()}
    blocks: list[tuple[Element, str | None]] = []
    for group in root.iter("ComposedBlock"):
        if "article" in (group.get("TYPE") or "").lower():
            blocks += [(block, group.get("ID")) for block in group.iter("TextBlock")]
    grouped = {id(block) for block, _ in blocks}
    for block in root.iter("TextBlock"):
        if id(block) not in grouped:
            named = [tag for tag in (block.get("TAGREFS") or "").split() if tag in tags]
            blocks.append((block, named[0] if named else None))
    measured = [(block, article, _size(block, sizes)) for block, article in blocks]
    usual = sorted(size for block, _, size in measured for _ in block.iter("String") if size)
    middle = usual[len(usual) // 2] if usual else 0.0
    for block, article, size in measured:
        text = joined_lines([_alto_line(line) for line in block.iter("TextLine")])
        is_heading = bool(middle) and size >= LARGER * middle and len(text.split()) <= HEADING_WORDS
        yield _Block(text, article, is_heading)


def _alto_line(line: Element) -> str:
    words = [part.get("CONTENT") or "" for part in line if part.tag == "String"]
    ends_divided = any(part.tag == "HYP" for part in line)
    text = " ".join(word for word in words if word)
    return f"{text}-" if ends_divided and not text.endswith(HYPHENS) else text


def _size(block: Element, sizes: dict[str | None, float]) -> float:
    """Return the largest letters that a block or its lines refer to, in points; 0 if it says nothing."""
    parts = [block, *block.iter("TextLine"), *block.iter("String")]
    named = [name for part in parts for name in (part.get("STYLEREFS") or "").split()]
    return max((sizes.get(name, 0.0) for name in named), default=0.0)


def _page(root: Element) -> Iterator[_Block]:
    """Yield the text regions of a PAGE file in their order of reading."""
    regions = {region.get("id"): region for region in root.iter("TextRegion")}
    order = [ref.get("regionRef") for ref in root.iter() if ref.tag in ("RegionRefIndexed", "RegionRef")]
    chosen = [regions[name] for name in order if name in regions] if order else []
    rest = [region for region in regions.values() if region not in chosen]
    for region in (*chosen, *rest):
        if (kind := region.get("type") or "paragraph") in SKIPPED:
            continue
        lines = [text for line in region.iterfind("TextLine") if (text := _equivalent(line))]
        text = joined_lines(lines) or " ".join((_equivalent(region) or "").split())
        customs = [region.get("custom") or "", *(line.get("custom") or "" for line in region.iterfind("TextLine"))]
        article = next((match["id"] for custom in customs if (match := ARTICLE.search(custom[:2000]))), None)
        yield _Block(text, article, kind == "heading")


def _equivalent(part: Element) -> str | None:
    """Return the recognised text of a region or line: the first reading, which is the best."""
    equivalents = sorted(part.findall("TextEquiv"), key=lambda reading: _number(reading.get("index")))
    return next((text for equivalent in equivalents if (text := equivalent.findtext("Unicode"))), None)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
