"""Leaves out what a release is not sure enough of: fields, speakers and entities whose confidence is below a limit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from toolkit.errors import ReleaseError, SourceError
from toolkit.release.release_folder import Release

if TYPE_CHECKING:
    import numpy
    import pyarrow

MinConfidence: TypeAlias = float | Mapping[str, float]
"""A limit for everything that has a confidence, or a limit for each of some names."""
Limits: TypeAlias = Mapping[str, float]
"""Limits by the names below."""
_DATES = ("date", "published_at", "date_edtf", "date_not_before", "date_not_after")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline",),
    "date": _DATES,
    "authors": ("authors",),
    "source": ("source",),
    "language": ("language",),
}
"""Columns that become null with a field; its evidence, which says how sure it was, stays."""
_EVIDENCE = {"date": ("date", "date_edtf")}
"""Names under which a field has evidence, where they differ from its own."""
_SPEAKER = ("speaker", "speaker_text", "speaker_start", "speaker_end")
SPEAKER, ENTITIES = "speaker", "entities"
NAMES = (*_COLUMNS, SPEAKER, ENTITIES)
"""What a limit can be set for."""


def read_limits(wanted: MinConfidence, release: Release) -> Limits:
    """Return the limit of each name.

    Raises:
        SourceError: a name or a number is none.
        ReleaseError: a field has a limit, and the contract of the release is older than the confidence of fields.
    """
    limits = dict(wanted) if isinstance(wanted, Mapping) else dict.fromkeys(NAMES, wanted)
    for name, limit in limits.items():
        if name not in NAMES:
            raise SourceError(f"min_confidence has no {name!r}; choose among {', '.join(NAMES)}.")
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit <= 1:
            raise SourceError(f"min_confidence of {name} is {limit!r}; give a number from 0 to 1.")
    known = any(field.name == "confidence" for field in release.contract.record("evidence").fields)
    if not known and (asked := [name for name in limits if name in _COLUMNS]):
        raise ReleaseError(
            f"{release.name} follows contract {release.contract.version}, which has no confidence of "
            f"{', '.join(asked)}; build it again, or set limits for {SPEAKER} and {ENTITIES} only."
        )
    return limits


def confident_rows(release: Release, table: str, rows: "pyarrow.Table", limits: Limits) -> "pyarrow.Table":
    """Return rows of a table of a release without what is less sure than the limits."""
    if table == "articles":
        return confident_articles(rows, limits)
    if table in ("quotes", "entities"):
        carried = any(name in limits for name in ("source", "date"))
        return confident_items(rows, limits, table, release.read("articles") if carried else None)
    return rows


def confident_articles(articles: "pyarrow.Table", limits: Limits) -> "pyarrow.Table":
    """Return articles without the values that are less sure than the limits; authors become an empty list."""
    import pyarrow

    batches = [_batch(batch, limits) for batch in articles.to_batches()]
    return pyarrow.Table.from_batches(batches, schema=articles.schema)


def confident_items(
    rows: "pyarrow.Table", limits: Limits, name: str, articles: "pyarrow.Table | None"
) -> "pyarrow.Table":
    """Return rows of quotes without unsure speakers, or of entities without the unsure ones.

    `articles` has the columns `id` and `evidence`: an outlet or day that is unsure there is null here, too. Without
    articles both stay.
    """
    import pyarrow.compute

    if name == ENTITIES and ENTITIES in limits:
        rows = rows.filter(pyarrow.compute.greater_equal(rows["confidence"], limits[ENTITIES]))
    if name == "quotes" and SPEAKER in limits:
        unsure = pyarrow.compute.less(rows["confidence"], limits[SPEAKER])
        for column in _SPEAKER:
            rows = _set(rows, column, _emptied(rows[column], unsure))
    for field in ("source", "date"):
        if field in limits and articles is not None:
            identifiers = [
                batch["id"].filter(_unsure(batch["evidence"], field, limits[field])) for batch in articles.to_batches()
            ]
            listed = pyarrow.chunked_array(identifiers, pyarrow.string())
            unsure = pyarrow.compute.is_in(rows["article_id"], value_set=listed.combine_chunks())
            rows = _set(rows, field, _emptied(rows[field], unsure))
    return rows


def _batch(batch: "pyarrow.RecordBatch", limits: Limits) -> "pyarrow.RecordBatch":
    import pyarrow
    import pyarrow.compute

    evidence = batch["evidence"]
    for field, columns in _COLUMNS.items():
        if field not in limits:
            continue
        unsure = _unsure(evidence, field, limits[field])
        for column in columns:
            batch = _set(batch, column, _emptied(batch[column], unsure))
        if field == "date":
            precision = pyarrow.compute.if_else(unsure, "unknown", batch["date_precision"])
            batch = _set(batch, "date_precision", precision)
    if SPEAKER in limits:
        batch = _set(batch, "quotes", _without_speakers(batch["quotes"], limits[SPEAKER]))
    if ENTITIES in limits:
        batch = _set(batch, "entities", _without_items(batch["entities"], limits[ENTITIES]))
    return batch


def _set(rows: Any, column: str, values: "pyarrow.Array | pyarrow.ChunkedArray") -> Any:
    """Return a table or a batch of rows with other values in one of its columns."""
    index = rows.schema.get_field_index(column)
    return rows.set_column(index, rows.schema.field(index), values)


def _unsure(evidence: "pyarrow.Array", field: str, limit: float) -> "pyarrow.Array":
    """Return for each row whether any evidence of a field has a confidence below the limit."""
    import numpy
    import pyarrow
    import pyarrow.compute

    items, parents = evidence.flatten(), pyarrow.compute.list_parent_indices(evidence)
    named = pyarrow.compute.is_in(items.field("field"), value_set=pyarrow.array(_EVIDENCE.get(field, (field,))))
    below = pyarrow.compute.and_(named, pyarrow.compute.less(items.field("confidence"), limit))
    unsure = numpy.zeros(len(evidence), dtype=bool)
    unsure[parents.filter(below).to_numpy()] = True
    return pyarrow.array(unsure)


def _emptied(values: "pyarrow.Array", where: "pyarrow.Array") -> "pyarrow.Array":
    """Return values with null at some rows, or an empty list in a column of lists."""
    import pyarrow
    import pyarrow.compute

    empty = pyarrow.scalar([] if pyarrow.types.is_list(values.type) else None, values.type)
    return pyarrow.compute.if_else(where, empty, values)


def _without_speakers(quotes: "pyarrow.Array", limit: float) -> "pyarrow.Array":
    """Return lists of quotes whose speaker is null where the quote is less sure than the limit."""
    import pyarrow
    import pyarrow.compute

    items = quotes.flatten()
    unsure = pyarrow.compute.less(items.field("confidence"), limit)
    fields = [items.type.field(index) for index in range(items.type.num_fields)]
    children = [
        _emptied(items.field(field.name), unsure) if field.name in _SPEAKER else items.field(field.name)
        for field in fields
    ]
    lengths = pyarrow.compute.list_value_length(quotes).fill_null(0).to_numpy()
    return _relisted(quotes, pyarrow.StructArray.from_arrays(children, fields=fields), lengths)


def _without_items(entities: "pyarrow.Array", limit: float) -> "pyarrow.Array":
    """Return lists of entities without those that are less sure than the limit; null lists stay null."""
    import numpy
    import pyarrow.compute

    items, parents = entities.flatten(), pyarrow.compute.list_parent_indices(entities)
    sure = pyarrow.compute.greater_equal(items.field("confidence"), limit)
    kept = numpy.bincount(parents.filter(sure).to_numpy(), minlength=len(entities))
    return _relisted(entities, items.filter(sure), kept)


def _relisted(lists: "pyarrow.Array", items: "pyarrow.Array", lengths: "numpy.ndarray[Any, Any]") -> "pyarrow.Array":
    """Return lists of the same rows with other items."""
    import numpy
    import pyarrow

    offsets = pyarrow.array(numpy.concatenate([[0], numpy.cumsum(lengths)]), pyarrow.int32())
    return pyarrow.ListArray.from_arrays(offsets, items, type=lists.type, mask=lists.is_null())
