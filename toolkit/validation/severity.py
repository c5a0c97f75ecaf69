"""Which rules are applied and how severe each is: the contract, as the options change it."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.contract import Contract
from toolkit.contract.shipped_contracts import CONTRACT_KNOWN
from toolkit.errors import ConfigError
from toolkit.validation.custom_rules import CustomRule, from_option
from toolkit.validation.options import ValidateOptions

STRUCTURE = (
    "column_in_dataframe",
    "column_in_schema",
    "field_uniqueness",
    "json",
    "not_nullable",
    "type",
)
"""Rules that follow from the names and types of the fields, without being named in the schema."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What rows are held against beside types and nullability."""

    severities: Mapping[str, str] = field(default_factory=dict)
    """Severity of a rule where it is not `error`, by its name or by `field.name`; `off` where it is not applied."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """What the rules over two releases let pass."""
    custom: tuple[CustomRule, ...] = ()

    def severity(self, rule: str, path: str) -> str:
        """Return `error`, `warning` or `off` for a rule that is broken at a path such as `quotes[2].end`."""
        field_path = re.sub(r"\[[^\]]*\]", "", path)
        return self.severities.get(f"{field_path}.{rule}") or self.severities.get(rule, "error")

    def of(self, record: str) -> list[CustomRule]:
        """Return the added rules over a record."""
        return [rule for rule in self.custom if rule.record == record]


def policy(contract: Contract, options: ValidateOptions, custom: Iterable[CustomRule] = ()) -> Policy:
    """Put contract, options and added rules together.

    Raises:
        ConfigError: an option names a rule or record that does not exist; the nearest right one is named.
    """
    added = (*custom, *(from_option(option) for option in options.rules))
    for rule in added:
        if rule.record not in contract.records:
            raise ConfigError(f"The rule {rule.name} is about {rule.record}; {_nearest(rule.record, contract.records)}")
    severities, thresholds = _declared(contract)
    severities[CONTRACT_KNOWN] = "error" if options.contract == "known" else "warning"
    severities |= {rule.name: rule.severity for rule in added}
    known = {*severities, *_of_fields(contract), *(f"{rule.field}.{rule.name}" for rule in added)}
    for name in (*options.off, *options.severity):
        if name not in known and name.rpartition(".")[2] not in known:
            raise ConfigError(f"validate: there is no rule {name}; {_nearest(name, known)}")
    for name in options.thresholds:
        if name not in thresholds:
            raise ConfigError(f"validate.thresholds: no rule {name} has a threshold; {_nearest(name, thresholds)}")
    return Policy(
        {**severities, **options.severity, **dict.fromkeys(options.off, "off")},
        {**thresholds, **options.thresholds},
        added,
    )


def _declared(contract: Contract) -> tuple[dict[str, str], dict[str, float]]:
    rules = [*contract.rules, *(rule for record in contract.records.values() for rule in record.rules)]
    severities = {**dict.fromkeys(STRUCTURE, "error"), **{rule.name: rule.severity for rule in rules}}
    return severities, {rule.name: rule.threshold for rule in rules if rule.threshold is not None}


def _of_fields(contract: Contract) -> set[str]:
    """Return the names of all rules over one field."""
    fields = [field for record in contract.records.values() for field in record.fields]
    return {"values" if name == "meanings" else name for field in fields for name in field.rules}


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}."
