"""Trains the line model from plain texts with gold fields, and measures it on sites it has not seen.

usage: train_lines.py FOLDER... [--leave-out SET,...] [--weights lines.npz] [--folds 5]

Each FOLDER holds `gold.jsonl` and the texts in `light/` and `noisy/`; sets whose labels must not be learnt from are
left out by name. With `--folds` the figures of a
cross-validation by site are printed; with `--weights` a model of all texts is written. Every random choice is
seeded: the same folders give the same weights on the same versions of the libraries.
"""

import argparse
import json
import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from data_digests import about
from line_gold import BODY, HEADLINE, OTHER, Example, read_examples
from line_variants import vary
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from toolkit.normalisation.lines.hash_index import HashIndex
from toolkit.normalisation.lines.line_classifier import (
    CLASSES,
    NEAR,
    WIDE,
    Judge,
    LineModel,
    Perceptron,
    judge_lines,
    outline,
    run,
    windows,
)
from toolkit.normalisation.lines.line_features import Description, describe

Array = NDArray[Any]

_WORD_SITES, _PAIR_SITES = 5, 8
"""A word, or a pair of words, is known when this many sites use it: no site's own vocabulary gets in."""
_INNER = 2
"""Folds by site inside the training texts: a later step learns from judgements on texts not learnt from."""
_FAR, _FAR_SHARE = 12, 0.4
"""Of the lines further than this from any line of a field, mostly menus, this share is learnt from."""
_CERTAIN = 0.9
"""Where the model is this sure against the gold, the gold is taken for a mistake and the line left out."""
_ROUNDS, _RATES = (7, 3), (1.5e-3, 2e-4)
_NEAR_UNITS, _WIDE_UNITS = 48, 32


@dataclass(frozen=True, slots=True)
class Sample:
    """One text, ready to be learnt from."""

    example: Example
    description: Description
    labels: Array
    weights: Array


