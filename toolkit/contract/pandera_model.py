"""The contract as polars types and pandera models (the home of pandera)."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.contract.definition import Contract, Field, Record

if TYPE_CHECKING:
    import pandera.polars
    import polars
    from pandera.api.polars.types import PolarsData


def polars_schema(contract: Contract, record: Record) -> "polars.Schema":
    """Return names and types of a record's table; polars itself knows no nullability, the model does."""
    import polars

    return polars.Schema({field.name: polars_type(contract, field) for field in contract.columns(record)})


def model(
    contract: Contract,
    fields: tuple[Field, ...],
    rules: Mapping[str, list[tuple[str, "polars.Expr"]]],
    context: Mapping[str, "polars.DataType"],
) -> "pandera.polars.DataFrameSchema":
    """Return the pandera model of a flat frame.

    Args:
        contract: Where nested types are looked up.
        fields: The columns to be checked: type, nullability and the rules of each field.
        rules: For a column, the names of further rules and the expressions that are true where they are kept;
            null counts as kept, since the absence itself is reported by the field that must not be null.
        context: Columns that are in the frame beside the fields, such as the body that offsets point into.
    """
    import pandera.polars
    import polars

    columns = {
        field.name: pandera.polars.Column(
            polars_type(contract, field),
            nullable=field.nullable,
            unique="unique" in field.rules,
            checks=[_check(name, expression) for name, expression in [*field_rules(field), *rules.get(field.name, [])]],
        )
        for field in fields
    }
    beside = {name: pandera.polars.Column(kind, nullable=True) for name, kind in context.items()}
    assert not columns.keys() & beside.keys()
    assert all(isinstance(kind, (polars.DataType, type)) for kind in context.values())
    return pandera.polars.DataFrameSchema({**beside, **columns}, strict=True)


def failure_cases(model: "pandera.polars.DataFrameSchema", frame: "polars.DataFrame") -> "polars.DataFrame | None":
    """Return what of a frame breaks a model, as pandera's table of failure cases; None when nothing does."""
    import pandera.errors

    try:
        model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases: polars.DataFrame = errors.failure_cases
        return cases
    return None


def _check(name: str, expression: "polars.Expr") -> "pandera.polars.Check":
    """Wrap an expression as a column check, so that error text never repeats the whole row."""
    import pandera.polars

    def holds(data: "PolarsData") -> "polars.LazyFrame":
        return data.lazyframe.select(expression.fill_null(value=True))

    return pandera.polars.Check(holds, name=name, error=name)


def field_rules(field: Field) -> list[tuple[str, "polars.Expr"]]:
    """Return the names of a field's own rules and the expressions that are true, or null, where they are kept."""
    import polars

    value = polars.col(field.name)
    result = [(rule, _RULES[rule](value, limit)) for rule, limit in field.rules.items() if rule in _RULES]
    if field.allowed:
        result.append(("values", value.is_in(list(field.allowed))))
    return result


def _pattern(value: "polars.Expr", pattern: Any) -> "polars.Expr":
    return value.str.contains(str(pattern))


def _item_lengths(value: "polars.Expr") -> "polars.Expr":
    import polars

    return value.list.eval(polars.element().str.len_chars())


_RULES: dict[str, Callable[["polars.Expr", Any], "polars.Expr"]] = {
    "pattern": _pattern,
    "minimum": lambda value, limit: value >= limit,
    "maximum": lambda value, limit: value <= limit,
    "min_length": lambda value, limit: value.str.len_chars() >= limit,
    "max_length": lambda value, limit: value.str.len_chars() <= limit,
    "item_min_length": lambda value, limit: _item_lengths(value).list.min() >= limit,
    "item_max_length": lambda value, limit: _item_lengths(value).list.max() <= limit,
    "one_line": lambda value, _: ~value.str.contains(r"[\r\n]"),
    "trimmed": lambda value, _: value.str.strip_chars() == value,
}
"""How each rule of `toolkit.contract.toml_parser.FIELD_RULES` is checked, but for `unique` and enumerations."""


@lru_cache(maxsize=512)
def polars_type(contract: Contract, field: Field) -> "polars.DataType":
    """Return the type of a field's column."""
    import polars

    scalars: dict[str, polars.DataType] = {
        "string": polars.String(),
        "binary": polars.Binary(),
        "bool": polars.Boolean(),
        "int32": polars.Int32(),
        "int64": polars.Int64(),
        "float64": polars.Float64(),
        "date32": polars.Date(),
        "timestamp": polars.Datetime("us", "UTC"),
    }
    item = scalars.get(field.item_type)
    if item is None:
        nested = contract.record(field.item_type)
        item = polars.Struct({inner.name: polars_type(contract, inner) for inner in nested.fields})
    return polars.List(item) if field.is_list else item
