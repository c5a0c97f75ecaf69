"""The data contract: schema/ as objects, and everything that is derived from it."""

from toolkit.contract.definition import Contract, Field, Record, Rule, Table
from toolkit.contract.toml_parser import contract_files, digest_of, load, schema_folder

__all__ = ["Contract", "Field", "Record", "Rule", "Table", "contract_files", "digest_of", "load", "schema_folder"]
