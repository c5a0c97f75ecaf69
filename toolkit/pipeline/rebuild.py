"""Proves that a release can be built again: from its inputs, with its options, to the same bytes."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from toolkit.annotation.options import EMBEDDED, AnnotateOptions
from toolkit.config import Config, settings_of
from toolkit.errors import ReleaseError
from toolkit.pipeline import build
from toolkit.progress import Progress
from toolkit.release.bundle import Bundle, bundle
from toolkit.release.checksums import CHECKSUMS, SIGNATURE, check_files, read_checksums
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import Release, open_release
from toolkit.release.reseal import RESEALED
from toolkit.release.upgrade import UPGRADED
from toolkit.storage.filesystem import Location
from toolkit.storage.hashing import file_digest


@dataclass(frozen=True, slots=True)
class Rebuild:
    """How a release and the one built anew from its inputs compare."""

    inputs_agree: bool
    """True if the same documents were read."""
    tables: tuple[str, ...]
    """Tables whose logical digest is another: their rows differ."""
    files: tuple[str, ...]
    """Files that are not the same byte for byte, or that only one of the two has."""
    made_with: tuple[str, ...]
    """What the release was made with and this installation has in another version, such as `pyarrow 25.0.0`."""

    @property
    def passed(self) -> bool:
        """True if all rows are the same; and all bytes, unless other libraries wrote them."""
        return self.inputs_agree and not self.tables and (not self.files or bool(self.made_with))


def rebuild(target: Location, config: Config, progress: Progress, *, trust: bool = False) -> Rebuild:
    """Build a release again in a temporary folder and compare.

    Args:
        target: The release folder, or its address.
        config: Where its inputs, corrections, gold answers, predecessor, model and file of names lie now; everything
            else is taken from its manifest.
        progress: Called as the work advances.
        trust: Load the recogniser that the manifest names, which may run code, although the config does not name it.

    Raises:
        ReleaseError: the release is damaged, or follows one that is not there, or names a model or a file of names
            that the config does not name.
        ConfigError: it was made with options that this toolkit does not know.
        SourceError: there are no inputs.
    """
    release = open_release(local_copy(target))
    check_files(release)
    if upgraded := release.manifest.get(UPGRADED):
        raise ReleaseError(
            f"{release.name} was made of the tables of version {upgraded['version']} by `toolkit upgrade`; only a "
            "release that was built from raw documents can be built again."
        )
    with tempfile.TemporaryDirectory(prefix="rebuild-") as folder, _clock(str(release.manifest["created"])):
        settings = settings_of(release)
        destination = settings.package.destination
        if copied := release.manifest.get(RESEALED):
            settings = replace(settings, package=replace(settings.package, destination=copied["destination"]))
        build_options = replace(config.build, out=folder, cache="off", previous=_previous(release, config))
        annotate = _annotate_options(settings.annotate, config.annotate, release, trust=trust)
        built = build.build(replace(settings, build=build_options, annotate=annotate), progress)
        with bundle(open_release(built.folder), destination=destination if copied else "") as packed:
            return _compared(release, open_release(built.folder), packed)


def _annotate_options(
    stated: AnnotateOptions, own: AnnotateOptions, release: Release, *, trust: bool
) -> AnnotateOptions:
    """Return the options of the manifest, with the model and the file of names of the user's own config.

    A manifest made by others may name any file of this machine, and a model that runs code when it is loaded.
    """
    known = own.without_folders()
    if stated.gazetteer and known.gazetteer != stated.gazetteer:
        raise ReleaseError(
            f"{release.name} was built with a file of names; name your copy of it in annotate.gazetteer."
        )
    same = known.recogniser == stated.recogniser
    if stated.recogniser != EMBEDDED and not same and not trust:
        raise ReleaseError(
            f"{release.name} was built with the recogniser {stated.recogniser}, which may run code of its own; "
            "name it in annotate.recogniser of toolkit.toml, or add --trust if you trust the release."
        )
    model = own.recogniser if same else stated.recogniser
    return replace(stated, gazetteer=own.gazetteer if stated.gazetteer else "", recogniser=model)


def _previous(release: Release, config: Config) -> str:
    """Return the release that this one follows: the one named, else one in the same folder."""
    named = release.manifest["inputs"].get("previous")
    if named is None:
        return ""
    beside = release.folder.absolute().parent / f"{named['name']}-{named['version']}"
    folder = local_copy(config.build.previous) if config.build.previous else beside
    if not (folder / CHECKSUMS).is_file() or file_digest(folder / CHECKSUMS) != named["digest"]:
        raise ReleaseError(
            f"{release.name} follows {named['name']}-{named['version']}, but {folder} is not that release; "
            "name its folder with --previous."
        )
    return str(folder)


@contextmanager
def _clock(day: str) -> Iterator[None]:
    """Let the release be of the same day as before."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _compared(old: Release, new: Release, packed: Bundle) -> Rebuild:
    before = read_checksums(old.folder)
    after = {item.path: item.sha256 for item in packed.items if item.path not in (CHECKSUMS, SIGNATURE)}
    names = sorted(before.keys() | after.keys())
    return Rebuild(
        inputs_agree=old.manifest["inputs"]["digest"] == new.manifest["inputs"]["digest"],
        tables=tuple(
            table
            for table, facts in new.manifest["tables"].items()
            if old.manifest["tables"].get(table, {}).get("digest") != facts["digest"]
        ),
        files=tuple(name for name in names if before.get(name) != after.get(name)),
        made_with=tuple(_other_versions(old.manifest, new.manifest)),
    )


def _other_versions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sequence[str]:
    before, after = (
        {
            "toolkit": manifest["toolkit_version"],
            **manifest.get("libraries", {}),
            "lock": manifest.get("lock", "")[:12],
            **_model(manifest),
        }
        for manifest in (old, new)
    )
    return [f"{name} {version}" for name, version in before.items() if after.get(name) != version]


def _model(manifest: Mapping[str, Any]) -> dict[str, str]:
    recogniser = manifest.get("recogniser")
    return {recogniser["name"]: recogniser["version"]} if recogniser else {}
