"""contract.odcs.yaml: the contract in the Open Data Contract Standard, for the catalogues that speak it."""

from collections.abc import Mapping
from typing import Any

from toolkit.contract import Contract, Field, Record, Rule
from toolkit.release.card.card_statements import LIMITATIONS, USES
from toolkit.release.options import DatasetOptions
from toolkit.release.release_folder import QUARANTINE
from toolkit.release.statistics import TABLES, Statistics
from toolkit.release.yaml_text import yaml_text

_LOGICAL = {
    "string": "string",
    "binary": "string",
    "bool": "boolean",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "date32": "date",
    "timestamp": "timestamp",
}
_PHYSICAL = {"bool": "boolean", "date32": "date", "float64": "double"}
"""Names of types that DuckDB understands, with which datacontract-cli tests; the others are the contract's own."""
_OPTIONS = {
    "pattern": "pattern",
    "minimum": "minimum",
    "maximum": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
}


def data_contract(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    """Return contract.odcs.yaml as text, the same for the same facts; its version is the contract's own."""
    records = {record.table.name: record for record in contract.tables() if record.table}
    described = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"urn:sha256:{contract.digest}",
        "name": contract.name,
        "version": contract.version,
        "status": "active",
        "dataProduct": f"{dataset.name} {dataset.version}",
        "description": {
            "purpose": dataset.description,
            "usage": " ".join(USES),
            "limitations": " ".join(LIMITATIONS),
        },
        "tags": ["news", "quotation-attribution"],
        "servers": [{"server": "release", "type": "local", "path": "**/{model}/*.parquet", "format": "parquet"}],
        "schema": [_table(records[name], facts, contract) for name in (*TABLES, QUARANTINE) if facts.of(name)],
        "contractCreatedTs": f"{manifest['created']}T00:00:00Z",
    }
    return yaml_text(described, width=110)


def _table(record: Record, facts: Statistics, contract: Contract) -> dict[str, object]:
    assert record.table is not None
    name = record.table.name
    return {
        "name": name,
        "logicalType": "object",
        "physicalType": "parquet",
        "description": record.description,
        "dataGranularityDescription": f"One row for each {record.title.lower()}.",
        "properties": [_property(field, contract, record.table.key) for field in contract.columns(record)],
        "quality": [
            {
                "type": "library",
                "metric": "rowCount",
                "mustBe": facts.rows(name),
                "dimension": "completeness",
                "description": "Rows of this release.",
            },
            *(_rule(rule) for rule in record.rules),
        ],
    }


def _property(field: Field, contract: Contract, key: tuple[str, ...] = ()) -> dict[str, object]:
    described: dict[str, object] = {
        "name": field.name,
        "description": f"{field.description} Unit: {field.unit}." if field.unit else field.description,
        "physicalType": _physical_type(field),
        "required": not field.nullable,
    }
    if field.name in key and not field.nullable:
        described |= {"primaryKey": True, "primaryKeyPosition": key.index(field.name) + 1}
    if field.rules.get("unique"):
        described["unique"] = True
    if field.is_list:
        return {**described, "logicalType": "array", "items": _value(field, contract, item=True)}
    return {**described, **_value(field, contract, item=False)}


def _physical_type(field: Field) -> str:
    if field.is_list:
        return "array"
    return _PHYSICAL.get(field.type, field.type) if field.type in _LOGICAL else "struct"


def _value(field: Field, contract: Contract, *, item: bool) -> dict[str, object]:
    """Describe the value of a field, or an item of its list."""
    if field.item_type not in _LOGICAL:
        inner = contract.record(field.item_type).fields
        return {
            "logicalType": "object",
            "properties": [_property(field, contract) for field in inner],
        }
    prefix = "item_" if item else ""
    options = {
        _OPTIONS[name.removeprefix(prefix)]: limit
        for name, limit in field.rules.items()
        if name.startswith(prefix) and name.removeprefix(prefix) in _OPTIONS
    }
    return {
        "logicalType": _LOGICAL[field.item_type],
        **({"logicalTypeOptions": options} if options else {}),
        **({"quality": [_enumeration(field)]} if field.allowed else {}),
    }


def _enumeration(field: Field) -> dict[str, object]:
    return {
        "type": "library",
        "metric": "invalidValues",
        "arguments": {"validValues": list(field.allowed)},
        "mustBe": 0,
        "dimension": "conformity",
    }


def _rule(rule: Rule) -> dict[str, str]:
    severity = {"error": "error", "warning": "warning"}[rule.severity]
    return {"type": "text", "name": rule.name, "description": rule.description, "severity": severity}
