"""The table of readers, and reading one file with the right one."""

from collections.abc import Iterator

from toolkit.contract.records import Document, Rejection
from toolkit.read.archive_limits import ArchiveBombError
from toolkit.read.decompression import COMPRESSIONS, BrokenArchiveError, chunks, unpacked_name
from toolkit.read.input_file import Source, refuse
from toolkit.read.interface import Reader, ReadFunction, installed_readers
from toolkit.read.options import ReadOptions
from toolkit.read.stream_limits import StreamLimits

READERS = (
    Reader("text", (".txt", ".text", ".sgm", ".sgml", ".ris"), "text_file:read"),
    Reader("html", (".html", ".htm", ".xhtml"), "html_file:read"),
    Reader("markdown", (".md", ".markdown"), "markdown:read"),
    Reader("jsonl", (".jsonl", ".ndjson", ".jl"), "json_lines:read"),
    Reader("json", (".json", ".jsonld"), "json_documents:read"),
    Reader("parquet", (".parquet",), "parquet_rows:read"),
    Reader("table", (".csv", ".tsv"), "csv_tsv:read"),
    Reader("spreadsheet", (".xlsx", ".xlsm", ".xls", ".ods"), "spreadsheet:read"),
    Reader("warc", (".warc",), "warc:read"),
    Reader("feed", (".rss", ".atom"), "feed:read"),
    Reader("issue", ("mets.xml",), "mets:read"),
    Reader("xml", (".xml", ".nitf", ".newsml"), "xml_dispatch:read"),
    Reader("mail", (".eml",), "mail:read"),
    Reader("mailbox", (".mbox", ".mbx"), "mail:read_box"),
    Reader("zip", (".zip",), "archives:read_zip"),
    Reader("tar", (".tar", ".tgz", ".tar.bz2", ".tar.xz"), "archives:read_tar"),
    Reader("pdf", (".pdf",), "pdf:read"),
    Reader("opendocument", (".odt", ".fodt"), "opendocument:read"),
    Reader("book", (".epub",), "opendocument:read_book"),
    Reader("saved_page", (".mhtml", ".mht"), "saved_pages:read_mhtml"),
    Reader("har", (".har",), "saved_pages:read_har"),
    Reader("arc", (".arc",), "saved_pages:read_arc"),
    Reader("wacz", (".wacz",), "archives:read_wacz"),
    Reader("office", (".docx", ".rtf"), "office_file:read"),
    Reader("unknown", (), "sniffing:read"),
)
"""Every format of the toolkit, one row each; the last reads what no other row names."""

ARCHIVES = ("zip", "tar", "wacz")
"""Readers whose files are folders of others: the path of what they give is below their own."""
ISSUES = "issue"
"""Reader whose files name others, the pages of an issue, that are read with them."""
_SINGLE = ("text", "html", "markdown", "mail", "pdf", "opendocument", "saved_page")
_LARGE = 8 * 1024 * 1024
"""Bytes of a text file or page from which it is an export of many articles rather than one."""


def reader_of(name: str) -> str:
    """Return the name of the reader for a file name; installed readers go first."""
    name = unpacked_name(name)
    readers = (*installed_readers(), *READERS)
    return next((reader.name for reader in readers if name.endswith(reader.suffixes)), READERS[-1].name)


def known_suffix(name: str) -> str:
    """Return the end of a file name that decides how it is read, compression included; empty without one."""
    name = name.lower()
    packed = next((ending for ending in COMPRESSIONS if name.endswith(ending)), "")
    suffixes = (suffix for reader in (*installed_readers(), *READERS) for suffix in reader.suffixes)
    return next((suffix for suffix in suffixes if name.removesuffix(packed).endswith(suffix)), "") + packed


def is_container(source: Source) -> bool:
    """Return True if a file can hold more documents than its size says."""
    return source.reader not in _SINGLE or source.size > _LARGE


def read(source: Source, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield every document of a file once, or its rejection; bad data never raises."""
    limits = StreamLimits(source, options)
    try:
        yield from limits.items(_function(source.reader)(source, limits.chunks(chunks(source)), options))
    except ArchiveBombError as error:
        yield refuse(source, "too_large", str(error), size=source.size)
    except BrokenArchiveError as error:
        yield refuse(source, "broken_archive", str(error), size=source.size)
    except OSError as error:
        yield refuse(source, "unreadable", f"The file cannot be read: {error.strerror or error}.", size=source.size)


def _function(name: str) -> ReadFunction:
    return next(reader for reader in (*installed_readers(), *READERS) if reader.name == name).load()
