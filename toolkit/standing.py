"""Knows the release that a build would write again: made of the same finished work and options, and still whole."""

import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit.assemble import Corpus
from toolkit.clear.ledger import dump
from toolkit.config import Config
from toolkit.contract import load
from toolkit.errors import ReleaseError
from toolkit.extensions import installed_rules
from toolkit.finish import Finished
from toolkit.publish.integrity import check_files
from toolkit.publish.previous import Previous
from toolkit.release import CHECKSUMS, Release, file_digest, open_release
from toolkit.store import Store, edition, key_of
from toolkit.succession import identity

_RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Standing:
    """Finds the release that was made of a build's finished work before, and notes the one that is made now."""

    store: Store
    key: str
    name: str
    out: Path

    def find(self) -> Release | None:
        """Return the release if it stands where it was put, every file as it was written."""
        if installed_rules():  # of other packages; they may say something else today
            return None
        noted = self.store.load(_RELEASED, self.key)
        if noted is None:
            return None
        try:
            release = open_release(self.out / noted.facts["folder"])
            return release if check_files(release) == noted.facts["digest"] else None
        except ReleaseError:
            return None  # gone, or damaged

    def note(self, folder: Path) -> None:
        """Note where the release went."""
        facts = {"folder": folder.name, "digest": file_digest(folder / CHECKSUMS)}
        self.store.save(_RELEASED, self.key, facts, {})
        self.store.supersede(_RELEASED, self.name, self.key)


def standing(corpus: Corpus, finished: Sequence[Finished], config: Config, previous: Previous | None) -> Standing:
    """Say by what the release of finished work is known: by all that its bytes depend on."""
    options = {name: table for name, table in asdict(config).items() if name != "build"}
    key = key_of(
        _RELEASED,
        edition(),
        zlib.ZLIB_RUNTIME_VERSION,
        load().digest,
        options,
        os.environ.get("SOURCE_DATE_EPOCH"),
        sorted(each.digest for each in corpus.shards),
        sorted(each.key for each in finished),
        None if corpus.ledger is None else dump(corpus.ledger),
        _digests(config.build.gold),
        None if previous is None else identity(previous),
    )
    name = key_of(_RELEASED, str(Path(config.build.out).absolute()), config.dataset.name, config.dataset.version)
    return Standing(corpus.store, key, name, Path(config.build.out))


def _digests(gold: str) -> list[tuple[str, str]] | None:
    """Return names and digests of gold answers; null where none are named."""
    if not gold:
        return None
    place = Path(gold)
    files = [place, *sorted(place.rglob("*"))]
    return [(str(path.relative_to(place)), file_digest(path)) for path in files if path.is_file()]
