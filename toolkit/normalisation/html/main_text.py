"""The main text of an HTML page; the only place where trafilatura is used."""

import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "code", "lb", "div", "fw", "ab"})
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_CLOSED_ROOT = re.compile(r"<html\b[^<>]*+(?<=/)>", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no parser lets pass."""
_LARGEST = 20_000_000
"""Bytes above which a page is no article; the library itself draws the line here."""

_SHORT = 250
"""Characters of main text below which precision has left out too much."""
_MOST_TAGS = 10_000
"""Tags above which no second extractor is asked: the time it takes grows with the square of the paragraphs."""


def main_text(source: str, textless: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """Return the paragraphs of a page's main text, subheads and list items included, blanks squeezed.

    Empty where nothing on the page is an article. Precision comes first: readers' comments, teasers and
    captions are left out; where next to nothing is left, the library is asked for all that it finds. `textless` are
    ranges of the source in order, such as scripts, that need not be looked
    at; the library walks a page two dozen times, so what it never gets costs nothing.
    """
    lean = _without(source, textless)
    precise = _extracted(lean, precision=True)
    if sum(map(len, precise)) >= _SHORT:
        return precise
    whole = _extracted(lean, precision=False)
    return whole if sum(map(len, whole)) >= _SHORT else precise


def _extracted(page: str, *, precision: bool) -> tuple[str, ...]:
    """Return what the library finds, without what it doubts where precision comes first."""
    tree = _tree(page)
    if tree is None:
        return ()
    extraction, faults = _library()
    fast = page.count("<") > _MOST_TAGS
    try:
        result = extraction(tree, favor_precision=precision, include_comments=False, fast=fast)
    except faults:  # the library promises nothing about hostile markup
        return ()
    return _paragraphs(result.body) if result is not None and result.body is not None else ()


def _without(source: str, ranges: Sequence[tuple[int, int]]) -> str:
    """Return a page without some ranges; the description of a forum stays, by it the library knows one."""
    kept: list[str] = []
    position = 0
    for start, end in ranges:
        if source.find("DiscussionForumPosting", start, end) < 0:
            kept.append(source[position:start])
            position = end
    return "".join((*kept, source[position:]))


def _tree(page: str) -> Any:
    """Parse a page as the library would, but once; null where that is not possible."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    prologue = _PROLOGUE.match(page)
    page = _FORBIDDEN.sub(" ", page[prologue.end() if prologue else 0 :])
    if not _ROOT.search(page, 0, 20_000):
        page = f"<html><body>{page}</body></html>"
    encoded = _CLOSED_ROOT.sub(lambda tag: f"{tag[0][:-2]}>", page, count=1).encode("utf-8", "replace")
    try:
        return document_fromstring(encoded, parser=_parser()) if len(encoded) <= _LARGEST else None
    except (LxmlError, ValueError, AssertionError):
        return None


@cache
def _parser() -> Any:
    """A parser all of whose elements have one class: to choose one by name, lxml asks Python for each element."""
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


@cache
def _library() -> tuple[Any, tuple[type[BaseException], ...]]:
    """Load trafilatura; what it logs about single pages is for its authors."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    faults = (LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
    return bare_extraction, faults


def _paragraphs(body: Any) -> tuple[str, ...]:
    """Cut the extracted tree into paragraphs: every block and every line break begins one."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        mark = "\n" if element.tag in _BLOCKS else " " if element.tag == "cell" else ""
        if event == "start":
            pieces += (mark, element.text or "")
        else:
            pieces += (mark, (element.tail or "") if element is not body else "")
    lines = "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces).split("\n")
    return tuple(paragraph for line in lines if (paragraph := " ".join(line.split())))