def main() -> None:
    """Read the arguments; cross-validate, train, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="gold.jsonl with light/ and noisy/ beside it")
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    parser.add_argument("--weights", type=Path, help="where to write the weights of a model of all texts")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by site with this many folds")
    parser.add_argument("--fold-weights", type=Path, help="folder for the weights of each fold's model")
    parser.add_argument("--copies", type=int, default=1, help="varied copies of each light text")
    arguments = parser.parse_args()
    samples = list(read_samples(arguments.folders, arguments.leave_out.split(","), arguments.copies))
    print(f"{len(samples)} texts, {sum(len(sample.labels) for sample in samples)} lines", flush=True)
    for fold in range(arguments.folds):
        model = train([sample for sample in samples if fold_of(sample, arguments.folds) != fold])
        report(fold, model, [sample for sample in samples if fold_of(sample, arguments.folds) == fold])
        if arguments.fold_weights:
            save(model, arguments.fold_weights / f"{fold}.npz")
    if arguments.weights:
        save(train(samples), arguments.weights, about(arguments.folders))


def read_samples(folders: Sequence[Path], left_out: Collection[str], copies: int) -> Iterator[Sample]:
    """Give every text, and varied copies of the light ones."""
    for example in chain.from_iterable(read_examples(folder, left_out) for folder in folders):
        yield _sample(example)
        if example.variant == "light":
            for copy in range(copies):
                rng = random.Random(f"{example.identity} {copy}")
                yield _sample(vary(example, rng))


def fold_of(sample: Sample, folds: int, salt: str = "") -> int:
    """Return the fold of a text: the same for all texts of a site."""
    return zlib.crc32(f"{salt}{sample.example.site}".encode()) % folds


def train(samples: Sequence[Sample]) -> LineModel:
    """Train the three steps, each on out-of-fold judgements of the one before."""
    labels = np.concatenate([sample.labels for sample in samples])
    first = _out_of_fold(samples, "first", _train_judge, judge_lines)
    near_rows = np.concatenate([_near_rows(sample, judged) for sample, judged in zip(samples, first, strict=True)])
    weights = np.concatenate([sample.weights for sample in samples])
    owners = np.concatenate([np.full(len(sample.labels), fold_of(sample, _INNER, "second")) for sample in samples])
    second = np.zeros((len(labels), len(CLASSES)), dtype=np.float32)
    for fold in range(_INNER):
        inside = owners != fold
        perceptron = _train_perceptron(near_rows[inside], labels[inside], weights[inside], _NEAR_UNITS)
        second[~inside] = perceptron.predict_proba(near_rows[~inside])
    weights = np.where(_mistaken(labels, second), 0, weights)
    near = _train_perceptron(near_rows, labels, weights, _NEAR_UNITS)
    del near_rows
    parts = np.split(second, np.cumsum([len(sample.labels) for sample in samples])[:-1])
    wide_rows = np.concatenate([_wide_rows(sample, judged) for sample, judged in zip(samples, parts, strict=True)])
    wide = _train_perceptron(wide_rows, labels, weights, _WIDE_UNITS)
    return LineModel(_train_judge(samples), _perceptron(near), _perceptron(wide))


def report(fold: int, model: LineModel, samples: Sequence[Sample]) -> None:
    """Print how well lines are told apart: F1 of body by characters, and texts whose headline is right."""
    for variant in ("light", "noisy", "varied"):
        chosen = [sample for sample in samples if sample.example.variant == variant]
        right = wrong = missed = 0
        titles: list[bool] = []
        for sample in chosen:
            probabilities = run(model, sample.description)
            lengths = np.array([len(line) for line in sample.example.lines])
            predicted, gold = probabilities.argmax(axis=1) == BODY, sample.labels == BODY
            right += int(lengths[predicted & gold].sum())
            wrong += int(lengths[predicted & ~gold].sum())
            missed += int(lengths[~predicted & gold].sum())
            if (sample.labels == HEADLINE).any():
                titles.append(bool(sample.labels[probabilities[:, HEADLINE].argmax()] == HEADLINE))
        share = 2 * right / max(2 * right + wrong + missed, 1)
        print(
            f"fold {fold} {variant}: body {share:.3f}, headline {np.mean(titles):.3f}, {len(chosen)} texts", flush=True
        )


def save(model: LineModel, path: Path, header: Mapping[str, str] | None = None) -> None:
    """Write a model as half-precision arrays named `part_field`, and what it was made of as JSON in `about`."""
    header_text = json.dumps(header or {}, sort_keys=True)
    arrays: dict[str, Array] = {"about": np.frombuffer(header_text.encode(), np.uint8)}
    for name in ("judge", "near", "wide"):
        part = getattr(model, name)
        for field in fields(part):
            if not field.init:
                continue
            array = getattr(part, field.name)
            arrays[f"{name}_{field.name}"] = array if array.dtype == np.uint32 else array.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _sample(example: Example) -> Sample:
    """Describe an example, and weigh its lines: long ones and headlines count more."""
    labels = np.array(example.labels)
    lengths = np.array([len(line) for line in example.lines])
    prose = 0.3 + np.log1p(lengths / 6) / 2
    near = np.convolve(labels != OTHER, np.ones(2 * _FAR + 1), "same" if len(labels) > 2 * _FAR else "full")
    near = near[(len(near) - len(labels)) // 2 :][: len(labels)] > 0
    draw = np.random.default_rng(zlib.crc32(example.identity.encode())).random(len(labels))
    chosen = np.where(near, 1.0, np.where(draw < _FAR_SHARE, 1 / _FAR_SHARE, 0.0))
    importance = np.select(
        [np.isin(labels, (BODY, OTHER)), labels == HEADLINE], [prose, np.full(len(labels), 7.0)], 2.0
    )
    variant = {"light": 1.5, "noisy": 1.2, "varied": 0.8}[example.variant]
    return Sample(
        example, describe(example.lines, example.gaps), labels, importance * variant * chosen * np.array(example.trust)
    )


def _train_judge(samples: Sequence[Sample]) -> Judge:
    """Train the logistic regression over words, pairs and numbers."""
    words = _known(samples, lambda description: description.words, _WORD_SITES)
    pairs = _known(samples, lambda description: description.pairs, _PAIR_SITES)
    rows = sparse.vstack([_sparse_row(sample.description, words, pairs) for sample in samples]).tocsr()
    labels = np.concatenate([sample.labels for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    trusted = weights > 0
    model = LogisticRegression(C=0.3, max_iter=40, tol=1e-3)
    model.fit(rows[trusted], labels[trusted], sample_weight=weights[trusted])
    sizes = (len(words), len(words), len(words), len(pairs))
    tables = np.split(model.coef_.T.astype(np.float32), np.cumsum(sizes))
    unknown = np.zeros((1, len(CLASSES)), dtype=np.float32)
    any_word, first_word, last_word, any_pair = (np.concatenate([table, unknown]) for table in tables[:4])
    bias = model.intercept_.astype(np.float32)
    return Judge(words, pairs, any_word, first_word, last_word, any_pair, tables[4], bias)


def _known(samples: Sequence[Sample], hashes: Callable[[Description], Array], sites: int) -> Array:
    """Return the hashes that enough sites use, ascending."""
    seen: defaultdict[int, set[str]] = defaultdict(set)
    for sample in samples:
        for value in np.unique(hashes(sample.description)).tolist():
            seen[value].add(sample.example.site)
    return np.array(
        sorted(value for value, sites_of_value in seen.items() if len(sites_of_value) >= sites), dtype=np.uint32
    )


def _sparse_row(description: Description, words: Array, pairs: Array) -> sparse.csr_matrix:
    """Return what the judge sees of each line of a text, as it is weighed in `judge_lines`."""
    total, known = len(description.numbers), len(words)
    rows = HashIndex(words).find(description.words)
    edges = np.flatnonzero(np.diff(description.owners, prepend=-1))
    finals = np.append(edges[1:], len(rows)) - 1 if len(rows) else edges
    blocks = [
        _counts(description.owners, rows, total, known, mean=True),
        _counts(description.owners[edges], rows[edges], total, known, mean=False),
        _counts(description.owners[finals], rows[finals], total, known, mean=False),
        _counts(description.pair_owners, HashIndex(pairs).find(description.pairs), total, len(pairs), mean=True),
        sparse.csr_matrix(description.numbers),
    ]
    return sparse.hstack(blocks, format="csr", dtype=np.float32)


def _counts(owners: Array, rows: Array, total: int, known: int, *, mean: bool) -> sparse.csr_matrix:
    """Count the known items of each line; with `mean`, divided by the root of the number of all its items."""
    values = 1 / np.sqrt(np.bincount(owners, minlength=total)[owners]) if mean else np.ones(len(owners))
    keep = rows < known
    return sparse.csr_matrix((values[keep], (owners[keep], rows[keep])), shape=(total, known), dtype=np.float32)


def _out_of_fold(
    samples: Sequence[Sample],
    salt: str,
    fit: Callable[[Sequence[Sample]], Judge],
    judge: Callable[[Judge, Description], Array],
) -> list[Array]:
    """Return the judgement of each text by a model of other sites."""
    judged: list[Array] = [np.zeros(0)] * len(samples)
    for fold in range(_INNER):
        model = fit([sample for sample in samples if fold_of(sample, _INNER, salt) != fold])
        for index, sample in enumerate(samples):
            if fold_of(sample, _INNER, salt) == fold:
                judged[index] = judge(model, sample.description)
    return judged


def _train_perceptron(rows: Array, labels: Array, weights: Array, units: int) -> MLPClassifier:
    """Train one hidden layer with Adam for a fixed number of rounds, the last ones in small steps."""
    trusted = weights > 0
    model = MLPClassifier(
        (units,), batch_size=256, tol=0, n_iter_no_change=sum(_ROUNDS), random_state=0, warm_start=True
    )
    for rounds, rate in zip(_ROUNDS, _RATES, strict=True):
        model.set_params(max_iter=rounds, learning_rate_init=rate)
        model.fit(rows[trusted], labels[trusted], sample_weight=weights[trusted])
    return model


def _mistaken(labels: Array, probabilities: Array) -> Array:
    """Tell where the gold says body and the model surely not, or the other way round."""
    best = probabilities.argmax(axis=1)
    doubtful = np.isin(labels, (BODY, OTHER)) & np.isin(best, (BODY, OTHER)) & (best != labels)
    return doubtful & (probabilities.max(axis=1) > _CERTAIN)


def _near_rows(sample: Sample, judged: Array) -> Array:
    """Return what the second step sees of each line."""
    return windows(np.hstack([sample.description.numbers, judged]).astype(np.float32), NEAR)


def _wide_rows(sample: Sample, judged: Array) -> Array:
    """Return what the third step sees of each line."""
    numbers = sample.description.numbers
    return np.hstack([windows(judged, WIDE), numbers, outline(judged, numbers, sample.description.bounds)])


def _perceptron(model: MLPClassifier) -> Perceptron:
    """Take the weights out of a trained perceptron."""
    hidden, output = (array.astype(np.float32) for array in model.coefs_)
    hidden_bias, output_bias = (array.astype(np.float32) for array in model.intercepts_)
    return Perceptron(hidden, hidden_bias, output, output_bias)


if __name__ == "__main__":
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    warnings.simplefilter("ignore", ConvergenceWarning)  # the number of rounds is fixed
    main()
