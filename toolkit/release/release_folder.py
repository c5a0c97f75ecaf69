"""What a release folder holds: names of its files, manifest, checksums and tables."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load
from toolkit.errors import ReleaseError

if TYPE_CHECKING:
    import pyarrow

CARD = "README.md"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
CONTRACT = "contract"
STATEMENT = "attestations/build.intoto.json"
SIGNATURE = "attestations/release.sigstore.json"
QUARANTINE = "quarantine"
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

    def files(self, table: str, split: str | None = None) -> list[Path]:
        """Return the Parquet files of a table (of one split of it), in their order."""
        return [path for path in table_files(self.folder, table) if split in (None, split_of(path))]

    def read(self, table: str, split: str | None = None) -> "pyarrow.Table":
        """Return the rows of a table (of one split of it); no rows where there is no file."""
        import pyarrow
        import pyarrow.parquet

        from toolkit.contract.arrow_schema import schema

        record = next(each for each in self.contract.tables() if each.table and each.table.name == table)
        empty = schema(self.contract, record).empty_table()
        parts = [pyarrow.parquet.read_table(path, partitioning=None) for path in self.files(table, split)]
        return pyarrow.concat_tables([empty, *(part.cast(empty.schema) for part in parts)])


def open_release(folder: str | Path) -> Release:
    """Open a release folder.

    Raises:
        ReleaseError: the folder does not exist or its manifest cannot be read.
    """
    root = Path(folder)
    path = root / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ReleaseError(f"{root} is not a release: it has no {MANIFEST}.") from error
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} cannot be read ({error}); build the release again.") from error
    if not isinstance(manifest, dict) or not _has_keys(manifest, _WANTED):
        raise ReleaseError(f"{path} is not a manifest of this toolkit; build the release again.")
    return Release(root, manifest)


_WANTED: Mapping[str, Any] = {
    "name": {},
    "version": {},
    "created": {},
    "toolkit_version": {},
    "contract": {"name": {}, "version": {}, "digest": {}},
    "inputs": {"documents": {}, "digest": {}},
    "balance": {"read": {}, "published": {}, "quarantined": {}, "duplicates": {}, "withheld": {}},
    "tables": {"articles": {"rows": {}}},
}
"""Keys without which a manifest cannot be worked with."""


def _has_keys(value: object, wanted: Mapping[str, Any]) -> bool:
    return not wanted or (
        isinstance(value, dict) and all(key in value and _has_keys(value[key], inner) for key, inner in wanted.items())
    )


def table_files(folder: Path, table: str) -> list[Path]:
    """Return the Parquet files of a table: the usual splits first, then the others by name."""
    place = folder / QUARANTINE if table == QUARANTINE else folder / "data" / table
    return sorted(place.glob("*.parquet"), key=lambda path: (split_order(split_of(path)), path.name))


def split_of(path: Path) -> str:
    """Return the split that a file of a table belongs to."""
    return path.name.split("-", 1)[0]


def split_order(split: str) -> tuple[int, str]:
    """Sort key of splits: train, validation, test, then any others by name."""
    return (_USUAL_SPLITS.index(split) if split in _USUAL_SPLITS else len(_USUAL_SPLITS), split)


def shard_name(stem: str, index: int, count: int) -> str:
    """Return the name of one of several Parquet files, in the form that the Hub expects."""
    return f"{stem}-{index:05d}-of-{count:05d}.parquet"


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_files(folder: Path) -> Iterator[Path]:
    """Yield every file of a release, sorted by name, but the list of checksums and the signature, which follow it.

    What the Hub and its clients put beside a release (`FOREIGN`) is not of it.
    """
    apart = (folder / CHECKSUMS, folder / SIGNATURE)
    found = (path for path in folder.rglob("*") if path.is_file() and path not in apart)
    return iter(sorted(path for path in found if path.relative_to(folder).parts[0] not in FOREIGN))


def write_checksums(folder: Path) -> None:
    """Write SHA256SUMS in the form that `sha256sum --check` reads."""
    lines = [f"{file_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in content_files(folder)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def read_checksums(folder: Path) -> dict[str, str]:
    """Return file name to digest as SHA256SUMS lists them.

    Raises:
        ReleaseError: the list is missing or malformed.
    """
    path = folder / CHECKSUMS
    try:
        return parse_checksums(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} cannot be read ({error}); build the release again.") from error


def parse_checksums(text: str) -> dict[str, str]:
    """Return file name to digest as the text of SHA256SUMS lists them.

    Raises:
        ValueError: it is malformed.
    """
    return {name: digest for digest, name in (line.split("  ", 1) for line in text.splitlines())}


def salted(salt: str, value: str, size: int = 8) -> str:
    """Return `size` bytes, in hexadecimal, that stand for a value where the salt, hexadecimal too, is known."""
    return hashlib.blake2b(
        value.encode("utf-8", "surrogatepass"), digest_size=size, key=bytes.fromhex(salt)
    ).hexdigest()


def logical_digest(table: "pyarrow.Table") -> int:
    """Return the sum of the SHA-256 of every row, modulo 2**256.

    It depends on the values alone, not on their order, the file layout or the library that wrote them;
    the digests of two tables add up to the digest of both together.
    """
    import orjson

    total = 0
    for batch in table.to_batches(max_chunksize=1000):
        for row in batch.to_pylist():
            content = orjson.dumps(row, default=_base64, option=orjson.OPT_SORT_KEYS)
            total += int.from_bytes(hashlib.sha256(content).digest(), "big")
    return total % 2**256


def digest_text(digest: int) -> str:
    """Return a logical digest as 64 hexadecimal digits."""
    return f"{digest:064x}"


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(type(value).__name__)
