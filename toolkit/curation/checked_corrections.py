"""Holds corrections against the contract before they are written: a build must not stop at them."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from toolkit.contract import Contract
from toolkit.errors import ConfigError
from toolkit.pipeline.corrections import Correction, correct


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change of a person that was not taken over."""

    article: str
    reason: str


def check_corrections(
    corrections: Iterable[Correction], rows: Mapping[str, Mapping[str, Any]], contract: Contract
) -> tuple[list[Correction], list[Refusal]]:
    """Return the corrections that the contract allows, and a refusal for each article whose corrections break it.

    Args:
        corrections: Corrections of any articles.
        rows: The articles, by id.
        contract: The contract of the release.
    """
    by_article: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_article.setdefault(correction.article, []).append(correction)
    refusals: list[Refusal] = []
    corrected: list[dict[str, Any]] = []
    for article, listed in by_article.items():
        row = deepcopy(dict(rows[article]))
        try:
            correct(row, listed, contract)
        except ConfigError as error:
            refusals.append(Refusal(article, str(error)))
        else:
            corrected.append(row)
    faults = _faults(corrected, contract)
    refusals += [Refusal(article, fault) for article, fault in faults.items()]
    refused = {refusal.article for refusal in refusals}
    kept = [article for article in by_article if article not in refused]
    return [correction for article in kept for correction in by_article[article]], refusals


def _faults(rows: list[dict[str, Any]], contract: Contract) -> dict[str, str]:
    """Return the first rule that each row breaks, by its id."""
    if not rows:
        return {}
    import polars
    import pyarrow

    from toolkit.contract.arrow_schema import schema
    from toolkit.validation.options import ValidateOptions
    from toolkit.validation.row_checks import check
    from toolkit.validation.severity import policy

    record = contract.record("article")
    frame = polars.from_arrow(pyarrow.Table.from_pylist(rows, schema=schema(contract, record)))
    assert isinstance(frame, polars.DataFrame)
    faults: dict[str, str] = {}
    for fault in check(frame, contract, record, policy(contract, ValidateOptions())):
        if fault.severity == "error" and fault.row is not None:
            faults.setdefault(rows[fault.row]["id"], f"{fault.failure.path}: {fault.failure.message}")
    return faults
