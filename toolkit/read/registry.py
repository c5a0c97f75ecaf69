"""The table of readers, and reading one file with the right one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from toolkit.contract.records import Document, Rejection
from toolkit.read.decompression import COMPRESSIONS, BrokenArchiveError, chunks
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

ReadFunction = Callable[[Source, Iterator[bytes], ReadOptions], Iterator[Document | Rejection]]
"""Takes a file, its unpacked bytes and the options; yields one document or rejection for each record."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of the table."""

    name: str
    suffixes: tuple[str, ...]
    """Ends of the file names it reads, in lower case; `.gz` or `.zst` may follow."""
    module: str
    """Module of this package that reads the format, imported when the first such file is met."""
    function: str = "read"


READERS = (
    Reader("text", (".txt", ".text", ".sgm", ".sgml"), "text_file"),
    Reader("html", (".html", ".htm", ".xhtml"), "html_file"),
    Reader("markdown", (".md", ".markdown"), "markdown"),
    Reader("jsonl", (".jsonl", ".ndjson"), "json_lines"),
    Reader("json", (".json", ".jsonld"), "json_documents"),
    Reader("parquet", (".parquet",), "parquet_rows"),
    Reader("table", (".csv", ".tsv"), "csv_tsv"),
    Reader("warc", (".warc",), "warc"),
    Reader("feed", (".rss", ".atom"), "feed"),
    Reader("xml", (".xml", ".nitf", ".newsml"), "xml_dispatch"),
    Reader("mail", (".eml",), "mail"),
    Reader("mailbox", (".mbox", ".mbx"), "mail", "read_box"),
    Reader("office", (".docx", ".rtf"), "office_file"),
    Reader("unknown", (), "sniffing"),
)
"""Every format, one row each; the last reads what no other row names."""

_SINGLE = ("text", "html", "markdown", "mail")
_LARGE = 8 * 1024 * 1024
"""Bytes of a text file or page from which it is an export of many articles rather than one."""
_BY_NAME = {reader.name: reader for reader in READERS}


def reader_of(name: str) -> str:
    """Return the name of the reader for a file name."""
    name = name.lower()
    for ending in COMPRESSIONS:
        name = name.removesuffix(ending)
    return next((reader.name for reader in READERS if name.endswith(reader.suffixes)), READERS[-1].name)


def is_container(source: Source) -> bool:
    """Say whether a file can hold more documents than one can judge by its size."""
    return source.reader not in _SINGLE or source.size > _LARGE


def read(source: Source, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield every document of a file once, or the rejection that stands for it; bad data never raises."""
    reader = _BY_NAME[source.reader]
    function: ReadFunction = getattr(import_module(f"{__package__}.{reader.module}"), reader.function)
    try:
        yield from function(source, chunks(source), options)
    except BrokenArchiveError as error:
        yield refuse(source, "broken_archive", str(error), size=source.size)
    except OSError as error:
        yield refuse(source, "unreadable", f"The file cannot be read: {error.strerror or error}.", size=source.size)
