"""Brings what a container states about an article together with the lines of its text."""

from collections.abc import Mapping, Sequence

from toolkit.normalisation.lines.line import Label, Line
from toolkit.normalisation.lines.sentence_lines import is_sentence, reports
from toolkit.normalisation.text_cleaning import clean

_PROSE = 60
"""Characters from which a line that ends as a sentence is no second headline."""


def stated_text(given: Mapping[str, object], name: str) -> str | None:
    """Return a field that the container states as text, cleaned; null when it is absent or blank."""
    value = given.get(name)
    if not isinstance(value, str):
        return None
    return clean(value).text.strip() or None


def label_given(lines: Sequence[Line], given: Mapping[str, object]) -> tuple[Line, ...]:
    """Return the lines with the labels that the stated fields prove.

    A line that repeats the stated headline or standfirst is that field. Where a body is stated, a line is
    body exactly when the stated body has it. Where only a headline is stated, a sentence that was taken for the
    headline opens the body.
    """
    if not given:
        return tuple(lines)
    proved: dict[str, Label] = {}
    settled: set[Label] = set()
    if body := stated_text(given, "body"):
        proved |= dict.fromkeys((line.strip() for line in body.split("\n")), "body")
        settled.add("body")
    stated: tuple[Label, ...] = ("standfirst", "headline")
    for name in stated:
        if value := stated_text(given, name):
            proved[value] = name
            settled.add(name)
    return tuple(_relabel(line, proved.get(line.text), settled) for line in lines)


def _relabel(line: Line, proved: Label | None, settled: set[Label]) -> Line:
    """Give a line its proved label, and take a label away that only proved lines may have."""
    if proved is not None:
        return line._replace(label=proved, probability=1.0)
    if line.label == "headline" and "headline" in settled and "body" not in settled and _is_prose(line.whole):
        return line._replace(label="body")
    return line._replace(label="related") if line.label in settled else line


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and is_sentence(text) and reports(text)
