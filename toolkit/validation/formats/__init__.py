"""Results of a validation for every reader: people, continuous integration, code scanning."""

import os
from collections.abc import Mapping
from pathlib import Path

from toolkit.errors import ConfigError, printable
from toolkit.validation.formats.github_annotations import annotations, step_summary
from toolkit.validation.formats.interface import Format
from toolkit.validation.formats.json_report import render as as_json
from toolkit.validation.formats.junit_xml import render as as_junit
from toolkit.validation.formats.sarif import render as as_sarif
from toolkit.validation.formats.text_report import render as as_text
from toolkit.validation.result import Validation


def _printable(render: Format) -> Format:
    """Return a format whose reports show control characters of the data as escapes."""
    return lambda validation: printable(render(validation))


FORMATS: Mapping[str, Format] = {
    "text": _printable(as_text),
    "json": _printable(as_json),
    "junit": _printable(as_junit),
    "sarif": _printable(as_sarif),
    "github": _printable(annotations),
    "summary": _printable(step_summary),
}
"""The forms a report can have; `github` are annotations of a pull request, `summary` is Markdown for a job's page."""


def destinations(wanted: list[str]) -> list[tuple[str, Path | None]]:
    """Read `FORMAT=PATH` options; the path `-` is standard output and becomes null.

    Raises:
        ConfigError: an option has another form, or names no known format.
    """
    reports: list[tuple[str, Path | None]] = []
    for option in wanted:
        form, equals, path = option.partition("=")
        if form not in FORMATS or not equals or not path:
            raise ConfigError(
                f"--report {option} is not understood; write FORMAT=PATH with one of {', '.join(FORMATS)}."
            )
        reports.append((form, None if path == "-" else Path(path)))
    return reports


def write(validation: Validation, form: str, path: Path) -> None:
    """Write a report; only the summary of a GitHub job (`GITHUB_STEP_SUMMARY`) is appended to what the file holds.

    Raises:
        ConfigError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        appended = str(path) == os.environ.get("GITHUB_STEP_SUMMARY")
        with path.open("a" if appended else "w", encoding="utf-8", newline="\n") as file:
            file.write(FORMATS[form](validation))
    except OSError as error:
        raise ConfigError(f"The report {path} cannot be written: {error.strerror}.") from error


__all__ = ["FORMATS", "destinations", "write"]
