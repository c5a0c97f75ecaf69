"""The section of the dataset card that tells how right the release is, where gold answers were given."""

from collections.abc import Mapping, Sequence
from typing import Any

MEANINGS = {
    "headline": "articles with the right headline",
    "date": "articles with the right publication date, as precise as it is printed",
    "source": "articles with the right outlet",
    "language": "articles with the right language",
    "authors": "names in bylines",
    "body": "words of the body",
    "quotes": "quotes, with the right words",
    "speakers": "speakers of the quotes that were found",
    "entities": "named mentions, with the right type",
}
"""What each figure is of."""


def measured_section(manifest: Mapping[str, Any]) -> str:
    """Return the section as Markdown, empty where nothing was measured."""
    quality = manifest.get("quality")
    if not quality:
        return ""
    rows = [
        f"| {MEANINGS.get(name, name)} | {_figures(score)} | {score['wanted']:,} |"
        for name, score in quality["scores"].items()
        if score["f1"] is not None
    ]
    compared = (
        f"Compared with {quality['articles']:,} articles whose answers were written by people; "
        f"{quality['missing']:,} of them are missing here and count as wrong."
    )
    unwanted = (
        f" Of {quality['refused']:,} documents that are no articles, {quality['wrongly_published']:,} were published."
        if quality["refused"]
        else ""
    )
    return "\n".join(
        [
            "## Measured quality",
            "",
            f"{compared}{unwanted}",
            "",
            "| of | F1 | 95 % interval | precision | recall | answers |",
            "|---|---:|---|---:|---:|---:|",
            *rows,
            "",
            "",
        ]
    ) + _reliability_part(quality.get("reliability") or {})


def _reliability_part(curves: Mapping[str, Any]) -> str:
    """Return the reliability curves as Markdown, one a row; empty where no confidence was judged."""
    if not curves:
        return ""
    rows = [
        f"| {name} | {' | '.join(_right_within(curve['bands'], low, high) for low, high in _COLUMNS)} "
        f"| {curve['error']:.3f} | {curve['answers']:,} |"
        for name, curve in curves.items()
    ]
    columns = " | ".join(f"{low:.0%} to {high:.0%}" for low, high in _COLUMNS)
    explained = (
        "How often a value is right whose confidence lies in a band, with the number of such values; the calibration "
        "error is the expected distance of confidence and share (ECE, ten bands). Right is a field as a whole, a quote "
        "with its speaker, an entity with its type. `toolkit.load(min_confidence=…)` leaves out what is less sure."
    )
    head = f"| confidence of | {columns} | calibration error | values |"
    line = f"|---|{'---:|' * (len(_COLUMNS) + 2)}"
    return "\n".join(["### Reliability of the confidence", "", explained, "", head, line, *rows, "", ""])


_COLUMNS = ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))
"""Bands of the card; the lower ones are one, since hardly any value is as unsure."""


def _right_within(bands: Sequence[Mapping[str, Any]], low: float, high: float) -> str:
    """Return the share that is right and the number of values between two bounds."""
    inside = [band for band in bands if low <= band["low"] < high]
    answers = sum(band["answers"] for band in inside)
    if not answers:
        return "–"
    right = sum(band["right"] * band["answers"] for band in inside) / answers
    return f"{right:.0%} of {answers:,}"


def gates_section(manifest: Mapping[str, Any]) -> str:
    """Return the section on the gates that were asked as Markdown, empty where none was."""
    gates = manifest.get("gates")
    if not gates:
        return ""
    rows = [
        f"| `{gate['gate']}` | {gate['limit']:g} | {gate['message']} | {'passed' if gate['passed'] else '**failed**'} |"
        for gate in gates
    ]
    head = ["## Gates", "", "Limits that this release had to keep before it got its name.", ""]
    return "\n".join([*head, "| gate | limit | measured | |", "|---|---:|---|---|", *rows, "", ""])


def _figures(score: Mapping[str, Any]) -> str:
    interval = f"{_percent(score['low'])} to {_percent(score['high'])}"
    return " | ".join([_percent(score["f1"]), interval, _percent(score["precision"]), _percent(score["recall"])])


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
