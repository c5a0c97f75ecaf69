"""The result of a validation: faults and counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.contract.notebook_html import counted, listing, summary
from toolkit.errors import ConfigError
from toolkit.validation.options import FAIL_ON

_NOUNS = {
    "articles": "article",
    "standoff": "stand-off article",
    "quotes": "quote",
    "entities": "entity",
    "names": "name",
    "quarantine": "refused document",
}
"""What a row of each table is."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a row of a file broke."""

    file: str
    """Path of the file, inside the release or as named."""
    row: int | None
    """Position of the row in the file, from 0; null when the whole file broke the rule."""
    id: str | None
    """The row's identifier, where it has one."""
    rule: str
    path: str
    """Where in the row: `quotes[2].end`."""
    value: str | None
    message: str
    raw_path: str | None = None
    """The raw document the row was made from."""
    raw_line: int | None = None
    severity: str = "error"
    """`error`, or `warning` for what a person should look at."""
    line: int | None = None
    """Line of the row in a JSON Lines file, from 1."""
    raw_start: int | None = None
    """Offset in the raw text of what the field was made from, where the raw document is a whole file."""
    raw_missing: bool = False
    """True if the raw document was looked for and is not at hand."""
    source: str | None = None
    """Of a rule over two releases, the outlet that is most affected."""
    first_day: str | None = None
    """Of a rule over two releases, the day of the first article that is affected, ISO 8601."""
    examples: tuple[str, ...] = ()
    """Of a rule over two releases, raw paths of articles that are affected."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The rows that were checked and the violations found."""

    target: str
    rows: Mapping[str, int]
    """Rows checked, by file."""
    faults: tuple[Violation, ...]
    """Errors and warnings, by file and row."""
    tables: Mapping[str, int] = field(default_factory=dict)
    """Rows checked, by table of the contract; empty where the tables are not known."""

    def __repr__(self) -> str:
        """Return the counts."""
        return f"<Validation of {self.target}: {self._counts()}>"

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows."""
        header = ("severity", "rule", "file", "row", "path", "value", "message")
        rows = [[getattr(fault, name) for name in header] for fault in self.faults]
        state = "passed" if self.passed else "failed"
        return summary(f"Validation of {self.target}: {state}", [("checked", self._counts())], listing(header, rows))

    def _counts(self) -> str:
        counts = ((len(self.errors), "error"), (len(self.warnings), "warning"))
        return ", ".join([self.checked, *(counted(number, noun) for number, noun in counts)])

    @property
    def checked(self) -> str:
        """What was checked, in words: `2 articles, 3 quotes`, or `5 rows` where the tables are not known."""
        shown = {name: count for name, count in self.tables.items() if count or name == "articles"}
        if not shown:
            return counted(sum(self.rows.values()), "row")
        return ", ".join(counted(count, _NOUNS.get(name, "row")) for name, count in shown.items())

    @property
    def errors(self) -> tuple[Violation, ...]:
        """What breaks the contract."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """What a person should look at."""
        return tuple(fault for fault in self.faults if fault.severity != "error")

    @property
    def passed(self) -> bool:
        """True if every row keeps the contract; warnings do not count."""
        return not self.errors

    def exit_code(self, fail_on: str = "error", *, strict: bool = False) -> int:
        """Return 0 if all is well, 1 if the data is found wanting, 3 if there are only warnings and `strict`.

        Raises:
            ConfigError: `fail_on` is not one of `error`, `warning`, `never`.
        """
        if fail_on not in FAIL_ON:
            raise ConfigError(f"fail-on is {fail_on!r}; choose {', '.join(FAIL_ON)}.")
        if fail_on == "never" or not self.faults:
            return 0
        if self.errors or fail_on == "warning":
            return 1
        return 3 if strict else 0

    def rooted(self, folder: str) -> "Validation":
        """Return it with the raw paths counted from a folder above the inputs, such as a repository's root."""
        if folder.strip("/.") == "":
            return self
        prefix = folder.rstrip("/")
        rooted = (
            fault if fault.raw_path is None else replace(fault, raw_path=f"{prefix}/{fault.raw_path}")
            for fault in self.faults
        )
        return replace(self, faults=tuple(rooted))


def together(validations: Sequence[Validation]) -> Validation:
    """Return several validations as one."""
    if len(validations) == 1:
        return validations[0]
    rows = {name: count for validation in validations for name, count in validation.rows.items()}
    faults = tuple(fault for validation in validations for fault in validation.faults)
    tables: Counter[str] = Counter()
    for validation in validations:
        tables.update(validation.tables)
    known = all(validation.tables for validation in validations)
    return Validation(", ".join(validation.target for validation in validations), rows, faults, tables if known else {})
