"""Which files there are below the inputs that a user named, and under which path each is recorded."""

# Names stay strings: they may hold bytes that are no UTF-8, and pathlib is slow over a million files.
# ruff: noqa: PTH100, PTH112, PTH113, PTH116, PTH118, PTH119, PTH120, PTH207

import contextlib
import glob
import logging
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from toolkit.contract.records import Rejection
from toolkit.errors import SourceError
from toolkit.read import issue_pages
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.registry import reader_of
from toolkit.read.remote_files import listing
from toolkit.storage.filesystem import Location, is_address, without_secrets

_LOG = logging.getLogger(__name__)
_LINK_TO_SYSTEM = "It is a file of the system (/proc, /sys or /dev); it is not read."

RELEASE_FILES = {"manifest.json", "SHA256SUMS", "README.md"}
"""Files by which a release is known."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file or folder below an input."""

    location: str
    """Where it lies, as an absolute path; elsewhere its path in that place."""
    real: str
    """The same without symbolic links: two names of one file are one file. Elsewhere its address."""
    base: str
    """The named input's parent folder; the rest of the location is the recorded path."""
    fault: str | None = None
    """Why it cannot be read."""
    size: int | None = None
    """Number of bytes of a file that is elsewhere."""
    sheet: str = ""
    """Sheet of a workbook that is named."""

    @property
    def path(self) -> str:
        """Path below the base, with forward slashes."""
        path = self.location[len(self.base.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
        return f"{path}#{self.sheet}" if self.sheet else path

    @property
    def root(self) -> tuple[str, str]:
        """Base and first step below it: what the files of one input share."""
        return self.base, self.path.partition("/")[0]


def discover(
    inputs: Sequence[Location], options: ReadOptions, *, beside_releases: bool = False
) -> list[Source | Rejection]:
    """Return the files below folders, files and globs, here or elsewhere, sorted by recorded path, each file once.

    Links to folders are followed once. Hidden files, gold answers (`*.gold.json`) and `toolkit.toml` are left
    out. What cannot be listed or opened is a rejection; an input that is itself missing or closed raises
    SourceError, as does a release among the files unless `beside_releases` is set.
    """
    files = [file for item in inputs for file in _expand(os.fspath(item))]
    chosen = [file for file in _unique(files) if file.fault is not None or is_wanted(file.path, options)]
    if not beside_releases:
        refuse_releases([file.location for file in chosen])
    chosen = _without_pages(chosen)
    sources = [_source(file, path) for file, path in zip(chosen, _recorded(chosen), strict=True)]
    _LOG.info("%d files below %d inputs, %d of them left out", len(files), len(inputs), len(files) - len(chosen))
    return sorted(sources, key=lambda source: source.path)


def _without_pages(files: list[Found]) -> list[Found]:
    """Return the files without the pages that the METS files among them name: those are read with their issue."""
    pages: set[str] = set()
    for file in files:
        if file.location.lower().endswith(issue_pages.SUFFIX) and file.fault is None and file.size is None:
            with contextlib.suppress(OSError), Path(file.location).open("rb") as stream:
                pages |= issue_pages.pages_of(file.location, stream.read(issue_pages.LONGEST))
    return [file for file in files if file.real not in pages]


def _expand(named: str) -> list[Found]:
    """Return the files of one input: a folder, a file, a glob, or an address of one of these."""
    if named.startswith(("http://", "https://")):
        raise SourceError(f"{without_secrets(named)} is a page of the web, which is not fetched; save it to a file.")
    if named == "-":
        raise SourceError("Standard input is not read; save it to a file, and name that.")
    if is_address(named):
        base, listed = listing(named)
        return [Found(entry.location, entry.address, base, entry.fault, entry.size) for entry in listed]
    location = os.path.abspath(named)
    if os.path.isdir(location) and not _is_of_the_system(os.path.realpath(location)):
        return list(_walk(location, os.path.dirname(location), set(), top=True))
    if os.path.lexists(location):
        return [_file(location, os.path.dirname(location))]
    if glob.has_magic(named):
        return _match(location)
    workbook, mark, sheet = location.rpartition("#")
    if mark and os.path.isfile(workbook):
        return [replace(_file(workbook, os.path.dirname(workbook)), sheet=sheet)]
    raise SourceError(f"There is no file or folder {_escaped(named)!r}; check the path.")


def _match(pattern: str) -> list[Found]:
    """Return the files that a glob matches; they are recorded as if the folder above it had been named."""
    folder = pattern
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    base = os.path.dirname(folder)
    visited: set[str] = set()
    files: list[Found] = []
    for location in sorted(glob.glob(pattern, recursive=True)):
        if os.path.isdir(location) and not _is_of_the_system(os.path.realpath(location)):
            files += _walk(location, base, visited, top=False)
        else:
            files.append(_file(location, base))
    if not files:
        raise SourceError(f"Nothing matches {_escaped(pattern)!r}; check the path, and quote it in the shell.")
    return files


def _walk(folder: str, base: str, visited: set[str], *, top: bool) -> Iterator[Found]:
    """Yield the files below a folder; links to folders come last: a folder is found by its own name first."""
    pending = [folder]
    links: list[str] = []
    while pending or links:
        folder = pending.pop() if pending else links.pop(0)
        real = os.path.realpath(folder)
        if real in visited:
            continue
        visited.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if top:
                raise SourceError(
                    f"The folder {_escaped(folder)!r} cannot be listed; check its permissions."
                ) from error
            yield Found(folder, real, base, f"The folder cannot be listed: {error.strerror}.")
            continue
        top = False
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and _is_of_the_system(os.path.realpath(entry.path)):
                yield Found(entry.path, os.path.realpath(entry.path), base, _LINK_TO_SYSTEM)
            elif os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir():
                (links if entry.is_symlink() else pending).append(entry.path)
            else:
                target = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(real, entry.name)
                yield Found(entry.path, target, base)


def _is_of_the_system(path: str) -> bool:
    """Return True for what the kernel shows as files: processes with their secrets, devices that never end."""
    return f"{path}/".startswith(("/proc/", "/sys/", "/dev/")) and not f"{path}/".startswith("/dev/shm/")  # noqa: S108 - memory that is used as a disk


def _file(location: str, base: str) -> Found:
    real = os.path.realpath(location)
    return Found(location, real, base, _LINK_TO_SYSTEM if _is_of_the_system(real) else None)


def _unique(files: list[Found]) -> list[Found]:
    """Keep one name of each file: its own rather than a link, then the longest path, then the first."""
    kept: dict[str, Found] = {}

    def rank(file: Found) -> tuple[bool, int, str]:
        linked = file.size is None and file.location != file.real
        return linked, -file.path.count("/"), file.location

    for file in sorted(files, key=rank):
        kept.setdefault(f"{file.real}#{file.sheet}", file)
    return sorted(kept.values(), key=lambda file: file.location)


def is_wanted(path: str, options: ReadOptions) -> bool:
    """Return True if a recorded path is read: by the globs of the options, and unless it is no raw article by name."""
    name = path.rpartition("/")[2]
    if name == "toolkit.toml" or name.endswith(".gold.json"):
        return False
    subjects = (name, path)
    if any(fnmatchcase(subject, pattern) for pattern in options.exclude for subject in subjects):
        return False
    wanted = any(fnmatchcase(subject, pattern) for pattern in options.include for subject in subjects)
    return wanted or not options.include


def refuse_releases(locations: Sequence[str]) -> None:
    """Raise SourceError if a folder of files is a release: its card and tables are no raw articles."""
    names: dict[str, set[str]] = {}
    for location in locations:
        folder, _, name = location.rpartition("/")
        if name in RELEASE_FILES:
            names.setdefault(folder, set()).add(name)
    release = next((folder for folder, seen in sorted(names.items()) if seen == RELEASE_FILES), None)
    if release is not None:
        raise SourceError(
            f"{_escaped(release)} is a release, not raw articles; name the raw folder, or leave the release out with "
            f'`exclude = ["*/{_escaped(os.path.basename(release))}/*"]`.'
        )


def _recorded(files: list[Found]) -> list[str]:
    """Return the path to record for each file; where two would be one, folders above tell inputs apart."""
    while clashing := _clashing(files):
        files = [replace(file, base=os.path.dirname(file.base)) if file.root in clashing else file for file in files]
    seen: Counter[str] = Counter()
    paths: list[str] = []
    for path in (_escaped(file.path) for file in files):
        seen[path] += 1  # twice only for names that differ in bytes which had to be escaped
        paths.append(path if seen[path] == 1 else f"{path}~{seen[path]}")
    return paths


def _clashing(files: list[Found]) -> set[tuple[str, str]]:
    """Return the roots of files that would be recorded under one path and whose base can be widened."""
    count = Counter(file.path for file in files)
    return {file.root for file in files if count[file.path] > 1 and os.path.dirname(file.base) != file.base}


def _escaped(path: str) -> str:
    """Return a path as valid UTF-8 on one line: other bytes and control characters become escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _source(file: Found, path: str) -> Source | Rejection:
    """Look at the file; what is not an ordinary readable file is refused."""
    name = PurePath(file.location).name
    source = Source(location=file.location, path=path, reader=reader_of(name), size=0, sheet=file.sheet)
    if file.fault is not None:
        return refuse(source, "unreadable", file.fault)
    if file.size is not None:
        return replace(source, location=file.real, size=file.size)
    try:
        status = os.stat(file.location)
    except OSError as error:
        return refuse(source, "unreadable", f"The file cannot be found: {error.strerror}.")
    if not stat.S_ISREG(status.st_mode):
        return refuse(source, "unreadable", "This is not an ordinary file.")
    if not os.access(file.location, os.R_OK):
        return refuse(source, "unreadable", "The file cannot be opened; check its permissions.", size=status.st_size)
    return replace(source, size=status.st_size, stamp=(status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
