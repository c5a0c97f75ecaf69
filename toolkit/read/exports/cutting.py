"""Cuts a stream of text into the articles of a known form, without holding more than one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain

from toolkit.contract.records import Document, Rejection
from toolkit.normalisation.text_cleaning import clean
from toolkit.read import media_type
from toolkit.read.charset import SAMPLE, NotTextError, decode, encoding_of
from toolkit.read.exports.families import find_other
from toolkit.read.exports.family import Family, Refused
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, lines, unmarked

LONGEST_LINE = 1 << 16
_LONGEST_MARK = 200
"""No line that divides articles is longer, in characters."""
_FEWEST_WORDS = 20
_TWICE = re.compile(r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""What UTF-8 looks like that was read as a Windows code page and written as UTF-8 again."""
_NO_ARTICLE = (
    "The {} file is a cover, a list of results or a search history and holds the text of no article: export these."
)
_COVER = 1 << 16
"""Characters of a piece in which it can say how many articles there are."""


@dataclass(slots=True)
class _Count:
    """How many articles a file holds, and how many it says it does."""

    found: int = 0
    closed: int = 0
    """Articles that end as whole ones do."""
    stated: int = 0
    seen: set[int] = field(default_factory=set)


def read(
    source: Source, parts: Iterator[bytes], options: ReadOptions, family: Family, *, has_lines: bool = True
) -> Iterator[Document | Rejection]:
    """Yield the document of each article, then a rejection if the file says that it holds more.

    `has_lines` is True if the lines of the stream are those of the file.
    """
    count = _Count()

    whole = unmarked(parts)
    first = next(whole, b"")
    encoding = options.encoding or encoding_of(first[:SAMPLE])

    def convert(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
        text = _decoded(record.raw, options, encoding)
        if isinstance(text, NotTextError):
            yield refuse_record(record, options, text.reason, text.detail)
            count.found += 1
        elif (other := find_other(text, family)) is not None:
            yield from _of_other(record, text, options, other, count)
        else:
            yield from _articles(record, text, options, family, count, has_lines=has_lines)

    last = 0
    whole = _with_line_feeds(chain([first], whole), first)
    for item in documents(source, pieces(whole, options, family, encoding), options, convert):
        is_cover = isinstance(item, Rejection) and item.reason == "empty" and not count.found
        yield refuse(source, "listing", _NO_ARTICLE.format(family.name), size=source.size) if is_cover else item
        last = (item.record or 0) + 1
    if count.stated > count.found > 0:
        detail = f"The file says that it holds {count.stated} documents, but {count.found} are in it: export the rest."
        yield refuse(source, "truncated", detail, record=last, size=source.size)


def pieces(
    parts: Iterator[bytes], options: ReadOptions, family: Family, encoding: str | None = None
) -> Iterator[Piece]:
    """Yield the bytes between two cuts, in their order; `encoding` is that of the file, UTF-8 if null."""
    piece = Growing(options, 1)
    number = 1
    is_start = True
    for line in lines(parts, LONGEST_LINE):
        text = _line(line, encoding) if is_start and len(line) < 4 * _LONGEST_MARK else ""
        is_mark = bool(text) and family.starts is not None and family.starts.match(text) is not None
        if is_mark:
            if piece.is_filled:
                yield piece.piece()
            piece = Growing(options, number)
        elif text and family.covers is not None and family.covers.match(text) and piece.is_filled:
            yield piece.piece()
            piece = Growing(options, number)
        if not is_mark or family.is_stated:
            piece.add(line)
        is_start = line.endswith((b"\n", b"\r"))
        number += is_start
        last = text or _line(line[-_LONGEST_MARK:], encoding)
        if last and family.ends is not None and family.ends.match(last):
            yield piece.piece()
            piece = Growing(options, number)
    if piece.is_filled:
        yield piece.piece()


def _line(line: bytes, encoding: str | None) -> str:
    """Return a line without the blanks around it, for the look at its marks."""
    try:
        return line.decode(encoding or "utf-8", "replace").strip()
    except LookupError:
        return line.decode("utf-8", "replace").strip()


def _with_line_feeds(parts: Iterator[bytes], first: bytes) -> Iterator[bytes]:
    """Yield a file with line feeds, where it has carriage returns only."""
    if b"\n" in first or b"\r" not in first:
        yield from parts
    else:
        yield from (part.replace(b"\r", b"\n") for part in parts)


def _decoded(raw: bytes, options: ReadOptions, encoding: str | None) -> str | NotTextError:
    """Return the text of a piece, in UTF-8 or in the character set of the file; what was encoded twice is repaired."""
    try:
        try:
            text = raw.decode(encoding if encoding and options.encoding is None and not _is_utf8(raw) else "utf-8")
        except (UnicodeDecodeError, LookupError):
            text = decode(raw, options.encoding)
    except NotTextError as fault:
        return fault
    return clean(text).text if _TWICE.search(text) else text


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_other(
    record: Record, text: str, options: ReadOptions, family: Family, count: _Count
) -> Iterator[Document | Rejection]:
    """Yield the articles of a piece that is an export of another family, in the same file."""
    number = record.number or 0
    for piece in pieces(iter([text.encode("utf-8", "replace")]), options, family):
        inner = replace(record, raw=piece.raw, number=number)
        for item in _articles(inner, piece.raw.decode(), options, family, count, has_lines=False):
            yield item
            number += 1


def _articles(
    record: Record, text: str, options: ReadOptions, family: Family, count: _Count, *, has_lines: bool
) -> Iterator[Document | Rejection]:
    """Yield the article of one piece; nothing for a cover."""
    count.stated = max(count.stated, stated_total(text, family))
    fields = family.parse(text)
    if fields is None:
        return
    count.found += 1
    is_closed = family.closes is not None and family.closes.search(text) is not None
    if family.closes is not None and not is_closed and count.closed and "body" in getattr(fields, "given", ()):
        detail = f"The {family.name} article breaks off before the labels that close those above it: export it again."
        fields = Refused("truncated", detail)
    count.closed += is_closed
    if isinstance(fields, Refused):
        yield refuse_record(record, options, fields.reason, fields.detail)
    elif "body" not in fields.given and family.is_stated:
        yield refuse_record(record, options, "missing_text", f"The {family.name} record holds no full text.")
    else:
        url = fields.given.get("url")
        yield Document(
            path=record.source.path,
            text=text,
            sha256=sha256(record.raw).hexdigest(),
            media_type=media_type.PLAIN,
            record=record.number,
            line=record.line if has_lines else None,
            url=url if isinstance(url, str) else None,
            given=fields.given,
            spans=fields.spans,
            raw=record.raw,
        )


def stated_total(text: str, family: Family) -> int:
    """Return the largest number of articles that the beginning of a text says there are; 0 without one."""
    start = text[:_COVER].replace("\r", "")
    numbers = [re.sub(r"\D", "", match[1]) for total in family.totals for match in total.finditer(start)]
    return max((int(number) for number in numbers if len(number) < 8), default=0)


def has_words(text: str) -> bool:
    """Return True if a text has so many words that it may be an article."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]{2}|\w{2,}", text[:10_000])) >= _FEWEST_WORDS
