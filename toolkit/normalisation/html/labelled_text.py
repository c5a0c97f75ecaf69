"""The main text of an HTML page by the labels of its visible lines: the run of lines that are most likely its body."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.lines.line import Line

_LEAST = 0.4
"""Probability of being body from which a line speaks for its run."""
_SURE = 0.5
"""Probability of being body from which a line of the run belongs to it."""
_UNSURE = 0.5
"""Most probable body that a line with another label can be."""
_CLEAR = 0.95
"""Mean probability, by their length, of the lines chosen, below which the page is not clear."""
_LINKED = 0.6
"""Share of a line's characters within links from which it leads elsewhere, and speaks against its run."""

_NEXT_PARAGRAPH = re.compile(r"\s*</p\s*>\s*<p(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_SECTION_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def labelled_text(markup: Markup, lines: Sequence[Line], is_sentence: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the paragraphs of the body, of the run of lines with the greatest sum of weights.

    Sentences in the paragraphs right behind it belong to it: a short last one looks like a line of a list.
    Empty where the labels leave doubt: then the markup has to tell what the body is.
    """
    links = link_ranges(markup)
    chances = [0.0 if leads_elsewhere((line.start, line.end), links) else body_chance(line) for line in lines]
    weights = [sqrt(line.end - line.start) * (chance - _LEAST) for line, chance in zip(lines, chances, strict=True)]
    run = range(*best_run(weights))
    kept = [number for number in run if lines[number].label == "body" and chances[number] >= _SURE]
    sizes = [len(lines[number].text) for number in kept]
    clear = sum(size * chances[number] for size, number in zip(sizes, kept, strict=True)) > _CLEAR * sum(sizes)
    if not clear:
        return ()
    body = set(kept)
    headings = _heading_starts(markup)
    subheads = (
        number
        for number in range(kept[0], kept[-1])
        if number + 1 in body and chances[number] > 0 and lines[number].start in headings
    )
    behind = _following(markup, lines, kept[-1], is_sentence)
    return tuple(lines[number].text for number in sorted(body.union(subheads, behind)))


def _following(markup: Markup, lines: Sequence[Line], last: int, is_sentence: Callable[[str], bool]) -> Iterator[int]:
    """Yield the numbers of the sentences in the paragraphs of the markup right behind a line."""
    for number in range(last + 1, len(lines)):
        begin, end = markup.raw_span(lines[number - 1].start, lines[number - 1].end)[1], lines[number].start
        between = markup.source[begin : markup.raw_span(end, end + 1)[0]]
        if _NEXT_PARAGRAPH.fullmatch(between) is None or not is_sentence(lines[number].text):
            return
        yield number


def _heading_starts(markup: Markup) -> frozenset[int]:
    """Return where in the visible text headings of sections may begin: at their tags, or a line break behind."""
    starts = [tag.shown for tag in markup.tags if tag.name in _SECTION_HEADINGS and not tag.closes]
    return frozenset([*starts, *(start + 1 for start in starts)])


def body_chance(line: Line) -> float:
    """Return how probable it is that a line is body."""
    return line.probability if line.label == "body" else min(_UNSURE, 1 - line.probability)


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """Return the range with the greatest sum, by Kadane's algorithm; an empty one where no weight is above zero."""
    best, chosen, total, start = 0.0, (0, 0), 0.0, 0
    for number, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if total > best:
            best, chosen = total, (start, number + 1)
    return chosen


def leads_elsewhere(span: tuple[int, int], links: Sequence[tuple[int, int]]) -> bool:
    """Return True if most of a range of the visible text is within links."""
    return _covered(span, links) > _LINKED * (span[1] - span[0])


def _covered(span: tuple[int, int], links: Sequence[tuple[int, int]]) -> int:
    """Return how many characters of a range are within links."""
    covered = 0
    for start, end in links[bisect_left(links, span[0], key=lambda link: link[1]) :]:
        if start >= span[1]:
            break
        covered += max(min(end, span[1]) - max(start, span[0]), 0)
    return covered


def link_ranges(markup: Markup) -> list[tuple[int, int]]:
    """Return the ranges of the visible text that are links, in order; one ends where the next begins."""
    links: list[tuple[int, int]] = []
    start: int | None = None
    for tag in markup.tags:
        if tag.name == "a":
            if start is not None and start < tag.shown:
                links.append((start, tag.shown))
            start = None if tag.closes else tag.shown
    return links
