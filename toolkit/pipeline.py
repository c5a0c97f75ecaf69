"""START HERE: the whole flow on one screen, from raw documents to a release folder.

read → normalise → annotate → group → validate → package. Two maps and one barrier: each document is prepared
by itself; the whole corpus is grouped, by fingerprints only; each shard is finished by itself; one writer
puts the rows in their canonical order.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import replace as replace_fields
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit import spool
from toolkit.attestation import attest
from toolkit.clear.ledger import revocation
from toolkit.config import Config
from toolkit.corrections import Corrections, load_corrections
from toolkit.engine import run
from toolkit.errors import ConfigError, ReleaseError, SourceError
from toolkit.finish import Finished, FinishTask, Placement, finish
from toolkit.gazetteer import describe_gazetteer, load_gazetteer
from toolkit.ledgerfile import load_ledger
from toolkit.package.folder import install, workplace
from toolkit.package.write import Content, write_release
from toolkit.page import add_page
from toolkit.prepare import Prepared, PrepareTask, lost, prepare
from toolkit.publish.diff import diff
from toolkit.publish.previous import Previous
from toolkit.quality import measure
from toolkit.read import Source, discover
from toolkit.records import Rejection
from toolkit.release import CHECKSUMS, MANIFEST, digest_text
from toolkit.succession import (
    expected_version,
    fitting_version,
    identity,
    placements,
    predecessor,
    with_version,
    write_changelog,
)
from toolkit.validate.tally import total
from toolkit.watch import Watch

TASK_FILES = 16
TASK_BYTES = 4_000_000
"""A task is as many files as this, or as many bytes, whichever comes first."""
SHARD_ARTICLES = 500
"""Prepared shards are finished together until they hold so many articles."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made."""

    folder: Path
    manifest: Mapping[str, Any]
    changed: bool
    """False when the same release, byte for byte, was there before."""


def build(config: Config, watch: Watch, *, replace: bool = False) -> Build:
    """Build a release and give it its name when it is whole.

    Raises:
        SourceError: there is nothing to read.
        ReleaseError: the release cannot be written, another one has its name, or its version was not raised enough.
    """
    found = _find(config)
    load_gazetteer(config.annotate.gazetteer)  # what is wrong in it is told before the work begins
    previous = predecessor(config)
    version = config.dataset.version if previous is None else expected_version(config, previous)
    out, name = Path(config.build.out), config.dataset.name
    with workplace(out, f"{name}-{version}") as place:
        release = place / "release"
        prepared = _prepare(found, place, config, watch)
        manifest = _write(prepared, place, with_version(config, version), watch, previous)
        if previous is not None:
            difference = diff(previous.release.folder, release)
            fitting = fitting_version(config, previous, difference)
            if fitting != version:
                version = fitting
                shutil.rmtree(release)
                manifest = _write(prepared, place, with_version(config, version), watch, previous)
                difference = diff(previous.release.folder, release)
            write_changelog(difference, previous, release, manifest)
        add_page(release, config)
        attest(release, manifest)
        target = out / f"{name}-{version}"
        changed = install(release, target, replace=replace)
    return Build(target, manifest, changed)


def _write(
    prepared: Sequence[Prepared], place: Path, config: Config, watch: Watch, previous: Previous | None
) -> dict[str, Any]:
    """Place and finish the prepared articles, write the release into the work folder and return its manifest."""
    members = [member for each in prepared for member in each.members]
    finished = _finish(prepared, placements(members, config.group, previous), place, config, watch)
    balance = _balance(prepared, finished)
    ledger = load_ledger(config.build.takedowns)
    personal: Counter[str] = Counter()
    for each in finished:
        personal.update(each.personal)
    watch.begin("write", balance["published"])
    content = Content(
        articles=[spool.table(spool.path_of(place, spool.FINISHED, each.index)) for each in finished],
        rows=[each.rows for each in finished],
        rejections=[
            *(spool.table(spool.path_of(place, spool.REFUSED_EARLY, each.index)) for each in prepared),
            *(spool.table(spool.path_of(place, spool.REFUSED_LATE, each.index)) for each in finished),
        ],
        digests=_digests(finished),
        inputs={
            "documents": balance["read"],
            "digest": digest_text(sum(each.inputs for each in prepared) % 2**256),
            **({"previous": identity(previous)} if previous else {}),
        },
        balance=balance,
        options=config.resolved(),
        recogniser=_recogniser(prepared, config),
        created=_created(finished),
        standoff=[spool.table(spool.path_of(place, spool.STANDOFF, each.index)) for each in finished],
        standoff_rows=[each.standoff for each in finished],
        revoked=revocation(ledger) if ledger is not None else "",
        personal={kind: personal[kind] for kind in config.privacy.cares if personal[kind]},
        warnings={rule: asdict(found) for rule, found in total(each.warnings for each in finished).items()},
    )
    manifest = write_release(content, place / "release", config.dataset, config.package, watch.advance)
    return measure(place / "release", config.build.gold) if config.build.gold else manifest


def _recogniser(prepared: Sequence[Prepared], config: Config) -> dict[str, Any] | None:
    """Say what found the entities.

    Raises:
        ReleaseError: the workers have different models under one name.
    """
    found = sorted({each.recogniser for each in prepared if each.recogniser}, key=str)
    if not found:
        return None
    if len(found) > 1:
        raise ReleaseError(f"The workers differ in their recogniser ({found[0]}, {found[1]}); install the same on all.")
    known = describe_gazetteer(config.annotate.gazetteer)
    return asdict(found[0]) | ({"gazetteer": known} if known else {})


