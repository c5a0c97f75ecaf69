"""Reads a schema folder (TOML) into a Contract and refuses what it does not understand."""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from toolkit.contract.definition import SCALARS, Contract, Field, Record, Rule, Table
from toolkit.errors import ContractError

CURRENT = "v1.1"
"""Schema folder that new releases are made with: a draft until digests.toml lists it."""

FIELD_RULES = frozenset(
    {
        "pattern",
        "values",
        "meanings",
        "minimum",
        "maximum",
        "min_length",
        "max_length",
        "item_min_length",
        "item_max_length",
        "one_line",
        "trimmed",
        "unique",
    }
)
"""Every check that a field may ask for."""

SEVERITIES = ("error", "warning")
SCOPES = ("row", "rows", "release", "corpus")
_ORDER = ("article", "quote", "entity", "name", "standoff", "rejection")


def schema_folder(version: str = CURRENT) -> Path:
    """Return the folder of a contract version: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "schema", package.parent / "schema"):
        if (root / version / "contract.toml").is_file():
            return root / version
    message = f"The schema folder {version} is missing; reinstall news-dataset-toolkit."
    raise ContractError(message)


def contract_files(folder: Path) -> list[Path]:
    """Return the files of a contract that a release carries, by name: no notes, and no digest of their own."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix not in (".md", ".sha256"))


def load(folder: str | Path | None = None) -> Contract:
    """Load a contract from its folder (by default the current version).

    Raises:
        ContractError: a file is missing, malformed, or names a type or rule that does not exist.
    """
    if folder is None:
        root = schema_folder()
        return _load(root, _shipped_digest(root))
    root = Path(folder)
    return _load(root, digest_of(root))


@cache
def _shipped_digest(root: Path) -> str:
    """Hash the contract of this version once; no other one changes less."""
    return digest_of(root)


@cache
def _load(root: Path, digest: str) -> Contract:
    """Parse a folder once for every content it has."""
    head = _toml(root / "contract.toml")
    rules = _tables(head.pop("rule", []))
    names = sorted(path.stem for path in root.glob("*.toml") if path.stem != "contract")
    names.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    records = {name: _record(root / f"{name}.toml") for name in names}
    for record in records.values():
        _check_references(record, records, root)
    try:
        wide = tuple(_rule(entry, root / "contract.toml") for entry in rules)
        return Contract(**head, digest=digest, records=records, rules=wide)  # type: ignore[arg-type]
    except TypeError as error:
        raise ContractError(
            f"{root / 'contract.toml'} must hold name, version, title, description and well-formed rules."
        ) from error


def digest_of(folder: Path) -> str:
    """Return the SHA-256 over the sorted names and contents of a schema folder's TOML files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _toml(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ContractError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError(f"{path} is not valid TOML: {error}.") from error


def _record(path: Path) -> Record:
    content = _toml(path)
    fields = content.pop("field", [])
    rules = content.pop("rule", [])
    table = content.pop("table", None)
    try:
        record = Record(
            **content,  # type: ignore[arg-type]
            fields=tuple(_field(entry, path) for entry in _tables(fields)),
            rules=tuple(_rule(entry, path) for entry in _tables(rules)),
            table=_table(table) if isinstance(table, dict) else None,
        )
    except TypeError as error:
        raise ContractError(f"{path} has an unknown or missing key: {error}.") from error
    names = [field.name for field in record.fields]
    if len(set(names)) < len(names):
        raise ContractError(f"{path}: two fields have one name; the names are {', '.join(names)}.")
    for rule in record.rules:
        if all(rule.field != field.name for field in record.fields):
            raise ContractError(f"{path}: rule {rule.name} names the unknown field {rule.field}.")
    return record


def _field(entry: Mapping[str, object], path: Path) -> Field:
    field = Field(**entry)  # type: ignore[arg-type]
    if not isinstance(field.name, str) or not isinstance(field.type, str) or not isinstance(field.rules, dict):
        raise ContractError(f"{path}: name and type of a field must be texts, its rules a table: {entry}.")
    unknown = sorted(set(field.rules) - FIELD_RULES)
    if unknown:
        raise ContractError(f"{path}: field {field.name} has the unknown rule {unknown[0]}.")
    return field


def _rule(entry: Mapping[str, object], path: Path) -> Rule:
    rule = Rule(**entry)  # type: ignore[arg-type]
    for key, value, known in (("severity", rule.severity, SEVERITIES), ("scope", rule.scope, SCOPES)):
        if value not in known:
            choice = ", ".join(known)
            raise ContractError(f"{path}: rule {rule.name} has the unknown {key} {value}; choose {choice}.")
    return rule


def _table(entry: dict[str, object]) -> Table:
    key = entry.pop("key", [])
    return Table(**entry, key=tuple(str(column) for column in key) if isinstance(key, list) else ())  # type: ignore[arg-type]


def _tables(value: object) -> list[dict[str, object]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _check_references(record: Record, records: Mapping[str, Record], root: Path) -> None:
    for field in record.fields:
        if field.item_type not in SCALARS and field.item_type not in records:
            raise ContractError(f"{root / record.name}.toml: field {field.name} has the unknown type {field.type}.")
    table = record.table
    if table is None:
        return
    parent = records.get(table.parent or record.name)
    known = {field.name for field in parent.fields} if parent else set()
    own = {field.name for field in record.fields} | set(table.carries) | ({"position"} if table.parent else set())
    wrong = [name for name in (*([table.path] if table.parent else []), *table.carries.values()) if name not in known]
    wrong += [name for name in table.key if name not in own]
    if parent is None or not table.key or wrong:
        missing = f"the unknown parent {table.parent}" if parent is None else (wrong or ["no key"])[0]
        fault = f"names {missing}" + (", which is not there" if parent and wrong else "")
        raise ContractError(f"{root / record.name}.toml: [table] {fault}.")
