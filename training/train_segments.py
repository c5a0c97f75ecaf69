"""Fits the decision trees that tell segments of the article from other text that looks like body.

usage: train_segments.py FOLDER... --fold-weights FOLD_WEIGHTS [--leave-out SET,...] [--weights segments.npz]

Each FOLDER holds `gold.jsonl` and the texts in `light/` and `noisy/`, as for `train_lines.py`, and FOLD_WEIGHTS is what
that script wrote with `--folds` and `--fold-weights`: every text is labelled by a line model that has not seen its
site. Prints body precision, recall and F1 without and with the trees, cross-validated by site; sets that are left out
are measured all the same. The same input gives the same bytes on the same versions of the libraries.
"""

import argparse
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from boosted_trees import Shape, fit_trees, save_trees
from line_gold import BODY, STANDFIRST, Example, read_examples
from numpy.typing import NDArray

from toolkit.normalisation.lines import label_lines, line_classifier
from toolkit.normalisation.lines.body_segments import describe_segments
from toolkit.normalisation.lines.decision_trees import score, unpack_trees
from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.line_classifier import LineModel
from toolkit.normalisation.lines.segments import Segment, find_main, find_segments

Array = NDArray[Any]

_WORD = re.compile(r"[^\W\u3040-\ud7ff]+|[\u3040-\ud7ff]")

_SHAPE = Shape(150, 0.06, 6)
_LEAST_CHANCE = 0.4
"""Chance from which a segment is kept: a paragraph lost is worse than a teaser kept."""
_MOST_WEIGHT, _FEWEST_WORDS = 1.5, 30
"""A segment weighs as much as its share of the gold body, but not more than this; shorter bodies count as longer."""


@dataclass(frozen=True, slots=True)
class Page:
    """The segments of one text, and what they should have been."""

    variant: str
    fold: int
    learnt_from: bool
    words: Array
    gold: Array
    """Labels of the lines."""
    segments: list[Segment]
    main: int
    rows: Array
    """Signs of the segments."""
    classes: Sequence[Label | None]
    """What the line model and the rules before the trees make of the lines."""
    lines: Sequence[str]
    chances: Sequence[float]

    @property
    def shares(self) -> Array:
        """How much of each segment is of the gold body."""
        belongs = self.words * np.isin(self.gold, (BODY, STANDFIRST))
        shares = [belongs[start:end].sum() / self.words[start:end].sum() for start, end in self.segments]
        return np.array(shares)

    @property
    def weights(self) -> Array:
        """How much the body depends on each segment."""
        sizes = np.array([self.words[start:end].sum() for start, end in self.segments])
        body = max(self.words[self.gold == BODY].sum(), _FEWEST_WORDS)
        limited: Array = np.minimum(sizes / body, _MOST_WEIGHT) * np.abs(2 * self.shares - 1)
        return limited


def main() -> None:
    """Read the arguments; cross-validate, and train."""
    arguments, pages, folds = read_arguments(__doc__)
    print(f"{len(pages)} texts, {sum(len(page.segments) for page in pages)} segments", flush=True)
    report("without trees", pages, [page.classes for page in pages])
    report("with trees", pages, cross_validate(pages, folds))
    if arguments.weights:
        save_trees(arguments.weights, train([page for page in pages if page.learnt_from]), arguments.folders)


