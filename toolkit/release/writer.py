"""Writes the files of a release, rows in their canonical order: split, date, id."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load, schema_folder
from toolkit.contract.row_conversion import flatten
from toolkit.release.checksums import write_checksums
from toolkit.release.describe import describe
from toolkit.release.manifest import compose, dump
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.parquet_writer import ShardWriter
from toolkit.release.release_folder import CONTRACT, MANIFEST, QUARANTINE, REVOKED
from toolkit.release.statistics import TABLES, Statistics, compute_statistics

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class Content:
    """What a release is made of: shards on disk, and what is known of them."""

    articles: Iterable[tuple[str, "pyarrow.Table"]]
    """The articles in their canonical order, some at a time, with their split."""
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


def write_release(
    content: Content,
    folder: Path,
    dataset: DatasetOptions,
    options: PackageOptions,
    done: Callable[[int], None],
    *,
    schema: Path | None = None,
) -> tuple[dict[str, Any], Statistics]:
    """Write a whole release into a new folder; return its manifest and what was counted in it.

    Args:
        content: Rows and facts, in the form of the contract.
        folder: The folder to make.
        dataset: What the dataset is called.
        options: How the files are cut.
        done: Called with the number of rows that were written.
        schema: Folder of the contract; the current one if not given.
    """
    schema = schema or schema_folder()
    contract = load(schema)
    folder.mkdir()
    _write_tables(content, folder, contract, options, done)
    _write_quarantine(content.rejections, folder, contract, options)
    shutil.copytree(schema, folder / CONTRACT, ignore=shutil.ignore_patterns("*.md", "*.sha256"))
    facts = compute_statistics(folder)
    manifest = compose(
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
        digests={table: content.digests.get(table, "0" * 64) for table in TABLES},
    )
    (folder / MANIFEST).write_text(dump(manifest), encoding="utf-8")
    if content.revoked:
        (folder / REVOKED).write_text(content.revoked, encoding="utf-8")
    for name, text in describe(facts, manifest, dataset, contract).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    write_checksums(folder)
    return manifest, facts


def _write_tables(
    content: Content, folder: Path, contract: Contract, options: PackageOptions, done: Callable[[int], None]
) -> None:
    records = {record.table.name: record for record in contract.tables() if record.table}
    for found, names in ((content.articles, ("articles", "quotes", "entities")), (content.standoff, ("standoff",))):
        for split, tables in groupby(found, key=itemgetter(0)):
            with ExitStack() as stack:
                writers = {
                    name: stack.enter_context(
                        ShardWriter(folder / "data" / name, split, contract, records[name], options)
                    )
                    for name in names
                }
                for _, rows in tables:
                    for name, writer in writers.items():
                        writer.write(rows if name == names[0] else flatten(rows, contract, records[name]))
                    done(rows.num_rows)


def _write_quarantine(
    rejections: Iterable["pyarrow.Table"], folder: Path, contract: Contract, options: PackageOptions
) -> None:
    with ShardWriter(folder / QUARANTINE, "rejections", contract, contract.record("rejection"), options) as writer:
        for table in rejections:
            writer.write(table)
