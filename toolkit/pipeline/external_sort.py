"""Puts the rows of all shards in their canonical order, in bounded memory.

If all rows fit into one bucket, they are sorted there. Else they are distributed over buckets of neighbours on disk,
each shard being read once, and then bucket after bucket is sorted.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.pipeline.shard_schemas import DocumentReference
from toolkit.release.release_folder import split_order

if TYPE_CHECKING:
    import polars
    import pyarrow

BUCKET_BYTES = 128_000_000
"""A bucket holds about so many bytes of rows; while they are distributed, as many wait in memory."""
GIVEN_ROWS = 1000
"""Rows are given on in tables of at most so many."""
_RANK = "_rank"


def article_order(shards: Sequence["pyarrow.Table"]) -> "polars.DataFrame":
    """Return shard and row of every article in the order of a release: split, date, id; undated ones come last.

    Args:
        shards: Split, date (ISO, or empty), id and digest of the articles of each shard.

    Returns:
        Columns `split`, `shard`, `row`, `date` and `digest`.
    """
    import polars
    import pyarrow

    rows = [
        table.append_column("shard", pyarrow.array([shard] * table.num_rows, pyarrow.uint32())).append_column(
            "row", pyarrow.array(range(table.num_rows), pyarrow.uint32())
        )
        for shard, table in enumerate(shards)
    ]
    text = dict.fromkeys(("split", "date", "id"), polars.String)
    keys = polars.DataFrame(schema={**text, "digest": polars.Binary, "shard": polars.UInt32, "row": polars.UInt32})
    if rows:
        frame = polars.from_arrow(pyarrow.concat_tables(rows))
        assert isinstance(frame, polars.DataFrame)
        keys = frame.match_to_schema(keys.schema, missing_columns="insert")
    names = sorted(keys["split"].unique(), key=split_order)
    rank = polars.col("split").replace_strict(names, range(len(names)), return_dtype=polars.Int64)
    return keys.sort(rank, polars.col("date") == "", "date", "id", "shard", "row").drop("id")


def refusal_order(shards: Sequence[Sequence[DocumentReference]]) -> "polars.DataFrame":
    """Return shard and row of every rejection by path and record; a whole file comes after records of the same path.

    Args:
        shards: Path and record of the rejections of each shard.
    """
    import polars

    rows = [
        (*reference, shard, row) for shard, references in enumerate(shards) for row, reference in enumerate(references)
    ]
    schema = {"path": polars.String, "record": polars.Int64, "shard": polars.UInt32, "row": polars.UInt32}
    keys = polars.DataFrame(rows, schema=schema, orient="row")
    return keys.sort("path", "record", "shard", "row", nulls_last=True).select("shard", "row")


def in_order(
    order: "polars.DataFrame", load: Callable[[int], "pyarrow.Table"], row_bytes: int, work_folder: Path
) -> Iterator["pyarrow.Table"]:
    """Yield the rows in the order asked for, in tables of at most `GIVEN_ROWS`.

    Args:
        order: Shard and row, in the order wanted.
        load: Gives the table of a shard; it is asked for each shard once.
        row_bytes: How large a row is on average.
        work_folder: Work folder of the build, for the buckets.
    """
    import polars

    if not order.height:
        return
    size = max(GIVEN_ROWS, BUCKET_BYTES // max(row_bytes, 1))
    ranked = order.select("shard", "row", rank=polars.int_range(polars.len(), dtype=polars.Int64))
    if order.height <= size:
        yield from _given(_sorted([part for _, part in _parts(ranked, load)]))
        return
    buckets = _distributed(ranked, load, size, work_folder)
    for path in buckets:
        yield from _given(_sorted(_read(path)))
        path.unlink()


def by_split(order: "polars.DataFrame", tables: Iterator["pyarrow.Table"]) -> Iterator[tuple[str, "pyarrow.Table"]]:
    """Cut tables in the order of a release where a split ends, and name the split of each."""
    lengths = [(name, len(rows)) for (name,), rows in order.group_by("split", maintain_order=True)]
    for table in tables:
        start = 0
        while start < table.num_rows:
            split, rest = lengths[0]
            part = table.slice(start, rest)
            yield split, part
            start += part.num_rows
            lengths[0] = split, rest - part.num_rows
            if not lengths[0][1]:
                del lengths[0]


def _parts(
    ranked: "polars.DataFrame", load: Callable[[int], "pyarrow.Table"]
) -> Iterator[tuple[list[int], "pyarrow.Table"]]:
    """Yield the wanted rows of each shard by rank, and their ranks."""
    import pyarrow

    for (shard,), selection in ranked.sort("shard", "rank").group_by("shard", maintain_order=True):
        ranks = selection["rank"].to_list()
        rows = load(int(str(shard))).take(selection["row"].to_list())
        yield ranks, rows.append_column(_RANK, pyarrow.array(ranks, pyarrow.int64()))


def _distributed(
    ranked: "polars.DataFrame", load: Callable[[int], "pyarrow.Table"], size: int, work_folder: Path
) -> list[Path]:
    """Write the rows of all shards into the buckets they belong to."""
    buckets = [work_folder / f"bucket-{number:05d}" for number in range((ranked.height - 1) // size + 1)]
    waiting: dict[int, list[pyarrow.Table]] = {}
    weight = 0
    for ranks, rows in _parts(ranked, load):
        start = 0
        for end in range(1, len(ranks) + 1):
            if end == len(ranks) or ranks[end] // size != ranks[start] // size:
                waiting.setdefault(ranks[start] // size, []).append(rows.slice(start, end - start))
                start = end
        weight += rows.nbytes
        if weight > BUCKET_BYTES:
            _flush(waiting, buckets)
            waiting, weight = {}, 0
    _flush(waiting, buckets)
    return buckets


def _flush(waiting: "dict[int, list[pyarrow.Table]]", buckets: Sequence[Path]) -> None:
    import pyarrow

    for number, tables in waiting.items():
        with buckets[number].open("ab") as file:
            options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
            with pyarrow.ipc.new_stream(file, tables[0].schema, options=options) as writer:
                writer.write_table(pyarrow.concat_tables(tables).combine_chunks())


def _read(path: Path) -> list["pyarrow.Table"]:
    """Return what was written into a bucket, one stream after the other."""
    import pyarrow

    tables = []
    with path.open("rb") as file:
        while file.peek(1):
            tables.append(pyarrow.ipc.open_stream(file).read_all())
    return tables


def _sorted(tables: Sequence["pyarrow.Table"]) -> "pyarrow.Table":
    import pyarrow

    table = pyarrow.concat_tables(tables)
    return table.sort_by(_RANK).drop_columns([_RANK])


def _given(table: "pyarrow.Table") -> Iterator["pyarrow.Table"]:
    for start in range(0, table.num_rows, GIVEN_ROWS):
        yield table.slice(start, GIVEN_ROWS)
