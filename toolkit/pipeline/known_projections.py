"""Keeps what is counted of the files of a release, so that a nightly build reads those of new days only."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.pipeline.cache import Cache, key_of
from toolkit.pipeline.fingerprints import code_fingerprint

if TYPE_CHECKING:
    import polars

PROJECTED = "projected"
"""Step of the cache that keeps a projection of a file, see `toolkit.release.file_projections`."""
_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class CachedProjections:
    """The projections of the files of a dataset in the cache."""

    store: Cache
    dataset: str

    def load(self, name: str, path: Path, digest: str) -> "polars.DataFrame | None":
        """Return a projection of a file by the SHA-256 of the file; null where it is not known."""
        import polars

        key = _key(name, digest)
        entry = self.store.load(PROJECTED, key)
        if entry is None:
            return None
        self._supersede(name, path, key)
        return polars.DataFrame(polars.from_arrow(entry.tables[_ROWS]))

    def save(self, name: str, path: Path, digest: str, frame: "polars.DataFrame") -> None:
        """Keep it."""
        import polars

        key = _key(name, digest)
        self.store.save(PROJECTED, key, {}, {_ROWS: frame.to_arrow(compat_level=polars.CompatLevel.oldest())})
        self._supersede(name, path, key)

    def _supersede(self, name: str, path: Path, key: str) -> None:
        """Make it that of the file at this position of the table; that of the release before may go."""
        position = path.name.partition("-of-")[0]
        self.store.supersede(PROJECTED, key_of(PROJECTED, self.dataset, name, path.parent.name, position), key)


def _key(name: str, digest: str) -> str:
    return key_of(PROJECTED, code_fingerprint(), name, digest)
