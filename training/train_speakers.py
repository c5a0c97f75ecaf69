"""Trains the weights of the speaker ranker on a JSON Lines file of articles with gold quotations.

Each stretch between marks is one example: its options are the candidate mentions and refusal, and a softmax over the
options of all examples is fitted with an L2 penalty. Four folds give the held-out outcomes for the calibration.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from data_digests import about
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.quotes import Gold, Span, gold_spans, jaccard, last_names, overlap, trim
from toolkit.annotation.function_words import SMALL_WORDS
from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import Choice, Speaker, collect
from toolkit.annotation.quotes.speaker_ranker import Feature, caution, mention_features, refusal_features

FOLDS = 4
LEAST = 3
"""Features seen less often get no weight."""
PENALTY = 2.0
HEAD = 0.5
"""How much of the loss asks for the mention that begins the gold mention, not for any inside it."""
SMALLEST = 0.03
"""Weights nearer to zero are left out of the file."""
CAUTION = 0.5
"""Log odds against pieces of up to three words."""


class Example(NamedTuple):
    """The options of one piece, refusal last, and which of them are right."""

    options: list[list[Feature]]
    right: frozenset[int]
    best: frozenset[int]
    """Those of them that begin the gold mention: the speaker in "Ada Byte, head of the Office for Bridges"."""
    direct: bool
    caution: float
    """What speaks against a short piece beyond its features."""


def main() -> None:
    """Calibrate on the folds, then train on all articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    articles = [json.loads(line) for line in arguments.gold.open(encoding="utf-8") if line.strip()]
    folds = [
        [example for article in articles[fold::FOLDS] for example in read_examples(article)] for fold in range(FOLDS)
    ]
    outcomes: list[tuple[float, bool]] = []
    for fold, test in enumerate(folds):
        train = [example for other, examples in enumerate(folds) if other != fold for example in examples]
        outcomes += held_out(test, fit(train))
    slope, offset = calibrate(outcomes)
    right = sum(r for _, r in outcomes) / len(outcomes)
    print(f"held out: {len(outcomes)} decisions, {100 * right:.2f} % right; slope {slope}, offset {offset}")
    weights = fit([example for examples in folds for example in examples])
    tables: dict[str, dict[str, float]] = {}
    for (template, values), weight in sorted(weights.items()):
        tables.setdefault(template, {})[" ".join(values)] = weight
    model = {"slope": slope, "offset": offset, "caution": CAUTION, "weights": tables, "about": about([arguments.gold])}
    arguments.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights, {arguments.out.stat().st_size} bytes")


def read_examples(article: dict[str, Any]) -> list[Example]:
    """Turn a gold article into examples; pieces whose gold is unclear are left out."""
    examples: list[Example] = []
    body, gold = article["text"], gold_spans(article)
    paragraphs = split_paragraphs(body, find_pieces(body))
    last: Speaker | None = None
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            choice = collect(paragraphs, paragraph, piece, last)
            span = trim(body, piece.start, piece.end)
            match = next((item for item in gold if jaccard(span, item.span) >= 0.8), None)
            if match is None:
                if not is_unclear(span, gold, article):
                    refusal = {len(choice.candidates)}
                    examples.append(make_example(choice, refusal, refusal, direct=False))
                continue
            right = right_candidates(body, choice, match)
            if right and (match.direct or not is_title(body[slice(*span)])):
                last = choice.candidates[min(right)].speaker
                examples.append(make_example(choice, right, heads(choice, right, match), direct=match.direct))
    return examples


def make_example(choice: Choice, right: set[int], best: set[int], *, direct: bool) -> Example:
    """Name the features of every option."""
    options = [mention_features(choice.setting, candidate.where) for candidate in choice.candidates]
    options.append(refusal_features(choice.setting, choice.cue, choice.look, choice.context))
    against = caution(choice.setting, choice.cue, choice.look, CAUTION)
    return Example(options, frozenset(right), frozenset(best), direct, against)


