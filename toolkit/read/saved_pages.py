"""Pages that browsers and older crawlers saved: MHTML, HAR, and web archives of the form ARC."""

import base64
import binascii
import email
import hashlib
import re
from collections.abc import Iterator
from email.message import Message

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.field_values import ADDRESS
from toolkit.read.input_file import Source, refuse
from toolkit.read.media_type import HTML
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole

PAGES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.\-]+)", re.IGNORECASE)
ARC_HEAD = re.compile(
    rb"(?P<url>[a-z]+:[^ \n]{1,4096}) [^ \n]* \d{8,14} (?P<type>[^ \n]*)(?: [^\n]*)? (?P<length>\d+)\s*"
)
LONGEST_HEAD = 65_536


def read_mhtml(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the page of a file that a browser saved with its pictures: its first part that is HTML."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    record = Record(source, raw, None)
    message = email.message_from_bytes(raw)
    page = next((part for part in message.walk() if part.get_content_type() in PAGES), None)
    if page is None:
        yield refuse_record(record, options, "missing_text", "The file holds no page.")
        return
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    yield _document(record, _payload(page), page.get_content_charset(), address, options)


def read_har(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the pages among the answers that a browser recorded."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    try:
        entries = orjson.loads(raw)["log"]["entries"]
        answers = [_har_answer(entry) for entry in entries]
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        detail = f"The file is no HTTP archive: {type(error).__name__}: {str(error)[:200]}."
        yield refuse(source, "invalid_record", detail, size=source.size, raw=raw[: options.kept_bytes])
        return
    has_page = False
    for number, answer in enumerate(answers):
        if answer is not None:
            has_page = True
            address, page, charset = answer
            yield _document(Record(source, page, number), page, charset, address, options)
    if not has_page:
        yield refuse(source, "empty", "No page is among the recorded answers, or the bodies were not saved.")


def read_arc(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the page of every successful answer of an ARC file; one that is cut off gives what is whole."""
    buffer = _Buffer(parts)
    number = 0
    try:
        while (line := buffer.line(LONGEST_HEAD)) is not None:
            if not line.strip():
                continue
            address, kind, size = _arc_head(line)
            content = buffer.take(size, options.max_bytes if kind.startswith(PAGES) else 0)
            record = Record(source, content, number)
            item = _arc_page(record, address, size, options) if kind.startswith(PAGES) else None
            if item is not None:
                yield item
            number += 1
    except BrokenArchiveError as error:
        detail = f"The web archive cannot be read after {number} records: {error}."
        yield refuse(source, "broken_archive", detail, record=number, size=source.size)
        return
    if number == 0:
        yield refuse(source, "empty", "The web archive holds nothing.", size=source.size)


def _arc_head(line: bytes) -> tuple[str, str, int]:
    """Return address, media type and size of a record; BrokenArchiveError if the line is not the head of one."""
    head = ARC_HEAD.fullmatch(line.rstrip(b"\r\n"))
    if head is None:
        raise BrokenArchiveError("a record begins with something else than its address")
    return head["url"].decode("latin-1"), head["type"].decode("latin-1").lower(), int(head["length"])


class _Buffer:
    """Chunks read by lines and by numbers of bytes."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._held = b""

    def line(self, longest: int) -> bytes | None:
        """Return the next line; null at the end."""
        while b"\n" not in self._held and len(self._held) <= longest and (part := next(self._parts, b"")):
            self._held += part
        line, end, self._held = self._held.partition(b"\n")
        return line + end if line or end else None

    def take(self, count: int, held: int) -> bytes:
        """Return the first of the next bytes, at most `held` and one more; BrokenArchiveError if some are missing."""
        taken: list[bytes] = []
        kept = 0
        while count > 0:
            part, self._held = self._held or next(self._parts, b""), b""
            if not part:
                raise BrokenArchiveError("it is cut off inside of a record")
            piece, self._held = part[:count], part[count:]
            count -= len(piece)
            if kept <= held:
                taken.append(piece)
                kept += len(piece)
        return b"".join(taken)


def _arc_page(record: Record, address: str, size: int, options: ReadOptions) -> Document | Rejection | None:
    """Return the page of an answer of HTTP; null for one that was no success."""
    if size > options.max_bytes:
        return refuse_record(record, options, "too_large", f"The page has {size} bytes, more than are allowed.")
    head, _, page = record.raw.replace(b"\r\n", b"\n", 64).partition(b"\n\n")
    if head.startswith(b"HTTP/"):
        if b" 200" not in head.partition(b"\n")[0]:
            return None
        charset = CHARSET.search(head.decode("latin-1"))
        return _document(record, page, charset[1] if charset else None, address, options)
    return _document(record, record.raw, None, address, options)


def _har_answer(entry: dict[str, dict[str, object]]) -> tuple[str, bytes, str | None] | None:
    """Return address, bytes and character set of a page; null for anything else."""
    response = entry["response"]
    content = response.get("content")
    if response.get("status") != 200 or not isinstance(content, dict):
        return None
    kind, text = str(content.get("mimeType") or "").lower(), content.get("text")
    if not kind.startswith(PAGES) or not isinstance(text, str) or not text.strip():
        return None
    address = str(entry["request"].get("url") or "")
    if content.get("encoding") == "base64":
        charset = CHARSET.search(kind)
        try:
            return address, base64.b64decode(text, validate=False), charset[1] if charset else None
        except binascii.Error:
            return None
    return address, text.encode("utf-8", "replace"), "utf-8"


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _document(
    record: Record, page: bytes, charset: str | None, address: str, options: ReadOptions
) -> Document | Rejection:
    try:
        text = decode(page, options.encoding, charset)
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    if not text.strip():
        return refuse_record(record, options, "empty", "There is nothing in the page but blanks.")
    url = address if ADDRESS.fullmatch(address) else None
    return Document(
        record.source.path,
        text,
        hashlib.sha256(record.raw).hexdigest(),
        HTML,
        record=record.number,
        url=url,
        given={"url": url} if url else {},
        raw=record.raw,
    )
