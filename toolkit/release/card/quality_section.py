"""The section of the dataset card that tells how right the release is, where gold answers were given."""

from collections.abc import Mapping
from typing import Any

MEANINGS = {
    "headline": "articles with the right headline",
    "date": "articles with the right publication date, as precise as it is printed",
    "source": "articles with the right outlet",
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
    )


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
