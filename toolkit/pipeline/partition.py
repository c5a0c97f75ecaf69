"""Partitions a corpus into tasks, at boundaries that follow from its own content.

Whether a cut is made before a file or record depends on its path and number alone. So when some are added or removed
later, the tasks around them change and no others, and what the store keeps of the others is found again. Files are
read by those who work on the tasks; containers that are large or packed are read for all, since a single one may be
the whole corpus.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.compliance.takedown_ledger import Ledger
from toolkit.config import Config
from toolkit.contract.records import Document, Rejection
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.container_reader import Reader
from toolkit.pipeline.corrections import Corrections
from toolkit.pipeline.fingerprints import stage_fingerprints
from toolkit.pipeline.normalise_stage import documents
from toolkit.pipeline.placement import PLACEMENT_COLUMNS
from toolkit.pipeline.shard_schemas import FINISHED
from toolkit.pipeline.task import FinishTask, Placement, Prepared, PrepareTask
from toolkit.read import Source
from toolkit.read.decompression import is_compressed
from toolkit.read.registry import ARCHIVES, ISSUES, is_container

if TYPE_CHECKING:
    import polars

Item = Source | Document | Rejection

TASK_ITEMS = 32
"""A task has about so many files or records, and at most four times as many."""
TASK_BYTES = 4_000_000
"""A task ends when its items have so many bytes."""
PACKED = 8
"""A packed file is taken to be so many times as large."""
FINISHED_SHARDS = 8
"""About so many prepared shards are finished together."""
FINISHED_ARTICLES = 2000
"""Shards that have so many articles together are finished, whatever comes next."""


def prepare_tasks(
    sources: Iterable[Source | Rejection],
    work_folder: Path,
    store: Cache,
    config: Config,
    ledger: Ledger | None = None,
    *,
    read: Reader = documents,
) -> Iterator[PrepareTask]:
    """Yield the tasks of the first map, reading containers, with `read`, no further than they are asked for."""
    batch: list[Item] = []
    name, size, weight, index = "", 0, 0, 0
    for item, share in _items(sources, config, read):
        first = _digest(item)
        full = len(batch) >= 4 * TASK_ITEMS or size + _size(item) > TASK_BYTES
        if batch and (full or _cuts(first, TASK_ITEMS)):
            yield PrepareTask(
                index, name, tuple(batch), work_folder, store, stage_fingerprints(), config, weight, ledger
            )
            batch, size, weight, index = [], 0, 0, index + 1
        name = name if batch else first
        batch.append(item)
        size += _size(item)
        weight += share
    if batch:
        yield PrepareTask(index, name, tuple(batch), work_folder, store, stage_fingerprints(), config, weight, ledger)


def finish_tasks(
    prepared: Iterable[Prepared],
    placements: "polars.DataFrame",
    store: Cache,
    config: Config,
    corrections: Corrections,
) -> Iterator[FinishTask]:
    """Yield the tasks of the second map, with the placement of each article."""
    context = store, config, corrections
    batch: list[Prepared] = []
    start = articles = 0
    for shard in prepared:
        if batch and (articles >= FINISHED_ARTICLES or _cuts(shard.name, FINISHED_SHARDS * TASK_ITEMS)):
            yield _finish_task(batch, placements.slice(start, articles), context)
            batch, start, articles = [], start + articles, 0
        batch.append(shard)
        articles += shard.articles
    if batch:
        yield _finish_task(batch, placements.slice(start, articles), context)


def task_digest(task: PrepareTask) -> str:
    """Return a digest of the paths, numbers and sizes of a task's items."""
    listing = "".join(f"{_digest(item)} {_size(item)}\n" for item in task.items)
    return hashlib.sha256(listing.encode()).hexdigest()


def total_bytes(sources: Iterable[Source | Rejection]) -> int:
    """Return how much there is to read."""
    return sum(_size(source) for source in sources)


def _finish_task(
    shards: Sequence[Prepared], placed: "polars.DataFrame", context: tuple[Cache, Config, Corrections]
) -> FinishTask:
    store, config, corrections = context
    named = set(placed["id"]) & corrections.keys() if corrections else ()
    return FinishTask(
        name=shards[0].name,
        shards=tuple((shard.normalised, shard.annotated) for shard in shards),
        digests=tuple(shard.digest for shard in shards),
        placements=tuple(Placement(*row) for row in placed.select(PLACEMENT_COLUMNS).iter_rows()),
        store=store,
        code_fingerprint=stage_fingerprints()[FINISHED],
        config=config,
        corrections={article_id: corrections[article_id] for article_id in sorted(named)},
    )


def _items(sources: Iterable[Source | Rejection], config: Config, read: Reader) -> Iterator[tuple[Item, int]]:
    """Yield files, or the records of containers, each with the bytes of the input that are done with it."""
    for source in sources:
        if isinstance(source, Rejection) or not _is_read_here(source):
            yield source, _size(source)
            continue
        rest, last = _size(source), None
        for item in read(source, config):
            if last is not None:
                share = min(rest, _size(last))
                rest -= share
                yield last, share
            last = item
        if last is not None:
            yield last, rest


def _is_read_here(source: Source) -> bool:
    packed = is_compressed(source) or source.reader in ("parquet", "spreadsheet", *ARCHIVES)
    return is_container(source) and (packed or source.size > TASK_BYTES or source.reader == ISSUES)


def _size(item: Item) -> int:
    if isinstance(item, Source):
        return item.size * (PACKED if is_compressed(item) else 1)
    return len(item.raw or b"")


def _digest(item: Item) -> str:
    number = None if isinstance(item, Source) else item.record
    return hashlib.sha256(f"{item.path}\0{number}".encode()).hexdigest()


def _cuts(digest: str, average: int) -> bool:
    return int(digest[:15], 16) % average == 0
