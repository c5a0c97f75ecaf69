"""The contract versions that this toolkit ships, and what one of them adds to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.contract.definition import Contract
from toolkit.contract.toml_parser import load, schema_folder

CONTRACT_KNOWN = "contract_known"
"""Rule that the contract inside a release is one of those that the toolkit ships."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A field that a later contract has and an earlier one lacks, or a value that it allows in addition."""

    record: str
    field: str
    value: str | None = None
    """The value of an enumerated field; null when the whole field is new."""


@cache
def shipped_contracts() -> tuple[Contract, ...]:
    """Return every contract in the schema folder, the oldest first."""
    folders = (path.parent for path in schema_folder().parent.glob("*/contract.toml"))
    return tuple(sorted((load(folder) for folder in folders), key=version_numbers))


def version_numbers(contract: Contract) -> tuple[int, ...]:
    """Return the numbers of a contract's version, which sort as the versions do."""
    return tuple(int(number) for number in contract.version.split("."))


def earlier_contract(contract: Contract) -> Contract | None:
    """Return the newest shipped contract that is older than the given one; None for the first."""
    earlier = [other for other in shipped_contracts() if version_numbers(other) < version_numbers(contract)]
    return earlier[-1] if earlier else None


def shipped_version(digest: str) -> str | None:
    """Return the version of the shipped contract with this digest; None when the toolkit knows no such contract."""
    return next((contract.version for contract in shipped_contracts() if contract.digest == digest), None)


def additions(old: Contract, new: Contract) -> Iterator[Addition]:
    """Yield the fields and the allowed values that the new contract has in addition, in its order."""
    for record in new.records.values():
        before = {field.name: field for field in old.records[record.name].fields} if record.name in old.records else {}
        for field in record.fields:
            if field.name not in before:
                yield Addition(record.name, field.name)
                continue
            for value in field.allowed:
                if value not in before[field.name].allowed:
                    yield Addition(record.name, field.name, value)
