"""Chooses what the page of a release shows one by one: articles, and documents that were refused."""

import codecs
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.release.raw_excerpt import LONGEST, whole
from toolkit.release.release_folder import QUARANTINE, split_of, table_files
from toolkit.release.report.kept_blocks import Band, Bands, Block, KeptBlocks
from toolkit.release.report.report_index import Entry, article_entry, make_index, refused_entry
from toolkit.release.report.report_payload import pack, pack_rows, packed_blocks, packed_strings, unpack
from toolkit.release.report.sample_bands import band_limits, deeper, limits_of

if TYPE_CHECKING:
    import polars

Originals = Mapping[str, Mapping[str, Any]]
"""What is shown beside an article, by its id: `toolkit.release.raw_excerpt` of its raw document."""
FindOriginals = Callable[[Sequence[Path], str], Originals]
"""Returns the originals of the articles of some files whose ids are below a limit."""
REFUSED = 2_000
"""So many are shown at most."""
LETTERS = 13_300_000
"""Letters of all blocks together: with them a page stays below 15 MB."""
_REFUSED_SHARE = 0.2
_FETCHED_WORDS = 5_000_000
"""Articles of so many words are held at a time; for each time all files are read through."""
_SMALL = 200_000
"""Bytes of a file below which it is read once as a whole."""


@dataclass(frozen=True, slots=True)
class ReportSample:
    """What a page shows, packed into blocks."""

    blocks: tuple[str, ...]
    """The first is the index, the others hold the rows that it lists."""
    articles: int
    refused: int


