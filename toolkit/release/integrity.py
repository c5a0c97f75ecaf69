"""Whether the files of a release are those that were built, by their checksums."""

from toolkit.errors import ReleaseError
from toolkit.release.checksums import CHECKSUMS, content_files, read_checksums
from toolkit.release.release_folder import MANIFEST, Release
from toolkit.storage.hashing import file_digest


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
