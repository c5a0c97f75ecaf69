"""Publishes a release to a folder or an object store: its files under versions/, then latest.json, which names them.

Whoever reads latest.json sees the release before or the new one, whole: it is switched last, after every file was
read again from where it is now. Older versions stay.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from toolkit.errors import PublishError
from toolkit.publish.parcel import Item, Parcel
from toolkit.publish.plan import Outcome, Plan, Way, not_backwards
from toolkit.publish.remote import LATEST, VERSIONS
from toolkit.release import CHECKSUMS, MANIFEST
from toolkit.watch import Watch

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_PIECE = 1 << 20
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}
"""Protocol to the extra that brings its library."""


def publish(parcel: Parcel, destination: str, way: Way, watch: Watch) -> Outcome:
    """Publish a release, or say what that would do.

    Args:
        parcel: The release.
        destination: The folder: a path, or an address that fsspec understands.
        way: How; only a dry run is of meaning here.
        watch: Is told how far it is.

    Raises:
        PublishError: the place cannot be read or written, or holds something that must not be replaced.
    """
    shown = _without_secrets(destination)
    with _explained(destination, shown):
        place, root = _open(destination)
        folder = f"{root}/{VERSIONS}/{parcel.version}"
        latest = _json(place, f"{root}/{LATEST}")
        missing = _missing(parcel, place, folder, shown)
        step = "upload" if missing else "nothing" if latest == _pointer(parcel) else "tag"
        if step != "nothing":
            not_backwards(parcel, latest if _other(latest, parcel) else None, shown)
        plan = Plan(
            destination=shown,
            release=f"{parcel.name}-{parcel.version}",
            tag=f"{VERSIONS}/{parcel.version}",
            step=step,
            files=len(parcel.items),
            bytes=parcel.bytes,
            changed_files=len(missing),
            new_files=len(missing),
            new_bytes=sum(item.size for item in missing),
        )
        address = f"{shown.rstrip('/')}/{plan.tag}"
        if way.dry_run or step == "nothing":
            return Outcome(plan, "unchanged" if step == "nothing" else "planned", address)
        _upload(place, folder, missing, watch)
        _prove(place, folder, parcel, shown, watch)
        if _json(place, f"{root}/{LATEST}") != latest:
            raise PublishError(f"{shown} has moved while the release was on its way; run the same command again.")
        _write(place, f"{root}/{LATEST}", (json.dumps(_pointer(parcel), indent=2) + "\n").encode())
        return Outcome(plan, "published", address)


def _open(destination: str) -> "tuple[AbstractFileSystem, str]":
    import fsspec

    place, root = fsspec.core.url_to_fs(destination)
    place.invalidate_cache()
    return place, root.rstrip("/")


def _pointer(parcel: Parcel) -> dict[str, Any]:
    """Return what latest.json says."""
    return {
        "name": parcel.name,
        "version": parcel.version,
        "path": f"{VERSIONS}/{parcel.version}",
        "checksums": parcel.checksums,
    }


def _other(latest: Mapping[str, Any] | None, parcel: Parcel) -> bool:
    """Whether latest.json points at something else than this release, or at it with another content."""
    return latest is not None and latest != _pointer(parcel)


def _json(place: "AbstractFileSystem", path: str) -> dict[str, Any] | None:
    try:
        found = json.loads(place.cat_file(path))
    except FileNotFoundError:
        return None
    return found if isinstance(found, dict) else None


def _missing(parcel: Parcel, place: "AbstractFileSystem", folder: str, shown: str) -> tuple[Item, ...]:
    """Return the files that are to be sent: those that are not there with their size and content.

    SHA256SUMS is sent last: where it stands, the version is whole.

    Raises:
        PublishError: the version is there with other content.
    """
    try:
        present = {path: int(info["size"]) for path, info in place.find(folder, detail=True).items()}
    except FileNotFoundError:
        present = {}
    whole = f"{folder}/{CHECKSUMS}" in present
    if whole and hashlib.sha256(place.cat_file(f"{folder}/{CHECKSUMS}")).hexdigest() != parcel.checksums:
        raise PublishError(
            f"{shown} holds version {parcel.version} with other files; a version is never changed: "
            "raise dataset.version."
        )
    return tuple(
        item
        for item in parcel.items
        if present.get(f"{folder}/{item.path}") != item.size
        or not (whole or _digest(place, f"{folder}/{item.path}") == item.sha256)
    )


def _upload(place: "AbstractFileSystem", folder: str, items: tuple[Item, ...], watch: Watch) -> None:
    watch.begin("upload", sum(item.size for item in items))
    for item in sorted(items, key=lambda each: (each.path == CHECKSUMS, each.path == MANIFEST, each.path)):
        path = f"{folder}/{item.path}"
        if item.path == CHECKSUMS:
            _write(place, path, item.source.read_bytes())
        else:
            if _is_local(place):
                place.makedirs(path.rpartition("/")[0], exist_ok=True)
            place.put_file(str(item.source), path)
        watch.advance(item.size)


def _prove(place: "AbstractFileSystem", folder: str, parcel: Parcel, shown: str, watch: Watch) -> None:
    """Read every file again from where it is now.

    Raises:
        PublishError: one is not what was built.
    """
    watch.begin("prove", parcel.bytes)
    for item in parcel.items:
        if _digest(place, f"{folder}/{item.path}") != item.sha256:
            raise PublishError(f"{shown}: {item.path} is not what was built; run the same command again.")
        watch.advance(item.size)


def _digest(place: "AbstractFileSystem", path: str) -> str:
    digest = hashlib.sha256()
    with place.open(path, "rb") as file:
        while data := file.read(_PIECE):
            digest.update(data)
    return digest.hexdigest()


def _write(place: "AbstractFileSystem", path: str, data: bytes) -> None:
    """Write a small file at once: an object store does, in a folder it is renamed when it is whole."""
    if _is_local(place):
        place.pipe_file(f"{path}.partial", data)
        place.mv(f"{path}.partial", path)
    else:
        place.pipe_file(path, data)


def _is_local(place: "AbstractFileSystem") -> bool:
    return "file" in place.protocol


@contextmanager
def _explained(destination: str, shown: str) -> Iterator[None]:
    """Turn what a file system raises into one sentence.

    Raises:
        PublishError: always, if anything was raised.
    """
    try:
        yield
    except PublishError:
        raise
    except ImportError as error:
        extra = _EXTRAS.get(destination.partition(":")[0])
        advice = f"pip install 'news-dataset-toolkit[{extra}]'" if extra else "install the package that fsspec names"
        raise PublishError(f"{shown} needs a library that is not installed; {advice}.") from error
    except Exception as error:  # every file system raises the errors of its own library
        said = _without_secrets(" ".join(str(error).split()) or type(error).__name__).rstrip(".")
        raise PublishError(
            f"{shown} cannot be used ({said}); check the address and your access, and run the same command again: "
            "it continues where it stopped."
        ) from error


def _without_secrets(text: str) -> str:
    """Return an address or message without the name and password that may stand in an address."""
    return re.sub(r"//[^/@\s]+@", "//***@", text)
