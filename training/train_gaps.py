"""Fits the decision trees that put lines of the article back into its body.

usage: train_gaps.py FOLDER... --fold-weights FOLD_WEIGHTS [--leave-out SET,...] [--weights gaps.npz]

The arguments are those of `train_segments.py`; the segments of every text are chosen by trees that have not seen its
site. Prints body precision, recall and F1 without and with the trees, cross-validated by site. The same input gives the
same bytes on the same versions of the libraries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from boosted_trees import Array, Shape, fit_trees, save_trees
from line_gold import BODY, STANDFIRST
from train_segments import Page, cross_validate, read_arguments, report

from toolkit.normalisation.lines.decision_trees import score, unpack_trees
from toolkit.normalisation.lines.gap_lines import describe_lines, find_candidates
from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.segments import find_segments, measure_text

_SHAPE = Shape(80, 0.1, 5)
_LEAST_CHANCE = 0.5
_FEWEST_WORDS = 30
"""Shorter bodies count as longer."""
_MOST_WEIGHT, _LEAST_WEIGHT = 1.5, 0.05
"""A line weighs as much as its share of the gold body, but not more, and a little whatever its length."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The lines of one text that may be put back, and what they are."""

    page: Page
    classes: list[Label | None]
    """Without the segments that are dropped."""
    candidates: list[int]
    rows: Array
    """Signs of the candidates."""

    @property
    def labels(self) -> Array:
        """Whether each candidate is of the gold body."""
        return np.equal(self.page.gold[self.candidates], BODY)

    @property
    def weights(self) -> Array:
        """How much the body depends on each candidate; where the gold is a standfirst, both labels are right."""
        words = self.page.words
        shares = words[self.candidates] / max(words[self.page.gold == BODY].sum(), _FEWEST_WORDS)
        limited: Array = np.minimum(shares, _MOST_WEIGHT) + _LEAST_WEIGHT
        return limited * (self.page.gold[self.candidates] != STANDFIRST)


def main() -> None:
    """Read the arguments; cross-validate, and train."""
    arguments, pages, folds = read_arguments(__doc__)
    chosen = cross_validate(pages, folds)
    texts = [read_gaps(page, classes) for page, classes in zip(pages, chosen, strict=True)]
    print(f"{len(texts)} texts, {sum(len(text.candidates) for text in texts)} lines in gaps", flush=True)
    report("without trees", pages, chosen)
    filled = [list(classes) for classes in chosen]
    for fold in range(folds):
        trees = unpack_trees(train([text for text in texts if text.page.fold != fold]))
        for text, classes in zip(texts, filled, strict=True):
            if text.page.fold == fold and text.candidates:
                for index, points in zip(text.candidates, score(trees, text.rows.tolist()), strict=True):
                    classes[index] = "body" if points >= 0 else classes[index]
    report("with trees", pages, filled)
    if arguments.weights:
        save_trees(arguments.weights, train(texts), arguments.folders)


def read_gaps(page: Page, classes: list[Label | None]) -> Gaps:
    """Return the lines of a text that may be put back."""
    segments = find_segments(classes)
    candidates = find_candidates(segments, classes)
    rows = describe_lines(candidates, segments, measure_text(page.lines, classes, page.chances)) if candidates else []
    return Gaps(page, classes, [index for index, _ in candidates], np.array(rows))


def train(texts: Sequence[Gaps]) -> dict[str, Array]:
    """Return the arrays of trees that give points above zero to lines of the article."""
    learnt = [text for text in texts if text.page.learnt_from and text.candidates]
    rows, labels, weights = (
        np.concatenate(parts)
        for parts in zip(*((text.rows, text.labels, text.weights) for text in learnt), strict=True)
    )
    return fit_trees(rows, labels, weights * 10, _SHAPE, _LEAST_CHANCE)


if __name__ == "__main__":
    main()
