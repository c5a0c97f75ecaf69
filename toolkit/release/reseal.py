"""Seals a copy of a release whose manifest says more: another destination, or why it is published despite errors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.release.checksums import CHECKSUMS, checksum_lines, read_checksums
from toolkit.release.describe import describe
from toolkit.release.manifest import dump
from toolkit.release.options import dataset_options
from toolkit.release.provenance import statement
from toolkit.release.publication_address import publication_address
from toolkit.release.release_folder import MANIFEST, STATEMENT, Release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.report_sample import exhibit_again
from toolkit.release.statistics import compute_statistics
from toolkit.storage.hashing import bytes_digest, file_digest

RESEALED = "resealed"
"""Key of the manifest of a copy that names another destination than the release it was made of."""


def with_destination(release: Release, destination: str) -> dict[str, Any]:
    """Return the manifest of a copy for a destination, which names the digest of the original's SHA256SUMS."""
    options = release.manifest["options"]
    package = {**options.get("package", {}), "destination": destination}
    original = {
        "digest": file_digest(release.folder / CHECKSUMS),
        "destination": options.get("package", {}).get("destination", ""),
    }
    return {**release.manifest, "options": {**options, "package": package}, RESEALED: original}


def reseal(release: Release, manifest: Mapping[str, Any], folder: Path) -> dict[str, Path]:
    """Write the files of a release that differ under another manifest, SHA256SUMS among them.

    Args:
        release: The release, whose checksums hold.
        manifest: The manifest of the copy.
        folder: An empty folder for the files.

    Returns:
        Name in the release to the path of each file that was written. A signature is not of the copy.
    """
    texts = {MANIFEST: dump(manifest)}
    if publication_address(manifest) != publication_address(release.manifest):
        texts |= _descriptions(release, manifest)
    digests = {**read_checksums(release.folder), **{name: bytes_digest(text.encode()) for name, text in texts.items()}}
    texts[STATEMENT] = statement(digests, manifest)
    digests[STATEMENT] = bytes_digest(texts[STATEMENT].encode())
    texts[CHECKSUMS] = checksum_lines(digests)
    written = {}
    for name, text in texts.items():
        written[name] = folder / name
        written[name].parent.mkdir(parents=True, exist_ok=True)
        written[name].write_bytes(text.encode())
    return written


def _descriptions(release: Release, manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the card, the metadata and the page under another manifest."""
    facts, dataset = compute_statistics(release.folder), dataset_options(manifest)
    sample = exhibit_again(release.folder, (release.folder / PAGE).read_text(encoding="utf-8"))
    return {
        **describe(facts, manifest, dataset, release.contract),
        PAGE: draw_page(facts, manifest, dataset, release.contract, sample),
    }
