"""Names the rows behind a gate that a release did not pass: outlet, first day, examples."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.release.release_folder import QUARANTINE, read_columns, table_files
from toolkit.validation.affected_rows import COLUMNS, AffectedRows, affected_rows, with_affected
from toolkit.validation.gates import ALL

_EXAMPLES = 3


def with_evidence(result: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the result of a gate; if it failed, its message names the rows behind it.

    Args:
        result: As the manifest lists it.
        folder: The release, whose tables are written.
    """
    if result["passed"]:
        return dict(result)
    gate, _, name = str(result["gate"]).partition(".")
    if gate == "max_null":
        rows = _articles(folder, name)
    elif gate == "max_unknown_source_share":
        rows = _articles(folder, "source")
    elif gate == "max_refused_share":
        reason, rows = _refused(folder, name)
        message = f"{result['message']}, most of all as {reason}" if name == ALL and reason else result["message"]
        return {**result, "message": with_affected(message, rows)}
    else:
        return dict(result)
    return {**result, "message": with_affected(result["message"], rows)}


def _articles(folder: Path, column: str) -> AffectedRows:
    """Return the articles in which a column is null."""
    import polars

    columns = list(dict.fromkeys((*COLUMNS, column)))
    files = table_files(folder, "articles")
    if not files:
        return AffectedRows(None, None, ())
    frames = [read_columns(path, columns).filter(polars.col(column).is_null()) for path in files]
    return affected_rows(polars.concat(frames), polars.lit(value=True))


def _refused(folder: Path, reason: str) -> tuple[str | None, AffectedRows]:
    """Return the documents that were refused for a reason, or for any that is a fault, with the most frequent one."""
    import polars

    intended = ("duplicate", "withheld", "taken_down")
    wanted = ~polars.col("reason").is_in(intended) if reason == ALL else polars.col("reason") == reason
    frames = [read_columns(path, ("path", "reason")).filter(wanted) for path in table_files(folder, QUARANTINE)]
    if not frames:
        return None, AffectedRows(None, None, ())
    refused = polars.concat(frames)
    reasons = refused["reason"].value_counts().sort("count", "reason", descending=[True, False])["reason"]
    paths = refused["path"].unique().sort().head(_EXAMPLES)
    return next(iter(reasons), None), AffectedRows(None, None, tuple(paths))
