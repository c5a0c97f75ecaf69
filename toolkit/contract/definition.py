"""What a contract consists of: records with fields and rules, and the tables made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SCALARS = ("string", "binary", "bool", "int32", "int64", "float64", "date32", "timestamp")
"""The types a field can have beside lists and records; timestamps are microseconds, UTC."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    type: str
    """A scalar, the name of a record, or `list<...>` of either."""
    description: str
    nullable: bool = False
    unit: str | None = None
    term: Mapping[str, str] = field(default_factory=dict)
    """The matching term of other vocabularies: `schema_org`, `ninjs`."""
    rules: Mapping[str, object] = field(default_factory=dict)
    """Checks on the value alone, by name: `pattern`, `values`, `minimum` ..."""

    def __hash__(self) -> int:
        """Hash by name and type, as mappings have no hash."""
        return hash((self.name, self.type))

    @property
    def is_list(self) -> bool:
        """True if the field holds a list."""
        return self.type.startswith("list<")

    @property
    def item_type(self) -> str:
        """The type of the value, or of the list's items."""
        return self.type.removeprefix("list<").removesuffix(">")

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values an enumerated field may have; empty when any may be."""
        values = self.rules.get("values") or self.rules.get("meanings") or ()
        return tuple(str(value) for value in values) if isinstance(values, (list, dict)) else ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check over several fields of a record, or over many rows; its body lives in `toolkit.validation`."""

    name: str
    field: str
    """The field, or the file of a release, that a failure is reported at."""
    description: str
    severity: str = "error"
    scope: str = "row"
    """What it looks at: one `row`, the rows of all tables (`rows`), a `release`, or two of them (`corpus`)."""
    threshold: float | None = None
    """For a rule over two releases, the change it lets pass."""


@dataclass(frozen=True, slots=True)
class Table:
    """How records become the rows of a released table."""

    name: str
    key: tuple[str, ...]
    parent: str | None = None
    """For a flattened table, the record whose list field it unrolls."""
    path: str | None = None
    """That list field."""
    carries: Mapping[str, str] = field(default_factory=dict)
    """Columns taken from the parent: name here to name there."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record type: an article, a quote, a piece of evidence."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    table: Table | None = None
    term: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Hash by name: what is made of a record once, such as a schema, is kept for the next time."""
        return hash(self.name)

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError when there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Contract:
    """All record types of one version."""

    name: str
    version: str
    title: str
    description: str
    digest: str
    """SHA-256 over the files of the schema folder, see `toolkit.contract.toml_parser.digest_of`."""
    records: Mapping[str, Record]
    rules: tuple[Rule, ...] = ()
    """The rules over more than one row; those over one are in its record."""

    def __hash__(self) -> int:
        """Hash by digest, as a mapping has no hash."""
        return hash(self.digest)

    def record(self, name: str) -> Record:
        """Return the record type of that name; KeyError when there is none."""
        return self.records[name]

    def tables(self) -> Iterator[Record]:
        """Yield the records that are released as a table, in the order of the contract."""
        return (record for record in self.records.values() if record.table is not None)

    def columns(self, record: Record) -> tuple[Field, ...]:
        """Return the columns of a record's table: in a flattened one, what it carries comes first."""
        table = record.table
        if table is None or table.parent is None:
            return record.fields
        parent = self.record(table.parent)
        carried = tuple(_renamed(parent.field(origin), name) for name, origin in table.carries.items())
        position = Field(
            "position", "int32", f"Place among the {table.name} of the article, from 0.", rules={"minimum": 0}
        )
        return (*carried[:1], position, *carried[1:], *record.fields)


def _renamed(origin: Field, name: str) -> Field:
    rules = {rule: value for rule, value in origin.rules.items() if rule != "unique"}
    return Field(name, origin.type, origin.description, origin.nullable, origin.unit, origin.term, rules)
