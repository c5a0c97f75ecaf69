"""Runs the two maps of a build over a corpus: every document is prepared, every shard is finished."""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from toolkit.compliance.ledger_file import load_ledger
from toolkit.config import Config
from toolkit.contract.records import Rejection
from toolkit.errors import SourceError
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.container_reader import container_reader
from toolkit.pipeline.corrections import all_applied, load_corrections
from toolkit.pipeline.finish import finish, finished_before
from toolkit.pipeline.known_tasks import KnownTasks
from toolkit.pipeline.member_store import MemberStore
from toolkit.pipeline.output import exclude_own_releases
from toolkit.pipeline.partition import finish_tasks, prepare_tasks, total_bytes
from toolkit.pipeline.placement import placements
from toolkit.pipeline.prepare import lost, prepare
from toolkit.pipeline.task import Corpus, Finished, FinishTask, PrepareTask
from toolkit.pipeline.workers import HERE, pool_of, run, run_unknown
from toolkit.progress import ArticleProgress, Progress
from toolkit.read import Source, discover, refuse_releases
from toolkit.release.previous_release import Previous

_LOG = logging.getLogger(__name__)
PRELOAD = "toolkit.pipeline.preload"
"""Module that every worker process imports."""
ATTEMPTS = 8
"""Attempts at a task whose worker dies; each leaves out the step in which the worker died before."""


def find_inputs(config: Config) -> list[Source | Rejection]:
    """Return the files of a build.

    Raises:
        SourceError: there are none.
    """
    if not config.build.inputs:
        raise SourceError("There is nothing to build: name files or folders, or set build.inputs in toolkit.toml.")
    # Earlier releases of this build may lie below its inputs; any other release is a mistake.
    sources = exclude_own_releases(discover(config.build.inputs, config.read, beside_releases=True), config.build)
    refuse_releases([source.location for source in sources if not isinstance(source, Rejection)])
    if not sources:
        raise SourceError(f"No file to read in {', '.join(config.build.inputs)}; check the path and read.include.")
    return sources


def prepare_all(
    sources: Sequence[Source | Rejection],
    work_folder: Path,
    store: Cache,
    config: Config,
    progress: Progress,
    *,
    select: Callable[[Iterable[PrepareTask]], Iterable[PrepareTask]] = iter,
) -> Corpus:
    """Read, normalise, annotate and fingerprint all documents, or those of the tasks that are selected."""
    progress.begin("prepare", total_bytes(sources))
    member_store = MemberStore(work_folder, config.group.sketch)
    shards = []
    ledger = load_ledger(config.build.takedowns)
    workers, pool = _workers(config)
    with container_reader(config.build.engine, PRELOAD) as read_container:
        tasks = select(prepare_tasks(sources, work_folder, store, config, ledger, read=read_container))
        work = partial(run, prepare, workers=workers, pool=pool, lost=lost, attempts=ATTEMPTS)
        for shard, members in run_unknown(tasks, KnownTasks().recognise, work):
            shards.append(shard)
            member_store.add(members)
            if isinstance(progress, ArticleProgress):
                progress.count(shard.articles)
            progress.advance(shard.weight)
    corpus = Corpus(shards, member_store.member_table(), work_folder, store, ledger)
    _LOG.info("%d articles prepared, %d of them found in the cache", len(corpus.members), corpus.reused)
    return corpus


def finish_all(
    corpus: Corpus, config: Config, progress: Progress, previous: Previous | None, *, is_whole: bool = True
) -> list[Finished]:
    """Give each prepared article its group and split, and finish all.

    Raises:
        ConfigError: a correction no longer applies; of a corpus that is not whole, the article may be missing.
    """
    placed = placements(corpus.members, config.group, previous)
    progress.begin("validate", len(corpus.members))
    corrections = load_corrections(config.build.corrections) if config.build.corrections else {}
    results = []
    tasks = finish_tasks(corpus.shards, placed, corpus.store, config, corrections)
    workers, pool = _workers(config)
    for result in run_unknown(tasks, _finished_before, partial(run, finish, workers=workers, pool=pool)):
        results.append(result)
        progress.advance(result.rows.num_rows + result.standoff.num_rows + len(result.refused))
    if is_whole:
        all_applied(corrections, {identifier for shard in results for identifier in shard.corrected})
    return results


def _finished_before(task: FinishTask) -> Callable[[], Finished] | None:
    known = finished_before(task)
    return None if known is None else lambda: known


def _workers(config: Config) -> tuple[int, Callable[[int], Executor] | None]:
    """Return how many work, and what makes a pool of them."""
    engine = config.build.engine
    return 1 if engine == HERE else config.build.workers, pool_of(engine, PRELOAD)
