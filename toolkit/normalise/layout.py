"""Gives every line of a text its label."""

from collections.abc import Iterator, Sequence

from toolkit.normalise.columns import group_lines, join_lines
from toolkit.normalise.headline import choose_headline
from toolkit.normalise.line_reasons import is_note, name_line, name_signature
from toolkit.normalise.lines import Label, Line


def label_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a cleaned text that are not blank, in order, each with its most probable label.

    Lines that a column width has broken are judged together and bear one label.
    """
    spans = list(split_lines(text))
    if not spans:
        return ()
    from toolkit.normalise.line_features import describe
    from toolkit.normalise.line_model import CLASSES, HEADLINE, predict

    starts, lines, gaps, indents = zip(*spans, strict=True)
    groups = group_lines(lines, gaps, indents)
    whole = [join_lines(lines[start:end]) for start, end in groups]
    probabilities = predict(describe(whole, [gaps[start] for start, _ in groups]))
    found = [CLASSES[index] for index in probabilities.argmax(axis=1).tolist()]
    _settle_headline(found, whole, probabilities[:, HEADLINE].tolist())
    labels = _name(found, whole)
    certain = probabilities.max(axis=1).tolist()
    return tuple(
        [
            Line._make((starts[index], starts[index] + len(lines[index]), lines[index], label, probability))
            for (start, end), label, probability in zip(groups, labels, certain, strict=True)
            for index in range(start, end)
        ]
    )


def split_lines(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Give the lines that are not blank: start, text without blanks around it, line breaks before it, indent."""
    position, gap = 0, 1
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            indent = 0 if line[0] == stripped[0] else line.index(stripped[0])
            yield position + indent, stripped, gap, indent
            gap = 1
        else:
            gap += 1
        position += len(line) + 1


def _settle_headline(found: list[Label | None], lines: Sequence[str], chances: Sequence[float]) -> None:
    """Leave the label headline to one text: the best of the likely ones, wherever it is printed."""
    first_body = found.index("body") if "body" in found else len(found)
    chosen = choose_headline(lines, chances, first_body)
    for index, label in enumerate(found):
        if label == "headline" and (chosen is None or lines[index] != lines[chosen]):
            found[index] = None
    if chosen is not None:
        found[chosen] = "headline"


def _name(found: Sequence[Label | None], lines: Sequence[str]) -> list[Label]:
    """Return the labels, the lines outside the fields named by what they say and where they stand."""
    found = ["note" if label == "body" and is_note(line) else label for label, line in zip(found, lines, strict=True)]
    body = [index for index, label in enumerate(found) if label == "body"]
    first, last = (body[0], body[-1]) if body else (len(found), -1)
    headline = found.index("headline") if "headline" in found else len(found)
    labels = [
        label or name_line(line, before_body=index < first, after_headline=index > headline, after_body=index > last)
        for index, (label, line) in enumerate(zip(found, lines, strict=True))
    ]
    for index, label in name_signature(labels, lines).items():
        labels[index] = label
    return labels
