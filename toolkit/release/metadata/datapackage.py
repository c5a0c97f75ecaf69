"""datapackage.json: the release as a Data Package, version 2 of the Frictionless standard."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.contract import Contract, Field, Record
from toolkit.contract.json_schema import json_schema
from toolkit.release.card.authors_field import Author, authors_of
from toolkit.release.card.spdx import licence_address, spdx_identifier
from toolkit.release.options import DatasetOptions
from toolkit.release.release_folder import QUARANTINE
from toolkit.release.statistics import TABLES, Statistics

_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {
    "string": {"type": "string"},
    "binary": {"type": "string", "format": "binary"},
    "bool": {"type": "boolean"},
    "int32": {"type": "integer"},
    "int64": {"type": "integer"},
    "float64": {"type": "number"},
    "date32": {"type": "date"},
    "timestamp": {"type": "datetime"},
}
_RULES = {
    "pattern": "pattern",
    "minimum": "minimum",
    "maximum": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
}


def data_package(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    """Return datapackage.json as text, the same for the same facts."""
    records = {record.table.name: record for record in contract.tables() if record.table}
    described = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "created": f"{manifest['created']}T00:00:00Z",
        **({"id": f"https://doi.org/{dataset.doi}"} if dataset.doi else {}),
        **({"homepage": dataset.homepage} if dataset.homepage else {}),
        **_licences(dataset),
        "contributors": [_contributor(author) for author in authors_of(dataset)],
        "keywords": ["news", "quotation attribution", "named entity recognition"],
        "resources": [_resource(records[name], facts, contract) for name in (*TABLES, QUARANTINE) if facts.of(name)],
    }
    return json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _licences(dataset: DatasetOptions) -> dict[str, object]:
    identifier, address = spdx_identifier(dataset), licence_address(dataset)
    licence = {**({"name": identifier} if identifier else {}), **({"path": address} if address else {})}
    return {"licenses": [{**licence, "title": dataset.license}]} if licence else {}


def _contributor(author: Author) -> dict[str, object]:
    names = {"givenName": author.given, "familyName": author.family} if author.is_person else {}
    return {"title": author.name, **names, "roles": ["author"]}


def _resource(record: Record, facts: Statistics, contract: Contract) -> dict[str, object]:
    """Describe a table; `path` names its files and `files` the size, rows and digest of each.

    The resource itself has no `bytes`, and no `rows` where it has several files: frictionless 5 counts no bytes of
    Parquet and only the rows of the first file.
    """
    assert record.table is not None
    files = facts.of(record.table.name)
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": record.table.name,
        "title": record.title,
        "description": record.description,
        "type": "table",
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **({"rows": files[0].rows} if len(files) == 1 else {}),
        "files": [
            {"path": file.path, "bytes": file.bytes, "hash": f"sha256:{file.sha256}", "rows": file.rows}
            for file in files
        ],
        "schema": _table_schema(record, contract),
    }


def _table_schema(record: Record, contract: Contract) -> dict[str, object]:
    assert record.table is not None
    columns = contract.columns(record)
    parent = record.table.parent and contract.record(record.table.parent).table
    nullable = {column.name for column in columns if column.nullable}
    foreign = [
        {"fields": [name], "reference": {"resource": parent.name, "fields": [origin]}}
        for name, origin in record.table.carries.items()
        if parent and origin in parent.key
    ]
    return {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": list(_fields(record, contract)),
        **({} if nullable & set(record.table.key) else {"primaryKey": list(record.table.key)}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _fields(record: Record, contract: Contract) -> Iterator[dict[str, object]]:
    schema: Any = json_schema(contract, record)
    for field in contract.columns(record):
        yield {
            "name": field.name,
            "description": f"{field.description} Unit: {field.unit}." if field.unit else field.description,
            **_type(field),
            **_meaning(field),
            "constraints": _constraints(field),
            **_exact_schema(field, schema),
        }


def _type(field: Field) -> Mapping[str, str]:
    """Return the type of a column as frictionless 5 sees it, which reads Parquet through pandas.

    Lists and objects arrive as arrays of numpy, bytes as bytes, and an integer that is null as a float that is NaN.
    """
    if _is_nested(field) or field.item_type == "binary":
        return {"type": "any"}
    return {"type": "number"} if _is_nullable_number(field) else _TYPES[field.item_type]


def _meaning(field: Field) -> dict[str, str]:
    term = field.term.get("schema_org", "")
    return {"rdfType": f"https://schema.org/{term}"} if term and "." not in term else {}


def _exact_schema(field: Field, schema: Any) -> dict[str, object]:
    """Describe by a JSON Schema, beside the constraints, what frictionless 5 cannot check through pandas.

    The standard has it among the constraints, where frictionless refuses the whole field.
    """
    if not _is_nested(field) and not _is_nullable_number(field):
        return {}
    inner = {name: value for name, value in schema["properties"][field.name].items() if name != "description"}
    return {"jsonSchema": _with_definitions(inner, schema["$defs"])}


def _is_nested(field: Field) -> bool:
    return field.is_list or field.item_type not in _TYPES


def _is_nullable_number(field: Field) -> bool:
    return field.nullable and field.item_type in ("int32", "int64", "float64")


def _constraints(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {"required": not field.nullable}
    if _is_nested(field) or _is_nullable_number(field):
        return constraints
    constraints |= {_RULES[rule]: limit for rule, limit in field.rules.items() if rule in _RULES}
    if field.rules.get("unique"):
        constraints["unique"] = True
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    return constraints


def _with_definitions(schema: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Add the record types that a schema refers to, and those that these refer to."""
    wanted: dict[str, Any] = {}
    text = json.dumps(schema)
    while missing := [name for name in definitions if f'"#/$defs/{name}"' in text and name not in wanted]:
        wanted |= {name: definitions[name] for name in missing}
        text = json.dumps(wanted)
    return {**schema, "$defs": wanted} if wanted else schema
