"""Seals a release: files are written and hashed once, then come the provenance statement and SHA256SUMS."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.release.checksums import checksum_lines, write_lines
from toolkit.release.provenance import statement
from toolkit.release.release_folder import STATEMENT
from toolkit.storage.hashing import bytes_digest


class Seal:
    """Collects name and SHA-256 of every file of a release folder while they are written."""

    def __init__(self, folder: Path) -> None:
        """Begin with a folder that holds no file yet."""
        self._folder = folder
        self._digests: dict[str, str] = {}

    def add(self, name: str, digest: str) -> None:
        """Add a file that was written and hashed elsewhere: `digest` is its SHA-256 in hexadecimal."""
        self._digests[name] = digest

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, text as UTF-8; `name` is its path in the release, with slashes."""
        data = content.encode() if isinstance(content, str) else content
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._digests[name] = bytes_digest(data)

    def close(self, manifest: Mapping[str, Any]) -> None:
        """Write the statement, which names every file, and SHA256SUMS, after which nothing may be written."""
        self.write(STATEMENT, statement(self._digests, manifest))
        write_lines(self._folder, checksum_lines(self._digests))
