"""The text that a reader took out of an office document or PDF: one article, an export, or several unknown articles."""

import hashlib
from collections.abc import Iterator
from functools import partial

from toolkit.contract.records import Document, Rejection
from toolkit.read import exports, media_type
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.options import ReadOptions
from toolkit.read.several_articles import advice, sighting


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

    lines = printed or text
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
