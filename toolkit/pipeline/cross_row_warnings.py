"""Warnings of the rules over many rows, for the manifest and the page of a release."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.config import Config
from toolkit.contract import load
from toolkit.release.file_projections import KnownProjections, projected
from toolkit.release.release_folder import split_of
from toolkit.release.statistics import Statistics
from toolkit.validation.cross_row_rules import Seen, across
from toolkit.validation.implausible_values import COLUMNS, implausible_values
from toolkit.validation.rule_plugins import installed_rules
from toolkit.validation.severity import policy
from toolkit.validation.warning_counts import Warned, Warnings, tally, total

if TYPE_CHECKING:
    import polars

_BEGINNING = 200
"""Characters of a body that are looked at."""


def with_cross_row_warnings(
    known: Mapping[str, Any],
    folder: Path,
    facts: Statistics,
    config: Config,
    projections: KnownProjections | None = None,
) -> dict[str, Any]:
    """Return the warnings of a release with those of rules over many rows, as `toolkit validate` finds them.

    Values that look as if normalising went wrong are warned of, too; only a build looks for them.

    Args:
        known: The warnings of single rows, as the manifest lists them.
        folder: The release, whose tables are written.
        facts: Its statistics.
        config: Its `[validate]` says which rules warn.
        projections: Keeps what is looked at from one build to the next.
    """
    import polars

    rules = policy(load(), config.validate, installed_rules())
    seen, warned, parts = Seen(), [], []
    for file in facts.of("articles"):
        path = folder / file.path
        frame = projected(_of_articles.__name__, _of_articles, [(path, file.sha256)], None, projections)
        parts.append(frame.select(COLUMNS))
        name, ids = file.path, frame["id"]
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


def _of_articles(articles: "polars.LazyFrame") -> "polars.LazyFrame":
    """Keep of each article the columns that the rules look at, and of its body the beginning."""
    import polars

    return articles.select("group", *COLUMNS).with_columns(polars.col("body").str.head(_BEGINNING))
