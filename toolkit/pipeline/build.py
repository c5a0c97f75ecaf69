"""START HERE: the whole flow on one screen, from raw documents to a release folder.

read → normalise → annotate → group → validate → package. Two maps and one barrier: each document is prepared
by itself; the whole corpus is grouped, by fingerprints only; each shard is finished by itself; one writer
puts the rows in their canonical order.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.compliance.ledger_file import load_ledger
from toolkit.config import Config
from toolkit.contract.notebook_html import counted, listing, summary
from toolkit.contract.records import Rejection
from toolkit.errors import SourceError
from toolkit.pipeline.assemble import assemble
from toolkit.pipeline.cache import Cache, work_store
from toolkit.pipeline.container_reader import container_reader
from toolkit.pipeline.corrections import all_applied, load_corrections
from toolkit.pipeline.finish import finish
from toolkit.pipeline.gate_measures import check_gate_names, enforce_gates, gate_results
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.member_store import MemberStore
from toolkit.pipeline.output import check_workers_can_read, deliver, exclude_own_releases, staging_dir
from toolkit.pipeline.partition import finish_tasks, prepare_tasks, total_bytes
from toolkit.pipeline.placement import placements
from toolkit.pipeline.prepare import lost, prepare
from toolkit.pipeline.report_with_raw import raw_excerpts
from toolkit.pipeline.task import Corpus, Finished
from toolkit.pipeline.up_to_date import standing
from toolkit.pipeline.versioning import (
    expected_version,
    is_same_again,
    predecessor,
    settled_version,
    staged_difference,
    with_starting_version,
    with_version,
)
from toolkit.pipeline.workers import HERE, pool_of, run
from toolkit.progress import Progress
from toolkit.read import Source, discover, refuse_releases
from toolkit.release.changelog import changelog
from toolkit.release.diff.diff import Difference
from toolkit.release.previous_release import Previous
from toolkit.release.statistics import Statistics
from toolkit.release.writer import Companions, write_release
from toolkit.storage.filesystem import join_url

_LOG = logging.getLogger(__name__)
PRELOAD = "toolkit.pipeline.preload"
"""What all workers have in common."""
ATTEMPTS = 8
"""So often a task is tried again whose worker died; it leaves out what it died of, and may die of something else."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made."""

    folder: Path | str
    """Where the release is: its folder, or its address."""
    manifest: Mapping[str, Any]
    changed: bool
    """False when the same release, byte for byte, was there before."""
    reused: int = 0
    """Documents that were not worked on again, since an earlier build had done so."""

    def __repr__(self) -> str:
        """Return the counts and the folder."""
        balance = self.manifest["balance"]
        return f"<Build {self.folder}: {balance['published']:,} of {counted(balance['read'], 'document')} published>"

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows."""
        title = f"{self.manifest['name']} {self.manifest['version']}"
        balance = ((name.replace("_", "-"), f"{count:,}") for name, count in self.manifest["balance"].items())
        tables = [(name, f"{table['rows']:,}") for name, table in self.manifest["tables"].items()]
        reasons = list(self.manifest["reasons"].items())
        return summary(
            title,
            [("folder", self.folder), *balance],
            listing(("table", "rows"), tables),
            listing(("refused as", "documents"), reasons),
        )


class Lineage(NamedTuple):
    """What a release follows."""

    previous: Previous | None
    difference: Difference | None
    """What changed since; null where there is no previous release."""


def build(config: Config, progress: Progress, *, replace: bool = False, keep_going: bool = False) -> Build:
    """Build a release and give it its name when it is whole and passes its gates.

    Args:
        config: What is built, and how.
        progress: Called as the work advances.
        replace: Overwrite another release of the same name and version.
        keep_going: Deliver a release that does not pass its gates as `<name>-<version>-rejected`.

    Raises:
        GateError: the release does not pass its gates, and `keep_going` is false.
        SourceError: there is nothing to read.
        ReleaseError: the release cannot be written, another one has its name, or its version was not raised enough.
    """
    check_workers_can_read(config.build)
    check_gate_names(config)
    found = find_inputs(config)
    load_gazetteer(config.annotate.gazetteer)  # what is wrong in it is told before the work begins
    previous = predecessor(config)
    config = with_starting_version(config, previous)
    version = config.dataset.version if previous is None else expected_version(config, previous)
    out, name = config.build.out, config.dataset.name
    with staging_dir(out, f"{name}-{version}") as place, work_store(config.build.cache_folder, place) as store:
        corpus = prepare_all(found, place.absolute(), store, config, progress)
        reused = sum(each.reused for each in corpus.shards)
        _LOG.info("%d articles prepared, %d of them found in the cache", len(corpus.members), reused)
        finished = finish_all(corpus, with_version(config, version), progress, previous)
        known = standing(corpus, finished, config, previous)
        if (standing_release := known.find()) is not None:
            _LOG.info("%s is up to date", standing_release[0])
            return Build(*standing_release, changed=False, reused=reused)
        difference = None
        if previous is not None:
            difference = staged_difference(corpus, finished, config, previous)
            if is_same_again(corpus, config, previous, difference):
                _LOG.info("nothing has changed since %s", previous.release.name)
                same = join_url(out, previous.release.name)
                return Build(same, previous.release.manifest, changed=False, reused=reused)
            settled = settled_version(config, previous, difference)
            if settled != version:  # it is a value of every new row
                _LOG.info("version %s became %s by what changed", version, settled)
                version = settled
                finished = finish_all(corpus, with_version(config, version), progress, previous)
        release, manifest = _write(
            corpus,
            finished,
            with_version(config, version),
            progress,
            lineage=Lineage(previous, difference),
            keep_going=keep_going,
        )
        rejected = not all(gate["passed"] for gate in manifest.get("gates", ()))
        named = f"{name}-{version}-rejected" if rejected else f"{name}-{version}"
        target, changed = deliver(release, out, named, progress, replace=replace or rejected)
        if not rejected:
            known.note(target)
    _LOG.info("%s %s", target, "written" if changed else "unchanged")
    return Build(target, manifest, changed, reused)


def _write(
    corpus: Corpus,
    finished: Sequence[Finished],
    config: Config,
    progress: Progress,
    *,
    lineage: Lineage,
    keep_going: bool,
) -> tuple[Path, dict[str, Any]]:
    """Write and seal the release of finished work in the staging folder; return where it is, and its manifest."""
    previous, difference = lineage
    content = assemble(corpus, finished, config, previous)
    progress.begin("write", content.balance["published"])
    release = corpus.place / "release"

    def gates(facts: Statistics, manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        results = gate_results(config, previous, facts, manifest)
        if not keep_going:
            enforce_gates(results, f"{config.dataset.name}-{config.dataset.version}")
        return results

    companions = Companions(
        gold=config.build.gold,
        changelog=partial(changelog, difference, previous.release) if previous and difference else None,
        excerpts=partial(raw_excerpts, config=config),
        gates=gates,
    )
    manifest, _ = write_release(
        content, release, config.dataset, config.package, progress.advance, companions=companions
    )
    return release, manifest


def find_inputs(config: Config) -> list[Source | Rejection]:
    """Return the files of a build.

    Raises:
        SourceError: there are none.
    """
    if not config.build.inputs:
        raise SourceError("There is nothing to build: name files or folders, or set build.inputs in toolkit.toml.")
    # Earlier releases of this build may lie below its inputs; any other release is a mistake.
    found = exclude_own_releases(discover(config.build.inputs, config.read, beside_releases=True), config.build)
    refuse_releases([source.location for source in found if not isinstance(source, Rejection)])
    if not found:
        raise SourceError(f"No file to read in {', '.join(config.build.inputs)}; check the path and read.include.")
    return found


def prepare_all(
    found: Sequence[Source | Rejection], place: Path, store: Cache, config: Config, progress: Progress
) -> Corpus:
    """Read, normalise, annotate and fingerprint all documents."""
    progress.begin("prepare", total_bytes(found))
    barrier = MemberStore(place, config.group.sketch)
    shards = []
    ledger = load_ledger(config.build.takedowns)
    workers, pool = _workers(config)
    with container_reader(config.build.engine, PRELOAD) as read:
        tasks = prepare_tasks(found, place, store, config, ledger, read=read)
        for shard, members in run(prepare, tasks, workers=workers, pool=pool, lost=lost, attempts=ATTEMPTS):
            shards.append(shard)
            barrier.add(members)
            progress.advance(shard.weight)
    return Corpus(shards, barrier.member_table(), place, store, ledger)


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
    for result in run(finish, tasks, workers=workers, pool=pool):
        results.append(result)
        progress.advance(result.rows.num_rows + result.standoff.num_rows + len(result.refused))
    if is_whole:
        all_applied(corrections, {identifier for each in results for identifier in each.corrected})
    return results


def _workers(config: Config) -> tuple[int, Callable[[int], Executor] | None]:
    """Return how many work, and what makes a pool of them."""
    engine = config.build.engine
    return 1 if engine == HERE else config.build.workers, pool_of(engine, PRELOAD)
