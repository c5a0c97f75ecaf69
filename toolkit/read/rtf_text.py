"""The text of an RTF file: one line for each paragraph."""

import re
from collections.abc import Callable

_CELL = re.compile(rb"\\cell(?![a-z])")
_ROW = re.compile(rb"\\row(?![a-z])")
_PARAGRAPH = re.compile(rb"\\par(?![a-z])")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_INSTRUCTION = re.compile(rb"\{\s*\\\*\s*\\fldinst")
_BRACE = re.compile(rb"\\[\s\S]|[{}]")
_BINARY = re.compile(rb"\\bin(\d+) ?")


class RtfError(Exception):
    """The file is no RTF that can be read; the message is one sentence."""


def is_rtf(raw: bytes) -> bool:
    """Return True if bytes begin as RTF does."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def rtf_text(raw: bytes) -> str:
    """Return the text, with an empty line below each paragraph and tabs between table cells; RtfError otherwise.

    Needs striprtf, of the extra `office`.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        detail = "RTF is read with striprtf: install it with `pip install 'news-dataset-toolkit[office]'`."
        raise RtfError(detail) from error
    raw = _CELL.sub(rb"\\tab", _without_instructions(_without_binaries(raw)))
    raw = _PARAGRAPH.sub(rb"\\par\\par", _ROW.sub(rb"\\par", raw))
    page = _CODE_PAGE.search(raw, 0, 4096)
    encoding = f"cp{int(page[1])}" if page and int(page[1]) != 65001 else "cp1252"
    try:
        "".encode(encoding)
    except LookupError:
        encoding = "cp1252"
    try:
        convert: Callable[..., str] = rtf_to_text  # it has no types
        return convert(raw.decode("latin-1"), encoding=encoding, errors="replace")
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise RtfError(f"The RTF cannot be read ({error}): save it again.") from error


def _without_binaries(raw: bytes) -> bytes:
    r"""Return the mark-up without what follows `\bin`, whose bytes are no mark-up."""
    parts = []
    position = 0
    while match := _BINARY.search(raw, position):
        parts.append(raw[position : match.start()])
        position = match.end() + int(match[1][:9])
    return b"".join([*parts, raw[position:]])


def _without_instructions(raw: bytes) -> bytes:
    """Return the mark-up without the instructions of its fields, such as the address of a link; their text stays."""
    parts = []
    position = 0
    while match := _INSTRUCTION.search(raw, position):
        parts.append(raw[position : match.start()])
        position = _end_of_group(raw, match.start())
    return b"".join([*parts, raw[position:]])


def _end_of_group(raw: bytes, start: int) -> int:
    """Return the offset behind the brace that closes the group which begins at an offset."""
    depth = 0
    for brace in _BRACE.finditer(raw, start):
        if brace[0] == b"{":
            depth += 1
        elif brace[0] == b"}":
            depth -= 1
            if depth == 0:
                return brace.end()
    return len(raw)
