"""Where a build works, and how its release gets its name: in a folder here, or anywhere that fsspec reaches."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.config import BuildOptions
from toolkit.contract.records import Rejection
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.workers import HERE
from toolkit.progress import Watch
from toolkit.read import Source
from toolkit.release import remote_install as installing
from toolkit.release.bundle import parcel
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.install import install, workplace
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.storage.filesystem import below, explained, is_address, opened


def see_that_workers_reach(options: BuildOptions) -> None:
    """See that input and cache are not in the memory of this process, if others are to read and write there.

    Raises:
        ConfigError: they are.
    """
    for each in (*options.inputs, str(options.cache_folder or "")):
        if each.startswith("memory://") and options.engine != HERE:
            raise ConfigError(f"{each} is in the memory of one process, and its workers are others; use --engine here.")


@contextmanager
def workshop(out: str, name: str) -> Iterator[Path]:
    """Give a temporary folder for a build: beside the release, or on this disk if the release goes elsewhere.

    Raises:
        ReleaseError: it cannot be made, or the place of the release cannot be written to.
    """
    if is_address(out):
        installing.reach(out, name)
    with workplace(Path(tempfile.gettempdir()) if is_address(out) else Path(out), name) as place:
        yield place


def deliver(built: Path, out: str, name: str, watch: Watch, *, replace: bool) -> tuple[Path | str, bool]:
    """Give a release that was just built its name; return where it is now, and whether anything changed.

    Raises:
        ReleaseError: another release has that name and `replace` was not asked for.
    """
    target = below(out, name)
    if isinstance(target, Path):
        return target, install(built, target, replace=replace)
    with parcel(open_release(built)) as packed:
        return target, installing.install(packed, out, watch, replace=replace)


def undelivered(found: Iterable[Source | Rejection], options: BuildOptions) -> list[Source | Rejection]:
    """Leave out the files of earlier releases that stand in the output folder, which may be an input's."""
    known: dict[Path | str, bool] = {}
    kept = []
    for each in found:
        release = None if isinstance(each, Rejection) else _folder_of(each.location, options)
        if release is not None and release not in known:
            known[release] = _is_release(release)
        if release is None or not known[release]:
            kept.append(each)
    return kept


def _folder_of(location: str, options: BuildOptions) -> Path | str | None:
    """Return the folder in the output folder that a file lies in, unless it was named as an input itself."""
    out, inputs = options.out, options.inputs
    if is_address(out):
        start = f"{out.rstrip('/')}/"
        if not location.startswith(start):
            return None
        folder = start + location.removeprefix(start).partition("/")[0]
        return None if any(f"{each}/".startswith(f"{folder}/") for each in inputs) else folder
    home = Path(out).absolute()
    if is_address(location) or home not in Path(location).absolute().parents:
        return None
    place = home / Path(location).absolute().relative_to(home).parts[0]
    return None if any(Path(each).absolute().is_relative_to(place) for each in inputs) else place


def _is_release(folder: Path | str) -> bool:
    if isinstance(folder, Path):
        return all((folder / name).is_file() for name in (MANIFEST, CHECKSUMS))
    with explained(folder, ReleaseError):
        place, root = opened(folder)
        return all(place.exists(f"{root}/{name}") for name in (MANIFEST, CHECKSUMS))
