"""START HERE: the whole flow on one screen, from raw documents to a release folder.

read → normalise → annotate → group → validate → package. Two maps and one barrier: each document is prepared
by itself; the whole corpus is grouped, by fingerprints only; each shard is finished by itself; one writer
puts the rows in their canonical order. The maps are run by `toolkit.pipeline.run_stages`.
"""

import dataclasses
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.compliance.options import without_unavailable
from toolkit.config import Config
from toolkit.contract.notebook_html import counted, listing, summary
from toolkit.pipeline.assemble import assemble
from toolkit.pipeline.cache import Cache, work_store
from toolkit.pipeline.cross_row_warnings import with_cross_row_warnings
from toolkit.pipeline.gate_measures import check_gate_names, enforce_gates, gate_results
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.known_digests import save_shards
from toolkit.pipeline.known_projections import CachedProjections
from toolkit.pipeline.names_stage import corpus_names, known_spellings
from toolkit.pipeline.output import check_workers_can_read, deliver, staging_dir
from toolkit.pipeline.parts import join_parts, open_parts
from toolkit.pipeline.report_with_raw import excerpts_key, kept_excerpts
from toolkit.pipeline.reused_files import file_reuse
from toolkit.pipeline.run_stages import find_inputs, finish_all, prepare_all
from toolkit.pipeline.task import Corpus, Finished
from toolkit.pipeline.up_to_date import up_to_date_check
from toolkit.pipeline.versioning import (
    expected_version,
    is_same_again,
    predecessor,
    settled_version,
    staged_difference,
    with_starting_version,
    with_version,
)
from toolkit.progress import Progress
from toolkit.release.changelog import changelog
from toolkit.release.diff.diff import Difference
from toolkit.release.previous_release import Previous
from toolkit.release.statistics import Statistics
from toolkit.release.writer import Companions, write_release
from toolkit.storage.filesystem import Location, join_url

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made."""

    folder: Location
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


class Staged(NamedTuple):
    """A corpus with its finished shards, and the release that the new one follows."""

    corpus: Corpus
    finished: Sequence[Finished]
    config: Config
    """With the version that the rows bear."""
    previous: Previous | None
    difference: Difference | None = None
    """What changed since the previous release; None where there is none, or nothing was compared yet."""


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
    config = dataclasses.replace(config, privacy=without_unavailable(config.privacy))
    sources = find_inputs(config)
    load_gazetteer(config.annotate.gazetteer)  # reports a damaged file before the work begins
    return _build(partial(prepare_all, sources), config, progress, replace=replace, keep_going=keep_going)


def merge(
    folders: Sequence[str | Path],
    config: Config,
    progress: Progress,
    *,
    replace: bool = False,
    keep_going: bool = False,
) -> Build:
    """Join the parts of a build, see `toolkit.pipeline.parts`, to the release that one build would have made.

    Args:
        folders: The parts, in any order.
        config: That of the parts.
        progress: Called as the work advances.
        replace: As for `build`.
        keep_going: As for `build`.

    Raises:
        GateError: the release does not pass its gates, and `keep_going` is false.
        ReleaseError: parts are missing, damaged or of different builds; or the release cannot be written.
    """
    check_gate_names(config)
    config = dataclasses.replace(config, privacy=without_unavailable(config.privacy))
    parts = open_parts(folders, config)
    return _build(partial(join_parts, parts), config, progress, replace=replace, keep_going=keep_going)


def _build(
    prepare: Callable[[Path, Cache, Config, Progress], Corpus],
    config: Config,
    progress: Progress,
    *,
    replace: bool,
    keep_going: bool,
) -> Build:
    """Group and finish the corpus that `prepare` makes, and write its release."""
    previous = predecessor(config)
    config = with_starting_version(config, previous)
    expected = config if previous is None else with_version(config, expected_version(config, previous))
    name = f"{config.dataset.name}-{expected.dataset.version}"
    with (
        staging_dir(config.build.out, name) as work_folder,
        work_store(config.build.cache_folder, work_folder) as store,
    ):
        corpus = prepare(work_folder.absolute(), store, config, progress)
        staged = Staged(corpus, finish_all(corpus, expected, progress, previous), expected, previous)
        check = up_to_date_check(corpus, staged.finished, config, previous)
        if (current := check.find()) is not None:
            return Build(*current, changed=False, reused=corpus.reused)
        if previous is not None:
            staged = staged._replace(difference=staged_difference(corpus, staged.finished, config, previous))
            if (unchanged := _unchanged(staged, config, previous)) is not None:
                return unchanged
            staged = _with_settled_version(staged, config, previous, progress)
        result = _write_and_deliver(staged, progress, replace=replace, keep_going=keep_going)
        if _passed(result.manifest) and (digest := check.note(result.folder)) is not None:
            save_shards(store, config.dataset.name, digest, [shard.key for shard in staged.finished])
    return result


def _unchanged(staged: Staged, config: Config, previous: Previous) -> Build | None:
    """Return the previous release as the result, if a new one would only repeat it."""
    if staged.difference is None or not is_same_again(staged.corpus, config, previous, staged.difference):
        return None
    _LOG.info("nothing has changed since %s", previous.release.name)
    folder = join_url(config.build.out, previous.release.name)
    if isinstance(folder, Path) and not folder.exists():
        folder = previous.release.folder  # it was fetched from where it is published
    return Build(folder, previous.release.manifest, changed=False, reused=staged.corpus.reused)


def _with_settled_version(staged: Staged, config: Config, previous: Previous, progress: Progress) -> Staged:
    """Return the shards with the version that the change asks for; they are finished again if it is another one.

    Raises:
        ReleaseError: the config's version was raised by less than what changed asks for.
    """
    assert staged.difference is not None
    settled = settled_version(config, previous, staged.difference)
    if settled == staged.config.dataset.version:
        return staged
    _LOG.info("version %s became %s by what changed", staged.config.dataset.version, settled)
    versioned = with_version(config, settled)  # the version is a value of every new row
    finished = finish_all(staged.corpus, versioned, progress, previous)
    return staged._replace(config=versioned, finished=finished)


def _write_and_deliver(staged: Staged, progress: Progress, *, replace: bool, keep_going: bool) -> Build:
    """Write the release in the staging folder and give it its name; one that failed its gates is named `-rejected`."""
    release, manifest = _write(staged, progress, keep_going=keep_going)
    passed = _passed(manifest)
    dataset = staged.config.dataset
    name = f"{dataset.name}-{dataset.version}" if passed else f"{dataset.name}-{dataset.version}-rejected"
    out = staged.config.build.out
    folder, changed = deliver(release, out, name, progress, replace=replace or not passed)
    _LOG.info("%s %s", folder, "written" if changed else "unchanged")
    return Build(folder, manifest, changed, staged.corpus.reused)


def _passed(manifest: Mapping[str, Any]) -> bool:
    return all(gate["passed"] for gate in manifest.get("gates", ()))


def _write(staged: Staged, progress: Progress, *, keep_going: bool) -> tuple[Path, dict[str, Any]]:
    """Write and seal the release in the staging folder; return where it is, and its manifest.

    Raises:
        GateError: it does not pass its gates, and `keep_going` is false.
    """
    corpus, finished, config, previous, difference = staged
    reuse = file_reuse(corpus.store, config.package, previous)
    content = assemble(corpus, finished, config, previous, reuse)
    progress.begin("write", content.balance["published"])
    release = corpus.work_folder / "release"

    def gates(facts: Statistics, manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        results = gate_results(config, previous, facts, manifest, release)
        if not keep_going:
            enforce_gates(results, f"{config.dataset.name}-{config.dataset.version}")
        return results

    projections = CachedProjections(corpus.store, config.dataset.name) if reuse else None
    spell = partial(known_spellings, store=corpus.store, dataset=config.dataset.name)
    companions = Companions(
        gold=config.build.gold,
        changelog=partial(changelog, difference, previous.release) if previous and difference else None,
        excerpts=partial(kept_excerpts, corpus=corpus, config=config),
        excerpts_key=excerpts_key(config),
        warnings=partial(with_cross_row_warnings, config=config, projections=projections),
        projections=projections,
        runs=reuse.keep if reuse else lambda _: None,
        names=partial(corpus_names, work_folder=corpus.work_folder, spell=spell),
        gates=gates,
    )
    manifest, _ = write_release(
        content, release, config.dataset, config.package, progress.advance, companions=companions
    )
    return release, manifest
