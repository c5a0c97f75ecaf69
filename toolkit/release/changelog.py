"""The changelog of a dataset: one section for each version, written from what changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.release.diff.diff import Difference
from toolkit.release.release_folder import Release
from toolkit.release.version_bump import bump

CHANGELOG = "CHANGELOG.md"
_HEAD = """\
# Changelog

What changed in the data from version to version. Rows removed, changed or moved to another split make a MAJOR
version, additions a MINOR one; `added_in` of each article names the version it came with.
"""
_SHOWN = ("words", "items in quotes", "attributed quotes", "items in entities", "outlets", "first day", "last day")


def changelog(difference: Difference, previous: Release, manifest: Mapping[str, Any]) -> str:
    """Return the text of the changelog: a section for the new version above those of the previous release."""
    section = "\n".join(_section(difference, str(previous.manifest["version"]), manifest))
    return f"{_HEAD}\n{section}\n\n{_earlier(previous)}"


def _section(difference: Difference, before: str, manifest: Mapping[str, Any]) -> Iterator[str]:
    needed, counts = bump(difference), difference.counts
    yield _title(manifest)
    yield ""
    yield f"{needed.level} change since {before}: {'; '.join(needed.reasons)}."
    yield ""
    yield f"- articles: {counts.unchanged:,} as before, {counts.added:,} added, {counts.removed:,} removed"
    if difference.fields:
        yield f"- changed: {', '.join(f'{name} in {rows:,}' for name, rows in difference.fields.items())}"
    if difference.moves:
        yield f"- moved: {', '.join(f'{rows:,} {way}' for way, rows in difference.moves.items())}"
    for change in difference.schema:
        yield f"- column {change.column} {change.change}: {change.old or '-'} → {change.new or '-'}"
    for statistic in difference.statistics:
        if statistic.old != statistic.new and (statistic.name in _SHOWN or statistic.name.startswith("rows in ")):
            yield f"- {statistic.name.removeprefix('items in ')}: {_number(statistic.old)} → {_number(statistic.new)}"


def _earlier(previous: Release) -> str:
    """Return the sections of the previous release; one with its size if it has no changelog."""
    path: Path = previous.folder / CHANGELOG
    if path.is_file():
        _, mark, sections = path.read_text(encoding="utf-8").partition("\n## ")
        return f"{mark.lstrip()}{sections}"
    rows = ", ".join(f"{name} {table['rows']:,}" for name, table in previous.manifest["tables"].items())
    return f"{_title(previous.manifest)}\n\nNo changelog was kept yet: {rows}.\n"


def _title(manifest: Mapping[str, Any]) -> str:
    return f"## {manifest['version']} ({manifest['created']})"


def _number(value: float | str | None) -> str:
    return "none" if value is None else f"{value:,}" if isinstance(value, (int, float)) else value
