"""Writes the files of a release, rows in their canonical order: split, date, id."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, contract_files, load, schema_folder
from toolkit.contract.arrow_schema import schema as table_schema
from toolkit.contract.row_conversion import flatten
from toolkit.release.changelog import CHANGELOG
from toolkit.release.describe import describe
from toolkit.release.evaluate import quality_figures
from toolkit.release.file_projections import KnownProjections
from toolkit.release.file_runs import Run, WrittenRun
from toolkit.release.manifest import compose, dump
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.parquet_writer import ShardWriter
from toolkit.release.release_folder import CONTRACT, MANIFEST, NAMES, QUARANTINE, REVOKED, UNDIVIDED, Release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.kept_blocks import KeptBlocks
from toolkit.release.report.report_sample import FindOriginals, ReportSample, exhibit
from toolkit.release.seal import Seal
from toolkit.release.statistics import Statistics, compute_statistics, tables_of
from toolkit.release.unread_files import unread_files
from toolkit.storage.hashing import digest_text, logical_digest

if TYPE_CHECKING:
    import pyarrow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Content:
    """What a release is made of: shards on disk, and what is known of them."""

    articles: Iterable[tuple[str, "pyarrow.Table | Run | WrittenRun"]]
    """The articles in their canonical order, some at a time, with their split; runs are before their rows."""
    rejections: Iterable["pyarrow.Table"]
    """The rejections by path and record, some at a time."""
    digests: Mapping[str, str]
    inputs: Mapping[str, object]
    balance: Mapping[str, int]
    options: Mapping[str, object]
    created: str
    standoff: Iterable[tuple[str, "pyarrow.Table"]] = ()
    """The articles that are published without their text, in the same way."""
    personal: Mapping[str, int] = field(default_factory=dict)
    """How much personal data of each kind was found."""
    revoked: str = ""
    """What of earlier releases was taken down, as JSON; empty where nothing was."""
    warnings: Mapping[str, object] = field(default_factory=dict)
    """What a person should look at, by rule, see `toolkit.validation.warning_counts`."""
    recogniser: Mapping[str, object] | None = None
    """What found the entities; null if they were looked for in no article."""
    kept: Mapping[str, object] = field(default_factory=dict)
    """Values of the manifest that an earlier release had, and that hold for its rows."""


@dataclass(frozen=True, slots=True)
class Companions:
    """What a release gets that is computed from its tables once these are written."""

    gold: str = ""
    """Folder of gold answers that the tables are measured against; empty for none."""
    changelog: Callable[[Mapping[str, Any]], str] | None = None
    """Returns the text of CHANGELOG.md from the manifest; null for a release that follows no other."""
    excerpts: FindOriginals = lambda *_: {}
    """Finds the raw documents that report.html shows."""
    excerpts_key: str = ""
    """Digest of all that these depend on, apart from the articles and the code."""
    warnings: Callable[[Mapping[str, object], Path, Statistics], Mapping[str, object]] = lambda known, *_: known
    """Returns the warnings for the manifest, from those of single rows, the folder of the tables and its statistics."""
    runs: Callable[[Mapping[str, Mapping[str, Sequence[str]]]], None] = lambda _: None
    """Called with the SHA-256 of the files of each run by table."""
    projections: KnownProjections | None = None
    """Keeps what is counted of the files from one build to the next."""
    names: Callable[[Path], Iterable["pyarrow.Table"]] = lambda _: ()
    """Returns the rows of the table of names, some at a time, from the folder of the tables."""
    gates: Callable[[Statistics, Mapping[str, Any]], Sequence[Mapping[str, Any]]] = lambda _, __: ()
    """Returns the results of the gates for the manifest, from the statistics of the tables and the manifest so far.

    It may raise, which leaves the release unsealed.
    """


def write_release(
    content: Content,
    folder: Path,
    dataset: DatasetOptions,
    options: PackageOptions,
    done: Callable[[int], None],
    *,
    schema: Path | None = None,
    companions: Companions = Companions(),
) -> tuple[dict[str, Any], Statistics]:
    """Write a whole release into a new folder; return its manifest and what was counted in it.

    Tables come first, since all other files are computed from them; each file is written once and hashed once, and
    SHA256SUMS is the last.

    Args:
        content: Shards on disk, and what is known of them.
        folder: Where it is written; it must not exist yet.
        dataset: Name, version and description.
        options: Layout of the Parquet files.
        done: Called with the number of rows that were written.
        schema: Folder of the contract; the current one if not given.
        companions: What is added to it.

    Raises:
        SourceError: the gold answers cannot be read, or belong to nothing in the release.
    """
    schema = schema or schema_folder()
    contract = load(schema)
    folder.mkdir()
    files_of_runs, known_digests = _write_tables(content, folder, contract, options, done)
    _write_quarantine(content.rejections, folder, contract, options)
    logical_digests = {**content.digests, NAMES: _write_names(companions.names, folder, contract, options)}
    seal = Seal(folder)
    for path in contract_files(schema):
        seal.write(f"{CONTRACT}/{path.name}", path.read_bytes())
    facts = compute_statistics(folder, known_digests, companions.projections)
    digests = {folder / file.path: file.sha256 for file in facts.files}
    for file in facts.files:
        seal.add(file.path, file.sha256)
    companions.runs(
        {
            key: {table: [digests[path] for path in paths] for table, paths in tables.items()}
            for key, tables in files_of_runs.items()
        }
    )
    manifest = _manifest(replace(content, digests=logical_digests), facts, dataset, contract)
    manifest["warnings"] = dict(companions.warnings(manifest["warnings"], folder, facts))
    if companions.gold:
        manifest["quality"] = quality_figures(companions.gold, Release(folder, manifest))
    if gates := companions.gates(facts, manifest):
        manifest["gates"] = [dict(result) for result in gates]
    if unread := unread_files(folder):
        manifest["unread"] = unread
    seal.write(MANIFEST, dump(manifest))
    if content.revoked:
        seal.write(REVOKED, content.revoked)
    if companions.changelog is not None:
        seal.write(CHANGELOG, companions.changelog(manifest))
    for name, text in describe(facts, manifest, dataset, contract).items():
        seal.write(name, text)
    seal.write(PAGE, draw_page(facts, manifest, dataset, contract, _sample(folder, digests, companions)))
    seal.close(manifest)
    _log.info("sealed %d Parquet files in %s", len(facts.files), folder)
    return manifest, facts


def _sample(folder: Path, digests: Mapping[Path, str], companions: Companions) -> ReportSample:
    known = companions.projections
    kept = None if known is None else KeptBlocks(known, digests, companions.excerpts_key)
    return exhibit(folder, companions.excerpts, kept=kept)


def _manifest(content: Content, facts: Statistics, dataset: DatasetOptions, contract: Contract) -> dict[str, Any]:
    composed = compose(
        facts,
        dataset,
        contract,
        created=content.created,
        options=content.options,
        recogniser=content.recogniser,
        inputs=content.inputs,
        balance=content.balance,
        personal=content.personal,
        warnings=content.warnings,
        digests={table: content.digests.get(table, "0" * 64) for table in tables_of(contract)},
    )
    return {**composed, **content.kept}


def _write_tables(
    content: Content, folder: Path, contract: Contract, options: PackageOptions, done: Callable[[int], None]
) -> tuple[dict[str, dict[str, list[Path]]], dict[Path, str]]:
    """Write the rows of all splits; return the files of each run by table, and the SHA-256 of those taken over."""
    files: dict[str, dict[str, list[Path]]] = {}
    digests: dict[Path, str] = {}
    for tables_of_split, names in (
        (content.articles, ("articles", "quotes", "entities")),
        (content.standoff, ("standoff",)),
    ):
        records = {record.table.name: record for record in contract.tables() if record.table}
        for split, parts in groupby(tables_of_split, key=itemgetter(0)):
            with ExitStack() as stack:
                writers = {
                    name: stack.enter_context(
                        ShardWriter(folder / "data" / name, split, contract, records[name], options)
                    )
                    for name in names
                }
                for _, part in parts:
                    done(_write_part(part, writers, contract))
            for name, writer in writers.items():
                digests.update(writer.known_digests())
                for key, path in writer.files_of_runs():
                    if key:
                        files.setdefault(key, {}).setdefault(name, []).append(path)
    return files, digests


def _write_part(
    part: "pyarrow.Table | Run | WrittenRun", writers: Mapping[str, ShardWriter], contract: Contract
) -> int:
    """Write rows, or take over the files of a run; return how many articles that are."""
    if isinstance(part, Run):
        for writer in writers.values():
            writer.begin_run(part.key)
        return 0
    if isinstance(part, WrittenRun):
        for name, writer in writers.items():
            writer.take_over(part, part.files.get(name, ()))
        return part.rows
    first = next(iter(writers))
    records = {record.table.name: record for record in contract.tables() if record.table}
    for name, writer in writers.items():
        writer.write(part if name == first else flatten(part, contract, records[name]))
    rows: int = part.num_rows
    return rows


def _write_quarantine(
    rejections: Iterable["pyarrow.Table"], folder: Path, contract: Contract, options: PackageOptions
) -> None:
    with ShardWriter(folder / QUARANTINE, "rejections", contract, contract.record("rejection"), options) as writer:
        for table in rejections:
            writer.write(table)


def _write_names(
    names: Callable[[Path], Iterable["pyarrow.Table"]], folder: Path, contract: Contract, options: PackageOptions
) -> str:
    """Write the table of names, which is made of the other tables, and return its logical digest."""
    if NAMES not in tables_of(contract):
        return "0" * 64
    record = contract.record("name")
    rows, total = table_schema(contract, record), 0
    with ShardWriter(folder / "data" / NAMES, UNDIVIDED, contract, record, options) as writer:
        for table in names(folder):
            writer.write(table)
            total += logical_digest(table.cast(rows))
    return digest_text(total % 2**256)
