"""Accuracy as it was measured: written by benchmarks/record.py, shown in the README and in dataset cards."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure, in per cent."""

    subject: str
    data: str
    """The gold data, the mode, and its size."""
    figure: str
    value: float
    date: str
    """Day of the measurement, ISO 8601."""


@cache
def measured() -> tuple[Figure, ...]:
    """Return every figure that was recorded for this version of the toolkit."""
    rows = json.loads(files("toolkit.release.card").joinpath("benchmark_figures.json").read_text(encoding="utf-8"))
    return tuple(Figure(**row) for row in rows)


def figure_table(figures: Iterable[Figure] | None = None) -> str:
    """Return figures, all that were recorded when none are given, as a table: one row for each set of gold data."""
    rows: dict[tuple[str, str], list[Figure]] = {}
    for figure in measured() if figures is None else figures:
        rows.setdefault((figure.subject, figure.data), []).append(figure)
    lines = ["| what | measured on | figures, in per cent | day |", "|---|---|---|---|"]
    for (subject, data), row_figures in rows.items():
        values = ", ".join(f"{figure.figure} {figure.value:.1f}" for figure in row_figures)
        lines.append(f"| {subject} | {data} | {values} | {max(figure.date for figure in row_figures)} |")
    return "\n".join(lines)
