"""Finds the raw documents that articles were made from, where these are at hand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.contract.records import Document
from toolkit.read import ReadOptions, Source, discover, read
from toolkit.read.registry import ARCHIVES
from toolkit.read.remote_files import at_hand

TOGETHER = 32
"""So many files are fetched at once from elsewhere."""
_Wanted = dict[int | None, list[Mapping[str, Any]]]


def originals(
    rows: Iterable[Mapping[str, Any]], places: Sequence[str | Path], options: ReadOptions
) -> Iterator[tuple[Mapping[str, Any], Document]]:
    """Yield each article with the raw document that it was made from, in the order of the files.

    A document counts only if its digest is that of the article's provenance; the folder that holds it may have
    another name than when the release was built.

    Args:
        rows: Articles, with `id` and `provenance`.
        places: Files, folders and globs in which the raw documents stand.
        options: How they are read.
    """
    wanted: dict[str, _Wanted] = {}
    for row in rows:
        origin = row["provenance"]
        wanted.setdefault(_below(origin["path"]), {}).setdefault(origin["record"], []).append(row)
    everything = replace(options, include=(), exclude=())
    found = discover(places, everything, beside_releases=True) if wanted else []
    sources = [each for each in found if isinstance(each, Source) and _rows_of(each, wanted)]
    for start in range(0, len(sources), TOGETHER):
        with at_hand(sources[start : start + TOGETHER]) as near:
            for each in near:
                if isinstance(each, Source):
                    yield from _of_file(each, _rows_of(each, wanted), everything)


def _below(path: str) -> str:
    """Return a recorded path without the folder that was named as input, which may be called otherwise now."""
    return path.partition("/")[2] or path


def _rows_of(source: Source, wanted: Mapping[str, _Wanted]) -> dict[str, _Wanted]:
    """Return the rows that a file was read into, by their path; those of an archive are below its own."""
    path = _below(source.path)
    if source.reader in ARCHIVES:
        return {name: rows for name, rows in wanted.items() if name.startswith(f"{path}/")}
    return {path: wanted[path]} if path in wanted else {}


def _of_file(
    source: Source, asked: Mapping[str, _Wanted], options: ReadOptions
) -> Iterator[tuple[Mapping[str, Any], Document]]:
    missing = sum(len(rows) for records in asked.values() for rows in records.values())
    for item in read(source, options):
        records = asked.get(_below(item.path), {}) if isinstance(item, Document) else {}
        for row in records.get(item.record, ()):
            assert isinstance(item, Document)
            if row["provenance"]["sha256"] == item.sha256:
                missing -= 1
                yield row, item
        if not missing:
            return
