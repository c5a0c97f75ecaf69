"""Where a build works, and how its release gets its name: in a folder here, or anywhere that fsspec reaches."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.config import BuildOptions
from toolkit.contract.records import Rejection
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.workers import HERE
from toolkit.progress import Progress
from toolkit.read import Source
from toolkit.release import remote_install
from toolkit.release.bundle import bundle
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.install import install_folder
from toolkit.release.install import staging_dir as local_staging_dir
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.storage.filesystem import Location, is_address, join_url, resolve_filesystem, translate_errors

PART = "part.json"
"""File of a folder that holds a part of a build."""


def check_workers_can_read(options: BuildOptions) -> None:
    """Check that input and cache are not in the memory of this process if worker processes read and write them.

    Raises:
        ConfigError: they are.
    """
    for address in (*options.inputs, str(options.cache_folder or "")):
        if address.startswith("memory://") and options.engine != HERE:
            raise ConfigError(
                f"{address} is in the memory of one process, and its workers are others; use --engine here."
            )


@contextmanager
def staging_dir(out: str, name: str) -> Iterator[Path]:
    """Give a temporary folder for a build: beside the release, or a local one if the release is remote.

    Raises:
        ReleaseError: it cannot be made, or the output folder cannot be written to.
    """
    if is_address(out):
        remote_install.check_writable(out, name)
    with local_staging_dir(Path(tempfile.gettempdir()) if is_address(out) else Path(out), name) as folder:
        yield folder


def deliver(built: Path, out: str, name: str, progress: Progress, *, replace: bool) -> tuple[Location, bool]:
    """Give a release that was just built its name; return where it is now, and whether anything changed.

    Raises:
        ReleaseError: another release has that name and `replace` was not asked for.
    """
    target = join_url(out, name)
    if isinstance(target, Path):
        return target, install_folder(built, target, replace=replace)
    with bundle(open_release(built)) as packed:
        return target, remote_install.install_remote(packed, out, progress, replace=replace)


def exclude_own_releases(sources: Iterable[Source | Rejection], options: BuildOptions) -> list[Source | Rejection]:
    """Leave out the files of releases and parts in the output folder, which may lie below an input folder."""
    is_release: dict[Location, bool] = {}
    release_of: dict[str, Location | None] = {}
    kept = []
    for source in sources:
        release = None
        if not isinstance(source, Rejection):
            folder = source.location.rpartition("/")[0]
            if folder not in release_of:
                release_of[folder] = _folder_of(source.location, options)
            release = release_of[folder]
        if release is not None and release not in is_release:
            is_release[release] = _is_made_here(release)
        if release is None or not is_release[release]:
            kept.append(source)
    return kept


def _folder_of(location: str, options: BuildOptions) -> Location | None:
    """Return the folder in the output folder that a file lies in, unless it was named as an input itself."""
    out, inputs = options.out, options.inputs
    if is_address(out):
        start = f"{out.rstrip('/')}/"
        if not location.startswith(start):
            return None
        folder = start + location.removeprefix(start).partition("/")[0]
        return None if any(f"{path}/".startswith(f"{folder}/") for path in inputs) else folder
    home = Path(out).absolute()
    if is_address(location) or home not in Path(location).absolute().parents:
        return None
    release = home / Path(location).absolute().relative_to(home).parts[0]
    return None if any(Path(path).absolute().is_relative_to(release) for path in inputs) else release


def _is_made_here(folder: Location) -> bool:
    """Return True for a release, and for a part of a build."""
    if isinstance(folder, Path):
        return any(all((folder / name).is_file() for name in names) for names in ((MANIFEST, CHECKSUMS), (PART,)))
    with translate_errors(folder, ReleaseError):
        filesystem, root = resolve_filesystem(folder)
        return any(
            all(filesystem.exists(f"{root}/{name}") for name in names) for names in ((MANIFEST, CHECKSUMS), (PART,))
        )
