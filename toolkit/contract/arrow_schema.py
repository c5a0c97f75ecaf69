"""The contract as pyarrow schemas."""

from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.contract.definition import Contract, Field, Record

if TYPE_CHECKING:
    import pyarrow


@lru_cache(maxsize=64)
def schema(contract: Contract, record: Record, *, lenient: bool = False) -> "pyarrow.Schema":
    """Return the canonical schema of a record's table: names, types and nullability, without metadata.

    With `lenient` every field may be null, at every depth: the form for rows that are still to be checked.
    """
    import pyarrow

    return pyarrow.schema([_column(contract, field, lenient) for field in contract.columns(record)])


def _column(contract: Contract, field: Field, lenient: bool) -> "pyarrow.Field":  # noqa: FBT001 - handed down
    import pyarrow

    item = _type(contract, field.item_type, lenient)
    # "element" is the item name that the Parquet specification asks for.
    kind = pyarrow.list_(pyarrow.field("element", item)) if field.is_list else item
    return pyarrow.field(field.name, kind, nullable=field.nullable or lenient)


def _type(contract: Contract, name: str, lenient: bool) -> "pyarrow.DataType":  # noqa: FBT001 - handed down
    import pyarrow

    scalars = {
        "string": pyarrow.string(),
        "binary": pyarrow.binary(),
        "bool": pyarrow.bool_(),
        "int32": pyarrow.int32(),
        "int64": pyarrow.int64(),
        "float64": pyarrow.float64(),
        "date32": pyarrow.date32(),
        "timestamp": pyarrow.timestamp("us", tz="UTC"),
    }
    if name in scalars:
        return scalars[name]
    return pyarrow.struct([_column(contract, field, lenient) for field in contract.record(name).fields])
