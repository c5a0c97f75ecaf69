"""The contract as JSON Schema, draft 2020-12."""

from toolkit.contract.definition import Contract, Field, Record

_TYPES: dict[str, dict[str, object]] = {
    "string": {"type": "string"},
    "binary": {"type": "string", "contentEncoding": "base64"},
    "bool": {"type": "boolean"},
    "int32": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    "float64": {"type": "number"},
    "date32": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
}

_RULES = {
    "pattern": "pattern",
    "minimum": "minimum",
    "maximum": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
}


def json_schema(contract: Contract, record: Record) -> dict[str, object]:
    """Return the schema of one row of a record's table; the records it nests are under `$defs`."""
    nested = sorted({field.item_type for field in _reachable(contract, record)} & set(contract.records))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record.title,
        "description": record.description,
        "version": contract.version,
        **_object(contract.columns(record)),
        "$defs": {name: _definition(contract.record(name)) for name in nested},
    }


def _reachable(contract: Contract, record: Record) -> list[Field]:
    result = list(contract.columns(record))
    for field in result:  # grows while it is read, until the leaves are reached
        if field.item_type in contract.records:
            result.extend(contract.record(field.item_type).fields)
    return result


def _definition(record: Record) -> dict[str, object]:
    return {"title": record.title, "description": record.description, **_object(record.fields)}


def _object(fields: tuple[Field, ...]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, object]:
    value: dict[str, object] = {"$ref": f"#/$defs/{field.item_type}"}
    if field.item_type in _TYPES:
        value = dict(_TYPES[field.item_type])
    if field.is_list:
        item_rules = {
            "min_length": field.rules.get("item_min_length"),
            "max_length": field.rules.get("item_max_length"),
        }
        value.update({_RULES[rule]: limit for rule, limit in item_rules.items() if limit is not None})
        value = {"type": "array", "items": value}
    else:
        value.update({_RULES[rule]: limit for rule, limit in field.rules.items() if rule in _RULES})
    if field.allowed:
        value["enum"] = list(field.allowed)
    if field.nullable:
        value = {"anyOf": [value, {"type": "null"}]}
    description = f"{field.description} Unit: {field.unit}." if field.unit else field.description
    return {"description": description, **value}
