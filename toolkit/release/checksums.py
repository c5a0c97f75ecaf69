"""SHA256SUMS of a release: written, read, and compared with the files of the folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from toolkit.errors import ReleaseError
from toolkit.release.release_folder import FOREIGN, MANIFEST, Release
from toolkit.storage.hashing import file_digest
from toolkit.storage.safe_paths import check_name

CHECKSUMS = "SHA256SUMS"
SIGNATURE = "attestations/release.sigstore.json"


def content_files(folder: Path) -> Iterator[Path]:
    """Yield every file of a release, sorted by name, but the list of checksums and the signature, which follow it.

    What the Hub and its clients put beside a release (`FOREIGN`) is not of it.
    """
    apart = (folder / CHECKSUMS, folder / SIGNATURE)
    files = (path for path in folder.rglob("*") if path.is_file() and path not in apart)
    return iter(sorted(path for path in files if path.relative_to(folder).parts[0] not in FOREIGN))


def write_checksums(folder: Path) -> None:
    """Hash every file of a folder, and write SHA256SUMS in the form that `sha256sum --check` reads."""
    digests = {path.relative_to(folder).as_posix(): file_digest(path) for path in content_files(folder)}
    write_lines(folder, checksum_lines(digests))


def checksum_lines(digests: Mapping[str, str]) -> str:
    """Return the text of SHA256SUMS for files of known digests, in the order of `content_files`."""
    ordered = sorted(digests.items(), key=lambda item: Path(item[0]))
    return "".join(f"{digest}  {name}\n" for name, digest in ordered)


def write_lines(folder: Path, lines: str) -> None:
    """Write SHA256SUMS of a folder."""
    (folder / CHECKSUMS).write_text(lines, encoding="utf-8")


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
        ReleaseError: a name leads out of the folder.
    """
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {check_name(name, CHECKSUMS): digest for digest, name in pairs}


def check_files(release: Release) -> str:
    """Return the digest of the whole release, the SHA-256 of its list of checksums.

    Raises:
        ReleaseError: a file was changed, is missing or does not belong there, or the manifest names other tables.
    """
    listed = read_checksums(release.folder)
    present = {path.relative_to(release.folder).as_posix(): path for path in content_files(release.folder)}
    for name in sorted(listed.keys() ^ present.keys()):
        fate = "is missing" if name in listed else f"is not listed in {CHECKSUMS}"
        raise ReleaseError(f"{release.folder / name} {fate}; fetch or build the release again.")
    for name in sorted(listed):
        if file_digest(present[name]) != listed[name]:
            raise ReleaseError(f"{release.folder / name} was changed since it was built; fetch or build it again.")
    for file in release.manifest.get("files", ()):
        if listed.get(file["path"]) != file["sha256"]:
            raise ReleaseError(f"{release.folder / MANIFEST} names another {file['path']}; build the release again.")
    return file_digest(release.folder / CHECKSUMS)
