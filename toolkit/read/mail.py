"""E-mail (.eml, mbox), as mailing lists send articles round: one document in each message."""

import contextlib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from toolkit.contract.records import Document, Rejection
from toolkit.read import media_type
from toolkit.read.charset import NotTextError, decode
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.record_splitter import Growing, Piece, documents, lines
from toolkit.read.text_file import whole

LONGEST_LINE = 1 << 16
LONGEST_HEADER = 4096
"""The library takes quadratic time for encoded words."""
SEPARATOR = re.compile(rb"From \S.* \d{4}\s*$")
"""The line before each message of an mbox: sender and time."""
BOX = re.compile(r"\s*From \S[^\n]* \d{4}\s*\n[\w-]+:")
"""How an mbox begins."""
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
"""A line of a message that would be taken for that line; writers put `>` before it."""
PREFIX = re.compile(
    r"\s*(?:(?:re|fwd?|aw|wg|tr|sv|vs|antw|rv|ref|r)(?:\[\d+\])?\s*:|\[[^\[\]]{1,60}\])\s*", re.IGNORECASE
)


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of a file that is one message."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
    else:
        yield from _documents(Record(source, raw, None), options)


def read_box(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every message of an mbox, without holding more than one message."""
    yield from documents(source, _messages(parts, options), options, _documents)


def is_box(sample: str) -> bool:
    """Return True if a text begins with the line that separates messages and with headers, as Pipermail writes it."""
    return BOX.match(sample) is not None


def bare_subject(subject: str) -> str:
    """Return a subject without marks of replies, forwarding and lists.

    >>> bare_subject("[harbour-news] Fwd: Ferry runs again")
    'Ferry runs again'
    """
    subject = " ".join(subject.split())
    while match := PREFIX.match(subject):
        subject = subject[match.end() :]
    return subject


def _messages(parts: Iterator[bytes], options: ReadOptions) -> Iterator[Piece]:
    """Yield the bytes of every message, without the line that separates it from the one before."""
    message = Growing(options, 1)
    number, is_blank, is_start = 1, True, True
    for line in lines(parts, LONGEST_LINE):
        if is_blank and is_start and line.startswith(b"From ") and SEPARATOR.match(line):
            if message.is_filled:
                yield message.piece()
            message = Growing(options, number + 1)
        else:
            message.add(line)
        is_blank = is_start and not line.strip()
        is_start = line.endswith(b"\n")
        number += is_start
    if message.is_filled:
        yield message.piece()


def _documents(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of one message: its plain text, else its page.

    A mail says when it was sent, not when the article appeared: its date is only an upper bound.
    """
    raw = record.raw if record.number is None else QUOTED.sub(rb"\1", record.raw)
    if not raw.strip():
        yield refuse_record(record, options, "empty", "There is nothing in the message but blanks.")
        return
    try:
        message = message_from_bytes(raw)
        text, is_page = _text(message, options)
    except NotTextError as fault:
        yield refuse_record(record, options, fault.reason, fault.detail)
        return
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        yield refuse_record(record, options, "invalid_record", f"The message cannot be read: {error}.")
        return
    found = {
        "html" if is_page else "raw": text,
        "headline": _headline(message, text),
        "date_not_after": _sent(message),
        "language": _header(message, "Content-Language").partition(",")[0],
    }
    yield to_document(record, {name: value for name, value in found.items() if value}, options)


def _text(message: Message, options: ReadOptions) -> tuple[str, bool]:
    """Return the first part that is plain text, else the first page, and whether it is a page."""
    parts = [
        part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"
    ]
    for kind in (media_type.PLAIN, media_type.HTML):
        for part in parts:
            if part.get_content_type() != kind:
                continue
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            if content.strip():
                return decode(content, options.encoding, _charset(part)), kind == media_type.HTML
    return "", False


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return charset if charset != "us-ascii" else None  # what a mail says that says nothing


def _headline(message: Message, text: str) -> str | None:
    """Return the subject, unless the text has it: there it has a place."""
    subject = bare_subject(_header(message, "Subject"))
    return None if subject.casefold() in " ".join(text.split()).casefold() else subject


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, OverflowError):
        return None


def _header(message: Message, name: str) -> str:
    """Return a header with its encoded words decoded, or as it stands where they are damaged."""
    value = str(message.get(name) or "")[:LONGEST_HEADER]
    with contextlib.suppress(MessageError, ValueError, LookupError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", "replace").decode().split())
