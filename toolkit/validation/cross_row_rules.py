"""Rules over many rows: ids, groups and sources of a whole release, remembered from batch to batch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.contract.records import Failure

if TYPE_CHECKING:
    import polars


@dataclass(slots=True)
class Seen:
    """What has to be remembered of the articles that were already seen."""

    ids: dict[str, str] = field(default_factory=dict)
    """Article id to the file it is in."""
    splits: dict[str, str] = field(default_factory=dict)
    """Group to the split it was first seen in."""
    spellings: dict[str, str] = field(default_factory=dict)
    """What all spellings of a source have in common, to the spelling that came first."""
    variants: set[str] = field(default_factory=set)
    """Other spellings that were named already."""


def across(frame: "polars.DataFrame", file: str, split: str, seen: Seen) -> Iterator[tuple[int, Failure]]:
    """Yield what a batch of articles breaks together with those before it: row in the batch, and failure."""
    batch: set[str] = set()
    columns = [name for name in ("id", "group", "source") if name in frame.columns]
    for row, values in enumerate(frame.select(columns).iter_rows(named=True)):
        identifier, group = values.get("id"), values.get("group")
        repeated = identifier in seen.ids
        if identifier is not None and repeated and identifier not in batch:  # twice in one batch is found there
            message = f"stands in {seen.ids[identifier]} too"
            yield row, Failure("field_uniqueness", "id", identifier, message)
        if identifier is not None:
            seen.ids.setdefault(identifier, file)
            batch.add(identifier)
        if group is not None and not repeated and seen.splits.setdefault(group, split) != split:
            message = f"the group stands in the split {seen.splits[group]} too"
            yield row, Failure("one_split", "group", group, message)
        yield from _spelling(row, values.get("source"), seen)


def _spelling(row: int, source: str | None, seen: Seen) -> Iterator[tuple[int, Failure]]:
    """Name the first row with another spelling of a source."""
    if source is None or source in seen.variants:
        return
    first = seen.spellings.setdefault(_common(source), source)
    if first != source:
        seen.variants.add(source)
        yield row, Failure("one_spelling", "source", source, f"other articles spell it {first}")


def _common(source: str) -> str:
    """Return a name without case, punctuation, article and web suffix."""
    plain = re.sub(r"^the\s+|\.(?:com|org|net)$", "", source.casefold().strip())
    return re.sub(r"[\W_]+", "", plain.replace("&", " and ")) or source
