"""The text of a mail message: all its text parts, and the messages of a digest."""

import re
from collections.abc import Iterator
from email.message import Message

from toolkit.read import media_type
from toolkit.read.charset import decode
from toolkit.read.exports.html_flow import printed_text

_QUOTED = re.compile(r"[ \t]?(?:[A-Za-z]{0,3}>[ \t]?)+")
_WROTE = re.compile(
    r"(?:writes|wrote|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|napsal|пишет|писал)\W{0,3}$"
    r"|^In article <",
    re.IGNORECASE,
)
_RULE = re.compile(r"_{20,80}")
_ADDRESS = re.compile(r"\S@\S|https?://|mailto:")
_LONGEST_FOOTER, _WIDEST_FOOTER = 6, 120
"""Lines, and characters of a line, of what a mailing list writes below each mail."""
_FEWEST_WORDS = 20
"""Words of a mail that says something itself."""
_DEEPEST = 20
"""Levels of parts inside of parts that are read."""


def message_text(message: Message, encoding: str | None) -> tuple[str, bool]:
    """Return all text of a message, and True if it is a page; NotTextError where a part is no text.

    Of alternatives the plain text is taken, else the page. Parts that follow one another, such as the text before
    and behind a picture, are joined; pages among plain parts are read as what they print.
    """
    parts = [(text, is_page) for text, is_page in _texts(message, encoding, 0) if text.strip()]
    if not parts:
        return "", False
    if all(is_page for _, is_page in parts):
        return "\n".join(text for text, _ in parts), True
    printed = ("".join(printed_text([text])) if is_page else text for text, is_page in parts)
    return parts[0][0] if len(parts) == 1 else "\n\n".join(text.strip("\r\n") for text in printed) + "\n", False


def without_quoted(text: str) -> str:
    """Return a text without the lines of another mail that it quotes, or with these alone where it has nothing else.

    What says whose words follow ("On Monday Ada Quill wrote:") goes with them.
    """
    lines = text.splitlines(keepends=True)
    quoted = [_QUOTED.match(line) is not None for line in lines]
    if not any(quoted):
        return text
    own = [index for index, is_quoted in enumerate(quoted) if not is_quoted]
    introduced = {index for index in own if _WROTE.search(lines[index]) and True in quoted[index + 1 : index + 4]}
    if len("".join(lines[index] for index in own if index not in introduced).split()) < _FEWEST_WORDS:
        return "".join(_QUOTED.sub("", line) for index, line in enumerate(lines) if index not in introduced)
    return "".join(lines[index] for index in own if index not in introduced)


def without_list_footer(text: str) -> str:
    r"""Return a text without what a mailing list writes below it: a rule, the name of the list and its addresses.

    >>> without_list_footer("The ferry runs.\n____________________\nnews mailing list\nnews@list.example\n")
    'The ferry runs.\n'
    """
    lines = text.splitlines(keepends=True)
    rule = next((index for index in range(len(lines) - 1, -1, -1) if _RULE.fullmatch(lines[index].strip())), None)
    if rule is None:
        return text
    footer = [line for line in lines[rule + 1 :] if line.strip()]
    addresses = sum(_ADDRESS.search(line) is not None for line in footer)
    is_footer = len(footer) <= _LONGEST_FOOTER and addresses and max(map(len, footer)) <= _WIDEST_FOOTER
    return "".join(lines[:rule]) if is_footer else text


def digest_messages(message: Message) -> list[Message]:
    """Return the messages that a digest holds as parts (RFC 2046); none for any other message."""
    if message.get_content_type() == "multipart/mixed":
        for part in _children(message):
            if part.get_content_type() == "multipart/digest":
                return digest_messages(part)
    if message.get_content_type() != "multipart/digest":
        return []
    return [held for part in _children(message) for held in _children(part) or [part]]


def _texts(part: Message, encoding: str | None, depth: int) -> Iterator[tuple[str, bool]]:
    """Yield the text parts below a part, attachments excluded."""
    kind = part.get_content_type()
    if depth > _DEEPEST or part.get_content_disposition() == "attachment":
        return
    if part.is_multipart():
        branches = [list(_texts(child, encoding, depth + 1)) for child in _children(part)]
        if kind == "multipart/alternative":
            filled = [branch for branch in branches if any(text.strip() for text, _ in branch)]
            plain = [branch for branch in filled if not any(is_page for _, is_page in branch)]
            branches = (plain or filled)[:1]
        for branch in branches:
            yield from branch
    elif kind in (media_type.PLAIN, media_type.HTML):
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if content.strip():
            yield decode(content, encoding, _charset(part)), kind == media_type.HTML


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return charset if charset != "us-ascii" else None  # what a mail says that says nothing
