"""Recognises a release that a build would only write again: same finished work and options, and intact."""

import logging
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.compliance.takedown_ledger import dump
from toolkit.config import Config
from toolkit.contract import load
from toolkit.errors import ReleaseError
from toolkit.pipeline.cache import Cache, key_of
from toolkit.pipeline.fingerprints import code_fingerprint
from toolkit.pipeline.task import Corpus, Finished
from toolkit.pipeline.versioning import identity
from toolkit.release import remote_install
from toolkit.release.checksums import CHECKSUMS, check_files
from toolkit.release.previous_release import Previous
from toolkit.release.release_folder import open_release
from toolkit.storage.filesystem import Location, join_url, resolve_path
from toolkit.storage.hashing import file_digest
from toolkit.validation.rule_plugins import installed_rules

_LOG = logging.getLogger(__name__)
_RELEASED = "released"


@dataclass(frozen=True, slots=True)
class UpToDateCheck:
    """Finds an earlier release that was made of the same finished work, and records the one that is made now."""

    store: Cache
    key: str
    name: str
    out: str

    def find(self) -> tuple[Location, Mapping[str, Any]] | None:
        """Return folder and manifest of the release if it still exists, every file as it was written.

        The files of a remote release are not read again: they must exist.
        """
        if installed_rules():  # of other packages; they may say something else today
            return None
        noted = self.store.load(_RELEASED, self.key)
        if noted is None:
            return None
        folder, digest = join_url(self.out, noted.facts["folder"]), noted.facts["digest"]
        manifest = self._manifest(folder, digest)
        if manifest is None:
            return None
        _LOG.info("%s is up to date", folder)
        return folder, manifest

    def note(self, folder: Location) -> str | None:
        """Record where the release was installed; return its digest, null where it cannot be read."""
        digest = file_digest(folder / CHECKSUMS) if isinstance(folder, Path) else remote_install.checksums(folder)
        facts = {"folder": str(folder).rpartition("/")[2], "digest": digest}
        self.store.save(_RELEASED, self.key, facts, {})
        self.store.supersede(_RELEASED, self.name, self.key)
        return digest

    @staticmethod
    def _manifest(folder: Location, digest: str) -> Mapping[str, Any] | None:
        """Return the manifest of a release whose SHA256SUMS has a digest; None where it is missing or damaged."""
        if isinstance(folder, str):
            return remote_install.complete_manifest(folder, digest)
        try:
            release = open_release(folder)
            return release.manifest if check_files(release) == digest else None
        except ReleaseError:
            return None


def up_to_date_check(
    corpus: Corpus, finished: Sequence[Finished], config: Config, previous: Previous | None
) -> UpToDateCheck:
    """Return the check for a release of this finished work; its key covers all that the bytes depend on."""
    options = {name: table for name, table in asdict(config).items() if name != "build"}
    key = key_of(
        _RELEASED,
        code_fingerprint(),
        zlib.ZLIB_RUNTIME_VERSION,
        load().digest,
        options,
        os.environ.get("SOURCE_DATE_EPOCH"),
        sorted(shard.digest for shard in corpus.shards),
        sorted(shard.key for shard in finished),
        None if corpus.ledger is None else dump(corpus.ledger),
        _digests(config.build.gold),
        None if previous is None else identity(previous),
    )
    name = key_of(
        _RELEASED, str(resolve_path(Path.cwd(), config.build.out)), config.dataset.name, config.dataset.version
    )
    return UpToDateCheck(corpus.store, key, name, config.build.out)


def _digests(gold: str) -> list[tuple[str, str]] | None:
    """Return names and digests of gold answers; null where none are named."""
    if not gold:
        return None
    root = Path(gold)
    files = [root, *sorted(root.rglob("*"))]
    return [(str(path.relative_to(root)), file_digest(path)) for path in files if path.is_file()]
