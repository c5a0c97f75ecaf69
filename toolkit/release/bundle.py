"""The files of a release as they are published: those of its folder, some of them sealed anew for the destination."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.release.checksums import CHECKSUMS, SIGNATURE, read_checksums
from toolkit.release.options import dataset_options
from toolkit.release.publication_address import PublicationAddress, publication_address
from toolkit.release.release_folder import Release
from toolkit.release.reseal import RESEALED, reseal, with_destination
from toolkit.storage.hashing import file_digest


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file to publish."""

    path: str
    """Where it is in the release, with slashes."""
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
    access: str = ""
    """`auto` or `manual` where access to the dataset is on request; empty where nothing says so."""
    original: str | None = None
    """The same digest of the release of which this is a copy sealed for another destination."""

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(item.size for item in self.items)


@contextmanager
def bundle(release: Release, forced: tuple[str, int] | None = None, destination: str = "") -> Iterator[Bundle]:
    """Give a release as it is published, for as long as the context lasts.

    Args:
        release: The release, whose checksums hold.
        forced: Why it is published despite so many errors; this goes into the manifest of the published copy.
        destination: Address that the card and the metadata of the published copy name, if it is another one than
            the release names.

    Raises:
        ReleaseError: the list of checksums cannot be read.
    """
    listed = read_checksums(release.folder)
    manifest = dict(release.manifest)
    if destination and publication_address(manifest) != PublicationAddress(destination, str(manifest["version"])):
        manifest = with_destination(release, destination)
    if forced:
        manifest["forced"] = {"reason": forced[0], "errors": forced[1]}
    with ExitStack() as stack:
        changed: dict[str, Path] = {}
        apart = [name for name in (CHECKSUMS, SIGNATURE) if (release.folder / name).is_file()]
        if manifest != release.manifest:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="toolkit-publish-"))
            changed = reseal(release, manifest, Path(folder))
            apart = [CHECKSUMS]  # the signature is of the original
        sources = {name: changed.get(name, release.folder / name) for name in sorted((*listed, *apart))}
        digests = {**listed, **{name: file_digest(sources[name]) for name in (*changed, *apart)}}
        items = tuple(BundleFile(name, path, path.stat().st_size, digests[name]) for name, path in sources.items())
        original = manifest[RESEALED]["digest"] if manifest.get(RESEALED) != release.manifest.get(RESEALED) else None
        access = dataset_options(manifest).access_requests
        yield Bundle(manifest["name"], manifest["version"], items, digests[CHECKSUMS], access, original)
