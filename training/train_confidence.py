"""Fits the weights of the confidence of fields on texts and pages whose fields are known.

usage: train_confidence.py FOLDER... [--leave-out SET,...] [--fold-weights FOLD_WEIGHTS] [--out field_confidence.json]

Each FOLDER holds `gold.jsonl` and the texts in folders named after their form (`light/`, `noisy/`, `wrapped/`,
`collapsed/`), and may hold pages in `html/`. Sets whose labels must not be learnt from are left out by name; they are
measured all the same. Figures are printed of the first folder, whose texts the line model must not have learnt from; if
it has, FOLD_WEIGHTS is the folder that `train_lines.py --fold-weights` wrote, so that each text is judged by a line
model that has not seen its site.

What a container states is measured with records of the body and what the page states in its markup, as crawlers
export it. Prints for each field and form how many were right, and the expected calibration error on sites left out
(five folds by site; ten bands) beside the error that chance alone gives so few values. The same input gives the same
bytes.
"""

import argparse
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from confidence_gold import FORMS, Sample, is_right, read_samples
from data_digests import about
from numpy.typing import NDArray
from scipy.optimize import minimize

from toolkit.contract.records import Article, Document
from toolkit.normalisation import draft, normalise_document
from toolkit.normalisation.confidence.field_confidence import find_signs
from toolkit.normalisation.confidence.field_layout import read_layout
from toolkit.normalisation.confidence.field_signs import SIGNS, Chances
from toolkit.normalisation.lines import line_classifier
from toolkit.normalisation.lines.label_batches import HTML

Array = NDArray[Any]
Weights = Mapping[str, float]

_FOLDS = 5
_PENALTY = 3.0
"""Of the squared weights: a rare sign stays near nothing."""
_BANDS = 10
_SEED, _DRAWS = 7, 200
_LEAST = 20
"""Answers that a kind of a field needs to be measured at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one document that the normaliser has filled."""

    field: str
    form: str
    site: str
    learnt_from: bool
    measured: bool
    kind: str
    signs: tuple[str, ...]
    right: bool


def main() -> None:
    """Read the documents, measure on sites left out, and write the weights of all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    parser.add_argument("--fold-weights", type=Path, help="weights of the line model for each fold by site")
    parser.add_argument("--out", type=Path, help="where to write the weights")
    arguments = parser.parse_args()
    left_out = arguments.leave_out.split(",")
    models = read_models(arguments.fold_weights)
    answers = [
        answer
        for number, folder in enumerate(arguments.folders)
        for answer in read_answers(folder, models, left_out, measured=number == 0)
    ]
    figures = list(measure(answers))
    print("\n".join(figures))
    if arguments.out:
        arguments.out.write_text(render(answers, figures, about(arguments.folders)), encoding="utf-8")


def read_models(folder: Path | None) -> list[line_classifier.LineModel]:
    """Return the line model of each fold; none without a folder."""
    models = []
    for path in sorted(folder.glob("[0-9].npz")) if folder else ():
        with np.load(path, allow_pickle=False) as stored:
            models.append(line_classifier.unpack({name: stored[name] for name in stored.files}))
    return models


def read_answers(
    folder: Path, models: Sequence[line_classifier.LineModel], left_out: Collection[str], *, measured: bool
) -> Iterator[Answer]:
    """Normalise every document of a folder; give the fields that it fills and whose gold is known."""
    for sample in read_samples(folder):
        if not models:
            normalised = find_all_signs(sample)
        else:
            model = models[zlib.crc32(sample.site.encode()) % len(models)]
            with patch.object(line_classifier, "_load", lambda model=model: model):
                normalised = find_all_signs(sample)
        if normalised is None:
            continue
        article, signs_by_field = normalised
        for name, signs in signs_by_field.items():
            stated = bool(signs) and (sample.form != "given" or signs[0] == "given")
            right = is_right(name, article, sample) if stated else None
            if right is not None:
                learnt_from = sample.gold["set"] not in left_out
                yield Answer(name, sample.form, sample.site, learnt_from, measured, signs[0], signs[1:], right)


def find_all_signs(sample: Sample) -> tuple[Article, dict[str, tuple[str, ...]]] | None:
    """Return the article of a document and the signs of its fields; null for a document that is refused."""
    seen: list[tuple[Article, dict[str, tuple[str, ...]]]] = []

    def record(article: Article, document: Document, chances: Chances) -> Article:
        layout = read_layout(article, document.text, is_page=document.media_type in HTML)
        seen.append((article, {name: find_signs(name, article, document, layout, chances) for name in SIGNS}))
        return article

    with patch.object(draft, "with_confidence", record):
        normalise_document(sample.document)
    return seen[0] if seen else None


def measure(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield a table in Markdown: for each field and form the share that is right and the error on sites left out."""
    yield "| field | form | values | right | mean confidence | ECE | by chance |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for field in SIGNS:
        chances = {}
        for fold in range(_FOLDS):
            weights = fit_field([item for item in answers if item.field == field and _fold(item.site) != fold])
            for number, item in enumerate(answers):
                if item.measured and item.field == field and _fold(item.site) == fold and item.kind in weights:
                    chances[number] = chance(item.signs, weights[item.kind])
        for form in (*FORMS, "all"):
            chosen = [number for number in chances if form in ("all", answers[number].form)]
            if len(chosen) >= _LEAST:
                said = np.array([chances[number] for number in chosen])
                right = np.array([answers[number].right for number in chosen])
                shown = right.mean(), said.mean(), calibration_error(said, right), error_by_chance(said)
                yield f"| {field} | {form} | {len(chosen)} | {' | '.join(f'{value:.3f}' for value in shown)} |"


