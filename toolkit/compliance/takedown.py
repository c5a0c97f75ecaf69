"""Takes an article down: an entry in the ledger, and where it and its copies are in earlier releases."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.compliance.ledger_file import begin_ledger, save_ledger
from toolkit.compliance.standoff import text_digest
from toolkit.compliance.takedown_ledger import Ledger, takedown
from toolkit.contract.records import Article, Document, Rejection
from toolkit.errors import ConfigError
from toolkit.normalisation.article_id import article_id
from toolkit.read import ReadOptions, discover, read
from toolkit.release.parquet_damage import check_columns, naming_damage
from toolkit.release.release_folder import NAMES, Release, open_release
from toolkit.storage.hashing import file_digest

if TYPE_CHECKING:
    import pyarrow

_TABLES = ("articles", "standoff", "quarantine")
_TEXTS = ("body", "raw", "body_sha256")
"""Columns that hold the text of a row, or its digest."""
_BATCH_ROWS = 1000
Prepare = Callable[[Document], Article | Rejection]
"""Reads an article out of a document."""
_IDENTIFIER = re.compile(r"[0-9a-f]{6,24}")


@dataclass(frozen=True, slots=True)
class Affected:
    """A row of a release that holds what was taken down, or a copy of it."""

    release: str
    version: str
    file: str
    """Path inside the release."""
    sha256: str
    """Digest of that file, by which the Hub knows it."""
    id: str
    why: str
    """`named`, `same group`, `copy`, or `part` for a quote, entity or name of one of these."""


@dataclass(frozen=True, slots=True)
class TakedownResult:
    """What a takedown comes to."""

    entries: int
    """Entries that the ledger has now."""
    added: bool
    """True if there is a new one; none where the ledger knew everything already."""
    knows_text: bool
    """True if copies under other ids will be recognised by their text."""
    affected: tuple[Affected, ...]


@dataclass(frozen=True)
class _File:
    """A Parquet file of a release."""

    release: Release
    path: Path

    @cached_property
    def sha256(self) -> str:
        """Digest of the file, which is read only if it holds what was taken down."""
        return file_digest(self.path)

    def affected(self, identifier: str, why: str) -> Affected:
        """Return a row of this file that holds what was taken down."""
        name, version = self.path.relative_to(self.release.folder).as_posix(), self.release.manifest["version"]
        return Affected(self.release.folder.name, version, name, self.sha256, identifier, why)


@dataclass(frozen=True, slots=True)
class _Target:
    """What is to be taken down."""

    ids: frozenset[str]
    texts: tuple[str, ...] = ()


def take_down(
    target: str,
    *,
    why: str,
    day: str,
    releases: Sequence[str | Path],
    path: str | Path,
    options: ReadOptions,
    prepare: Prepare,
) -> TakedownResult:
    """Enter an article into the ledger and return the rows of earlier releases that are affected.

    Args:
        target: Id of an article (six digits of it at least), its address, or a file that holds its text.
        why: The reason, for the ledger.
        day: When, ISO 8601.
        releases: Release folders that are searched for it and its copies.
        path: File of the ledger; it is begun if it is not there.
        options: How a file is read.
        prepare: Normalises a document of a file.

    Raises:
        ConfigError: the target is neither an id, nor an address, nor a file, or the ledger cannot be written.
        ReleaseError: a release cannot be read.
    """
    opened = [open_release(folder) for folder in releases]
    for release in opened:
        check_columns(release.folder, release.contract)
    # Releases may be larger than memory: they are read from file each time, and only what is asked for.
    wanted = _target(target, (row["id"] for _, row in _rows(opened, "id")), options, prepare)
    groups = {row["group"] for _, row in _rows(opened, "id", "group") if row["id"] in wanted.ids and row.get("group")}
    related = (_text(row) for _, row in _rows(opened, "id", "group", *_TEXTS) if _is_related(row, wanted.ids, groups))
    texts = tuple(dict.fromkeys([*wanted.texts, *(text for text in related if text)]))
    ledger = begin_ledger(path)
    parts = [takedown(ledger.salt, (), text, day=day, why=why) for text in texts]
    probe = Ledger(ledger.salt, tuple(parts))
    digests = {text_digest(text) for text in texts}
    affected = []
    for file, row in _rows(opened, "id", "group", *_TEXTS):
        reason = _reason(row, wanted.ids, groups, digests, probe)
        if reason is not None:
            affected.append(file.affected(row["id"], reason))
    ids = wanted.ids | {row.id for row in affected}
    affected += _parts(opened, ids)
    entry = takedown(ledger.salt, ids, None, day=day, why=why)
    entry = replace(entry, shingles=frozenset(digest for part in parts for digest in part.shingles))
    known = frozenset(digest for entry in ledger.takedowns for digest in (*entry.articles, *entry.shingles))
    added = not (entry.articles | entry.shingles) <= known
    if added:
        ledger = replace(ledger, takedowns=(*ledger.takedowns, entry))
        save_ledger(ledger, path)
    return TakedownResult(len(ledger.takedowns), added, bool(texts), tuple(affected))


def purge_plan(repository: str, affected: Sequence[Affected]) -> str:
    """Return the calls of the Hub's own client that make the affected files and their history unreachable.

    Args:
        repository: `ORG/NAME`.
        affected: What was found in the releases that are there.
    """
    digests = sorted({row.sha256 for row in affected})
    versions = sorted({row.version for row in affected})
    gone = ",\n    ".join(f'"{digest}"' for digest in digests)
    return f"""\
