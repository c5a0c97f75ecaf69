"""Version of a release that follows another one: computed from what changed, before anything is written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from toolkit._version import VERSION
from toolkit.config import Config
from toolkit.contract import load
from toolkit.errors import ReleaseError
from toolkit.pipeline.balance import balance_of
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.known_digests import ShardDigests, shards_of
from toolkit.pipeline.latest_release import latest_release
from toolkit.pipeline.shard_schemas import ARTICLES, FINISHED, ROWS, released_schema
from toolkit.pipeline.task import Corpus, Finished
from toolkit.release.diff.diff import Difference, compare
from toolkit.release.diff.diff_table import Side, open_side
from toolkit.release.fetch import local_copy
from toolkit.release.options import AUTO
from toolkit.release.previous_release import Previous, read_previous
from toolkit.release.version_bump import bump, next_version, version_key
from toolkit.storage.hashing import digest_text

if TYPE_CHECKING:
    import polars


LATEST = "latest"
"""Name of the release of highest version in the output folder or at the destination."""
FIRST = "1.0.0"
"""Version of a first release where it is computed."""
_LOWEST = "0.0.0"


def predecessor(config: Config) -> Previous | None:
    """Return the release that the one to be built follows, if one is named; `latest` may find none.

    Raises:
        ReleaseError: it is damaged, or a release of another dataset.
    """
    named = latest_release(config) if config.build.previous == LATEST else config.build.previous
    if not named:
        return None
    previous = read_previous(local_copy(named))
    if previous.release.manifest["name"] != config.dataset.name:
        raise ReleaseError(
            f"{previous.release.folder} is a release of {previous.release.manifest['name']}, not of "
            f"{config.dataset.name}; name the same dataset, or leave out --previous."
        )
    return previous


def with_starting_version(config: Config, previous: Previous | None) -> Config:
    """Return the config with a version in place of `auto`: the first one, or one that the change will raise."""
    if config.dataset.version != AUTO:
        return config
    return with_version(config, FIRST if previous is None else _LOWEST)


def is_same_again(corpus: Corpus, config: Config, previous: Previous, difference: Difference) -> bool:
    """Return True if a build that follows the latest release would only repeat it: same input, options and rows."""
    manifest = previous.release.manifest
    digest = digest_text(sum(shard.inputs for shard in corpus.shards) % 2**256)
    described = {**asdict(config.dataset), "version": previous.version}
    return (
        config.build.previous == LATEST
        and difference.empty
        and manifest["inputs"]["digest"] == digest
        and manifest["options"] == json.loads(json.dumps(config.resolved()))
        and manifest["contract"]["digest"] == load().digest
        and manifest["toolkit_version"] == VERSION
        and all(manifest.get(name) == value for name, value in json.loads(json.dumps(described)).items())
    )


def expected_version(config: Config, previous: Previous) -> str:
    """Return the version that the release will most likely have, before anything is compared."""
    given = config.dataset.version
    return given if version_key(given) > version_key(previous.version) else next_version(previous.version, "MINOR")


def settled_version(config: Config, previous: Previous, difference: Difference) -> str:
    """Return the version that a release must have: the config's if it was raised, else the next one.

    Raises:
        ReleaseError: the config's version was raised by less than what changed asks for.
    """
    needed = bump(difference)
    least = next_version(previous.version, needed.level)
    given = config.dataset.version
    if version_key(given) <= version_key(previous.version):
        return least
    if version_key(given) < version_key(least):
        raise ReleaseError(
            f"Version {given} is too low after {previous.version}, this is a {needed.level} change "
            f"({'; '.join(needed.reasons)}): set dataset.version to {least}, or leave it at {previous.version}."
        )
    return given


@dataclass(frozen=True, slots=True)
class StagedSide(Side):
    """The articles of finished shards, which are compared with a release before any of their own is written."""

    shards: tuple[tuple[Cache, str], ...] = ()
    """Cache and key of each finished shard."""
    balance: Mapping[str, Any] = field(default_factory=dict)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The parts of the manifest that a comparison shows."""
        return {"balance": self.balance, "contract": {"version": load().version}}

    def batches(self) -> Iterator[tuple[str | None, "polars.DataFrame"]]:
        """Yield all rows with their split, one shard and split at a time."""
        for cache, key in self.shards:
            yield from _shard_batches(cache, key)

    def portions(self) -> "Iterator[tuple[str, Iterator[tuple[str | None, polars.DataFrame]]]]":
        """Yield the shards, each under its key."""
        for cache, key in self.shards:
            yield key, _shard_batches(cache, key)


@dataclass(frozen=True, slots=True)
class ReleasedSide(Side):
    """The previous release, of which the finished shards that it was made of are known."""

    shards: tuple[tuple[Cache, str], ...] = ()

    def portions(self) -> "Iterator[tuple[str, Iterator[tuple[str | None, polars.DataFrame]]]]":
        """Yield the shards, each under its key."""
        for cache, key in self.shards:
            yield key, _shard_batches(cache, key)


def _shard_batches(cache: Cache, key: str) -> Iterator[tuple[str | None, "polars.DataFrame"]]:
    import polars

    entry = cache.load(FINISHED, key)
    if entry is None:
        raise ReleaseError(f"Finished work was removed from {cache.root} during the build; build again.")
    splits = polars.Series(entry.tables[ROWS]["split"].to_pylist(), dtype=polars.String)
    frame = polars.DataFrame(polars.from_arrow(entry.tables[ARTICLES]))
    for split in splits.unique().sort():
        yield split, frame.filter(splits == split)


def _by_shards(side: Side, previous: Previous, store: Cache) -> Side:
    """Return the previous release as the shards that it was made of, where these are known."""
    shards = shards_of(store, previous.digest)
    if shards is None:
        return side
    values = {attribute.name: getattr(side, attribute.name) for attribute in fields(Side)}
    return ReleasedSide(**values, shards=tuple((store, key) for key in shards))


def staged_difference(corpus: Corpus, finished: Sequence[Finished], config: Config, previous: Previous) -> Difference:
    """Compare the articles of finished shards with those of the previous release."""
    import polars

    empty = polars.DataFrame(polars.from_arrow(released_schema(load(), "article").empty_table()))
    side = StagedSide(
        name=f"{config.dataset.name}-{config.dataset.version}",
        files=(),
        starts=(),
        total=sum(shard.rows.num_rows for shard in finished),
        schema=empty.schema,
        release=None,
        shards=tuple((corpus.store, shard.key) for shard in finished),
        balance=balance_of(corpus.shards, finished),
    )
    released, known = open_side(previous.release.folder, "articles"), ShardDigests(corpus.store)
    try:
        return compare(_by_shards(released, previous, corpus.store), side, known=known)
    except ReleaseError:  # a shard of the previous release is in the cache no more
        return compare(released, side, known=known)


def with_version(config: Config, version: str) -> Config:
    """Return the config with another version."""
    return replace(config, dataset=replace(config.dataset, version=version))


def identity(previous: Previous) -> dict[str, str]:
    """Return what the manifest says about the previous release."""
    return {"name": str(previous.release.manifest["name"]), "version": previous.version, "digest": previous.digest}
