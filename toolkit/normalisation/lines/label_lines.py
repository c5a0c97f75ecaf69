"""Gives every line of a text its label."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, starmap
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from toolkit.normalisation.headline_choice import choose_headline
from toolkit.normalisation.lines.article_end import end_article
from toolkit.normalisation.lines.body_segments import choose_segments
from toolkit.normalisation.lines.boilerplate_rules import certain_label, name_line, name_signature
from toolkit.normalisation.lines.doubtful_lines import settle_doubtful
from toolkit.normalisation.lines.gap_lines import fill_gaps
from toolkit.normalisation.lines.line import Label, Line
from toolkit.normalisation.lines.page_labels import label_of_page
from toolkit.normalisation.lines.unwrap_lines import find_joints, group_lines, join_lines

if TYPE_CHECKING:
    from toolkit.normalisation.lines.line_features import Floats

_END_MARK = re.compile(
    r"(?<=[.!?…。！？\"”’»」』])\s*(?:Enditem|Endtext|(?-i:END|Item ends)|[(（](?:END|完)[)）])$",
    re.IGNORECASE | re.MULTILINE,
)
"""Marks of agencies behind the last sentence of a story; they are no part of its last line."""


_HALF = 0.5


class Printed(NamedTuple):
    """The lines of a text that are not blank, column by column."""

    starts: list[int]
    """Offset of each in the text."""
    lines: list[str]
    """Without blanks around them."""
    gaps: list[int]
    """Line breaks before each."""
    indents: list[int]
    """Blanks before each on its line."""


class _Page(NamedTuple):
    """One text as the line model sees it."""

    printed: Printed
    groups: list[tuple[int, int]]
    """Ranges of lines that are judged as one."""
    whole: list[str]
    """The joined lines of each range."""
    gaps: list[int]
    """Line breaks before each range."""


def label_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a cleaned text that are not blank, in order, each with its most probable label.

    Printed lines that a column width has broken are one line.
    """
    return label_texts((text,))[0]


def label_texts(texts: Sequence[str]) -> list[tuple[Line, ...]]:
    """Return the lines of each of several texts: the same as one by one, in half of the time."""
    pages = [_read_page(text) for text in texts]
    shown = [page for page in pages if page.whole]
    if not shown:
        return [() for _ in pages]
    from toolkit.normalisation.lines.line_classifier import BODY, CLASSES, HEADLINE, predict
    from toolkit.normalisation.lines.line_features import describe

    whole = list(chain.from_iterable(page.whole for page in shown))
    gaps = list(chain.from_iterable(page.gaps for page in shown))
    probabilities = predict(describe(whole, gaps, [len(page.whole) for page in shown]))
    classes = [CLASSES[index] for index in probabilities.argmax(axis=1).tolist()]
    certain = probabilities.max(axis=1).tolist()
    bodies, headlines = probabilities[:, BODY].tolist(), probabilities[:, HEADLINE].tolist()
    labelled, end = [], 0
    for text, page in zip(texts, pages, strict=True):
        start, end = end, end + len(page.whole)
        settled = _settle_head(classes[start:end], probabilities[start:end])
        settled = settle_doubtful(settled, bodies[start:end], page.whole)
        _settle_headline(settled, page.whole, headlines[start:end])
        labels = _name(settled, page.whole, bodies[start:end])
        labelled.append(_as_lines(page, text, labels, certain[start:end]))
    return labelled


def _settle_head(classes: list[Label | None], probabilities: "Floats") -> list[Label | None]:
    """Return the classes; between headline and body a line is in no field only if that is likelier than in any."""
    from toolkit.normalisation.lines.line_classifier import CLASSES

    if "headline" not in classes or "body" not in classes:
        return classes
    for index in range(classes.index("headline") + 1, classes.index("body")):
        if classes[index] is None and probabilities[index].max() < _HALF:
            ranked = sorted(range(len(CLASSES)), key=lambda number: -probabilities[index, number])
            classes[index] = next(CLASSES[number] for number in ranked if CLASSES[number] not in (None, "headline"))
    return classes


