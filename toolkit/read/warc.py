"""Web archives (WARC, as of Common Crawl News): one page in each response."""

import base64
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.read import media_type
from toolkit.read.charset import NotTextError, decode
from toolkit.read.declared_rights import plain_rights
from toolkit.read.decompression import CHUNK, BrokenArchiveError, ByteFile, digest
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.\-]+)", re.IGNORECASE)


class Watched:
    """Chunks of a file that remember how it ended."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self.tail: bytes = b""
        self.fault: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Yield the chunks; where the compression is damaged, the file simply ends."""
        try:
            for part in self._parts:
                self.tail = (self.tail + part[-4:])[-4:]
                yield part
        except BrokenArchiveError as error:
            self.fault = str(error)

    @property
    def is_whole(self) -> bool:
        """True if the file ended as every record does, with an empty line."""
        return self.fault is None and self.tail.replace(b"\r", b"").endswith(b"\n\n")


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the page of every successful response; other records and other media are no documents.

    `record` counts all records of the archive. A page whose bytes do not have the digest that its record states
    is refused. An archive that is cut off gives what is whole, then one rejection.

    Raises:
        ConfigError: fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ConfigError(
            f"{source.path} is a web archive, which needs the extra `warc`: install news-dataset-toolkit[warc]."
        ) from error
    watched = Watched(parts)
    number, last, fault = -1, -1, None
    try:
        archive = ArchiveIterator(ByteFile(iter(watched)), parse_http=False, stream_detect=False)
        for number, record in enumerate(archive):
            if record.record_type == WarcRecordType.response and _is_page(record):
                page = _document(source, record, number, options)
                if page is None:
                    break
                last = number
                yield page
    except OSError as error:
        fault = str(error).partition(":")[0]
    if number < 0 and not watched.tail and watched.fault is None:
        yield refuse(source, "empty", "The web archive holds nothing.", size=source.size)
    elif fault is not None or not watched.is_whole:
        # The library hands out a record whose head is cut off; only one that was a page is surely whole.
        broken = number + 1 if fault is not None or number == last else number
        detail = f"The web archive cannot be read to its end: {watched.fault or fault or 'it is cut off'}."
        yield refuse(source, "broken_archive", detail, record=broken, size=source.size)
    elif last < 0:
        yield refuse(source, "empty", "The web archive holds no page.", size=source.size)


def _is_page(record: "WarcRecord") -> bool:
    """Read the headers of HTTP, and say whether a page was answered."""
    try:
        record.parse_http(auto_decode="none")
    except OSError:
        return False
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return False
    kind = headers.get("Content-Type") or PAGES[0]
    return kind.strip().lower().startswith(PAGES)


def _document(source: Source, record: "WarcRecord", number: int, options: ReadOptions) -> Document | Rejection | None:
    """Return the page of a response; null when the archive ends inside it."""
    length = record.content_length
    stored, size, sha256 = _payload(record, options)
    if size < length:
        return None
    if sha256 is not None:
        return _too_large(source, options, number, (stored, size, sha256))
    headers = record.http_headers
    forms = _forms(stored, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), options.max_bytes)
    raw = forms[-1]
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > options.max_bytes:
        return _too_large(
            source, options, number, (stored[: options.kept_bytes], size, hashlib.sha256(stored).hexdigest())
        )
    try:
        text = _text(record, forms, options)
    except NotTextError as fault:
        kept = raw[: options.kept_bytes]
        return refuse(
            source,
            fault.reason,
            fault.detail,
            record=number,
            media_type=media_type.HTML,
            sha256=sha256,
            size=len(raw),
            raw=kept,
        )
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    rights = plain_rights({"mining_reserved": headers.get("tdm-reservation")})
    given = {**({"url": url} if url else {}), **({"rights": rights} if rights else {})}
    return Document(source.path, text, sha256, media_type.HTML, record=number, url=url, given=given, raw=raw)


def _too_large(source: Source, options: ReadOptions, number: int, stored: tuple[bytes, int, str]) -> Rejection:
    """Refuse a page above the limit; first bytes, number and digest are those of what is stored."""
    raw, size, sha256 = stored
    detail = f"The page has more than the {options.max_bytes} bytes that are allowed."
    return refuse(
        source, "too_large", detail, record=number, media_type=media_type.HTML, sha256=sha256, size=size, raw=raw
    )


def _text(record: "WarcRecord", forms: list[bytes], options: ReadOptions) -> str:
    """Return the text of a page, of whose forms one has the digest that the record states."""
    stated = record.headers.get("WARC-Payload-Digest")
    if stated is not None and not any(_agrees(stated, form) for form in forms):
        raise NotTextError("broken_archive", f"The page does not have the digest {stated} that its record states.")
    charset = CHARSET.search(record.http_headers.get("Content-Type") or "")
    text = decode(forms[-1], options.encoding, charset[1] if charset else None)
    if not text.strip():
        raise NotTextError("empty", "There is nothing in the page but blanks.")
    return text


def _payload(record: "WarcRecord", options: ReadOptions) -> tuple[bytes, int, str | None]:
    """Return the stored bytes and their number; above the limit only the first of them, and the digest of all."""
    pieces = iter(lambda: record.reader.read(CHUNK), b"")
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > options.max_bytes:
            start = b"".join(held)
            sha256, size = digest(part for parts in ([start], pieces) for part in parts)
            return start[: options.kept_bytes], size, sha256
    return b"".join(held), size, None


def _forms(stored: bytes, transfer: str | None, content: str | None, limit: int) -> list[bytes]:
    """Return a payload as stored, then without its transfer coding, then without its content codings.

    Archives often keep the headers although what they store is decoded already.
    """
    forms = [stored]
    codings = [*(content or "").split(","), *(transfer or "").split(",")]
    for coding in reversed([coding.strip().lower() for coding in codings]):
        decoded = _decoded(forms[-1], coding, limit)
        if decoded is not None:
            forms.append(decoded)
    return forms


def _decoded(raw: bytes, coding: str, limit: int) -> bytes | None:
    """Undo one coding of HTTP; null where there is nothing to undo."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    readers = {
        "chunked": ChunkedReader,
        "gzip": GzipReader,
        "x-gzip": GzipReader,
        "br": BrotliReader,
        "zstd": ZstdReader,
    }
    try:
        if coding == "deflate":
            wrapped = zlib.MAX_WBITS if raw[:1] == b"\x78" else -zlib.MAX_WBITS
            return zlib.decompressobj(wrapped).decompress(raw, limit + 1) or None
        return readers[coding](io.BytesIO(raw)).read(limit + 1) or None if coding in readers else None
    except (OSError, zlib.error):
        return None


def _agrees(stated: str, raw: bytes) -> bool:
    """Return True if bytes have a digest such as `sha1:` and Base32 or hexadecimal digits; unknown kinds do."""
    algorithm, _, value = stated.partition(":")
    name = algorithm.strip().lower().replace("-", "")
    if name not in {"md5", "sha1", "sha256", "sha384", "sha512"}:
        return True
    computed = hashlib.new(name, raw, usedforsecurity=False).digest()
    forms = (computed.hex(), base64.b32encode(computed).decode(), base64.b64encode(computed).decode())
    value = value.strip()
    return value in forms or value.lower() == forms[0] or value.upper().rstrip("=") == forms[1].rstrip("=")
