"""Rules that users add in Python or in the configuration."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.errors import ConfigError
from toolkit.validation.options import SEVERITIES, AddedRule
from toolkit.validation.sql_condition import condition, find_fault

if TYPE_CHECKING:
    import polars

_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""Exceptions of a user's function that count as an error of the rule."""
RowTest = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class CustomRule:
    """A rule beside those of the contract."""

    name: str
    record: str
    field: str
    description: str
    severity: str
    expression: "Callable[[], polars.Expr] | None" = None
    """Gives an expression over the record's columns that is true where the rule is kept."""
    test: RowTest | None = None
    """Tells of one row (a dictionary) whether it keeps the rule."""

    def kept(self, frame: "polars.DataFrame") -> "polars.Series":
        """Return for each row of a frame whether it keeps the rule; null counts as kept.

        Raises:
            ConfigError: the rule itself fails, as when it names a column that is not there.
        """
        import polars

        try:
            if self.expression is not None:
                return frame.select(self.expression().fill_null(value=True).alias("kept"))["kept"]
            assert self.test is not None
            return polars.Series("kept", [bool(self.test(row)) for row in frame.iter_rows(named=True)], polars.Boolean)
        except (polars.exceptions.PolarsError, *_FAULTS) as error:
            first = (str(error) or type(error).__name__).splitlines()[0].partition(": [")[0]  # no values of the rows
            raise ConfigError(f"The rule {self.name} cannot be applied to {self.record}: {first}.") from error


def rule(
    *, field: str, record: str = "article", severity: str = "error", name: str | None = None
) -> Callable[[Callable[..., Any]], CustomRule]:
    """Make a rule of a function; its first line of documentation says what the rule asks for.

    A function without parameters returns a polars expression over the columns of the record, true where the rule is
    kept. A function of one parameter is asked about every row, as a dictionary, and returns whether it keeps the
    rule. Rows of quotes and entities have the article's text as `_body` beside their own fields.

    Args:
        field: The field a failure is reported at.
        record: article, quote or entity, or another record that articles hold.
        severity: `error` or `warning`.
        name: Name of the rule; the function's own if not given.

    Raises:
        ConfigError: the severity does not exist, or the function takes more than one parameter.
    """
    if severity not in SEVERITIES:
        raise ConfigError(f"The severity {severity!r} does not exist; choose error or warning.")

    def make(function: Callable[..., Any]) -> CustomRule:
        takes = len(inspect.signature(function).parameters)
        if takes > 1:
            raise ConfigError(f"The rule {function.__name__} must take no parameter, or one: the row.")
        description = (inspect.getdoc(function) or f"keeps {function.__name__}").splitlines()[0]
        return CustomRule(
            name or function.__name__,
            record,
            field,
            description,
            severity,
            expression=None if takes else function,
            test=function if takes else None,
        )

    return make


def from_option(added: AddedRule) -> CustomRule:
    """Make a rule of its table in the configuration.

    Raises:
        ConfigError: its condition is more than an expression over columns.
    """
    if (fault := find_fault(added.holds)) is not None:
        raise ConfigError(f"The rule {added.name} must be an expression over the fields of one row, but {fault}.")
    description = added.description or f"{added.holds} must hold."
    expression = partial(condition, added.holds, added.name)
    return CustomRule(added.name, added.record, added.field, description, added.severity, expression=expression)