def choose(folder: Path, columns: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the articles that the page of a release shows at most, with their split and the columns named."""
    paths = table_files(folder, "articles")
    if limits := band_limits(_ids(paths)):
        yield from rows_below(paths, limits[-1], columns)


def rows_below(paths: Iterable[Path], limit: str, columns: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the articles of some files whose ids are below a limit, with their split and the columns named."""
    for path in paths:
        yield from _rows_below(path, limit, columns)


def exhibit(
    folder: Path,
    originals: FindOriginals = lambda *_: {},
    *,
    letters: int = LETTERS,
    packed: Mapping[bytes, str] | None = None,
    shown: int | None = None,
    kept: KeptBlocks | None = None,
) -> ReportSample:
    """Pack articles and refused documents of a release until the page is full.

    Args:
        folder: The release.
        originals: Finds what is shown beside the articles.
        letters: Letters that all blocks may have together.
        packed: Blocks that need not be packed again, by the JSON that they hold.
        shown: Number of articles that a page of the release shows already, which are shown again.
        kept: Keeps the blocks of files from one build to the next.
    """
    refusals = pack_rows(_refusals(folder), int(letters * _REFUSED_SHARE), packed)
    refused = list(_listed(refusals, refused_entry))
    left = letters - sum(len(block) for block, _ in refused) if shown is None else sys.maxsize
    paths = table_files(folder, "articles")
    ids = _ids(paths)
    limits = band_limits(ids) if shown is None else limits_of(ids, shown)
    articles = _within(paths, limits, left, originals, packed=packed, kept=kept)
    while not articles and limits:
        limits = deeper(limits, ids)
        articles = _within(paths, limits, left, originals, packed=packed, kept=kept)
    index = make_index(articles, refused)
    blocks = (pack(index, packed), *(block for block, _ in (*articles, *refused)))
    return ReportSample(blocks, *(sum(len(entries) for _, entries in held) for held in (articles, refused)))


def _within(
    paths: Sequence[Path],
    limits: Sequence[str],
    letters: int,
    originals: FindOriginals,
    *,
    packed: Mapping[bytes, str] | None,
    kept: KeptBlocks | None,
) -> list[Block]:
    """Pack the articles of as many bands as have room for all of theirs, file by file.

    A band that has no room for its articles of the first files is not packed any further.
    """
    bands = list(pairwise(("", *limits)))
    known = {path: kept.load(path) for path in paths} if kept and bands else {}
    unknown = [path for path in paths if not known.get(path, {}).keys() >= set(bands)]
    beside = originals(unknown, limits[-1]) if unknown and bands else {}
    used = dict.fromkeys(bands, 0)
    held: list[Bands] = []
    for path in paths:
        if not bands:
            break
        parts = known.get(path, {})
        if missing := [band for band in bands if band not in parts]:
            parts = {**parts, **_blocks_of_bands(path, missing, beside, packed)}
            if kept:
                kept.save(path, {band: parts[band] for band in bands})
        for band in bands:
            used[band] += sum(len(block) for block, _ in parts[band])
        while bands and sum(used[band] for band in bands) > letters:
            bands.pop()
        held.append(parts)
    return [block for parts in held for band in bands for block in parts[band]]


def _blocks_of_bands(
    path: Path, bands: Sequence[Band], originals: Originals, packed: Mapping[bytes, str] | None
) -> Bands:
    """Pack the articles of a file that are of some bands."""
    ends = [end for _, end in bands]
    blocks: dict[Band, list[Block]] = {band: [] for band in bands}
    for number, members in groupby(_rows_below(path, ends[-1]), key=lambda row: bisect_right(ends, row["id"])):
        start = bands[number][0]
        shown = (_shown(row, originals.get(row["id"], {})) for row in members if row["id"] >= start)
        blocks[bands[number]] = list(_listed(pack_rows(shown, sys.maxsize, packed), article_entry))
    return blocks


def _rows_below(path: Path, limit: str, columns: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file whose ids are below a limit, by id, with their split and the columns named."""
    import polars

    frame = polars.scan_parquet(path, hive_partitioning=False, glob=False)
    frame = frame.with_columns(split=polars.lit(split_of(path)))
    if path.stat().st_size < _SMALL:
        rows = frame.filter(polars.col("id") < limit).select(columns or polars.all()).collect()
        yield from rows.sort("id").iter_rows(named=True)
        return
    below = frame.select("id", "word_count").filter(polars.col("id") < limit).sort("id").collect()
    parts = below.with_columns(part=polars.col("word_count").cum_sum() // _FETCHED_WORDS)
    for _, part in parts.group_by("part", maintain_order=True):
        wanted = polars.col("id").is_between(polars.lit(part["id"][0]), polars.lit(part["id"][-1]))
        yield from frame.filter(wanted).select(columns or polars.all()).collect().sort("id").iter_rows(named=True)


def _ids(paths: Sequence[Path]) -> "polars.Series":
    """Return the ids of all articles, file by file."""
    import polars

    parts = [polars.read_parquet(path, columns=["id"], glob=False)["id"] for path in paths]
    return polars.concat([polars.Series("id", [], polars.String), *parts])


def exhibit_rows(rows: Iterable[dict[str, Any]], originals: Originals) -> ReportSample:
    """Pack the articles of one of several pages, all of them and no refused documents."""
    shown = (_shown(row, originals.get(row["id"], {})) for row in rows)
    articles = list(_listed(pack_rows(shown, sys.maxsize), article_entry))
    blocks = (pack(make_index(articles, [])), *(block for block, _ in articles))
    return ReportSample(blocks, sum(len(entries) for _, entries in articles), 0)


def exhibit_again(folder: Path, page: str) -> ReportSample:
    """Pack again what a page shows of a release, with the raw documents that the page holds.

    Blocks of the page that hold the same are taken over as they are.

    Raises:
        ValueError: a block of the page was damaged.
    """
    import orjson

    packed = packed_blocks(page)
    values = [orjson.loads(content) for content, _ in packed]
    originals = originals_of(values)
    return exhibit(folder, lambda *_: originals, packed=dict(packed), shown=_number_shown(values))


def _number_shown(blocks: Iterable[Any]) -> int:
    return sum("body" in row for block in blocks if isinstance(block, list) for row in block)


def held_by(folder: Path, page: str) -> tuple[ReportSample, bool]:
    """Return what a page shows as it is, and whether it lists the articles and refused documents that come first.

    Raises:
        ValueError: the index of the page is damaged.
    """
    import polars

    blocks = packed_strings(page)
    index: Any = unpack(blocks[0]) if blocks else None
    try:
        articles, refused = list(index["articles"]["id"]), list(index["refused"]["id"])
    except (TypeError, KeyError) as error:
        raise ValueError("it has no index") from error
    ids = [_ids([path]).sort() for path in table_files(folder, "articles")]
    limits = limits_of(polars.concat([polars.Series("id", [], polars.String), *ids]), len(articles))
    below = [name for part in ids for name in part.filter(part < limits[-1]).to_list()] if limits else []
    first = below == articles and _first_refused(folder, min(len(refused), REFUSED)) == refused
    return ReportSample(tuple(blocks), len(articles), len(refused)), first


def _first_refused(folder: Path, number: int) -> list[str]:
    import polars

    paths = table_files(folder, QUARANTINE)
    if not paths:
        return []
    ids = polars.scan_parquet(paths, hive_partitioning=False, glob=False).select("id")
    return ids.sort("id").head(number).collect()["id"].to_list()


def originals_of(blocks: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Return what unpacked blocks show beside their articles, by the article's id."""
    rows = (row for block in blocks if isinstance(block, list) for row in block)
    return {
        row["id"]: {"raw": row["raw"], "raw_length": row["raw_length"]}
        for row in rows
        if "body" in row and "raw" in row
    }


def _listed(
    blocks: Iterable[tuple[str, Iterable[Mapping[str, Any]]]], entry: Callable[[Mapping[str, Any]], Entry]
) -> Iterator[Block]:
    """Yield packed blocks with what the index tells of their rows, so that the rows need not be kept."""
    for block, rows in blocks:
        yield block, [entry(row) for row in rows]


def _shown(row: dict[str, Any], original: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article as the page shows it: its text cut, and without what the offsets tell."""
    body = row["body"]
    long = {"body_length": len(body)} if body is not None and len(body) > LONGEST else {}
    spans = {
        name: row[name] and [span for span in row[name] if span["end"] <= LONGEST] for name in ("quotes", "entities")
    }
    listed = {name: _by_column(values) for name, values in {**row, **spans}.items() if name in _LISTS}
    others = {name: value for name, value in row.items() if name not in listed and name != "body"}
    # Body and raw document are together, so that the second is compressed to what the first does not hold.
    return {**others, **listed, **long, "body": body and body[:LONGEST], **original}


_LISTS = ("quotes", "entities", "evidence", "removed")


def _by_column(values: Sequence[Mapping[str, Any]] | None) -> dict[str, list[Any]] | None:
    """Return records as lists of values: their names are there once, and like compresses with like."""
    if not values:
        return None if values is None else {}
    return {name: [value[name] for value in values] for name in values[0] if name != "text"}


def _refusals(folder: Path) -> Iterator[dict[str, Any]]:
    import polars

    paths = table_files(folder, QUARANTINE)
    if paths:
        rows = polars.scan_parquet(paths, hive_partitioning=False, glob=False).sort("id", "path", "record")
        for row in rows.head(REFUSED).collect().iter_rows(named=True):
            text = _text(row.pop("raw"))
            yield row if text is None else {**row, **whole(text)}


def _text(raw: bytes | None) -> str | None:
    """Return raw bytes, which may be cut short, as far as they are text; null where they are none."""
    if raw is None or b"\0" in raw:
        return None
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
