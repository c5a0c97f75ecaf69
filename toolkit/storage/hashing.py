"""Hashes: SHA-256 of files and rows, and salted BLAKE2 digests of values."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bytes_digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def salted(salt: str, value: str, size: int = 8) -> str:
    """Return `size` bytes, in hexadecimal, as a pseudonym of a value; `salt` is hexadecimal."""
    return hashlib.blake2b(
        value.encode("utf-8", "surrogatepass"), digest_size=size, key=bytes.fromhex(salt)
    ).hexdigest()


def logical_digest(table: "pyarrow.Table") -> int:
    """Return the sum of the SHA-256 of every row, modulo 2**256.

    It depends on the values alone, not on their order, the file layout or the library that wrote them;
    the digests of two tables add up to the digest of both together.
    """
    return sum_of(row_digests(table))


def row_digests(table: "pyarrow.Table") -> Iterator[bytes]:
    """Yield the SHA-256 of the values of every row."""
    import orjson

    for batch in table.to_batches(max_chunksize=1000):
        for row in batch.to_pylist():
            yield hashlib.sha256(orjson.dumps(row, default=_base64, option=orjson.OPT_SORT_KEYS)).digest()


def sum_of(digests: Iterable[bytes]) -> int:
    """Return the sum of digests, modulo 2**256."""
    return sum(int.from_bytes(digest, "big") for digest in digests) % 2**256


def digest_text(digest: int) -> str:
    """Return a logical digest as 64 hexadecimal digits."""
    return f"{digest:064x}"


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(type(value).__name__)