def fit_field(answers: Sequence[Answer]) -> dict[str, Weights]:
    """Return the weights of each kind of document for one field."""
    kinds = sorted({item.kind for item in answers})
    chosen = {kind: [item for item in answers if item.kind == kind and item.learnt_from] for kind in kinds}
    return {kind: fit(items) for kind, items in chosen.items() if len(items) >= _LEAST}


def fit(answers: Sequence[Answer]) -> Weights:
    """Fit a logistic regression with an L2 penalty; the constant, `always`, has none."""
    names = sorted({sign for item in answers for sign in item.signs})
    column = {name: number for number, name in enumerate(names, 1)}
    table = np.zeros((len(answers), len(names) + 1))
    table[:, 0] = 1
    for row, item in enumerate(answers):
        table[row, [column[sign] for sign in item.signs]] = 1
    right = np.array([item.right for item in answers], dtype=float)

    def loss(weights: Array) -> tuple[float, Array]:
        odds = table @ weights
        penalised = np.append(0.0, weights[1:])
        total = float(np.logaddexp(0, odds).sum() - right @ odds + _PENALTY * penalised @ penalised)
        return total, table.T @ (1 / (1 + np.exp(-odds)) - right) + 2 * _PENALTY * penalised

    fitted = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(["always", *names], fitted, strict=True)}


def chance(signs: Sequence[str], weights: Weights) -> float:
    """Return the probability that a field with these signs is right."""
    odds = weights["always"] + sum(weights.get(sign, 0.0) for sign in signs)
    return float(1 / (1 + np.exp(-odds)))


def calibration_error(said: Array, right: Array) -> float:
    """Return the mean distance between what was said and the share that was right, over bands of equal width."""
    bands = np.minimum((said * _BANDS).astype(int), _BANDS - 1)
    errors = [abs(said[bands == band].sum() - right[bands == band].sum()) for band in np.unique(bands)]
    return float(sum(errors) / len(said))


def error_by_chance(said: Array) -> float:
    """Return the mean error that numbers which are exactly right would show on so many values."""
    generator = np.random.Generator(np.random.PCG64(_SEED))
    return float(np.mean([calibration_error(said, generator.random(len(said)) < said) for _ in range(_DRAWS)]))


def render(answers: Sequence[Answer], figures: Sequence[str], made_of: Mapping[str, str]) -> str:
    """Return the weights of all sites that may be learnt from, the figures, and what they were made of, as JSON."""
    learnt = [item for item in answers if item.learnt_from]
    counts = {"values": len(learnt), "sites": len({item.site for item in learnt})}
    weights = {
        field: {
            kind: {name: weight for name, weight in fitted.items() if weight}
            for kind, fitted in fit_field([item for item in learnt if item.field == field]).items()
        }
        for field in SIGNS
    }
    model = {"weights": weights, "figures": figures, **counts, "about": made_of}
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def _fold(site: str) -> int:
    return zlib.crc32(f"confidence{site}".encode()) % _FOLDS


if __name__ == "__main__":
    main()