def is_unclear(span: Span, gold: list[Gold], article: dict[str, Any]) -> bool:
    """True if a piece that matches no gold overlaps some, or an ignored range."""
    length = span[1] - span[0]
    return any(overlap(span, item.span) > 0.3 * length for item in gold) or any(
        overlap(span, (ignored[0], ignored[1])) >= 0.5 * length for ignored in article.get("ignore", [])
    )


def right_candidates(body: str, choice: Choice, match: Gold) -> set[int]:
    """List the candidates that overlap the gold mention, else those with its last name."""
    quote = match.quote
    if quote.get("speaker_start") is None:
        return set()
    spans = [candidate.speaker.span for candidate in choice.candidates]
    speaker_span = (quote["speaker_start"], quote["speaker_end"])
    right = {index for index, span in enumerate(spans) if overlap(span, speaker_span)}
    if right:
        return right
    names = last_names(quote.get("speaker_name") or quote["speaker"])
    return {
        index
        for index, candidate in enumerate(choice.candidates)
        if candidate.speaker.mention.kind == "name" and last_names(body[slice(*spans[index])])[:1] == names[:1] != []
    }


def heads(choice: Choice, right: set[int], match: Gold) -> set[int]:
    """Give the first of the right candidates when they lie inside the gold mention, else all."""
    first = min(right, key=lambda index: choice.candidates[index].speaker.span)
    speaker_span = (match.quote["speaker_start"], match.quote["speaker_end"])
    return {first} if overlap(choice.candidates[first].speaker.span, speaker_span) else right


def is_title(text: str) -> bool:
    """True if a piece inside an indirect quotation reads like the name of a work: the gold does not tell."""
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() or word in SMALL_WORDS for word in words)


def fit(examples: list[Example]) -> dict[Feature, float]:
    """Fit the softmax; where several options are right, their shares are added, beside the share of the best."""
    counts = Counter(feature for example in examples for option in example.options for feature in set(option))
    columns = {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    rows, entries, good, best, first = [], [], [], [], []
    for example in examples:
        first.append(len(good))
        for index, option in enumerate(example.options):
            known = [columns[feature] for feature in option if feature in columns]
            rows += [len(good)] * len(known)
            entries += known
            good.append(index in example.right)
            best.append(index in example.best)
    matrix = csr_matrix((np.ones(len(rows)), (rows, entries)), shape=(len(good), len(columns)))
    transposed = matrix.T.tocsr()
    aims = ((1 - HEAD, np.array(good)), (HEAD, np.array(best)))
    starts = np.array(first)
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(good)]))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        shares = odds / np.add.reduceat(odds, starts)[group]
        value, slope = 0.5 * PENALTY * weights @ weights, shares
        for part, right in aims:
            among = shares * right
            totals = np.add.reduceat(among, starts)
            value -= part * np.log(totals + 1e-12).sum()
            slope = slope - part * among / (totals[group] + 1e-300)
        return value, transposed @ slope + PENALTY * weights

    weights = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {f: round(float(weights[i]), 3) for f, i in columns.items() if abs(weights[i]) >= SMALLEST}


def held_out(examples: list[Example], weights: dict[Feature, float]) -> list[tuple[float, bool]]:
    """Give, for each example that is not refused, the log odds of the best option and whether it is right."""
    outcomes: list[tuple[float, bool]] = []
    for example in examples:
        scores = [sum(weights.get(feature, 0.0) for feature in option) for option in example.options]
        scores[-1] += example.caution
        best = scores.index(max(scores))
        if best < len(scores) - 1:
            rest = sum(math.exp(score - scores[best]) for score in scores) - 1.0
            outcomes.append((-math.log(max(rest, math.exp(-20.0))), best in example.right))
    return outcomes


def calibrate(outcomes: list[tuple[float, bool]]) -> tuple[float, float]:
    """Fit slope and offset of a logistic curve from log odds to the share of right decisions."""
    odds = np.array([value for value, _ in outcomes])
    right = np.array([float(hit) for _, hit in outcomes])

    def loss(parameters: np.ndarray) -> float:
        curve = parameters[0] * odds + parameters[1]
        return float(np.sum(np.logaddexp(0, curve) - right * curve))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 4), round(float(offset), 4)


if __name__ == "__main__":
    main()
