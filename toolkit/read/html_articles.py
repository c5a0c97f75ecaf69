"""Pages that print several whole articles: each in an `article` element, or below a heading with a date or byline."""

import re
from itertools import pairwise

from toolkit.read.exports.html_flow import printed_text
from toolkit.read.several_articles import is_dated

_OPENING = re.compile(r"<article\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<(/?)article\b[^>]*>", re.IGNORECASE)
_ONE_ARTICLE = re.compile(
    r"<meta\b[^>]{0,300}(?:og:type[\"']?\s[^>]{0,200}article|article:published_time)"
    r"|[\"']@type[\"']\s*+:\s*+\[?\s*+[\"'](?:\w*NewsArticle|Article|BlogPosting|Report)[\"']",
    re.IGNORECASE,
)
"""What says that a page is the page of one article."""
_HEADING = re.compile(r"<h[1-4]\b[^>]*>(?P<text>(?s:.{2,600}?))</h[1-4]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?P<text>(?s:.{1,8000}?))</p", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BYLINE = re.compile(r"(?i:by|von|par|por|di|door|av|af)\s+[^\W\d_a-z][\w.'’-]+\s+[^\W\d_]")
_FEWEST_WORDS = 40
_FEWEST_TITLE_WORDS = 3
_FEWEST_STORY_WORDS = 30
_PARAGRAPH_WORDS = 20
_MOST_STORIES = 500
_HEAD_LINES, _LONGEST_HEAD = 3, 100
_FEWEST_PARAGRAPHS = 2


def split_articles(page: str) -> list[str]:
    """Return the mark-up of each article; nothing for a page that is not several whole articles.

    Each outermost `article` must have a heading of its own and at least two paragraphs of forty words together,
    else the page is a list of teasers or an article with its comments; so is a page whose metadata name one article.
    On a page without such elements, every heading of one level must have a date or byline and thirty words below it.
    """
    if _ONE_ARTICLE.search(page) is not None:
        return []
    if len(_OPENING.findall(page, 0)) < 2:
        return _stories(page)
    elements = _outermost(page)
    whole = [markup for markup in elements if _is_whole(markup)]
    return whole if len(whole) > 1 and len(whole) == len(elements) else []


def _stories(page: str) -> list[str]:
    """Return the mark-up from each heading of one level to the next, if each of them is a story."""
    for level in "1234":
        starts = [match.start() for match in re.finditer(rf"<h{level}\b", page, re.IGNORECASE)]
        if 1 < len(starts) <= _MOST_STORIES:
            parts = [page[start:end] for start, end in pairwise([*starts, len(page)])]
            return parts if all(map(_is_story, parts)) and not _has_text(page[: starts[0]]) else []
    return []


def _has_text(markup: str) -> bool:
    """Return True if a piece of a page prints a paragraph, such as those of an article above a list of teasers."""
    return any(len(line.split()) >= _PARAGRAPH_WORDS for line in "".join(printed_text([markup])).split("\n"))


def _is_story(markup: str) -> bool:
    """Return True if a date or byline is right below a heading, and the words of an article below that."""
    heading = _HEADING.match(markup)
    if heading is None or len(_TAG.sub(" ", heading["text"]).split()) < _FEWEST_TITLE_WORDS:
        return False
    lines = [line.strip() for line in "".join(printed_text([markup[heading.end() :]])).split("\n") if line.strip()]
    head = [line for line in lines[:_HEAD_LINES] if len(line) <= _LONGEST_HEAD]
    is_signed = any(_BYLINE.match(line) or is_dated(line) for line in head) or "<time" in markup[: 4 * _LONGEST_HEAD]
    return is_signed and sum(len(line.split()) for line in lines[len(head) :]) >= _FEWEST_STORY_WORDS


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