def _find(config: Config) -> list[Source | Rejection]:
    if not config.build.inputs:
        raise SourceError("There is nothing to build: name files or folders, or set build.inputs in toolkit.toml.")
    found = [each for each in discover(config.build.inputs, config.read) if not _is_released(each, config)]
    if not found:
        raise SourceError(f"No file to read in {', '.join(config.build.inputs)}; check the path and read.include.")
    return found


def _is_released(found: Source | Rejection, config: Config) -> bool:
    """Whether a file belongs to an earlier release that stands in the output folder, which may be an input's."""
    out = Path(config.build.out).absolute()
    if isinstance(found, Rejection) or out not in Path(found.location).absolute().parents:
        return False
    release = out / Path(found.location).absolute().relative_to(out).parts[0]
    named = any(Path(each).absolute().is_relative_to(release) for each in config.build.inputs)
    return not named and all((release / name).is_file() for name in (MANIFEST, CHECKSUMS))


def _prepare(found: Sequence[Source | Rejection], place: Path, config: Config, watch: Watch) -> list[Prepared]:
    watch.begin("prepare", len(found))
    ledger = load_ledger(config.build.takedowns)
    tasks = [replace_fields(task, ledger=ledger) for task in _tasks(found, place, config)]
    results = []
    for task, result in zip(tasks, run(prepare, tasks, workers=config.build.workers, lost=lost), strict=True):
        results.append(result)
        watch.advance(len(task.found))
    return results


def _tasks(found: Sequence[Source | Rejection], place: Path, config: Config) -> Iterator[PrepareTask]:
    batch: list[Source | Rejection] = []
    size = index = 0
    for each in found:
        if batch and (len(batch) >= TASK_FILES or size + (each.size or 0) > TASK_BYTES):
            yield PrepareTask(index, tuple(batch), place, config)
            batch, size, index = [], 0, index + 1
        batch.append(each)
        size += each.size or 0
    yield PrepareTask(index, tuple(batch), place, config)


def _finish(
    prepared: Sequence[Prepared], placements: Iterator[Placement], place: Path, config: Config, watch: Watch
) -> list[Finished]:
    watch.begin("validate", sum(len(each.members) for each in prepared))
    corrections = load_corrections(config.build.corrections) if config.build.corrections else {}
    tasks = [
        replace_fields(task, corrections=corrections) for task in _finish_tasks(prepared, placements, place, config)
    ]
    results = []
    for result in run(finish, tasks, workers=config.build.workers):
        results.append(result)
        watch.advance(len(result.rows) + len(result.standoff) + len(result.refused))
    _all_applied(corrections, results)
    return results


def _all_applied(corrections: Corrections, finished: Sequence[Finished]) -> None:
    """See that no correction was made in vain.

    Raises:
        ConfigError: the article of a correction is not published; the correction is named.
    """
    applied = {identifier for each in finished for identifier in each.corrected}
    for article, (first, *_) in corrections.items():
        if article not in applied:
            raise ConfigError(f"{first} no longer applies: no such article is published; delete or mend it.")


def _finish_tasks(
    prepared: Sequence[Prepared], placements: Iterator[Placement], place: Path, config: Config
) -> Iterator[FinishTask]:
    shards: list[int] = []
    placed: list[Placement] = []
    index = 0
    for each in prepared:
        shards.append(each.index)
        placed.extend(islice(placements, len(each.members)))
        if len(placed) >= SHARD_ARTICLES:
            yield FinishTask(index, tuple(shards), tuple(placed), place, config)
            shards, placed, index = [], [], index + 1
    if shards:
        yield FinishTask(index, tuple(shards), tuple(placed), place, config)


def _balance(prepared: Sequence[Prepared], finished: Sequence[Finished]) -> dict[str, int]:
    """Say what happened to every document that was read.

    Raises:
        ReleaseError: a document was lost on the way, which would be a fault of ours.
    """
    late = Counter(reason for each in finished for reason in each.refused)
    balance = {
        "read": sum(each.documents for each in prepared),
        "published": sum(len(each.rows) for each in finished),
        **({"stand_off": standoff} if (standoff := sum(len(each.standoff) for each in finished)) else {}),
        "quarantined": sum(each.refused for each in prepared) + late["invalid"] + late["personal_data"],
        "duplicates": late["duplicate"],
        "withheld": late["withheld"] + sum(each.taken_down for each in prepared),
    }
    if balance["read"] != sum(balance.values()) - balance["read"]:
        raise ReleaseError(f"The documents do not add up ({balance}); nothing was written, please report this.")
    return balance


def _digests(finished: Sequence[Finished]) -> dict[str, str]:
    totals: Counter[str] = Counter()
    for each in finished:
        totals.update(each.digests)
    return {table: digest_text(total % 2**256) for table, total in totals.items()}


def _created(finished: Sequence[Finished]) -> str:
    """Return the day that stands for the clock: SOURCE_DATE_EPOCH, else the newest article's date.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        dates = (date for each in finished for _, date, _ in (*each.rows, *each.standoff))
        return max(dates, default="") or "1970-01-01"
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH is {epoch!r}; set it to seconds since 1970, or unset it.") from error
