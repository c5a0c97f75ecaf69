"""The printed lines of an HTML page, read as a stream: what an export in HTML would be as text."""

import codecs
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from toolkit.read.charset import BOMS, DECLARATION

_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "tr", "table", "article"),
        *("section", "header", "footer", "blockquote", "pre", "body", "hr", "main", "aside", "figure", "center"),
    )
)
_SKIPPED = frozenset(("script", "style", "head", "noscript", "template", "svg"))
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")


def printed_text(parts: Iterable[str]) -> Iterator[str]:
    """Yield the text of a page in pieces: an empty line between blocks, tabs between table cells."""
    flow = _Flow()
    for part in parts:
        flow.feed(part)
        yield flow.take()
    flow.close()
    yield flow.take() + "\n"


def decoded(start: bytes, parts: Iterable[bytes], encoding: str | None) -> Iterator[str]:
    """Yield the text of a stream in the given encoding, else in that of its mark, UTF-8, or the one it declares."""
    decoder = codecs.getincrementaldecoder(encoding or _encoding(start))("replace")
    for part in parts:
        yield decoder.decode(part)
    yield decoder.decode(b"", final=True)


def _encoding(start: bytes) -> str:
    for mark, name in BOMS:
        if start.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        declared = DECLARATION.search(start, 0, 4096)
        name = declared[1].decode("ascii").lower() if declared else "cp1252"
        return name if _is_narrow(name) else "cp1252"
    return "utf-8"


def _is_narrow(name: str) -> bool:
    """Return True if an encoding is known and writes ASCII as ASCII."""
    try:
        return "<a>".encode(name) == b"<a>" and name.replace("_", "-") not in ("iso-8859-1", "utf-8", "latin-1")
    except LookupError:
        return False


class _Flow(HTMLParser):
    """Puts the text together as the parser meets it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._held: list[str] = []
        self._skipped = 0
        self._last = "\n\n"
        """The end of what has been put, at most two characters."""

    def take(self) -> str:
        """Return what has been put since the last time."""
        text = "".join(self._held)
        self._held.clear()
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line before a block, and at a line break."""
        del attrs
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "body":
            self._skipped = 0  # a head that is not closed
        elif tag == "br":
            self._put("\n")
        elif tag in _BLOCKS:
            self._break()
        elif tag in ("td", "th", "dd") and not self._last.endswith("\n"):
            self._put("\t")

    def handle_endtag(self, tag: str) -> None:
        """Break the line behind a block."""
        if tag in _SKIPPED:
            self._skipped = max(self._skipped - 1, 0)
        elif (tag in _BLOCKS and tag != "dt") or tag == "dd":  # a term and what it means are one line
            self._break()

    def handle_data(self, data: str) -> None:
        """Put text, with single blanks."""
        text = _BLANKS.sub(" ", data)
        if text[:1] == " " and self._last[-1:] in ("\n", " ", "\t"):
            text = text[1:]
        if text and not self._skipped:
            self._put(text)

    def _break(self) -> None:
        if not self._last.endswith("\n\n"):
            self._put("\n" if self._last.endswith("\n") else "\n\n")

    def _put(self, text: str) -> None:
        if not self._skipped:
            self._held.append(text)
            self._last = (self._last + text)[-2:]
