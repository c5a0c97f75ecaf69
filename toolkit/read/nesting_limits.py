"""Limits for the nesting of HTML, XML and JSON, and for the attributes of one tag: deep or wide markup takes long."""

import re

from toolkit.contract.records import Document
from toolkit.read.options import ReadOptions

_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/<>]*+)[^<>]*+(?<!/)>")
_JSON = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_ATTRIBUTE = re.compile(rb"[^\s=/\"']++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"']++))?+")
_LEAST_ATTRIBUTE = 2
"""Bytes of the shortest attribute, with the blank before it."""
_HEAD, _BLANKS = 1000, b" \t\r\n\xef\xbb\xbf"
"""Where the first character of a document is looked for, and what may be before it."""
_UNCOUNTED = frozenset(
    (
        *(b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source"),
        *(b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"option", b"optgroup", b"tr", b"td", b"th", b"thead", b"tbody"),
        *(b"tfoot", b"colgroup", b"caption", b"rp", b"rt", b"html", b"head", b"body"),
    )
)
"""Elements of HTML that have no end tag, or need none."""

_TOO_DEEP = "It is nested deeper than {} levels; see read.max_nesting."

_CODE = {b"<script": b"</script", b"<style": b"</style", b"<!--": b"-->"}
"""How what is no markup begins and ends."""


def excess(document: Document, options: ReadOptions) -> str | None:
    """Return which limit a document exceeds, as a sentence; null if none."""
    is_html, start = "html" in document.media_type, document.raw[:_HEAD].lstrip(_BLANKS)[:1]
    if start in (b"{", b"[") and is_deep_json(document.raw, options.max_nesting):
        return _TOO_DEEP.format(options.max_nesting)
    if not is_html and start != b"<":
        return None
    markup = document.raw if start == b"<" else document.text.encode("utf-8", "replace")
    return markup_excess(markup, options, is_html=is_html)


def markup_excess(markup: bytes, options: ReadOptions, *, is_html: bool) -> str | None:
    """Return which limit HTML or XML exceeds, as a sentence; null if none."""
    if is_wide(without_code(markup) if is_html else markup, options.max_attributes):
        return f"A tag has more than {options.max_attributes} attributes; see read.max_attributes."
    if is_deep_markup(markup, options.max_nesting, is_html=is_html):
        return _TOO_DEEP.format(options.max_nesting)
    return None


def without_literal_text(markup: bytes) -> bytes:
    """Return XML without its CDATA sections, in which `<` begins no tag; one that is never closed stays."""
    kept: list[bytes] = []
    position = 0
    while (start := markup.find(b"<![CDATA[", position)) >= 0 and (end := markup.find(b"]]>", start)) >= 0:
        kept.append(markup[position:start])
        position = end
    return b"".join([*kept, markup[position:]])


def is_deep_json(raw: bytes, limit: int) -> bool:
    """Return True if objects and lists are nested deeper than the limit."""
    if raw.count(b"{") + raw.count(b"[") <= limit:
        return False
    depth = 0
    for match in _JSON.finditer(raw):
        token = match[0][:1]
        depth += 1 if token in b"[{" else -1 if token in b"]}" else 0
        if depth > limit:
            return True
    return False


def is_deep_markup(raw: bytes, limit: int, *, is_html: bool) -> bool:
    """Return True if elements are nested deeper than the limit; elements that need no end tag do not count in HTML."""
    if raw.count(b"<") <= limit:
        return False
    depth = 0
    for match in _TAG.finditer(raw):
        if is_html and match[2].lower() in _UNCOUNTED:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > limit:
            return True
    return False


def without_code(raw: bytes) -> bytes:
    """Return a page without its scripts, styles and comments, in which `<` begins no tag; an open one ends the page."""
    lower = raw.lower()
    following = dict.fromkeys(_CODE, 0)
    kept: list[bytes] = []
    position = 0
    while True:
        for start in _CODE:
            if 0 <= following[start] <= position:
                following[start] = lower.find(start, position)
        known = [start for start in _CODE if following[start] >= 0]
        if not known:
            return b"".join([*kept, raw[position:]])
        start = min(known, key=following.__getitem__)
        kept.append(raw[position : following[start] + len(start)])
        position = lower.find(_CODE[start], following[start] + len(start))
        if position < 0:
            return b"".join(kept)


def is_wide(raw: bytes, limit: int) -> bool:
    """Return True if a tag has more attributes than the limit."""
    longest = _long_tag(_LEAST_ATTRIBUTE * limit).finditer(raw)
    return any(sum(1 for _ in _ATTRIBUTE.finditer(match[1])) > limit for match in longest)


def _long_tag(size: int) -> re.Pattern[bytes]:
    return re.compile(rb"<[a-zA-Z][^\s/<>]*+([^<>]{%d,}+)" % size)
