"""Results as text, Markdown and values for JSON: what the commands print."""

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.compliance.takedown import TakedownResult
from toolkit.compliance.takedown import purge_plan as plan_of
from toolkit.contract.records import Article, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.pipeline.build import Build
from toolkit.pipeline.check import Group, grouped
from toolkit.pipeline.corrections import stanza
from toolkit.release.diff import diff_render
from toolkit.release.diff.diff import Difference
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import QUARANTINE, open_release
from toolkit.validation.formats.text_report import lines, render
from toolkit.validation.result import Validation

_DIFFERENCES: Mapping[str, Callable[[Difference, int], Any]] = {
    "text": diff_render.as_text,
    "markdown": diff_render.as_markdown,
    "values": diff_render.as_values,
}


def row_of(record: Article | Rejection) -> dict[str, Any]:
    """Return an article or rejection as a row of its table."""
    return to_row(record)


def correction_of(article: Article, field: str) -> str:
    """Return a correction of a field as TOML, to fill in and put into the folder of corrections.

    Raises:
        ConfigError: the article has no such field.
    """
    return stanza(to_row(article), field)


def refusals(build: Build) -> tuple[Group, ...]:
    """Return the documents that a build refused, grouped by reason and by what is said of them."""
    release = open_release(local_copy(build.folder, table=QUARANTINE))
    rows: list[dict[str, Any]] = release.read(QUARANTINE).select(["path", "record", "reason", "detail"]).to_pylist()
    return grouped(rows)


def validation_text(validation: Validation) -> str:
    """Return the text report of a validation."""
    return render(validation)


def validation_lines(validation: Validation) -> list[tuple[str, str | None]]:
    """Return the lines of the text report, each with the rich style it is printed in."""
    return list(lines(validation))


def difference_of(difference: Difference, form: str, limit: int = 20) -> Any:
    """Return a difference as `text`, `markdown` or `values` for JSON, with the changes of so many rows."""
    return _DIFFERENCES[form](difference, limit)


def purge_plan(repo: str, taken: TakedownResult) -> str:
    """Return the calls of the Hub's client that make the affected files and their history unreachable."""
    return plan_of(repo, taken.affected)