def split_lines(text: str) -> Printed:
    """Return the lines of a text that are not blank."""
    raw = text.split("\n")
    bare = list(map(str.strip, raw))
    if _may_have_end_mark(text):
        bare = [_END_MARK.sub("", line) for line in bare]
    numbers = [number for number, line in enumerate(bare) if line]
    offsets = list(accumulate([len(line) + 1 for line in raw], initial=0))
    lines = [bare[number] for number in numbers]
    gaps = list(map(sub, numbers, [-1, *numbers]))
    starts = [offsets[number] for number in numbers]
    if raw == bare:
        return Printed(starts, lines, gaps, [0] * len(lines))
    indents = [raw[number].index(line[0]) for number, line in zip(numbers, lines, strict=True)]
    return Printed(list(map(add, starts, indents)), lines, gaps, indents)


def _may_have_end_mark(text: str) -> bool:
    """Return False for nearly all texts without one, much sooner than the pattern does."""
    if "END" in text or "Item ends" in text or "完" in text or "（" in text:
        return True
    small = text.encode("ascii", "ignore").lower()
    return b"enditem" in small or b"endtext" in small or b"(end" in small


def _read_page(text: str) -> _Page:
    """Split a text and join what was broken."""
    printed = split_lines(text)
    joints = find_joints(printed.lines, printed.gaps, printed.indents)
    groups = group_lines(joints)
    if len(groups) == len(printed.lines):
        return _Page(printed, groups, printed.lines, printed.gaps)
    whole = [join_lines(printed.lines[start:end], joints[start:end]) for start, end in groups]
    return _Page(printed, groups, whole, [printed.gaps[start] for start, _ in groups])


def _as_lines(page: _Page, text: str, labels: Sequence[Label], certain: Sequence[float]) -> tuple[Line, ...]:
    """Return the lines of a page with their labels, and how sure the model is of each."""
    starts, lines = page.printed.starts, page.printed.lines
    if len(page.groups) == len(lines):
        ends = map(add, starts, map(len, lines))
        return tuple(starmap(Line, zip(starts, ends, lines, labels, certain, strict=True)))
    labelled: list[Line] = []
    for (first, following), whole, label, chance in zip(page.groups, page.whole, labels, certain, strict=True):
        start, end = starts[first], starts[following - 1] + len(lines[following - 1])
        if following - first == 1:
            labelled.append(Line(start, end, whole, label, chance))
        else:
            labelled.append(Line(start, end, text[start:end].replace("\n", " "), label, chance, whole))
    return tuple(labelled)


def _settle_headline(classes: list[Label | None], lines: Sequence[str], chances: Sequence[float]) -> None:
    """Leave the label headline to one text: the best of the likely ones, wherever it is printed."""
    first_body = classes.index("body") if "body" in classes else len(classes)
    chosen = choose_headline(lines, chances, classes, first_body)
    for index in [index for index, label in enumerate(classes) if label == "headline"]:
        if chosen is None or lines[index] != lines[chosen]:
            classes[index] = None
    if chosen is not None:
        classes[chosen] = "headline"


def _name(classes: Sequence[Label | None], lines: Sequence[str], chances: Sequence[float]) -> list[Label]:
    """Return the labels, the lines outside the fields named by what they say and where they are.

    `chances` are those to be body.
    """
    classes = [
        (certain_label(line) or label_of_page(line) or label) if label == "body" else label
        for label, line in zip(classes, lines, strict=True)
    ]
    classes = choose_segments(end_article(classes, lines), lines, chances)
    classes = fill_gaps(classes, lines, chances)
    body = [index for index, label in enumerate(classes) if label == "body"]
    first, last = (body[0], body[-1]) if body else (len(classes), -1)
    headline = classes.index("headline") if "headline" in classes else len(classes)
    labels = [
        label or name_line(line, before_body=index < first, after_headline=index > headline, after_body=index > last)
        for index, (label, line) in enumerate(zip(classes, lines, strict=True))
    ]
    for index, label in name_signature(labels, lines).items():
        labels[index] = label
    return labels
