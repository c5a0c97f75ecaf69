"""Writes the files of a release, rows in their canonical order: split, date, id."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load, schema_folder
from toolkit.contract.rows import flatten
from toolkit.package.describe import describe
from toolkit.package.facts import TABLES, gather
from toolkit.package.manifest import compose, dump
from toolkit.package.options import DatasetOptions, PackageOptions
from toolkit.package.shards import ShardWriter
from toolkit.release import CONTRACT, MANIFEST, QUARANTINE, REVOKED, split_order, write_checksums

if TYPE_CHECKING:
    import pyarrow

_GATHERED_ROWS = 1000
"""So many rows are copied out of the shards at a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a release is made of: shards on disk, and what is known of them."""

    articles: Sequence["pyarrow.Table"]
    """The finished shards, mapped from disk."""
    rows: Sequence[Sequence[tuple[str, str, str]]]
    """Split, date and id of every article of each shard, in its order."""
    rejections: Sequence["pyarrow.Table"]
    digests: Mapping[str, str]
    inputs: Mapping[str, object]
    balance: Mapping[str, int]
    options: Mapping[str, object]
    created: str
    standoff: Sequence["pyarrow.Table"] = ()
    """The articles that are published without their text, in shards as well."""
    standoff_rows: Sequence[Sequence[tuple[str, str, str]]] = ()
    personal: Mapping[str, int] = field(default_factory=dict)
    """How much personal data of each kind was found."""
    revoked: str = ""
    """What of earlier releases was taken down, as JSON; empty where nothing was."""
    warnings: Mapping[str, object] = field(default_factory=dict)
    """What a person should look at, by rule, see `toolkit.validate.tally`."""
    recogniser: Mapping[str, object] | None = None
    """What found the entities; null if they were looked for in no article."""


def write_release(
    content: Content,
    folder: Path,
    dataset: DatasetOptions,
    options: PackageOptions,
    done: Callable[[int], None],
) -> dict[str, Any]:
    """Write a whole release into a new folder and return its manifest; `done` hears of rows written."""
    contract = load()
    folder.mkdir()
    _write_tables(content, folder, contract, options, done)
    _write_quarantine(content.rejections, folder, contract, options)
    shutil.copytree(schema_folder(), folder / CONTRACT, ignore=shutil.ignore_patterns("*.md", "*.sha256"))
    facts = gather(folder)
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
    return manifest


def _write_tables(
    content: Content, folder: Path, contract: Contract, options: PackageOptions, done: Callable[[int], None]
) -> None:
    records = {record.table.name: record for record in contract.tables() if record.table}
    for shards, keys, tables in (
        (content.articles, content.rows, ("articles", "quotes", "entities")),
        (content.standoff, content.standoff_rows, ("standoff",)),
    ):
        for split, places in _canonical_order(keys):
            with ExitStack() as stack:
                writers = {
                    name: stack.enter_context(
                        ShardWriter(folder / "data" / name, split, contract, records[name], options)
                    )
                    for name in tables
                }
                for start in range(0, len(places), _GATHERED_ROWS):
                    rows = _gather(shards, places[start : start + _GATHERED_ROWS])
                    for name, writer in writers.items():
                        writer.write(rows if name == tables[0] else flatten(rows, contract, records[name]))
                    done(rows.num_rows)


def _canonical_order(
    rows: Sequence[Sequence[tuple[str, str, str]]],
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield each split with the places (shard, row) of its articles, by date and id; undated ones come last."""
    keys = sorted(
        (split_order(split), not date, date, identifier, shard, row)
        for shard, entries in enumerate(rows)
        for row, (split, date, identifier) in enumerate(entries)
    )
    splits: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for order, _, _, _, shard, row in keys:
        splits.setdefault(order, []).append((shard, row))
    return ((name, places) for (_, name), places in splits.items())


def _gather(shards: Sequence["pyarrow.Table"], places: Sequence[tuple[int, int]]) -> "pyarrow.Table":
    """Copy rows out of their shards, in the order asked for."""
    import pyarrow

    by_shard: dict[int, list[int]] = {}
    for shard, row in places:
        by_shard.setdefault(shard, []).append(row)
    found = pyarrow.concat_tables(shards[shard].take(rows) for shard, rows in by_shard.items())
    offsets, total = {}, 0
    for shard, rows in by_shard.items():
        offsets[shard], total = total, total + len(rows)
    order = []
    for shard, _ in places:
        order.append(offsets[shard])
        offsets[shard] += 1
    return found.combine_chunks().take(order)


def _write_quarantine(
    rejections: Sequence["pyarrow.Table"], folder: Path, contract: Contract, options: PackageOptions
) -> None:
    import pyarrow

    with ShardWriter(folder / QUARANTINE, "rejections", contract, contract.record("rejection"), options) as writer:
        if rejections:
            everything = pyarrow.concat_tables(rejections)
            writer.write(everything.sort_by([("path", "ascending"), ("record", "ascending")]))
