"""Recognises tasks by size and times of their files, as git's index does, so that known files are not read again.

A file whose times are too near to its reading is not recognised by them: a later change could bear the same times.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.annotation.entities.backends import Description
from toolkit.compliance.takedown_ledger import dump
from toolkit.contract.records import Document, Rejection
from toolkit.pipeline.annotate_stage import annotator
from toolkit.pipeline.cache import Cache, key_of
from toolkit.pipeline.normalise_stage import document_key
from toolkit.pipeline.shard_schemas import ANNOTATED, NORMALISED
from toolkit.pipeline.task import Prepared, PrepareTask
from toolkit.read import Source

if TYPE_CHECKING:
    import pyarrow

KNOWN = "known"
"""Step of the cache that keeps what came of a task under the size and times of its files."""
_MEMBERS = "members"
UNCERTAIN_SECONDS = 2
"""A file that was changed so many seconds before it was read is read again: some disks keep no finer times."""
Shard = tuple[Prepared, "pyarrow.Table"]


class KnownTasks:
    """Recognises the tasks of a build."""

    def __init__(self) -> None:
        self._options = ""

    def recognise(self, task: PrepareTask) -> Callable[[], Shard] | None:
        """Return what loads the shard of a task from the cache; null where it must be prepared."""
        if task.config.build.rehash:
            return None
        self._options = self._options or _options(task)
        store, key = task.store, _key(task, self._options)
        entry = None if key is None else store.load(KNOWN, key)
        if key is None or entry is None:
            return None
        prepared = _prepared(task, entry.facts)
        if not (store.has(NORMALISED, prepared.normalised) and store.has(ANNOTATED, prepared.annotated)):
            return None
        return partial(_shard, store, key, prepared)


def remember(task: PrepareTask, prepared: Prepared, members: "pyarrow.Table", started: float) -> None:
    """Keep what came of a task, unless its files are so new that size and times do not say enough.

    Args:
        task: The task.
        prepared: What came of it.
        members: The rows for grouping.
        started: When its files began to be read, in seconds since 1970.
    """
    options = _options(task)
    key = _key(task, options)
    newest = max((max(item.stamp[:2]) for item in task.items if isinstance(item, Source) and item.stamp), default=0)
    if key is None or newest > (started - UNCERTAIN_SECONDS) * 1e9:
        return
    facts = {**asdict(prepared), "inputs": f"{prepared.inputs:x}"}
    task.store.save(KNOWN, key, facts, {_MEMBERS: members})
    task.store.supersede(KNOWN, key_of(KNOWN, options, task.name), key)


def _prepared(task: PrepareTask, facts: Mapping[str, Any]) -> Prepared:
    """Return what came of a task, from the facts of its entry."""
    refused = tuple(tuple((path, record) for path, record in references) for references in facts["refused"])
    recogniser = Description(**facts["recogniser"]) if facts["recogniser"] else None
    kept = Prepared(**{**facts, "inputs": int(facts["inputs"], 16), "refused": refused, "recogniser": recogniser})
    return replace(kept, name=task.name, reused=kept.articles, weight=task.weight)


def _shard(store: Cache, key: str, prepared: Prepared) -> Shard:
    return prepared, store.table(KNOWN, key, _MEMBERS)


def _key(task: PrepareTask, options: str) -> str | None:
    """Return the key of what came of a task; null where a file does not say when it was changed."""
    identity = [_identity(item) for item in task.items]
    return None if None in identity else key_of(KNOWN, options, identity)


def _identity(item: Source | Document | Rejection) -> object:
    if not isinstance(item, Source):
        return document_key(item).hex()
    return None if item.stamp is None else [item.path, item.reader, item.sheet, item.size, *item.stamp]


def _options(task: PrepareTask) -> str:
    """Return a digest of all that a shard depends on but its files; it is the same for all tasks of a build."""
    config = task.config
    ledger = None if task.ledger is None else dump(task.ledger)
    options = [asdict(config.read), asdict(config.normalise), annotator(config)]
    return key_of(dict(task.code), *options, config.group.shingle, config.group.sketch, ledger)
