"""The files of a release as they are published: those of its folder, and why, if it is published despite its errors."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.release.checksums import CHECKSUMS, SIGNATURE, read_checksums
from toolkit.release.provenance import statement
from toolkit.release.release_folder import MANIFEST, STATEMENT, Release
from toolkit.storage.hashing import file_digest


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file to publish."""

    path: str
    """Where it stands in the release, with slashes."""
    source: Path
    """Where its bytes are."""
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A release, ready to be published."""

    name: str
    version: str
    items: tuple[BundleFile, ...]
    """Every file, by path."""
    checksums: str
    """SHA-256 of SHA256SUMS, which names every other file's: the whole release in one digest."""

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(item.size for item in self.items)


@contextmanager
def bundle(release: Release, forced: tuple[str, int] | None = None) -> Iterator[Bundle]:
    """Give a release as it is published, for as long as the context lasts.

    Args:
        release: The release, whose checksums hold.
        forced: Why it is published despite so many errors; this goes into the manifest of the published copy.

    Raises:
        ReleaseError: the list of checksums cannot be read.
    """
    listed = read_checksums(release.folder)
    with ExitStack() as stack:
        changed: dict[str, Path] = {}
        apart = [name for name in (CHECKSUMS, SIGNATURE) if (release.folder / name).is_file()]
        if forced:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="toolkit-publish-"))
            changed = _with_reason(release, listed, Path(folder), *forced)
            apart = [CHECKSUMS]  # what was signed is not what is published then
        sources = {name: changed.get(name, release.folder / name) for name in sorted((*listed, *apart))}
        digests = {**listed, **{name: file_digest(sources[name]) for name in (*changed, *apart)}}
        items = tuple(BundleFile(name, path, path.stat().st_size, digests[name]) for name, path in sources.items())
        yield Bundle(release.manifest["name"], release.manifest["version"], items, digests[CHECKSUMS])


def _with_reason(release: Release, listed: dict[str, str], folder: Path, reason: str, errors: int) -> dict[str, Path]:
    """Write the manifest with the reason in it, and what follows from that, and return where it is."""
    manifest = {**release.manifest, "forced": {"reason": reason, "errors": errors}}
    changed = {name: folder / Path(name).name for name in (MANIFEST, STATEMENT, CHECKSUMS)}
    changed[MANIFEST].write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    digests = {**listed, MANIFEST: file_digest(changed[MANIFEST])}
    changed[STATEMENT].write_text(statement(digests, manifest), encoding="utf-8")
    digests[STATEMENT] = file_digest(changed[STATEMENT])
    lines = [f"{digest}  {name}\n" for name, digest in sorted(digests.items())]
    changed[CHECKSUMS].write_text("".join(lines), encoding="utf-8")
    return changed
