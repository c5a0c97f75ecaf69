"""What a release folder holds: names of its files, manifest, checksums and tables."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, digest_of, load
from toolkit.contract.shipped_contracts import shipped_version
from toolkit.errors import ReleaseError
from toolkit.release.manifest_shape import check_manifest
from toolkit.release.parquet_damage import check_columns, naming_damage
from toolkit.storage.safe_paths import refuse_links

if TYPE_CHECKING:
    import polars
    import pyarrow

_log = logging.getLogger(__name__)
CARD = "README.md"
MANIFEST = "manifest.json"
CONTRACT = "contract"
STATEMENT = "attestations/build.intoto.json"
QUARANTINE = "quarantine"
NAMES = "names"
"""Table of the names of all articles together."""
UNDIVIDED = "corpus"
"""Stands for a split in the file names of a table whose rows belong to all splits."""
REVOKED = "revoked.json"
"""What of earlier releases was taken down: salted digests of ids, which `toolkit.load` leaves out of those."""
FOREIGN = (".cache", ".git", ".gitattributes")
"""What the Hub adds to a repository, and its clients to a copy of one."""
_USUAL_SPLITS = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release folder."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name and version, as the folder is called: `halden-news-1.0.0`."""
        return f"{self.manifest['name']}-{self.manifest['version']}"

    @property
    def contract(self) -> Contract:
        """The contract that the release carries with it."""
        return load(self.folder / CONTRACT)

    @property
    def contract_fault(self) -> str | None:
        """What is wrong with that contract: None if the toolkit ships it, else a sentence that names its digest."""
        digest = digest_of(self.folder / CONTRACT)
        if shipped_version(digest) is not None:
            return None
        stated = self.manifest["contract"]["version"]
        return f"is not a contract that this toolkit knows, although it is called {stated} (digest {digest[:12]})"

    def files(self, table: str, split: str | None = None) -> list[Path]:
        """Return the Parquet files of a table (of one split of it), in their order."""
        return [path for path in table_files(self.folder, table) if split in (None, split_of(path))]

    def read(self, table: str, split: str | None = None) -> "pyarrow.Table":
        """Return the rows of a table (of one split of it); no rows where there is no file."""
        import pyarrow
        import pyarrow.parquet

        from toolkit.contract.arrow_schema import schema

        contract = self.contract
        check_columns(self.folder, contract, table)
        record = next((record for record in contract.tables() if record.table and record.table.name == table), None)
        if record is None:
            raise ReleaseError(f"{self.folder / CONTRACT} has no table {table}; fetch or build the release again.")
        empty = schema(contract, record).empty_table()
        with naming_damage(self.folder):
            parts = [pyarrow.parquet.read_table(path, partitioning=None) for path in self.files(table, split)]
            return pyarrow.concat_tables([empty, *(part.cast(empty.schema) for part in parts)])


def open_release(folder: str | Path) -> Release:
    """Open a release folder, of which nothing but the manifest is read.

    Raises:
        ReleaseError: the folder does not exist, its manifest cannot be read, or it holds a symbolic link.
    """
    root = Path(folder)
    path = root / MANIFEST
    if not root.exists():
        raise ReleaseError(f"{root} does not exist; name the folder of a release.")
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ReleaseError(f"{root} is not a release: it has no {MANIFEST}.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ReleaseError(f"{path} cannot be read ({error}); build the release again.") from error
    check_manifest(manifest, str(path))
    refuse_links(root, FOREIGN)
    release = Release(root, manifest)
    if (root / CONTRACT).is_dir() and (fault := release.contract_fault) is not None:
        _warn_once(f"{root / CONTRACT} {fault}.")
    return release


@cache
def _warn_once(sentence: str) -> None:
    """Log a sentence about a release, although one command may open it several times."""
    _log.warning("%s", sentence)


def table_files(folder: Path, table: str) -> list[Path]:
    """Return the Parquet files of a table: the usual splits first, then the others by name."""
    table_folder = folder / QUARANTINE if table == QUARANTINE else folder / "data" / table
    return sorted(table_folder.glob("*.parquet"), key=lambda path: (split_order(split_of(path)), path.name))


def read_columns(path: Path, columns: Sequence[str]) -> "polars.DataFrame":
    """Return some columns of a file of a table; brackets and stars in its path are no pattern.

    Raises:
        polars.exceptions.PolarsError: the file is damaged, or lacks a column.
        OSError: the file cannot be opened.
    """
    import polars

    return polars.read_parquet(path, columns=list(columns), glob=False)


def split_of(path: Path) -> str:
    """Return the split that a file of a table belongs to."""
    return path.name.split("-", 1)[0]


def split_order(split: str) -> tuple[int, str]:
    """Sort key of splits: train, validation, test, then any others by name."""
    return (_USUAL_SPLITS.index(split) if split in _USUAL_SPLITS else len(_USUAL_SPLITS), split)


def shard_name(stem: str, index: int, count: int) -> str:
    """Return the name of one of several Parquet files, in the form that the Hub expects."""
    return f"{stem}-{index:05d}-of-{count:05d}.parquet"
