"""Measures of a release for the gates, taken from its tables before it is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.config import Config
from toolkit.contract import load
from toolkit.errors import ConfigError, GateError
from toolkit.pipeline.gate_evidence import with_evidence
from toolkit.release.previous_release import Previous
from toolkit.release.release_folder import Release, read_columns
from toolkit.release.statistics import UNKNOWN, Statistics
from toolkit.validation.gates import ALL, Holdings, Measures, check_gates


def measures_of(statistics: Statistics, balance: Mapping[str, int], quality: Mapping[str, Any] | None) -> Measures:
    """Return what the gates look at.

    Args:
        statistics: Of the tables.
        balance: The balance of the documents, from the manifest.
        quality: What was measured against gold answers, from the manifest; null where nothing was.
    """
    with_text = statistics.rows("articles")
    scores = quality["scores"] if quality else {}
    return Measures(
        read=balance["read"],
        refused=balance["quarantined"],
        reasons=statistics.reasons,
        articles=with_text + statistics.rows("standoff"),
        sources=_articles_by_source(statistics.extents),
        nulls=statistics.nulls,
        with_text=with_text,
        splits={name: statistics.rows("articles", name) for name in statistics.splits("articles")},
        quotes_with_speaker=statistics.attributed_quotes,
        f1={name: score["f1"] for name, score in scores.items() if score["f1"] is not None},
    )


def holdings_of(release: Release) -> Holdings:
    """Return what the gates look at in the previous release: its manifest says most of it, so little is read."""
    tables = release.manifest["tables"]
    return Holdings(
        articles=sum(tables[name]["rows"] for name in ("articles", "standoff") if name in tables),
        sources=_articles_by_source(release.manifest["extents"]),
        quotes_with_speaker=sum(read_columns(path, ["speaker"])["speaker"].count() for path in release.files("quotes")),
    )


def _articles_by_source(extents: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {source: sum(counts.values()) for source, counts in extents.items() if source != UNKNOWN}


def gate_results(
    config: Config, previous: Previous | None, statistics: Statistics, manifest: Mapping[str, Any], folder: Path
) -> list[dict[str, Any]]:
    """Return the results of the gates as the manifest lists them.

    Args:
        config: Its `[gates]`, and the splits that are asked for.
        previous: The release that this one follows.
        statistics: Of the tables of the new release.
        manifest: Its manifest so far: balance and quality.
        folder: The new release, whose tables are written.
    """
    old = holdings_of(previous.release) if previous is not None and config.gates.max_drop else None
    new = measures_of(statistics, manifest["balance"], manifest.get("quality"))
    splits = [name for name, share in config.group.splits.items() if share > 0]
    return [with_evidence(asdict(result), folder) for result in check_gates(config.gates, new, old, splits)]


def check_gate_names(config: Config) -> None:
    """Check the names in `[gates]`, before the work begins.

    Raises:
        ConfigError: a field or reason is not in the contract, or F1 is asked without gold answers.
    """
    contract = load()
    columns = [field.name for field in contract.record("article").fields]
    reasons = [ALL, *next(field.allowed for field in contract.record("rejection").fields if field.name == "reason")]
    for table, names, known in (
        ("max_null", config.gates.max_null, columns),
        ("max_refused_share", config.gates.max_refused_share, reasons),
    ):
        for name in names:
            if name not in known:
                raise ConfigError(f"gates.{table}.{name} is not in the contract; known are {', '.join(known)}.")
    if config.gates.min_f1 and not config.build.gold:
        raise ConfigError("gates.min_f1 asks for gold answers; name their folder in build.gold.")


def enforce_gates(results: Sequence[Mapping[str, Any]], name: str) -> None:
    """Check that all gates were passed.

    Raises:
        GateError: one was not.
    """
    failed = [result for result in results if not result["passed"]]
    if failed:
        reasons = "; ".join(f"{result['message']}, but {result['gate']} is {result['limit']:g}" for result in failed)
        raise GateError(
            f"{name} was not made, since {reasons}: mend the input, change [gates], or look at what would be "
            "published with --keep-going."
        )
