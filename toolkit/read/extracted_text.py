"""The text that a reader took out of an office document or PDF: one article, an export, or several unknown articles."""

import hashlib
from collections.abc import Iterator
from functools import partial

from toolkit.contract.records import Document, Rejection
from toolkit.read import exports, media_type
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.options import ReadOptions
from toolkit.read.several_articles import advice, sighting

_WIDEST = 120
"""Characters of a line that a width has broken."""
_EMPTY_SHARE = 0.3
"""Share of empty paragraphs from which these, and not the ends of paragraphs, are the borders."""


def _as_lines(text: str) -> str:
    """Return a text whose paragraphs are lines, as a text file that was saved again by Word, with its lines.

    An empty line is below each paragraph of `text`, so that an empty paragraph is two.
    """
    paragraphs = text.split("\n\n")
    filled = [paragraph for paragraph in paragraphs if paragraph.strip()]
    empty = len(paragraphs) - len(filled) - 1
    is_broken = max(map(len, filled), default=0) <= _WIDEST
    if empty < 2 or not (is_broken or empty >= _EMPTY_SHARE * len(filled)):
        return text
    return "\n".join(paragraphs)


def read_text(
    record: Record, text: str, options: ReadOptions, printed: str = "", headline: str | None = None
) -> Iterator[Document | Rejection]:
    """Yield the articles of a text.

    Args:
        record: the file, with its own bytes.
        text: its paragraphs.
        options: `separator` cuts a text of no known form.
        headline: what the letters of the page show to be the headline of a text that is one article.
        printed: its lines as they are printed, where `text` has joined them; an export is cut at these.

    """
    from toolkit.read.several import separated

    lines = printed or (text := _as_lines(text))
    family = separated(options.separator) if options.separator else exports.find_family(lines)
    if family is not None:
        read = partial(exports.read, options=options, family=family, has_lines=False)
        yield from read(record.source, iter([lines.encode("utf-8", "replace")]))
    elif (seen := sighting(text)) is not None:
        yield refuse_record(record, options, "several_articles", advice(seen))
    else:
        sha256 = hashlib.sha256(record.raw).hexdigest()
        given = {"headline": headline} if headline else {}
        yield Document(record.source.path, text, sha256, media_type.PLAIN, given=given, raw=record.raw)