def read_arguments(description: str | None) -> tuple[argparse.Namespace, list[Page], int]:
    """Return the arguments of the command line, the texts of its folders and the number of folds."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="gold.jsonl with light/ and noisy/ beside it")
    parser.add_argument("--fold-weights", type=Path, required=True, help="folder of the line model of each fold")
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    parser.add_argument("--weights", type=Path, help="where to write the trees")
    arguments = parser.parse_args()
    left_out = arguments.leave_out.split(",")
    models = load_models(arguments.fold_weights)
    pages = [page for folder in arguments.folders for page in read_pages(folder, left_out, models)]
    return arguments, pages, len(models)


def read_pages(folder: Path, left_out: Collection[str], models: Sequence[LineModel]) -> Iterator[Page]:
    """Give the segments that the line model of other sites leaves in every text."""
    learnt_from = {example.identity for example in read_examples(folder, left_out)}
    for example in read_examples(folder):
        fold = zlib.crc32(example.site.encode()) % len(models)
        labelled = _label(example, models[fold])
        if labelled is None:
            continue
        classes, lines, chances = labelled
        if segments := find_segments(classes):
            chosen = find_main(segments, lines)
            rows = np.array(describe_segments(segments, chosen, lines, classes, chances))
            words = np.array([len(_WORD.findall(line)) or 1 for line in lines])
            gold, learnt = np.array(example.labels), example.identity in learnt_from
            yield Page(example.variant, fold, learnt, words, gold, segments, chosen, rows, classes, lines, chances)


def _label(example: Example, model: LineModel) -> tuple[list[Label | None], Sequence[str], Sequence[float]] | None:
    """Return what the choice of segments is asked about a text; null if its lines are not those of the example."""
    asked: list[tuple[list[Label | None], Sequence[str], Sequence[float]]] = []

    def record(classes: list[Label | None], lines: Sequence[str], chances: Sequence[float]) -> list[Label | None]:
        asked.append((list(classes), lines, chances))
        return classes

    text = "".join("\n" * gap + line for gap, line in zip(example.gaps, example.lines, strict=True))
    with (
        patch.object(line_classifier, "predict", lambda description: line_classifier.run(model, description)),
        patch.object(label_lines, "choose_segments", record),
        patch.object(label_lines, "fill_gaps", lambda classes, *_: classes),
    ):
        label_lines.label_texts([text])
    return asked[0] if asked and list(asked[0][1]) == list(example.lines) else None


def cross_validate(pages: Sequence[Page], folds: int) -> list[list[Label | None]]:
    """Return the classes of every text without the segments that trees of other sites drop."""
    chosen = [list(page.classes) for page in pages]
    for fold in range(folds):
        trees = unpack_trees(train([page for page in pages if page.fold != fold and page.learnt_from]))
        for page, classes in zip(pages, chosen, strict=True):
            if page.fold == fold and len(page.segments) > 1:
                for index, ((start, end), points) in enumerate(
                    zip(page.segments, score(trees, page.rows.tolist()), strict=True)
                ):
                    if points < 0 and index != page.main:
                        classes[start:end] = [None] * (end - start)
    return chosen


def train(pages: Sequence[Page]) -> dict[str, Array]:
    """Return the arrays of trees that give points above zero to segments of the article."""
    several = [page for page in pages if len(page.segments) > 1]
    shares = np.concatenate([page.shares for page in several])
    weights = np.concatenate([page.weights for page in several])
    return fit_trees(
        np.concatenate([page.rows for page in several]), shares > 1 / 2, weights * 20, _SHAPE, _LEAST_CHANCE
    )


def report(name: str, pages: Sequence[Page], classes: Sequence[Sequence[Label | None]]) -> None:
    """Print precision, recall and F1 of body by words, of sets that are learnt from and of those that are not."""
    for variant in ("light", "noisy"):
        for learnt in (True, False):
            figures = np.array(
                [
                    _precision_recall(page, labels)
                    for page, labels in zip(pages, classes, strict=True)
                    if page.variant == variant and page.learnt_from == learnt
                ]
            )
            if not len(figures):
                continue
            precision, recall = figures.mean(axis=0)
            value = 2 * precision * recall / (precision + recall)
            sets = "sets learnt from" if learnt else "sets left out"
            print(
                f"{name}, {variant}, {sets}: {precision:.3f} / {recall:.3f} / {value:.3f}, {len(figures)}", flush=True
            )


def _precision_recall(page: Page, classes: Sequence[Label | None]) -> tuple[float, float]:
    """Return the share of the body that is right, and of the gold body that is there."""
    body = np.array([label == "body" for label in classes]) & (page.gold != STANDFIRST)
    right = page.words[body & (page.gold == BODY)].sum()
    return right / max(page.words[body].sum(), 1), right / max(page.words[page.gold == BODY].sum(), 1)


def load_models(folder: Path) -> list[LineModel]:
    """Read the line model of each fold."""
    return [_load(path) for path in sorted(folder.glob("*.npz"))]


def _load(path: Path) -> LineModel:
    """Read the line model of one fold."""
    with np.load(path, allow_pickle=False) as stored:
        return line_classifier.unpack({name: stored[name] for name in stored.files})


if __name__ == "__main__":
    main()
