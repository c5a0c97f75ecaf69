"""Finds the raw documents that articles were made from, where these are available."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolkit.contract.records import Document
from toolkit.read import ReadOptions, Source, discover, read
from toolkit.read.registry import ARCHIVES
from toolkit.read.remote_files import at_hand
from toolkit.storage.filesystem import Location

FETCHED_FILES = 32
"""Remote files that are downloaded at once."""
_RowsByRecord = dict[int | None, list[Mapping[str, Any]]]


def find_raw_documents(
    rows: Iterable[Mapping[str, Any]], inputs: Sequence[Location], options: ReadOptions
) -> Iterator[tuple[Mapping[str, Any], Document]]:
    """Yield each article with the raw document that it was made from, in the order of the files.

    A document counts only if its digest is that of the article's provenance; the folder that holds it may have
    another name than when the release was built.

    Args:
        rows: Articles, with `id` and `provenance`.
        inputs: Files, folders and globs that hold the raw documents.
        options: How they are read.
    """
    missing: dict[str, _RowsByRecord] = {}
    for row in rows:
        origin = row["provenance"]
        missing.setdefault(_below(origin["path"]), {}).setdefault(origin["record"], []).append(row)
    read_all = replace(options, include=(), exclude=())
    sources_and_refusals = discover(inputs, read_all, beside_releases=True) if missing else []
    sources = [source for source in sources_and_refusals if isinstance(source, Source) and _rows_of(source, missing)]
    for start in range(0, len(sources), FETCHED_FILES):
        with at_hand(sources[start : start + FETCHED_FILES]) as local_items:
            for source in local_items:
                if isinstance(source, Source):
                    yield from _of_file(source, _rows_of(source, missing), read_all)


def _below(path: str) -> str:
    """Return a recorded path without the folder that was named as input, which may be called otherwise now."""
    return path.partition("/")[2] or path


def _rows_of(source: Source, missing: Mapping[str, _RowsByRecord]) -> dict[str, _RowsByRecord]:
    """Return the rows that a file was read into, by their path; those of an archive are below its own."""
    path = _below(source.path)
    if source.reader in ARCHIVES:
        return {name: rows for name, rows in missing.items() if name.startswith(f"{path}/")}
    return {path: missing[path]} if path in missing else {}


def _of_file(
    source: Source, rows_by_path: Mapping[str, _RowsByRecord], options: ReadOptions
) -> Iterator[tuple[Mapping[str, Any], Document]]:
    remaining = sum(len(rows) for records in rows_by_path.values() for rows in records.values())
    for item in read(source, options):
        records = rows_by_path.get(_below(item.path), {}) if isinstance(item, Document) else {}
        for row in records.get(item.record, ()):
            assert isinstance(item, Document)
            if row["provenance"]["sha256"] == item.sha256:
                remaining -= 1
                yield row, item
        if not remaining:
            return
