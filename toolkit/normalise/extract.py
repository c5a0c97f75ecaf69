"""The main text of an HTML page; the only place where trafilatura is used."""

import logging
import re
from functools import cache
from typing import Any

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "code", "lb", "div", "fw", "ab"})
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)


def main_text(source: str) -> tuple[str, ...]:
    """Return the paragraphs of a page's main text, subheads and list items included, blanks squeezed.

    Empty where nothing on the page is an article. Precision comes first: readers' comments, teasers and
    captions are left out.
    """
    extraction, faults = _library()
    declaration = _DECLARATION.match(source)
    page = source[declaration.end() if declaration else 0 :].replace("\0", " ")
    if not _ROOT.search(page, 0, 20_000):
        page = f"<html><body>{page}</body></html>"
    try:
        found = extraction(page, favor_precision=True, include_comments=False)
    except faults:  # the library promises nothing about hostile markup
        return ()
    return _paragraphs(found.body) if found is not None and found.body is not None else ()


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
