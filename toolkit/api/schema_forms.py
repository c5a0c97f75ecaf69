"""The data contract in the forms of other tools: text, JSON Schema, Arrow, the Hub's features, pandera."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.contract import Contract, Record
from toolkit.contract import load as load_contract
from toolkit.contract.contract_diff import contract_changes
from toolkit.contract.json_schema import json_schema
from toolkit.contract.markdown_table import schema_page
from toolkit.contract.shipped_contracts import earlier_contract, shipped_contracts
from toolkit.errors import ContractError, suggestion

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema


def schema_show(record: str | None = None, *, markdown: bool = False) -> str:
    """Return the fields of a record type, or of all, as text, or the whole contract as a Markdown page.

    Raises:
        ContractError: there is no such record type.
    """
    contract = load_contract()
    if markdown:
        return schema_page(contract)
    if record is not None and record not in contract.records:
        raise ContractError(f"There is no record type {record}; {suggestion(record, contract.records)}")
    names = [record] if record else list(contract.records)
    return "\n".join("\n".join(_lines(contract.record(name))) + "\n" for name in names)


def schema_export(record: str = "article", form: str = "jsonschema") -> str:
    """Return a released table's contract as text: `jsonschema`, `arrow` or `features` (the Hub's YAML).

    Raises:
        ContractError: there is no such record type among the tables, or no such form.
    """
    contract = load_contract()
    table = _table(contract, record)
    if form == "jsonschema":
        return json.dumps(json_schema(contract, table), indent=2, ensure_ascii=False)
    if form == "arrow":
        from toolkit.contract.arrow_schema import schema

        return str(schema(contract, table))
    if form == "features":
        from toolkit.contract.hf_features import yaml_features

        return yaml_features(contract, table)
    raise ContractError(f"{form} is no known form; choose jsonschema, arrow or features.")


def schema_diff(old: str | None = None, new: str | None = None) -> str:
    """Return what differs between two versions of the contract, one line for each record type, field or rule.

    Args:
        old: Version of one contract, `1.0.0` or `1.0`; by default the newest shipped one before `new`.
        new: Version of the other; by default the current one.

    Raises:
        ContractError: a version is not shipped with the toolkit.
    """
    later = _shipped(new) if new else load_contract()
    earlier = _shipped(old) if old else earlier_contract(later)
    if earlier is None:
        return f"{later.version} is the first version of the contract.\n"
    lines = [f"{item.change:<8} {item.path}: {item.detail}" for item in contract_changes(earlier, later)]
    return "\n".join([f"{earlier.version} -> {later.version}", *(lines or ["no difference"])]) + "\n"


def _shipped(version: str) -> Contract:
    contracts = {contract.version: contract for contract in shipped_contracts()}
    whole = {name: contract for name, contract in contracts.items() if f"{name}.".startswith(f"{version}.")}
    if len(whole) != 1:
        raise ContractError(f"There is no contract {version}; the toolkit ships {', '.join(contracts)}.")
    return next(iter(whole.values()))


def pandera_model(table: str = "articles") -> "DataFrameSchema":
    """Return the contract of a table as a pandera model, to check polars frames of other pipelines.

    Types, nullability and the rules of single fields are checked; rules over several fields are those of
    `toolkit.validate`.

    Args:
        table: `articles`, `quotes`, `entities` or `quarantine`.

    Raises:
        ContractError: there is no such table.
    """
    from toolkit.contract.pandera_model import model

    contract = load_contract()
    return model(contract, contract.columns(_table(contract, table)), {}, {})


def _table(contract: Contract, name: str) -> Record:
    """Return the record type of a table, which is named by the type (`article`) or the table (`articles`)."""
    tables = {record.name: record for record in contract.tables()}
    named = tables | {record.table.name: record for record in contract.tables() if record.table is not None}
    if name not in named:
        raise ContractError(f"{name} is not a table; there are {', '.join(tables)}.")
    return named[name]


def _lines(record: Record) -> Iterator[str]:
    yield f"{record.name}: {record.description}"
    width = max(len(field.name) for field in record.fields)
    for field in record.fields:
        kind = f"{field.type}, may be null" if field.nullable else field.type
        yield f"  {field.name:<{width}}  {kind:<22}  {field.description}"
