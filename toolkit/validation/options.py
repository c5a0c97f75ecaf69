"""Options of the validate stage: which rules hold, how severe they are, and what else shall hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import ConfigError

SEVERITIES = ("error", "warning")
CONTRACTS = ("any", "known")
FAIL_ON = ("error", "warning", "never")


@dataclass(frozen=True, slots=True)
class AddedRule:
    """A rule that a user adds in the configuration, as an SQL condition over the fields of a record."""

    name: str
    holds: str
    """The condition, true where the rule is kept: `length(body) >= 200`; null counts as kept."""
    field: str
    """The field a failure is reported at."""
    record: str = "article"
    severity: str = "error"
    description: str = ""

    def __post_init__(self) -> None:
        """Refuse a severity that does not exist."""
        _known_severity(f"validate.rules: severity of {self.name}", self.severity)


@dataclass(frozen=True, slots=True)
class ValidateOptions:
    """What finished rows are held against, beside the contract itself."""

    off: tuple[str, ...] = field(
        default=(), metadata={"meaning": "rules that are not applied: `speaker_named`, or `url.pattern` at one field"}
    )
    severity: Mapping[str, str] = field(
        default_factory=dict, metadata={"meaning": "rule to `error` or `warning`, instead of what the contract says"}
    )
    thresholds: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"meaning": "rule over two releases to the change it lets pass, such as `null_dates = 0.05`"},
    )
    rules: tuple[AddedRule, ...] = field(
        default=(),
        metadata={"meaning": "further rules, as tables with name, field and the SQL condition that `holds`"},
    )
    contract: str = field(
        default="any",
        metadata={
            "meaning": "`any` also checks a release whose own contract is unknown, by the rules of the toolkit beside "
            "its own, and warns; with `known` such a release is an error"
        },
    )
    fail_on: str = field(
        default="error",
        metadata={"meaning": "`error`, `warning` or `never`: what gives `toolkit validate` exit code 1"},
    )

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        for name, severity in self.severity.items():
            _known_severity(f"validate.severity.{name}", severity)
        for name, threshold in self.thresholds.items():
            if threshold < 0:
                raise ConfigError(f"validate.thresholds.{name} is {threshold}; choose 0 or more.")
        if self.contract not in CONTRACTS:
            raise ConfigError(f"validate.contract is {self.contract!r}; choose {', '.join(CONTRACTS)}.")
        if self.fail_on not in FAIL_ON:
            raise ConfigError(f"validate.fail_on is {self.fail_on!r}; choose {', '.join(FAIL_ON)}.")


def _known_severity(option: str, severity: str) -> None:
    if severity not in SEVERITIES:
        raise ConfigError(f"{option} is {severity!r}; choose error or warning.")
