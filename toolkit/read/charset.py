"""From bytes to text: which character set a document is written in, and whether it is text at all."""

import codecs
import re

from toolkit.errors import ConfigError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\x00",
    b"PAR1",
    b"{\\rtf",
    b"ID3",
    b"OggS",
    b"RIFF",
)
"""First bytes of common files that are not text."""

SAMPLE = 65536
DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
BROWSER_NAMES = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}
"""Names that pages give and what browsers decode them as (WHATWG Encoding Standard)."""

KNOWN = re.compile(r"utf-?8|iso-?(8859|2022)|windows-|cp\d|koi8|gb|big5|shift|euc|ks_c|tis|mac|latin|(us-)?ascii")
"""Declarations to believe: an ASCII-readable page is never UTF-16, and no page is `unicode_escape`."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
UNLIKELY = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]")
MAC_LETTERS = re.compile(rb"(?<=[a-z])[\x87-\x90\x95\x97-\x9f](?=[a-z])")
WINDOWS_LETTERS = re.compile(rb"(?<=[a-z])[\xc0-\xff](?=[a-z])")
"""Letters with accents inside of words, as older Macs and as Windows and ISO 8859 write them."""
SEPARATORS = re.compile(r"[\s,.;:、。，।؟።]")


class NotTextError(Exception):
    """The bytes are not text; `reason` is the rejection's reason."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def decode(raw: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """Return the text of a document, or raise NotTextError with `binary` or `undecodable`.

    Tried in this order: a given encoding, a byte order mark, what the headers of HTTP or of a mail declare,
    UTF-16 and UTF-32 by their NULs, strict UTF-8, what the page itself declares, UTF-8 with a few broken
    characters, and what resiliparse detects. A declaration that does not fit the bytes is not believed.
    """
    if encoding is not None:
        return _strict(raw, encoding)
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name)
    if declared is not None and (text := _by_name(raw, declared)) is not None and "\0" not in text:
        return text
    if raw.startswith(MAGIC):
        raise NotTextError("binary", "The first bytes are those of a file that is not text.")
    if b"\0" in raw:
        return _wide(raw)
    text = _unmarked(raw)
    if len(CONTROLS.findall(text[:SAMPLE])) * 50 > len(text[:SAMPLE]):
        raise NotTextError("binary", "More than one character in fifty is a control character.")
    return text


def wide_encoding(sample: bytes) -> str | None:
    """Return UTF-16 or UTF-32 and its order for the beginning of a text that has no mark; null for any other."""
    if b"\0" not in sample or sample.startswith(MAGIC) or any(sample.startswith(mark) for mark, _ in BOMS):
        return None
    even = sample[: len(sample) - len(sample) % 4]
    name = _wide_name(even)
    text = None if _is_utf8_with_nuls(even) else _decoded(even, name)
    return name if text is not None and _is_plausible(text[:SAMPLE]) else None


def encoding_of(sample: bytes) -> str | None:
    """Return the character set of the beginning of a file; null for UTF-8, and where none is sure."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 3 or _damaged_utf8(sample) is not None:
            return None
    else:
        return None
    from resiliparse.parse.encoding import detect_encoding

    name = str(detect_encoding(sample)).lower()
    name = BROWSER_NAMES.get(name, name)
    return name if _decoded(sample, name) is not None else None


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        detail = f"The bytes are not {encoding}, which the options prescribe: {error.reason} at {error.start}."
        raise NotTextError("undecodable", detail) from error
    except LookupError as error:
        raise ConfigError(f"The encoding {encoding!r} is unknown; give a name such as utf-8 or cp1252.") from error


def _marked(raw: bytes, encoding: str) -> str:
    text = raw.decode(encoding, "replace")
    if "\0" in text:
        raise NotTextError("binary", "NUL characters follow the byte order mark.")
    if text.count("\ufffd") * 100 > len(text):
        raise NotTextError("undecodable", f"The bytes are not {encoding}, which their mark says.")
    return text


def _wide(raw: bytes) -> str:
    """Decode UTF-16 or UTF-32 without a mark; where the zero bytes stand shows width and order."""
    sample = raw[: SAMPLE - SAMPLE % 4]
    name = _wide_name(sample)
    text = None if _is_utf8_with_nuls(sample) else _decoded(raw, name)
    if text is None or not _is_plausible(text[:SAMPLE]):
        raise NotTextError("binary", "The bytes hold NULs and are neither UTF-16 nor UTF-32.")
    return text


def _wide_name(sample: bytes) -> str:
    """Return UTF-16 or UTF-32 with the order that the zero bytes of a sample show."""
    zeros = [sample[offset::4].count(0) for offset in range(4)]
    most = len(sample) // 4 * 0.9
    if min(zeros[2], zeros[3]) > most:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) > most:
        return "utf-32-be"
    return "utf-16-le" if zeros[1] + zeros[3] >= zeros[0] + zeros[2] else "utf-16-be"


def _is_utf8_with_nuls(sample: bytes) -> bool:
    """Return True if this is UTF-8 with stray NULs; UTF-16 read as UTF-8 is full of controls, NUL or others."""
    text = _decoded(sample, "utf-8")
    return text is not None and len(CONTROLS.findall(text)) * 5 < len(text)


def _is_plausible(text: str) -> bool:
    """Tell text from pairs of arbitrary bytes: text has separators and keeps to a few scripts."""
    if "\0" in text or len(UNLIKELY.findall(text)) * 100 > len(text):
        return False
    if len(SEPARATORS.findall(text)) * 100 < len(text):
        return False
    # Arbitrary pairs of bytes spread over all 256 blocks; Chinese uses some 90, alphabets fewer than ten.
    blocks = {ord(character) >> 8 for character in text[:4096]}
    return len(blocks) <= 12 or len(text[:4096]) > 2 * len(blocks) <= 220


def _unmarked(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(raw) or _damaged_utf8(raw) or _detected(raw)
    if "\x1b$" in text:  # ISO-2022-JP is ASCII with escapes
        return _decoded(raw, "iso2022_jp") or text
    return text


def _declared(raw: bytes) -> str | None:
    declaration = DECLARATION.search(raw, 0, 4096)
    if declaration is None:
        return None
    return _by_name(raw, declaration[1].decode("ascii"))


def _by_name(raw: bytes, name: str) -> str | None:
    """Decode as a declaration says, if it is to be believed."""
    name = name.strip().strip("\"'").lower()
    return _decoded(raw, BROWSER_NAMES.get(name, name)) if KNOWN.match(name) else None


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(raw: bytes) -> str | None:
    """Decode UTF-8 that was cut or holds stray bytes: at most one in twenty of its special characters."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    special = len(raw) - len(text)  # grows with every character of several bytes
    return text if broken * 20 <= special else None


def _detected(raw: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    if len(MAC_LETTERS.findall(raw)) > max(2, 4 * len(WINDOWS_LETTERS.findall(raw))):
        return raw.decode("mac_roman")
    name = str(detect_encoding(raw))
    text = _decoded(raw, BROWSER_NAMES.get(name.lower(), name)) or raw.decode("cp1252", "replace")
    # The second test is for the control characters that ISO 8859 has where Windows code pages have letters.
    if (text.count("\ufffd") + sum(text.count(chr(code)) for code in range(0x80, 0xA0))) * 50 > len(text):
        raise NotTextError("undecodable", "No character set turns the bytes into text.")
    return text
