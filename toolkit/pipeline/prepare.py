"""First map of a build: the documents of a task are normalised, annotated and fingerprinted, or found in the cache.

The cache holds whole shards, by the digest of their input, and the rows of single documents of an earlier shard that
began with the same file or record.
"""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from toolkit.annotation.entities.backends import Description
from toolkit.compliance.takedown_ledger import dump
from toolkit.pipeline.annotate_stage import annotate_shard, annotator
from toolkit.pipeline.cache import CacheEntry, key_of
from toolkit.pipeline.guard import CHANGING, Row
from toolkit.pipeline.known_tasks import remember
from toolkit.pipeline.normalise_stage import item_identity, normalise_shard, refuse_item
from toolkit.pipeline.shard_schemas import (
    ANNOTATED,
    ARTICLES,
    KEY,
    NORMALISED,
    REFUSED,
    Made,
    document_references,
    member_schema,
    members,
)
from toolkit.pipeline.task import Prepared, PrepareTask
from toolkit.pipeline.warmup import warm
from toolkit.pipeline.workers.watchdog import Watchdog
from toolkit.read.decompression import with_contents
from toolkit.read.remote_files import at_hand

if TYPE_CHECKING:
    import pyarrow

_LOG = logging.getLogger(__name__)
_CODE_FINGERPRINT = "code"


def prepare(task: PrepareTask) -> tuple[Prepared, "pyarrow.Table"]:
    """Compute the shard of a task, or find it in the cache.

    Returns:
        What came of it, and what passes the barrier: one row for every article of the shard, in its order.
    """
    started = time.time()
    with at_hand(task.items) as items:
        return _prepared(replace(task, items=tuple(with_contents(items))), started)


def _prepared(task: PrepareTask, started: float) -> tuple[Prepared, "pyarrow.Table"]:
    with Watchdog(task.work_folder / f"attempts-{task.index:06d}", task.config.build.document_seconds) as watchdog:
        options = task.config
        identity = [item_identity(item) for item in task.items]
        reading = [asdict(options.read), asdict(options.normalise)]
        key = key_of(
            NORMALISED, task.code[NORMALISED], *reading, identity, None if task.ledger is None else dump(task.ledger)
        )
        name = key_of(NORMALISED, *reading, task.name)
        first, _ = _step(task, NORMALISED, key, name, partial(normalise_shard, task, watchdog))
        noting = [annotator(options), options.group.shingle, options.group.sketch]
        name = key_of(ANNOTATED, *reading, *noting, task.name)
        key_after = key_of(ANNOTATED, task.code[ANNOTATED], *noting, first.digest)
        second, reused = _step(task, ANNOTATED, key_after, name, partial(annotate_shard, task, watchdog, first))
    shard, rows = prepared_shard(task.name, (key, first), (key_after, second), weight=task.weight, reused=reused)
    if not (first.facts["unsettled"] or second.facts["unsettled"]):
        remember(task, shard, rows, started)
    return shard, rows


def prepared_shard(
    name: str, normalised: tuple[str, CacheEntry], annotated: tuple[str, CacheEntry], *, weight: int, reused: int = 0
) -> tuple[Prepared, "pyarrow.Table"]:
    """Describe a shard of which both entries are there, each given with its key; return the rows for grouping, too."""
    (key, first), (key_after, second) = normalised, annotated
    rows = members(second.select(ARTICLES, member_schema().names))
    shard = Prepared(
        name=name,
        normalised=key,
        annotated=key_after,
        digest=key_of(first.digest, second.digest),
        articles=rows.num_rows,
        documents=first.facts["documents"],
        refused=tuple(document_references(entry.select(REFUSED, ["path", "record"])) for entry in (first, second)),
        inputs=int(first.facts["inputs"], 16),
        taken_down=first.facts["taken_down"],
        recogniser=Description(**second.facts["recogniser"]) if second.facts["recogniser"] else None,
        reused=reused,
        weight=weight,
    )
    return shard, rows


def lost(task: PrepareTask, error: BaseException) -> tuple[Prepared, "pyarrow.Table"]:
    """Refuse every file and record of a task whose worker died again and again, whatever was left out."""
    detail = f"The process that worked on this file ended without an answer: {type(error).__name__}."
    refused = [refuse_item(item, detail, task.config) for item in task.items]
    return prepare(replace(task, items=tuple(refused)))


def _step(
    task: PrepareTask, step: str, key: str, name: str, make: Callable[[Mapping[bytes, Row]], Made]
) -> tuple[CacheEntry, int]:
    """Find a step's entry or make it, with the rows of the entry that had this name before; return how many it had."""
    store = task.store
    entry = store.load(step, key)
    if entry is not None and not entry.facts["unsettled"]:
        return entry, entry.facts["articles"]
    with suppress(Exception):  # a fault shows again with each document, and is reported there
        warm(task.config.annotate.recogniser)
    earlier = store.latest(name)
    known = _known(entry or (store.load(step, earlier) if earlier else None), task.code[step])
    _LOG.debug("%s shard %s: %d rows of it are known", step, name[:12], len(known))
    facts, tables = make(known)
    articles = tables[ARTICLES]
    entry = store.save(step, key, {**facts, _CODE_FINGERPRINT: task.code[step], "articles": articles.num_rows}, tables)
    store.supersede(step, name, key)
    return entry, sum(key in known for key in articles[KEY].to_pylist())


def _known(entry: CacheEntry | None, code_fingerprint: str) -> Mapping[bytes, Row]:
    """The rows of an entry that can be used again, by the key of their document."""
    if entry is None or entry.facts[_CODE_FINGERPRINT] != code_fingerprint:
        return {}
    articles = [row for row in entry.tables[ARTICLES].to_pylist() if row["id"] is not None]
    settled = [row for row in entry.tables[REFUSED].to_pylist() if row["reason"] not in CHANGING]
    return {row[KEY]: row for row in [*articles, *settled]}
