"""Takes an article down: an entry in the ledger, and where it and its copies stand in earlier releases."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.clear.ledger import Ledger, takedown
from toolkit.clear.standoff import text_digest
from toolkit.config import Config
from toolkit.documents import prepare_document
from toolkit.errors import ConfigError
from toolkit.ledgerfile import begin_ledger, save_ledger
from toolkit.normalise.identity import article_id
from toolkit.read import discover, read
from toolkit.records import Rejection
from toolkit.release import Release, file_digest, open_release

_TABLES = ("articles", "standoff", "quarantine")
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
    """`named`, `same group`, `copy`, or `part` for a quote or entity of one of these."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a takedown comes to."""

    entries: int
    """Entries that the ledger has now."""
    added: bool
    """Whether there is a new one; none where the ledger knew everything already."""
    knows_text: bool
    """Whether copies under other ids will be recognised by their text."""
    affected: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """What is to be taken down."""

    ids: frozenset[str]
    texts: tuple[str, ...] = ()


def take_down(
    target: str, *, why: str, day: str, releases: Sequence[str | Path], path: str | Path, config: Config
) -> Taken:
    """Enter an article into the ledger and return the rows of earlier releases that are affected.

    Args:
        target: Id of an article (six digits of it at least), its address, or a file that holds its text.
        why: The reason, for the ledger.
        day: When, ISO 8601.
        releases: Release folders that are searched for it and its copies.
        path: File of the ledger; it is begun if it is not there.
        config: How a file is read and normalised.

    Raises:
        ConfigError: the target is neither an id, nor an address, nor a file, or the ledger cannot be written.
        ReleaseError: a release cannot be read.
    """
    opened = [open_release(each) for each in releases]
    rows = [row for release in opened for row in _rows(release)]
    wanted = _target(target, {row["id"] for row in rows}, config)
    groups = {row["group"] for row in rows if row["id"] in wanted.ids and row["group"]}
    related = [row for row in rows if row["id"] in wanted.ids or row["group"] in groups]
    texts = tuple(dict.fromkeys([*wanted.texts, *(row["text"] for row in related if row["text"])]))
    ledger = begin_ledger(path)
    parts = [takedown(ledger.salt, (), text, day=day, why=why) for text in texts]
    probe = Ledger(ledger.salt, tuple(parts))
    digests = {text_digest(text) for text in texts}
    affected = []
    for row in rows:
        reason = _reason(row, wanted.ids, groups, digests, probe)
        if reason is not None:
            affected.append(Affected(row["release"], row["version"], row["file"], row["sha256"], row["id"], reason))
    ids = wanted.ids | {each.id for each in affected}
    affected += [part for release in opened for part in _parts(release, ids)]
    entry = takedown(ledger.salt, ids, None, day=day, why=why)
    entry = replace(entry, shingles=frozenset(digest for part in parts for digest in part.shingles))
    known = frozenset(digest for each in ledger.takedowns for digest in (*each.articles, *each.shingles))
    added = not (entry.articles | entry.shingles) <= known
    if added:
        ledger = replace(ledger, takedowns=(*ledger.takedowns, entry))
        save_ledger(ledger, path)
    return Taken(len(ledger.takedowns), added, bool(texts), tuple(affected))


def purge_plan(repository: str, affected: Sequence[Affected]) -> str:
    """Return the calls of the Hub's own client that make the affected files and their history unreachable.

    Args:
        repository: `ORG/NAME`.
        affected: What was found in the releases that stand there.
    """
    digests = sorted({each.sha256 for each in affected})
    versions = sorted({each.version for each in affected})
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


def _target(target: str, held: set[str], config: Config) -> _Target:
    """Say what is to be taken down; `held` are the ids that the releases hold."""
    if Path(target).is_file():
        return _of_file(Path(target), config)
    if _IDENTIFIER.fullmatch(target):
        found = {identifier for identifier in held if identifier.startswith(target)}
        if len(found) > 1:
            raise ConfigError(f"{target} begins the ids of several articles ({', '.join(sorted(found))}); name one.")
        if not found and len(target) < 24:
            raise ConfigError(
                f"No release holds an article whose id begins with {target}; name its release or whole id."
            )
        return _Target(frozenset(found or {target}))
    if "." in target and not re.search(r"\s", target):
        return _Target(frozenset({article_id(target, "")}))
    raise ConfigError(f"{target!r} is neither the id of an article, nor an address, nor a file.")


def _of_file(path: Path, config: Config) -> _Target:
    """Take the articles of a file; where there is none, its text is taken as it is."""
    ids, texts = set(), []
    for found in discover([path], replace(config.read, include=(), exclude=())):
        for item in [found] if isinstance(found, Rejection) else read(found, config.read):
            if isinstance(item, Rejection):
                raise ConfigError(f"{path} cannot be read: {item.detail}")
            outcome = prepare_document(item, config)
            ids.add(outcome.id)
            texts.append(item.text if isinstance(outcome, Rejection) else outcome.body)
    return _Target(frozenset(ids), tuple(texts))


def _rows(release: Release) -> Iterator[dict[str, Any]]:
    """Yield what is known of every row that stands for an article: id, group, text or its digest, and its file."""
    import pyarrow.parquet

    for table in _TABLES:
        for path in release.files(table):
            name, digest = path.relative_to(release.folder).as_posix(), file_digest(path)
            wanted = {"id", "group", "body", "body_sha256", "raw"}
            with pyarrow.parquet.ParquetFile(path) as file:
                columns = [column for column in file.schema_arrow.names if column in wanted]
                for batch in file.iter_batches(columns=columns):
                    for row in batch.to_pylist():
                        yield {
                            "id": row["id"],
                            "group": row.get("group"),
                            "text": row["body"] if "body" in row else _decoded(row.get("raw")),
                            "digest": row.get("body_sha256"),
                            "release": release.folder.name,
                            "version": release.manifest["version"],
                            "file": name,
                            "sha256": digest,
                        }


def _parts(release: Release, ids: frozenset[str]) -> Iterator[Affected]:
    """Yield the files of flattened tables that hold quotes or entities of the articles, once for each of these."""
    import pyarrow.parquet

    for name in ("quotes", "entities"):
        for path in release.files(name):
            held = pyarrow.parquet.read_table(path, columns=["article_id"], partitioning=None)["article_id"].unique()
            for found in sorted(ids & set(held.to_pylist())):
                file, version = path.relative_to(release.folder).as_posix(), release.manifest["version"]
                yield Affected(release.folder.name, version, file, file_digest(path), found, "part")


def _decoded(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "replace")


def _reason(
    row: Mapping[str, Any], ids: frozenset[str], groups: set[str], digests: set[str], probe: Ledger
) -> str | None:
    if row["id"] in ids:
        return "named"
    if row["group"] in groups:
        return "same group"
    if row["digest"] in digests or (row["text"] and probe.knows(row["text"])):
        return "copy"
    return None
