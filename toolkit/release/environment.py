"""What a release was made with: the versions of every library that the toolkit is on, as one digest."""

import hashlib
from collections.abc import Iterable
from email.parser import HeaderParser
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def lock_digest(package: str = "news-dataset-toolkit") -> str:
    """Return the SHA-256 of the lines `name==version` of a package's installed dependencies, direct and indirect.

    Two machines on which the same lock file was installed have the same digest. Extras are left out, but for those
    that a dependency itself asks for.
    """
    lines = sorted(f"{name}=={version}\n" for name, version in _installed(package).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def libraries(package: str = "news-dataset-toolkit") -> dict[str, str]:
    """Return name and version of everything installed that a package may use: its extras ask for some of it."""
    try:
        extras = distribution(package).metadata.get_all("Provides-Extra") or ()
    except PackageNotFoundError:
        return {}
    return _asked_for(package, frozenset(extras))


def versions_of(packages: Iterable[str]) -> dict[str, str]:
    """Return name and version of distributions, and of all that they require; what is not installed is left out."""
    return {name: version for package in packages for name, version in _with_itself(package).items()}


def _with_itself(package: str) -> dict[str, str]:
    try:
        return {package: distribution(package).version, **_asked_for(package, frozenset())}
    except PackageNotFoundError:
        return {}


def version_of(package: str) -> str:
    """Return the version of a distribution.

    Raises:
        PackageNotFoundError: it is not installed.
    """
    known = _metadata(package)
    if known is None:
        raise PackageNotFoundError(package)
    return known[0]


def _installed(package: str) -> dict[str, str]:
    return _asked_for(package, frozenset())


def _asked_for(package: str, extras: frozenset[str]) -> dict[str, str]:
    return dict(_closure(package, extras))


@cache
def _closure(package: str, extras: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return name and version of all direct and indirect requirements, cached: an installation outlives a process."""
    from packaging.utils import canonicalize_name

    versions: dict[str, str] = {}
    waiting = [(package, extras)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = entry = waiting.pop()
        if entry in seen:
            continue
        seen.add(entry)
        known = _metadata(name)
        if known is None:
            continue  # left out by its own marker, on a platform that has no need of it
        version, requirements = known
        if name != package:
            versions[name] = version
        waiting.extend(
            (canonicalize_name(wanted.name), frozenset(wanted.extras))
            for wanted in requirements
            if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
        )
    return tuple(versions.items())


@cache
def _metadata(name: str) -> tuple[str, tuple["Requirement", ...]] | None:
    """Return version and requirements of a distribution; null if it is not installed.

    Only the header of its metadata is parsed: the description behind it, often a whole README, takes most of the time.
    """
    from packaging.requirements import Requirement

    try:
        known = distribution(name)
    except PackageNotFoundError:
        return None
    text = known.read_text("METADATA")
    if text is None:  # installed by setuptools of old, whose files have other names
        return known.version, tuple(map(Requirement, known.requires or ()))
    header = HeaderParser().parsestr(text.partition("\n\n")[0])
    return str(header["Version"]), tuple(map(Requirement, header.get_all("Requires-Dist") or ()))
