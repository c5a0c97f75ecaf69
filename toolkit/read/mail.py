"""E-mail (.eml, mbox), as mailing lists send articles round: one document in each message."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, message_from_string
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from toolkit.contract.records import Document, Rejection
from toolkit.read import exports
from toolkit.read.charset import NotTextError
from toolkit.read.exports.html_flow import printed_text
from toolkit.read.exports.stories import divided, read_story, split_stories
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.input_file import Source
from toolkit.read.mail_parts import digest_messages, message_text, without_list_footer, without_quoted
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
NUMBER = re.compile(r"Message:[ \t]*\d+[ \t]*\r?\n")
"""What a digest in plain text prints above each message."""
HEADERS = re.compile(r"(?:[A-Z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,60}\s*\n")
SENDER = re.compile(r"^From:[^\n]*\S", re.MULTILINE)
POSTED = re.compile(r"^(?:Message-ID|Date|Newsgroups|Organization|Lines|To|Path|Xref):", re.MULTILINE | re.IGNORECASE)
SUBJECT = re.compile(r"^Subject:", re.MULTILINE)
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
        return
    if (export := _export(raw, options)) is not None:
        text, family = export
        lines = iter([text.encode("utf-8", "replace")])
        yield from exports.read(source, lines, options, family, has_lines=False)
        return
    yield from _documents(Record(source, raw, None), options)


def _export(raw: bytes, options: ReadOptions) -> tuple[str, exports.Family] | None:
    """Return the text of a message with which a database sent an export, and its family; null for any other."""
    try:
        text, is_page = message_text(message_from_bytes(raw), options.encoding)
    except (NotTextError, MessageError, ValueError, LookupError, RecursionError):
        return None  # said when the message is read
    printed = "".join(printed_text([text])) if is_page else text
    family = exports.find_family(printed)
    return (printed, family) if family in exports.DATABASES else None


def read_box(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every message of an mbox, without holding more than one message."""
    yield from documents(source, _messages(parts, options), options, _documents)


def is_box(sample: str) -> bool:
    """Return True if a text begins with the line that separates messages and with headers, as Pipermail writes it."""
    return BOX.match(sample) is not None


def is_message(sample: str) -> bool:
    """Return True if a text begins with the headers of one message, as the files of news groups do."""
    head = HEADERS.match(sample)
    return head is not None and all(header.search(head[0]) for header in (SENDER, SUBJECT, POSTED))


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
    """Yield the document of one message, or of each message and story of a digest.

    A mail says when it was sent, not when the article appeared: its date is only an upper bound.
    """
    raw = record.raw if record.number is None else QUOTED.sub(rb"\1", record.raw)
    if not raw.strip():
        yield refuse_record(record, options, "empty", "There is nothing in the message but blanks.")
        return
    try:
        contents = list(_contents(message_from_bytes(raw), options))
    except NotTextError as fault:
        yield refuse_record(record, options, fault.reason, fault.detail)
        return
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        yield refuse_record(record, options, "invalid_record", f"The message cannot be read: {error}.")
        return
    if len(contents) == 1:
        yield to_document(record, contents[0], options)
        return
    for number, fields in enumerate(contents, start=record.number or 0):
        text = str(fields.get("raw") or fields.get("html") or "")
        own = replace(record, number=number, raw=text.encode("utf-8", "replace"))
        yield _story(own, fields, options)


def _contents(message: Message, options: ReadOptions) -> Iterator[dict[str, object]]:
    """Yield the fields of a message, or those of each message or story that a digest holds."""
    held = digest_messages(message)
    for part in held:
        yield from _contents(part, options)
    if held:
        return
    text, is_page = message_text(message, options.encoding)
    text = text if is_page else without_quoted(without_list_footer(text))
    shared = {
        "date_not_after": _sent(message),
        "language": _header(message, "Content-Language").partition(",")[0],
    }
    mails = [] if is_page else [mail for part in divided(text) if (mail := _digested(part))]
    stories = [] if is_page or mails else split_stories(text)
    if mails:
        for mail in mails:
            yield from _contents(message_from_string(mail), options)
    for story in stories:
        yield {"raw": story, **{name: value for name, value in shared.items() if value}}
    if not mails and not stories:
        values = {"html" if is_page else "raw": text, "headline": _headline(message, text), **shared}
        yield {name: value for name, value in values.items() if value}


def _digested(part: str) -> str | None:
    """Return the message that a part of a digest in plain text is; null for its list of topics and its footer."""
    mail = NUMBER.sub("", part.lstrip(), count=1)
    head = HEADERS.match(mail)
    return mail if head is not None and SUBJECT.search(head[0]) and SENDER.search(head[0]) else None


def _story(record: Record, fields: dict[str, object], options: ReadOptions) -> Document | Rejection:
    """Return the document of one of several stories; its head states the fields where it has one."""
    document = to_document(record, fields, options)
    stated = read_story(document.text) if isinstance(document, Document) and "headline" not in fields else None
    if stated is None or isinstance(document, Rejection):
        return document
    return replace(document, given={**document.given, **stated.given}, spans=stated.spans)


def _headline(message: Message, text: str) -> str | None:
    """Return the subject, unless the text has it: there it has a place."""
    subject = bare_subject(_header(message, "Subject"))
    parts = [*text.splitlines(), *re.split(r"\n[ \t\r]*\n", text)]
    printed = {" ".join(part.split()).casefold() for part in parts if len(part) <= 2 * LONGEST_HEADER}
    return None if subject.casefold() in printed else subject


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, OverflowError):
        return None


def _header(message: Message, name: str) -> str:
    """Return a header with its encoded words decoded, or as it is where they are damaged."""
    value = str(message.get(name) or "")[:LONGEST_HEADER]
    with contextlib.suppress(MessageError, ValueError, LookupError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", "replace").decode().split())
