"""The table of names of a release, made from its other tables once these are written."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.names.joined_names import SPELLED, spellings
from toolkit.annotation.names.name_rows import name_rows
from toolkit.pipeline.cache import Cache, key_of
from toolkit.pipeline.fingerprints import stage_fingerprints
from toolkit.pipeline.shard_schemas import ANNOTATED
from toolkit.release.release_folder import table_files

if TYPE_CHECKING:
    import polars
    import pyarrow

SPELLINGS = "spellings"
"""Step of the cache that keeps the spellings of the names of a dataset."""
_ROWS = "rows"


def corpus_names(
    folder: Path, work_folder: Path, spell: "Callable[[polars.DataFrame], polars.DataFrame] | None" = None
) -> Iterator["pyarrow.Table"]:
    """Yield the rows of `names`, some at a time.

    Args:
        folder: The release, whose tables of articles and entities are written.
        work_folder: Folder for what does not stay in memory.
        spell: As `toolkit.annotation.names.joined_names.spellings`, which it may know the results of.
    """
    articles, entities, standoff = (table_files(folder, table) for table in ("articles", "entities", "standoff"))
    yield from name_rows(articles, entities, standoff, work_folder / "names", spell)


def known_spellings(names: "polars.DataFrame", *, store: Cache, dataset: str) -> "polars.DataFrame":
    """Return key and doubt of at least these names; those that no earlier release of the dataset gave are looked at."""
    import polars

    name = key_of(SPELLINGS, stage_fingerprints()[ANNOTATED], dataset)
    latest = store.latest(name)
    entry = store.load(SPELLINGS, latest) if latest else None
    known = spellings(names.clear()) if entry is None else polars.DataFrame(polars.from_arrow(entry.tables[_ROWS]))
    fresh = names.join(known, on=SPELLED, how="anti", nulls_equal=True, maintain_order="left")
    if fresh.is_empty():
        return known
    spelled = polars.concat([known, spellings(fresh)])
    key = key_of(SPELLINGS, name, entry and entry.digest, fresh.select(SPELLED).rows())
    store.save(SPELLINGS, key, {}, {_ROWS: spelled.to_arrow(compat_level=polars.CompatLevel.oldest())})
    store.supersede(SPELLINGS, name, key)
    return spelled
