"""Text files and pages that hold many articles: which reader cuts them."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from toolkit.contract.records import Document, Rejection
from toolkit.read import mail, media_type
from toolkit.read.charset import NotTextError, decode
from toolkit.read.exports import Family, find_family
from toolkit.read.exports import read as read_export
from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.cutting import has_words
from toolkit.read.exports.html_flow import decoded, printed_text
from toolkit.read.exports.pressreader import PRESSREADER_PAGE, parse_page
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions

Cut = Callable[[Source, Iterator[bytes], ReadOptions], Iterator[Document | Rejection]]

_HINT = re.compile(
    r"DOCFULL|DOCUMENT|DOKUMENT|Factiva|ProQuest|EBSCO|NewsBank|europresse|PressReader|Genios|wiso|"
    r"End of Document|Fin du document|Ende des Dokuments|Einde van|Fin del documento|Fine del documento|Record Number",
    re.IGNORECASE,
)
"""Words without which a page is no export: to look for them costs less than to read the page."""
_PRESSREADER = re.compile(r"<title>[^<]*PressReader|pressreader\.com/", re.IGNORECASE)
"""A page that PressReader prints: the headline, then outlet, day and byline, then the text."""
_SNIFFED = 65536


def find_cut(start: bytes, options: ReadOptions, kind: str | None = None) -> Cut | None:
    """Return what reads the articles of a file that begins so; null for a file that is one document.

    `kind` is the media type of the file where it is known.
    """
    try:
        sample = decode(start[:_SNIFFED], options.encoding)
    except NotTextError:
        return None
    if kind == media_type.HTML or (kind is None and media_type.is_page(sample)):
        return _page_cut(start, options)
    if kind is not None:
        return None
    if options.separator:
        return partial(read_export, family=separated(options.separator))
    if mail.is_box(sample):
        return mail.read_box
    if mail.is_message(sample):
        return mail.read
    family = find_family(sample)
    return partial(read_export, family=family) if family is not None else None


def _page_cut(start: bytes, options: ReadOptions) -> Cut | None:
    """Return what reads an export in HTML; null for any other page."""
    text = "".join(decoded(start, [start], options.encoding))
    if _PRESSREADER.search(text) and "<h1" in text.lower() and parse_page("".join(printed_text([text]))) is not None:
        return partial(_read_page, start=start, family=PRESSREADER_PAGE)
    if _HINT.search(text) is None:
        return None
    family = find_family("".join(printed_text([text])))
    return partial(_read_page, start=start, family=family) if family is not None else None


def _read_page(
    source: Source, parts: Iterator[bytes], options: ReadOptions, *, start: bytes, family: Family
) -> Iterator[Document | Rejection]:
    """Yield the articles of an export in HTML, whose text is what the page prints."""
    flow = (piece.encode() for piece in printed_text(decoded(start, parts, options.encoding)))
    yield from read_export(source, flow, options, family, has_lines=False)


def separated(expression: str) -> Family:
    """Return the form whose articles the user's expression divides."""

    def parse(text: str) -> Fields | None:
        return Fields() if has_words(text) else None

    return Family("separated", re.compile(r"(?!)"), parse, starts=re.compile(expression), is_stated=False)
