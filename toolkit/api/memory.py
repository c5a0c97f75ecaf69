"""Articles that a program holds in memory: records, frames, tables, texts, as documents or as files.

Item `i` of a call is recorded under the path `memory/i`, so that the same items give the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from toolkit.contract.records import Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.errors import SourceError
from toolkit.pipeline.normalise_stage import documents
from toolkit.read import ReadOptions, Source, discover, text_file
from toolkit.read.charset import NotTextError, decode
from toolkit.read.field_mapping import Record, from_json
from toolkit.read.field_names import fold_name, known_names

if TYPE_CHECKING:
    import datasets
    import pandas
    import polars
    import pyarrow

    from toolkit.config import Config

    Frame: TypeAlias = (
        polars.DataFrame | polars.LazyFrame | pandas.DataFrame | pyarrow.Table | pyarrow.RecordBatch | datasets.Dataset
    )
    Item: TypeAlias = str | Path | bytes | Mapping[str, object] | Article | Frame
    Input: TypeAlias = Item | Iterable[Item]

_FRAMES = (
    *(("polars", "DataFrame"), ("polars", "LazyFrame"), ("pandas", "DataFrame")),
    *(("pyarrow", "Table"), ("pyarrow", "RecordBatch"), ("datasets", "Dataset"), ("datasets", "IterableDataset")),
)
"""Frames, tables and datasets that are taken, by library and class; the libraries are not imported for it."""
_ROWS = 1000
"""Rows of a frame that are converted at once."""
_FIELDS = (
    *("headline", "standfirst", "body", "authors", "source", "source_domain", "agency", "url", "language"),
    *("published_at", "date_edtf"),
)
"""Fields of an Article that are read again when it is an input."""


def items_of(value: "Input", caller: str) -> Iterator[Any]:
    """Yield the single items of what a call was given: one item, or an iterable of them.

    Raises:
        TypeError: an item is of no known type.
    """
    values: Any = [value] if _is_item(value) else value
    if not isinstance(values, Iterable):
        raise TypeError(_unknown(value, caller))
    for item in values:
        if not _is_item(item) or _splits(item):
            raise TypeError(_unknown(item, caller))
        yield item


@contextmanager
def input_paths(value: "Input", caller: str) -> Iterator[list[str | Path]]:
    """Give the inputs of a build as paths; what is in memory is written into a temporary folder.

    A text is a path. Records that follow one another are one JSON Lines file, a frame is one Parquet file, bytes are
    one file whose format is recognised by its content.
    """
    items = list(items_of(value, caller))
    paths: list[str | Path] = [item for item in items if isinstance(item, (str, Path))]
    if len(paths) == len(items):
        yield paths
        return
    with TemporaryDirectory() as folder:
        memory = Path(folder) / "memory"
        memory.mkdir()
        number, records = 0, []
        for item in items:
            if isinstance(item, (Mapping, Article)):
                records.append(item)
                continue
            number, records = _write_records(memory, number, records), []
            if not isinstance(item, (str, Path)):
                _write_item(memory / str(number), item)
                number += 1
        _write_records(memory, number, records)
        yield [*paths, memory]


def documents_of(
    value: "Input",
    config: "Config",
    caller: str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    name: str = "memory/{}",
) -> Iterator[Document | Rejection]:
    """Yield the documents that a program holds, in their order; here a `str` is a text and a `Path` is a file.

    Args:
        value: One item or an iterable, which is read as the documents are asked for.
        config: Its `[read]` table says how records are mapped and files are read.
        caller: Name of the function, for the error.
        url: Where a text or page was published.
        media_type: Media type of texts and bytes; looked at if not given.
        name: Path of an item, with its number.
    """
    for number, item in enumerate(items_of(value, caller)):
        path = name.format(number)
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Path):
            yield from _of_path(item, config)
        elif isinstance(item, (str, bytes, bytearray)):
            raw = item.encode("utf-8", "surrogatepass") if isinstance(item, str) else bytes(item)
            yield from (_with_url(document, url) for document in _of_text(raw, path, config.read, media_type))
        elif isinstance(item, (Mapping, Article)):
            yield from _of_record(item, path, None, config.read)
        else:
            rows = (row for table in tables_of(item) for row in table.to_pylist())
            for record, row in enumerate(rows):
                yield from _of_record(row, path, record, config.read)


@contextmanager
def rows_file(items: Sequence[Any], caller: str) -> Iterator[Path]:
    """Give finished rows, which are to be validated, as a file: records as JSON Lines, a frame as Parquet."""
    with TemporaryDirectory() as folder:
        if len(items) == 1 and _library(items[0]):
            path = Path(folder) / "memory.parquet"
            _write_tables(path, tables_of(items[0]))
        elif all(isinstance(item, (Mapping, Article, Rejection)) for item in items):
            path = Path(folder) / "memory.jsonl"
            rows = (item if isinstance(item, Mapping) else to_row(item) for item in items)
            path.write_bytes(b"".join(_json(row) + b"\n" for row in rows))
        else:
            raise TypeError(f"{caller} takes paths, or records, or one frame, not a mixture; call it for each of them.")
        yield path


def _is_item(value: object) -> bool:
    return isinstance(value, (str, Path, bytes, bytearray, Mapping, Article, Rejection, Document)) or bool(
        _library(value)
    )


def _splits(value: object) -> bool:
    """Return True for the datasets.DatasetDict, which is a mapping but no record."""
    return type(value).__name__ in ("DatasetDict", "IterableDatasetDict")


def _library(value: object) -> str | None:
    """Return the library that a frame, table or dataset is of; null for anything else."""
    kinds = ((kind.__module__.partition(".")[0], kind.__name__) for kind in type(value).__mro__)
    return next((library for library, name in kinds if (library, name) in _FRAMES), None)


def _unknown(value: object, caller: str) -> str:
    kind = f"{type(value).__module__.partition('.')[0]}.{type(value).__qualname__}".removeprefix("builtins.")
    if kind in ("datasets.DatasetDict", "datasets.IterableDatasetDict"):
        return f"{caller} takes one split, not a {kind}; choose one, such as dataset['train']."
    return (
        f"{caller} takes paths, bytes, records (dict), an Article, or a frame or table of polars, pandas, pyarrow or "
        f"datasets, not {kind}."
    )


def tables_of(frame: Any) -> Iterator["pyarrow.Table"]:
    """Yield a frame as Arrow tables."""
    import pyarrow

    library = _library(frame)
    try:
        if library == "polars":
            yield (frame.collect() if hasattr(frame, "collect") else frame).to_arrow()
        elif library == "pandas":
            yield pyarrow.Table.from_pandas(frame, preserve_index=False)
        elif library == "datasets":
            yield from frame.with_format("arrow").iter(batch_size=_ROWS)
        else:
            yield pyarrow.Table.from_batches([frame]) if isinstance(frame, pyarrow.RecordBatch) else frame
    except pyarrow.ArrowException as error:
        raise SourceError(f"A {library} frame has a column of mixed types: {str(error).splitlines()[0]}") from error


def _write_tables(path: Path, tables: Iterator["pyarrow.Table"]) -> None:
    import pyarrow.parquet

    first = next(tables, None)
    if first is None:
        return
    with pyarrow.parquet.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table.cast(first.schema))


def _write_item(path: Path, item: Any) -> None:
    if isinstance(item, (bytes, bytearray)):
        path.with_suffix(_suffix(bytes(item))).write_bytes(item)
    elif isinstance(item, Document):
        path.write_bytes(item.raw)
    else:
        _write_tables(path.with_suffix(".parquet"), tables_of(item))


def _suffix(raw: bytes) -> str:
    """Return the suffix for bytes whose format only a file name tells: JSON, a table, Parquet; else none."""
    start = raw[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if raw.startswith(b"PAR1"):
        return ".parquet"
    if start.startswith((b"{", b"[")):
        try:
            orjson.loads(raw)
        except orjson.JSONDecodeError:
            return ""
        return ".json"
    heading = start.partition(b"\n")[0].decode("utf-8", "replace").strip()
    names = max((heading.split(mark) for mark in ",;\t"), key=len)
    known = [name for name in names if fold_name(name.strip('" ')) in known_names()]
    return ".csv" if len(names) > 1 and len(known) * 2 >= len(names) else ""


def _write_records(folder: Path, number: int, records: Sequence[Any]) -> int:
    """Write records as one JSON Lines file and return the number of the next file."""
    if not records:
        return number
    with (folder / f"{number}.jsonl").open("wb") as file:
        for record in records:
            file.write(_json(_fields(record)) + b"\n")
    return number + 1


def _fields(record: "Mapping[str, object] | Article") -> Mapping[str, object]:
    """Return an article as the record that gives the same article again."""
    if not isinstance(record, Article):
        return record
    row = {name: getattr(record, name) for name in _FIELDS}
    row["date"] = row.pop("published_at") or row.pop("date_edtf")
    return {name: value for name, value in row.items() if value not in (None, ())}


def _json(record: Mapping[str, object]) -> bytes:
    options = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_SORT_KEYS
    return orjson.dumps(dict(record), default=_plain, option=options)


def _plain(value: object) -> object:
    """Return what JSON has no form for as text, lists and objects."""
    if isinstance(value, bytes):
        try:
            return decode(value)
        except NotTextError:
            return value.hex()
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return dict(value) if isinstance(value, Mapping) else str(value)


def _of_record(
    record: "Mapping[str, object] | Article", path: str, number: int | None, options: ReadOptions
) -> Iterator[Document | Rejection]:
    raw = _json(_fields(record))
    return from_json(Record(Source("", path, "json", len(raw)), raw, number), options)


def _of_text(raw: bytes, path: str, options: ReadOptions, media_type: str | None) -> Iterator[Document | Rejection]:
    """Yield the document of a text, or the documents of a page of several articles."""
    source = Source(location="", path=path, reader="text", size=len(raw))
    limits = replace(options, max_bytes=max(len(raw), 1))
    yield from text_file.read(source, iter([raw]), limits, media_type)


def _with_url(document: Document | Rejection, url: str | None) -> Document | Rejection:
    return replace(document, url=url) if isinstance(document, Document) and url is not None else document


def _of_path(path: Path, config: "Config") -> Iterator[Document | Rejection]:
    for source in discover([path], config.read):
        if isinstance(source, Rejection):
            yield source
        else:
            yield from documents(source, config)
