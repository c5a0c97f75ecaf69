"""What passes from one step of a build to the next: the tables of a shard and their schemas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load
from toolkit.contract.arrow_schema import schema

if TYPE_CHECKING:
    import pyarrow

Made = tuple[dict[str, object], dict[str, "pyarrow.Table"]]
"""Facts and tables of an entry of the cache."""
NORMALISED, ANNOTATED, FINISHED = "normalised", "annotated", "finished"
"""The steps whose work is kept."""
ARTICLES, STANDOFF, REFUSED = "articles", "standoff", "refused"
"""The tables of a shard: articles, those without text, and rejections."""
ROWS, STANDOFF_ROWS = "rows", "standoff_rows"
"""Tables of a finished shard: split, date and id of every article of the other two."""
KEY = "_key"
"""Column beside those of the contract: digest of the document, by which its rows are found again."""
RAW = "_raw"
"""Column beside those of the contract: the raw bytes, in case the article is refused later; null if restricted."""

SIZE = "_size"
"""Column beside those of the contract: how many raw bytes there were, of which RAW may hold the first only."""

EXCERPT = "_excerpt"
"""Column beside those of the contract: what report.html shows of the raw document, as JSON; null if restricted."""

SKETCH = "sketch"
"""Column of the sample of hashes by which near-duplicates are found, beside the columns of the member table."""


def released_schema(contract: Contract, name: str) -> "pyarrow.Schema":
    """Return the schema of a record as it is released."""
    return schema(contract, contract.record(name))


def normalised_schema(contract: Contract) -> "pyarrow.Schema":
    """Return the schema of articles that are not annotated and placed yet, with their raw bytes."""
    import pyarrow

    fields = [
        field.with_nullable(True) if field.name in ("group", "added_in") else field
        for field in released_schema(contract, "article")
    ]
    internal = [
        (RAW, pyarrow.binary()),
        (SIZE, pyarrow.int64()),
        (EXCERPT, pyarrow.binary()),
        (KEY, pyarrow.binary()),
    ]
    return pyarrow.schema([*fields, *(pyarrow.field(*column) for column in internal)])


def refused_schema(contract: Contract) -> "pyarrow.Schema":
    """Return the schema of rejections, each with the key of its document where it has one."""
    import pyarrow

    return released_schema(contract, "rejection").append(pyarrow.field(KEY, pyarrow.binary()))


def annotated_schema(contract: Contract) -> "pyarrow.Schema":
    """Return the schema of annotations, one row for each normalised article, with what grouping must know of it."""
    import pyarrow

    article = released_schema(contract, "article")
    annotations = [article.field(name).with_nullable(True) for name in ("quotes", "entities")]
    return pyarrow.schema([pyarrow.field(KEY, pyarrow.binary()), *annotations, *member_schema()])


def member_schema() -> "pyarrow.Schema":
    """Return the schema of what passes the barrier for each article; all is null for one that was refused."""
    import pyarrow

    return pyarrow.schema(
        [
            ("id", pyarrow.string()),
            ("date", pyarrow.string()),
            ("path", pyarrow.string()),
            ("record", pyarrow.int64()),
            ("words", pyarrow.int64()),
            ("characters", pyarrow.int64()),
            ("usable", pyarrow.bool_()),
            ("source", pyarrow.string()),
            ("revision", pyarrow.int64()),
            ("revised", pyarrow.bool_()),
            ("changed", pyarrow.string()),
            ("stem", pyarrow.binary()),
            ("withdraws", pyarrow.list_(pyarrow.binary())),
            ("digest", pyarrow.binary()),
            ("headline", pyarrow.binary()),
            ("shingles", pyarrow.int64()),
            (SKETCH, pyarrow.binary()),
        ]
    )


def prepared(normalised: "pyarrow.Table", annotated: "pyarrow.Table") -> "pyarrow.Table":
    """Return normalised articles with their annotations and raw bytes, without those that were refused meanwhile."""
    import pyarrow.compute

    for name in ("quotes", "entities"):
        index = normalised.schema.get_field_index(name)
        field = normalised.schema.field(name).with_nullable(True)
        normalised = normalised.set_column(index, field, annotated[name])
    return normalised.drop_columns([KEY, SIZE, EXCERPT]).filter(pyarrow.compute.is_valid(annotated["id"]))


DocumentReference = tuple[str, int | None]
"""Path of a document, and its number where there are several."""


def document_references(refused: "pyarrow.Table") -> tuple[DocumentReference, ...]:
    """Return path and record of what was refused: of most shards nothing, which takes no memory."""
    return tuple(zip(refused["path"].to_pylist(), refused["record"].to_pylist(), strict=True))


def members(annotated: "pyarrow.Table") -> "pyarrow.Table":
    """Return what passes the barrier for the articles that were annotated."""
    import pyarrow.compute

    return annotated.select(member_schema().names).filter(pyarrow.compute.is_valid(annotated["id"]))


def shard_tables(
    articles: "pyarrow.Schema", rows: Sequence[dict[str, Any]], refused: Sequence[dict[str, Any]]
) -> dict[str, "pyarrow.Table"]:
    """Return the tables of a shard: its rows in the schema given, and its rejections."""
    return {ARTICLES: as_table(rows, articles), REFUSED: as_table(refused, refused_schema(load()))}


def as_table(rows: Sequence[dict[str, Any]], schema: "pyarrow.Schema") -> "pyarrow.Table":
    """Return rows as an Arrow table."""
    import pyarrow

    return pyarrow.Table.from_pylist(list(rows), schema=schema)
