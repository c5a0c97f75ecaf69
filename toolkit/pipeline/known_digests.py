"""Keeps the digests by which releases are compared, so that a nightly build hashes the rows of new shards only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.pipeline.cache import Cache, CacheEntry, key_of
from toolkit.pipeline.fingerprints import code_fingerprint
from toolkit.release.diff.diff_statistics import Tally
from toolkit.release.diff.row_hashes import Digests

COMPARED, RELEASE_SHARDS = "compared", "release_shards"
"""Steps of the cache: digests of the rows of a finished shard, and the shards that a release was made of."""


@dataclass(frozen=True, slots=True)
class ShardDigests:
    """The digests of finished shards in the cache."""

    store: Cache

    def load(self, name: str, columns: Sequence[str]) -> Digests | None:
        """Return the digests of a shard with these columns; null where they are not known."""
        import polars

        entry = self._entry(name, columns)
        if entry is None:
            return None
        facts = entry.facts
        rows, values = (polars.DataFrame(polars.from_arrow(entry.tables[table])) for table in ("rows", "values"))
        return Digests(rows, values, _tally(facts), frozenset(facts["versions"]))

    def summary(self, name: str, columns: Sequence[str]) -> tuple[Tally, frozenset[str]] | None:
        """Return what was counted in a shard, and its versions; null where they are not known."""
        entry = self._entry(name, columns)
        return None if entry is None else (_tally(entry.facts), frozenset(entry.facts["versions"]))

    def _entry(self, name: str, columns: Sequence[str]) -> CacheEntry | None:
        entry = self.store.load(COMPARED, _key(name))
        return None if entry is None or entry.facts["columns"] != list(columns) else entry

    def save(self, name: str, columns: Sequence[str], digests: Digests) -> None:
        """Keep the digests of a shard."""
        tally = digests.tally
        facts = {
            "columns": list(columns),
            "counts": dict(tally.counts),
            "nulls": dict(tally.nulls),
            "outlets": sorted(tally.outlets),
            "dates": tally.dates,
            "versions": sorted(digests.versions),
        }
        tables = {"rows": digests.rows.to_arrow(), "values": digests.values.to_arrow()}
        self.store.save(COMPARED, _key(name), facts, tables)


def save_shards(store: Cache, dataset: str, release_digest: str, shards: Sequence[str]) -> None:
    """Keep the keys of the finished shards that a release of a dataset was made of."""
    for position, shard in enumerate(shards):
        store.supersede(COMPARED, key_of(COMPARED, dataset, position), _key(shard))
    store.supersede(RELEASE_SHARDS, key_of(RELEASE_SHARDS, dataset), key_of(code_fingerprint(), release_digest))
    store.save(RELEASE_SHARDS, key_of(code_fingerprint(), release_digest), {"shards": list(shards)}, {})


def shards_of(store: Cache, release_digest: str) -> list[str] | None:
    """Return the keys of the finished shards that a release was made of; null where they are not known."""
    entry = store.load(RELEASE_SHARDS, key_of(code_fingerprint(), release_digest))
    return None if entry is None else list(entry.facts["shards"])


def _tally(facts: Mapping[str, Any]) -> Tally:
    return Tally(Counter(facts["counts"]), Counter(facts["nulls"]), set(facts["outlets"]), list(facts["dates"]))


def _key(name: str) -> str:
    return key_of(code_fingerprint(), name)
