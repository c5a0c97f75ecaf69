"""Fits the weights of `toolkit/normalisation/headline_weights.py` on texts whose headline is known.

usage: train_headlines.py FOLDER... --fold-weights FOLD_WEIGHTS [--folds 4] [--leave-out SET,...]

The folders are those of train_lines.py, FOLD_WEIGHTS the folder that `train_lines.py --fold-weights` wrote with as many
folds: each text is judged by a line model that has not seen its site. The model is a choice among the candidates
of a text. Prints the share of right choices on sites left out, the digests of data and
scripts, and the table.
"""

import argparse
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from data_digests import about
from line_gold import site_of, split_lines
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.normalise import fold_title
from toolkit.normalisation.headline_choice import find_candidates
from toolkit.normalisation.lines.line_classifier import BODY, CLASSES, HEADLINE, LineModel, run, unpack
from toolkit.normalisation.lines.line_features import describe

Array = NDArray[Any]

_PENALTY = 0.5
"""Of the squared weights: a rare sign stays near nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """The candidates of one text."""

    site: str
    signs: tuple[tuple[tuple[str, float], ...], ...]
    right: tuple[bool, ...]


def main() -> None:
    """Read the texts, check the model on sites left out, and print the weights of all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--fold-weights", type=Path, required=True)
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    parser.add_argument("--folds", type=int, default=4)
    arguments = parser.parse_args()
    left_out = arguments.leave_out.split(",")
    models = {
        fold: _load(path)
        for fold in range(arguments.folds)
        if (path := arguments.fold_weights / f"{fold}.npz").is_file()
    }
    pages = [page for folder in arguments.folders for page in read_pages(folder, models, arguments.folds, left_out)]
    names = sorted({name for page in pages for signs in page.signs for name, _ in signs})
    right = 0
    for fold in range(arguments.folds):
        outside = [zlib.crc32(f"headline{page.site}".encode()) % arguments.folds == fold for page in pages]
        weights = fit([page for page, out in zip(pages, outside, strict=True) if not out], names)
        right += sum(_is_right(page, weights, names) for page, out in zip(pages, outside, strict=True) if out)
    print(f"{len(pages)} texts, {right / len(pages):.3f} right on sites left out")
    print(json.dumps(about(arguments.folders), indent=4))
    for name, weight in zip(names, fit(pages, names), strict=True):
        print(f'    "{name}": {weight:.1f},')


def read_pages(folder: Path, models: Mapping[int, LineModel], folds: int, left_out: Collection[str]) -> Iterator[Page]:
    """Give every text with a known headline whose fold has weights."""
    for row in filter(None, (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")):
        gold = json.loads(row)
        model = models.get(zlib.crc32(site_of(gold).encode()) % folds)
        if model is None or gold["set"] in left_out or "headline" not in gold["fields"] or not gold["headline"]:
            continue
        for variant in ("light", "noisy"):
            path = folder / variant / f"{gold['id']}.txt"
            if path.is_file() and (lines := split_lines(path.read_text(encoding="utf-8"))):
                yield from _describe(gold, model, [text for text, _ in lines], [gap for _, gap in lines])


def fit(pages: Sequence[Page], names: Sequence[str]) -> Array:
    """Return the weights that make the right choices most probable."""
    seen = [_table(page, names) for page in pages if any(page.right)]
    rights = [np.array(page.right) for page in pages if any(page.right)]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = _PENALTY * float(weights @ weights), 2 * _PENALTY * weights
        for table, right in zip(seen, rights, strict=True):
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            shares = odds / odds.sum()
            good = max(float(shares[right].sum()), 1e-12)
            total -= float(np.log(good))
            slope = slope + table.T @ (shares - np.where(right, shares / good, 0))
        return total, slope

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x)


def _describe(gold: dict[str, Any], model: LineModel, lines: list[str], gaps: list[int]) -> Iterator[Page]:
    probabilities = run(model, describe(lines, gaps))
    best = probabilities.argmax(axis=1)
    first_body = int((best == BODY).argmax()) if (best == BODY).any() else len(lines)
    labels = [CLASSES[index] for index in best.tolist()]
    candidates = find_candidates(lines, probabilities[:, HEADLINE].tolist(), labels, first_body)
    title = fold_title(gold["headline"])
    if len(candidates) > 1:
        right = tuple(fold_title(lines[candidate.line]) == title for candidate in candidates)
        yield Page(site_of(gold), tuple(candidate.signs for candidate in candidates), right)


def _table(page: Page, names: Sequence[str]) -> Array:
    """Return what is seen of each candidate: shape (candidates, names)."""
    known = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(page.signs), len(names)))
    for row, signs in enumerate(page.signs):
        for name, value in signs:
            table[row, known[name]] = value
    return table


def _is_right(page: Page, weights: Array, names: Sequence[str]) -> bool:
    return page.right[int((_table(page, names) @ weights).argmax())]


def _load(path: Path) -> LineModel:
    with np.load(path, allow_pickle=False) as stored:
        return unpack({name: stored[name] for name in stored.files})


if __name__ == "__main__":
    main()
