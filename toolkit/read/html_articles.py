"""Pages that print several whole articles, each in an `article` element of its own."""

import re

_OPENING = re.compile(r"<article\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<(/?)article\b[^>]*>", re.IGNORECASE)
_ONE_ARTICLE = re.compile(
    r"<meta\b[^>]{0,300}(?:og:type[\"']?\s[^>]{0,200}article|article:published_time)"
    r"|[\"']@type[\"']\s*:\s*\[?\s*[\"'](?:\w*NewsArticle|Article|BlogPosting|Report)[\"']",
    re.IGNORECASE,
)
"""What says that a page is the page of one article."""
_HEADING = re.compile(r"<h[1-4]\b[^>]*>(?P<text>(?s:.{2,600}?))</h[1-4]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?P<text>(?s:.{1,8000}?))</p", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_FEWEST_WORDS = 40
_FEWEST_PARAGRAPHS = 2


def split_articles(page: str) -> list[str]:
    """Return the mark-up of each article; nothing for a page that is not several whole articles.

    Each outermost `article` must have a heading of its own and at least two paragraphs of forty words together,
    else the page is a list of teasers or an article with its comments; so is a page whose metadata name one article.
    """
    if len(_OPENING.findall(page, 0)) < 2 or _ONE_ARTICLE.search(page) is not None:
        return []
    elements = _outermost(page)
    whole = [markup for markup in elements if _is_whole(markup)]
    return whole if len(whole) > 1 and len(whole) == len(elements) else []


def _outermost(page: str) -> list[str]:
    """Return the elements that are in no other one; an unclosed one ends where the page does."""
    elements = []
    depth = start = 0
    for match in _ELEMENT.finditer(page):
        if match[1]:
            depth = max(depth - 1, 0)
            if depth == 0 and start >= 0:
                elements.append(page[start : match.end()])
                start = -1
        else:
            start = match.start() if depth == 0 else start
            depth += 1
    return [*elements, page[start:]] if depth else elements


def _is_whole(markup: str) -> bool:
    heading = _HEADING.search(markup)
    if heading is None or not _TAG.sub("", heading["text"]).strip():
        return False
    words = [len(_TAG.sub(" ", match["text"]).split()) for match in _PARAGRAPH.finditer(markup)]
    return sum(words) >= _FEWEST_WORDS and sum(count > 5 for count in words) >= _FEWEST_PARAGRAPHS
