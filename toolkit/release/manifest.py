"""manifest.json: what a release was made from, how, and what it holds."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from toolkit._version import VERSION
from toolkit.contract import Contract
from toolkit.errors import printable
from toolkit.release.card.benchmark_figures import measured
from toolkit.release.environment import lock_digest, version_of
from toolkit.release.options import DatasetOptions
from toolkit.release.statistics import TABLES, Statistics

_LIBRARIES = ("datasets", "numpy", "pandera", "polars", "pyarrow", "trafilatura")


def compose(
    facts: Statistics,
    dataset: DatasetOptions,
    contract: Contract,
    *,
    created: str,
    options: Mapping[str, object],
    inputs: Mapping[str, object],
    balance: Mapping[str, int],
    personal: Mapping[str, int],
    warnings: Mapping[str, object],
    digests: Mapping[str, str],
    recogniser: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Return the manifest as the values that JSON knows.

    Args:
        facts: What the files hold.
        dataset: Name, version and description.
        contract: The contract the rows keep.
        created: Day that stands for the clock, ISO 8601.
        options: The resolved options of every stage.
        inputs: Number and digest of the documents read.
        balance: What happened to them, in numbers.
        personal: How much personal data of each kind was found, masked pieces among it.
        warnings: What a person should look at, by rule.
        digests: Logical digest of each table.
        recogniser: Name, version and licence of what found the entities.
    """
    values = {
        **asdict(dataset),
        "created": created,
        "toolkit_version": VERSION,
        "libraries": {**{name: version_of(name) for name in _LIBRARIES}, "zlib": zlib.ZLIB_RUNTIME_VERSION},
        "lock": lock_digest(),
        "contract": {"name": contract.name, "version": contract.version, "digest": contract.digest},
        "inputs": dict(inputs),
        "balance": dict(balance),
        "personal": dict(personal),
        "warnings": dict(warnings),
        "options": dict(options),
        "recogniser": dict(recogniser) if recogniser else None,
        "accuracy": [figure._asdict() for figure in measured()],
        **holdings(facts, digests),
    }
    written: dict[str, Any] = json.loads(dump(values))
    return written


def holdings(facts: Statistics, digests: Mapping[str, str]) -> dict[str, Any]:
    """Return the part of the manifest that can be computed from the files: reasons, tables and files."""
    return {
        "reasons": dict(facts.reasons),
        "not_looked_for": {"entities": dict(facts.without_entities), "speakers": dict(facts.without_speakers)},
        "extents": {source: dict(extents) for source, extents in facts.extents.items()},
        "tables": {
            table: {
                "rows": facts.rows(table),
                "digest": digests[table],
                "splits": {split: facts.rows(table, split) for split in facts.splits(table)},
            }
            for table in TABLES
            if table in digests
        },
        "files": [asdict(file) for file in facts.files],
    }


def dump(manifest: Mapping[str, Any]) -> str:
    """Return the manifest as JSON text, the same for the same values."""
    return printable(json.dumps(manifest, indent=2, ensure_ascii=False)) + "\n"