from huggingface_hub import HfApi

api = HfApi()
repository = {{"repo_id": "{repository}", "repo_type": "dataset"}}
gone = {{
    {gone},
}}  # SHA-256 of the files that hold it
files = [file for file in api.list_lfs_files(**repository) if file.file_oid in gone]
for version in {versions}:
    api.delete_tag(**repository, tag=f"v{{version}}")
api.super_squash_history(**repository)  # cards of earlier commits may show it
api.permanently_delete_lfs_files(**repository, lfs_files=files)
"""


def _target(target: str, held: Iterable[str], options: ReadOptions, prepare: Prepare) -> _Target:
    """Say what is to be taken down; `held` are the ids that the releases hold."""
    if Path(target).is_file():
        return _of_file(Path(target), options, prepare)
    if _IDENTIFIER.fullmatch(target):
        matches = {identifier for identifier in held if identifier.startswith(target)}
        if len(matches) > 1:
            raise ConfigError(f"{target} begins the ids of several articles ({', '.join(sorted(matches))}); name one.")
        if not matches and len(target) < 24:
            raise ConfigError(
                f"No release holds an article whose id begins with {target}; name its release or whole id."
            )
        return _Target(frozenset(matches or {target}))
    if "." in target and not re.search(r"\s", target):
        return _Target(frozenset({article_id(target, "")}))
    raise ConfigError(f"{target!r} is neither the id of an article, nor an address, nor a file.")


def _of_file(path: Path, options: ReadOptions, prepare: Prepare) -> _Target:
    """Take the articles of a file; where there is none, its text is taken as it is."""
    ids, texts = set(), []
    for source in discover([path], replace(options, include=(), exclude=())):
        for item in [source] if isinstance(source, Rejection) else read(source, options):
            if isinstance(item, Rejection):
                raise ConfigError(f"{path} cannot be read: {item.detail}")
            outcome = prepare(item)
            ids.add(outcome.id)
            texts.append(item.text if isinstance(outcome, Rejection) else outcome.body)
    return _Target(frozenset(ids), tuple(texts))


def _rows(releases: Iterable[Release], *columns: str) -> Iterator[tuple[_File, Mapping[str, Any]]]:
    """Yield every row that stands for an article, with those of the columns that its table has."""
    for file in _files(releases, _TABLES):
        for batch in _batches(file.path, columns):
            yield from ((file, row) for row in batch.to_pylist())


def _parts(releases: Iterable[Release], ids: frozenset[str]) -> Iterator[Affected]:
    """Yield the files that hold quotes, entities or names of the articles, once for each of these."""
    for file in _files(releases, ("quotes", "entities", NAMES)):
        column = "article_ids" if file.path.parent.name == NAMES else "article_id"
        held = (_identifiers(batch[column]) for batch in _batches(file.path, (column,)))
        matches = {identifier for identifiers in held for identifier in identifiers if identifier in ids}
        yield from (file.affected(identifier, "part") for identifier in sorted(matches))


def _identifiers(column: "pyarrow.Array") -> list[str]:
    """Return the different ids in a column of ids, or of lists of them."""
    import pyarrow

    values = column.flatten() if pyarrow.types.is_list(column.type) else column
    identifiers: list[str] = values.unique().to_pylist()
    return identifiers


def _files(releases: Iterable[Release], tables: Iterable[str]) -> Iterator[_File]:
    return (_File(release, path) for release in releases for table in tables for path in release.files(table))


def _batches(path: Path, columns: Iterable[str]) -> Iterator["pyarrow.RecordBatch"]:
    import pyarrow.parquet

    with naming_damage(path), pyarrow.parquet.ParquetFile(path) as file:
        names = [name for name in file.schema_arrow.names if name in columns]
        yield from file.iter_batches(_BATCH_ROWS, columns=names)


def _text(row: Mapping[str, Any]) -> str | None:
    if "body" in row:
        return str(row["body"])
    raw = row.get("raw")
    return None if raw is None else bytes(raw).decode("utf-8", "replace")


def _is_related(row: Mapping[str, Any], ids: frozenset[str], groups: set[str]) -> bool:
    return row["id"] in ids or row.get("group") in groups


def _reason(
    row: Mapping[str, Any], ids: frozenset[str], groups: set[str], digests: set[str], probe: Ledger
) -> str | None:
    if row["id"] in ids:
        return "named"
    if row.get("group") in groups:
        return "same group"
    text = _text(row)
    if row.get("body_sha256") in digests or (text and probe.knows(text)):
        return "copy"
    return None
