"""Facts about words, learned from plain text: how they are usually printed, and which words keep the same company."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

LEAST = 4
"""Occurrences below which a word has no cluster."""

NEIGHBOURS = 3000
"""The most frequent words are told apart as neighbours."""

DIMENSIONS = 64
"""Dimensions of the vectors that are clustered."""

FAINT = 1e-6
"""Share of the strongest squared singular value below which one is noise."""

DEPTH = 14
"""Bits of the longest cluster path."""


def build_lexicon(sentences: Sequence[Sequence[str]], seed: int) -> dict[str, str]:
    """For each word in small letters a digit for its usual case (see `attributes.word_attributes`) and its cluster."""
    usage = usual_case(sentences)
    clusters = _clusters(sentences, seed)
    words = sorted(word for word in usage.keys() | clusters.keys() if word[0].isalpha())
    return {word: usage.get(word, "?") + clusters.get(word, "") for word in words}


def usual_case(sentences: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each word in small letters that is there twice how often it has a capital: 0 never, 4 always."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for words in sentences:
        for before, word in zip(["", *words], words, strict=False):
            if not word[0].isupper():
                small[word] += 1
            elif before and before not in "\"“”‘':.":
                capital[word.lower()] += 1
    grades = {}
    for word in capital.keys() | small.keys():
        both = capital[word] + small[word]
        if both > 1:
            grades[word] = str(sum(capital[word] / both >= edge for edge in (0.02, 0.15, 0.5, 0.9)))
    return grades


def _clusters(sentences: Sequence[Sequence[str]], seed: int) -> dict[str, str]:
    lowered = [[word.lower() for word in words] for words in sentences]
    counts = Counter(word for words in lowered for word in words)
    vocabulary = [word for word, count in counts.most_common() if count >= LEAST]
    vectors = _vectors(lowered, {word: row for row, word in enumerate(vocabulary)}, seed)
    weights = np.sqrt([counts[word] for word in vocabulary])
    paths = [""] * len(vocabulary)
    _split(vectors, weights, np.arange(len(vocabulary)), paths)
    return dict(zip(vocabulary, paths, strict=True))


def _vectors(sentences: Sequence[Sequence[str]], rows: dict[str, int], seed: int) -> NDArray[np.float64]:
    """Positive mutual information with the words one and two places before and after, brought to few dimensions."""
    width = NEIGHBOURS + 2
    pairs: list[tuple[int, int]] = []
    for words in sentences:
        numbers = [rows.get(word, -1) for word in words]
        near = [number if 0 <= number < NEIGHBOURS else NEIGHBOURS for number in numbers]
        near = [NEIGHBOURS + 1] * 2 + near + [NEIGHBOURS + 1] * 2
        for index, number in enumerate(numbers):
            if number >= 0:
                around = (near[index + 1], near[index + 3], near[index], near[index + 4])
                pairs += [(number, slot * width + word) for slot, word in enumerate(around)]
    table = np.array(pairs)
    together = scipy.sparse.coo_matrix(
        (np.ones(len(table)), (table[:, 0], table[:, 1])), shape=(len(rows), 4 * width)
    ).tocsr()
    together.sum_duplicates()
    totals = np.asarray(together.sum(axis=1)).ravel()
    common = np.asarray(together.sum(axis=0)).ravel() ** 0.75
    cells = together.tocoo()
    value = np.log(cells.data / totals[cells.row] / common[cells.col] * common.sum())
    value *= cells.data / (cells.data + 0.5)
    above = value > 0
    weighted = scipy.sparse.csr_matrix((value[above], (cells.row[above], cells.col[above])), shape=cells.shape)
    vectors = _compressed(weighted, np.random.default_rng(seed))
    # Rounded, so that the last digits, which differ from run to run, decide nothing.
    rounded: NDArray[np.float64] = np.round(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), 4)
    return rounded


def _compressed(table: scipy.sparse.csr_matrix, rng: np.random.Generator) -> NDArray[np.float64]:
    """Rows with few columns whose inner products are those of left singular vectors times root singular values.

    By the randomised range finder of Halko, Martinsson and Tropp (2011). No basis of the singular vectors is chosen,
    because equal singular values leave it to chance.
    """
    basis = table @ rng.normal(size=(table.shape[1], min(DIMENSIONS, *table.shape)))
    for _ in range(4):
        basis = table @ (table.T @ np.linalg.qr(basis)[0])
    basis = np.linalg.qr(basis)[0]
    inside = table.T @ basis
    strength, turned = np.linalg.eigh(inside.T @ inside)
    roots = np.where(strength > FAINT * strength.max(), np.abs(strength), 0) ** 0.25
    vectors: NDArray[np.float64] = basis @ ((turned * roots) @ turned.T)
    return vectors


def _split(
    vectors: NDArray[np.float64], weights: NDArray[np.float64], chosen: NDArray[np.intp], paths: list[str]
) -> None:
    """Split a group in two by 2-means, and each half again; a word's path is the halves it fell into."""
    if len(chosen) < 8 or len(paths[chosen[0]]) == DEPTH:
        return
    points, weight = vectors[chosen], weights[chosen][:, None]
    centred = (points - (points * weight).sum(axis=0) / weight.sum()) * np.sqrt(weight)
    direction = centred @ np.linalg.eigh(centred.T @ centred)[1][:, -1]
    upper = direction > np.median(direction)
    for _ in range(15):
        if upper.all() or not upper.any():
            return
        middles = [(points[half] * weight[half]).sum(axis=0) / weight[half].sum() for half in (~upper, upper)]
        nearer = ((points - middles[1]) ** 2).sum(axis=1) < ((points - middles[0]) ** 2).sum(axis=1)
        if (nearer == upper).all():
            break
        upper = nearer
    for half, bit in ((~upper, "0"), (upper, "1")):
        for row in chosen[half]:
            paths[row] += bit
        if half.any() and not half.all():
            _split(vectors, weights, chosen[half], paths)
