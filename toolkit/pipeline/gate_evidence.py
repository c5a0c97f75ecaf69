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
        rows = _refused(folder, name)
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


def _refused(folder: Path, reason: str) -> AffectedRows:
    """Return the documents that were refused for a reason, or for any that is a fault."""
    import polars

    files = table_files(folder, QUARANTINE)
    intended = ("duplicate", "withheld", "taken_down")
    wanted = ~polars.col("reason").is_in(intended) if reason == ALL else polars.col("reason") == reason
    paths = [read_columns(path, ("path", "reason")).filter(wanted)["path"] for path in files]
    names = sorted({name for series in paths for name in series})
    return AffectedRows(None, None, tuple(names[:_EXAMPLES]))
