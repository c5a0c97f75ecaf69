"""Which run of a page's extracted paragraphs is its article; lists of links and teasers at either end are not."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from math import sqrt

from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.labelled_text import best_run, body_chance, leads_elsewhere, link_ranges
from toolkit.normalisation.html.page_body import Passage, is_plain, is_sentence
from toolkit.normalisation.lines.line import Line

_LEAST = 0.2
"""Probability of being body from which a paragraph speaks for its run; chosen on one half of the sites of a test."""
_PROSE = 120
"""Characters from which a paragraph is running text, not a title of a list."""
_MOST_OTHERS = 2
"""Paragraphs of an article, subheads for instance, that may be no whole sentences without the page being looked at."""
_SENTENCE = 0.01
"""The least that a sentence outside links speaks for its run."""


def body_range(markup: Markup, passages: Sequence[Passage], labelled: Callable[[], Sequence[Line]]) -> tuple[int, int]:
    """Return the number of the first paragraph of the article and of the one behind its last.

    `labelled` labels the lines of the visible text; it is asked only where some paragraph may be none. The run with
    the greatest sum of weights is chosen, so that subheads within an article stay, and sidebars
    behind it go, whatever their length. A paragraph that is not shown has no weight. Nothing is cut where more
    running text would go than stay: then the labels are wrong, not the main text.
    """
    spans = [_span(passage) for passage in passages]
    links = link_ranges(markup)
    if _is_article(passages, spans, links):
        return 0, len(passages)
    lines = labelled()
    weights = [
        _weight(span, lines, links, passage.text) if span else 0.0
        for span, passage in zip(spans, passages, strict=True)
    ]
    chosen = best_run(weights)
    chosen = chosen if chosen[0] < chosen[1] else (0, len(weights))
    prose = [len(passage.text) if len(passage.text) >= _PROSE else 0 for passage in passages]
    kept = sum(prose[chosen[0] : chosen[1]])
    return chosen if sum(prose) - kept <= kept else (0, len(passages))


def _span(passage: Passage) -> tuple[int, int] | None:
    return None if passage.start is None or passage.end is None else (passage.start, passage.end)


def _is_article(
    passages: Sequence[Passage], spans: Sequence[tuple[int, int] | None], links: Sequence[tuple[int, int]]
) -> bool:
    """Return True if both ends and nearly all paragraphs are whole sentences and none is a link.

    The page need not be looked at then.
    """
    others = sum(not is_plain(passage.text) for passage in passages)
    if others > _MOST_OTHERS or not all(is_plain(passage.text) for passage in (*passages[:1], *passages[-1:])):
        return False
    return not any(span and leads_elsewhere(span, links) for span in spans)


def _weight(span: tuple[int, int], lines: Sequence[Line], links: Sequence[tuple[int, int]], text: str) -> float:
    """Return how much a paragraph speaks for its run; long ones say more, and a sentence never speaks against it."""
    size = span[1] - span[0]
    share = _body_share(span, lines) - _LEAST
    if leads_elsewhere(span, links):
        share = min(share, -_LEAST)
    elif is_sentence(text):
        share = max(share, _SENTENCE)
    return sqrt(size) * share


def _body_share(span: tuple[int, int], lines: Sequence[Line]) -> float:
    """Return the mean probability of the lines that print a range, by their length."""
    first = bisect_left(lines, span[0], key=lambda line: line.end)
    size = total = 0.0
    for line in lines[first:]:
        if line.start >= span[1]:
            break
        common = min(line.end, span[1]) - max(line.start, span[0])
        if common > 0:
            size += common
            total += common * body_chance(line)
    return total / size if size else _LEAST
