"""The paragraphs of a marked-up body whose bounds are known: NITF, XHTML."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "li", "dt", "dd", "blockquote", "bq", "block"),
        *(
            "div",
            "section",
            "article",
            "body",
            "body.content",
            "ul",
            "ol",
            "dl",
            "pre",
            "td",
            "th",
            "tr",
            "table",
            "q-block",
        ),
    )
)
SKIPPED = frozenset(
    (
        *("media", "figure", "figcaption", "script", "style", "head", "nav", "aside", "form", "iframe", "fn"),
        *("media-caption", "media-producer", "body.head", "body.end", "note", "nitf-table"),
    )
)


def paragraphs(body: Element) -> list[str]:
    """Return the texts of the blocks in a body in their order, each on one line; captions are left out.

    Tags must have no namespace, see `strip_namespaces`.
    """
    texts: list[str] = []
    held: list[str] = []
    for is_border, text in _pieces(body):
        if is_border:
            texts.append(" ".join("".join(held).split()))
            held.clear()
        held.append(text)
    texts.append(" ".join("".join(held).split()))
    return [text for text in texts if text]


def text_of(element: Element | None) -> str | None:
    """Return all text of an element on one line; null without any."""
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None


def strip_namespaces(element: Element) -> None:
    """Take the namespaces off the tags of an element and of all below it, in place."""
    for inner in element.iter():
        if isinstance(inner.tag, str):
            inner.tag = inner.tag.rpartition("}")[2]


def _pieces(body: Element) -> Iterator[tuple[bool, str]]:
    """Yield each run of text, and whether a paragraph ends before it; depth does not matter."""
    pending: list[tuple[Element, bool]] = [(body, False)]
    while pending:
        element, is_left = pending.pop()
        is_block = element.tag in BLOCKS
        if is_left:
            yield is_block, element.tail or "" if element is not body else ""
        elif element.tag in SKIPPED and element is not body:
            yield True, element.tail or ""
        else:
            yield is_block, (" " if element.tag == "br" else "") + (element.text or "")
            pending.append((element, True))
            pending.extend((child, False) for child in reversed(element))
