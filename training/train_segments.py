"""Fits the decision trees that tell segments of the article from other text that looks like body.

usage: train_segments.py FOLDER... --fold-weights FOLD_WEIGHTS [--leave-out SET,...] [--weights segments.npz]

Each FOLDER holds `gold.jsonl` and the texts in `light/` and `noisy/`, as for `train_lines.py`, and FOLD_WEIGHTS is what
that script wrote with `--folds` and `--fold-weights`: every text is labelled by a line model that has not seen its
site. Prints body precision, recall and F1 without and with the trees, cross-validated by site; sets that are left out
are measured all the same. The same input gives the same bytes on the same versions of the libraries.
"""

import argparse
import json
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from data_digests import about
from line_gold import BODY, STANDFIRST, Example, read_examples
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from toolkit.normalisation.lines import label_lines, line_classifier
from toolkit.normalisation.lines.body_segments import (
    Segment,
    describe_segments,
    find_main,
    find_segments,
)
from toolkit.normalisation.lines.decision_trees import score, unpack_trees
from toolkit.normalisation.lines.line import Label
from toolkit.normalisation.lines.line_classifier import LineModel

Array = NDArray[Any]

_WORD = re.compile(r"[^\W\u3040-\ud7ff]+|[\u3040-\ud7ff]")

_LEAST_CHANCE = 0.4
"""Chance from which a segment is kept: a paragraph lost is worse than a teaser kept."""
_POINTS = 1000
"""Points of one unit of log odds."""
_TREES, _RATE, _LEAVES, _DEPTH, _LEAST_ROWS = 80, 0.1, 12, 5, 80
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="gold.jsonl with light/ and noisy/ beside it")
    parser.add_argument("--fold-weights", type=Path, required=True, help="folder of the line model of each fold")
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    parser.add_argument("--weights", type=Path, help="where to write the trees")
    arguments = parser.parse_args()
    left_out = arguments.leave_out.split(",")
    models = [_load(path) for path in sorted(arguments.fold_weights.glob("*.npz"))]
    pages = [page for folder in arguments.folders for page in read_pages(folder, left_out, models)]
    print(f"{len(pages)} texts, {sum(len(page.segments) for page in pages)} segments", flush=True)
    kept = [np.ones(len(page.segments), dtype=bool) for page in pages]
    report("without trees", pages, kept)
    for fold in range(len(models)):
        trees = unpack_trees(train([page for page in pages if page.fold != fold and page.learnt_from]))
        for index, page in enumerate(pages):
            if page.fold == fold and len(page.segments) > 1:
                kept[index] = np.array(score(trees, page.rows.tolist())) >= 0
                kept[index][page.main] = True
    report("with trees", pages, kept)
    if arguments.weights:
        arrays = train([page for page in pages if page.learnt_from])
        header = json.dumps(about(arguments.folders), sort_keys=True).encode()
        np.savez_compressed(arguments.weights, allow_pickle=False, about=np.frombuffer(header, np.uint8), **arrays)


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
            yield Page(example.variant, fold, learnt, words, gold, segments, chosen, rows)


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
    ):
        label_lines.label_texts([text])
    return asked[0] if asked and list(asked[0][1]) == list(example.lines) else None


def train(pages: Sequence[Page]) -> dict[str, Array]:
    """Return the arrays of trees that give points above zero to segments of the article."""
    several = [page for page in pages if len(page.segments) > 1]
    rows = np.concatenate([page.rows for page in several])
    shares = np.concatenate([page.shares for page in several])
    weights = np.concatenate([page.weights for page in several])
    model = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        max_depth=_DEPTH,
        min_samples_leaf=_LEAST_ROWS,
        l2_regularization=5,
        max_features=0.5,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows, shares > 1 / 2, sample_weight=weights * 20)
    return _pack(model)


def _pack(model: HistGradientBoostingClassifier) -> dict[str, Array]:
    """Return the nodes of all trees in arrays, as `decision_trees.py` reads them."""
    parts: dict[str, list[Array]] = {name: [] for name in ("column", "threshold", "low", "high", "points")}
    roots, total = [], 0
    for (tree,) in model._predictors:  # noqa: SLF001  # there is no other way to the trees
        nodes = tree.nodes
        own = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(total)
        parts["column"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, 0.0, nodes["num_threshold"]))
        parts["low"].append(np.where(leaf, own, nodes["left"].astype(int)) + total)
        parts["high"].append(np.where(leaf, own, nodes["right"].astype(int)) + total)
        parts["points"].append(np.where(leaf, np.rint(nodes["value"] * _POINTS), 0).astype(np.int16))
        total += len(nodes)
    base = float(model._baseline_prediction.item()) - np.log(_LEAST_CHANCE / (1 - _LEAST_CHANCE))  # noqa: SLF001
    arrays = {name: np.concatenate(values) for name, values in parts.items()}
    for name in ("column", "low", "high"):
        arrays[name] = arrays[name].astype(np.int16)
    return {
        **arrays,
        "roots": np.array(roots, dtype=np.int16),
        "depth": np.array(_DEPTH),
        "base": np.array(round(base * _POINTS)),
    }


def report(name: str, pages: Sequence[Page], kept: Sequence[Array]) -> None:
    """Print precision, recall and F1 of body by words, of sets that are learnt from and of those that are not."""
    for variant in ("light", "noisy"):
        for learnt in (True, False):
            figures = np.array(
                [
                    _precision_recall(page, chosen)
                    for page, chosen in zip(pages, kept, strict=True)
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


def _precision_recall(page: Page, kept: Array) -> tuple[float, float]:
    """Return the share of the body that is right, and of the gold body that is there."""
    body = np.zeros(len(page.words), dtype=bool)
    for (start, end), stays in zip(page.segments, kept, strict=True):
        body[start:end] = stays
    body &= page.gold != STANDFIRST
    right = page.words[body & (page.gold == BODY)].sum()
    return right / max(page.words[body].sum(), 1), right / max(page.words[page.gold == BODY].sum(), 1)


def _load(path: Path) -> LineModel:
    """Read the line model of one fold."""
    with np.load(path, allow_pickle=False) as stored:
        return line_classifier.unpack({name: stored[name] for name in stored.files})


if __name__ == "__main__":
    main()
