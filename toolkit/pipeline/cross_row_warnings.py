"""Warnings of the rules over many rows, for the manifest and the page of a release."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.config import Config
from toolkit.contract import load
from toolkit.release.release_folder import read_columns, split_of, table_files
from toolkit.validation.cross_row_rules import Seen, across
from toolkit.validation.implausible_values import COLUMNS, implausible_values
from toolkit.validation.rule_plugins import installed_rules
from toolkit.validation.severity import policy
from toolkit.validation.warning_counts import Warned, Warnings, tally, total

_BEGINNING = 200
"""Characters of a body that are looked at."""


def with_cross_row_warnings(known: Mapping[str, Any], folder: Path, config: Config) -> dict[str, Any]:
    """Return the warnings of a release with those of rules over many rows, as `toolkit validate` finds them.

    Values that look as if normalising went wrong are warned of, too; only a build looks for them.

    Args:
        known: The warnings of single rows, as the manifest lists them.
        folder: The release, whose tables are written.
        config: Its `[validate]` says which rules warn.
    """
    import polars

    rules = policy(load(), config.validate, installed_rules())
    seen, warned, parts = Seen(), [], []
    for path in table_files(folder, "articles"):
        frame = read_columns(path, ("group", *COLUMNS))
        parts.append(frame.with_columns(polars.col("body").str.head(_BEGINNING)).select(COLUMNS))
        name, ids = path.relative_to(folder).as_posix(), frame["id"]
        warned += [
            Warned(failure.rule, failure.message, ids[row])
            for row, failure in across(frame, name, split_of(path), seen)
            if rules.severity(failure.rule, failure.path) == "warning"
        ]
    if parts:
        warned += implausible_values(polars.concat(parts))
    single = {rule: Warnings(**{**values, "examples": tuple(values["examples"])}) for rule, values in known.items()}
    return {
        rule: {**asdict(warnings), "examples": list(warnings.examples)}
        for rule, warnings in total([single, tally(warned)]).items()
    }
