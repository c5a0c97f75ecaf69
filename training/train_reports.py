"""Trains the weights that tell indirect speech from other clauses, on JSON Lines of articles with gold quotations.

Each clause beside a reporting verb is one example, right when a gold item has its words (a Jaccard index of 0.8) and
its speaker. A logistic regression with an L2 penalty is fitted; four folds show precision and recall by threshold.
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any, NamedTuple

from data_digests import about
from train_speakers import FOLDS, Example, Feature, fit

from benchmarks.quotes import align, parts_of, speaker_right, trim
from toolkit.annotation.quotes.indirect_speech import TEMPLATES, find_clauses, report_keys
from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


class Case(NamedTuple):
    """One clause: its features, and whether it is right."""

    features: list[Feature]
    right: bool


def main() -> None:
    """Show what each threshold gives in the folds, then train on all articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=0.75)
    arguments = parser.parse_args()
    articles = [json.loads(line) for line in arguments.gold.open(encoding="utf-8") if line.strip()]
    expected = sum(quote["type"] == "indirect" for article in articles for quote in article["quotes"])
    folds = [[case for article in articles[fold::FOLDS] for case in read_cases(article)] for fold in range(FOLDS)]
    outcomes: list[tuple[float, bool]] = []
    for fold, test in enumerate(folds):
        weights = fit([example(case) for other, cases in enumerate(folds) if other != fold for case in cases])
        outcomes += [(probability(case, weights), case.right) for case in test]
    for threshold in THRESHOLDS:
        kept = [right for chance, right in outcomes if chance >= threshold]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / expected
        print(f"from {threshold:.2f}: {len(kept)} found, {precision:.1%} right, {recall:.1%} of the gold")
    tables: dict[str, dict[str, float]] = {template: {} for template in TEMPLATES}
    for (template, values), weight in sorted(fit([example(case) for cases in folds for case in cases]).items()):
        tables[template][" ".join(values)] = weight
    model = {"threshold": arguments.threshold, "weights": tables, "about": about([arguments.gold])}
    arguments.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def read_cases(article: dict[str, Any]) -> list[Case]:
    """List the clauses of an article."""
    body = article["text"]
    gold = [(trim(body, *span), quote) for quote in article["quotes"] for span in parts_of(quote)]
    clauses = [clause for part in split_paragraphs(body, find_pieces(body)) for clause in find_clauses(part)]
    spans = [trim(body, *clause.speaker.paragraph.narration.span(clause.first, clause.last)) for clause in clauses]
    pairs = dict(align(spans, [span for span, _ in gold]))
    cases = []
    for index, clause in enumerate(clauses):
        start, end = clause.speaker.span
        mention = {"speaker": body[start:end], "speaker_start": start, "speaker_end": end}
        right = index in pairs and speaker_right(mention, gold[pairs[index]][1])
        cases.append(Case(list(zip(TEMPLATES, report_keys(clause), strict=True)), right))
    return cases


def example(case: Case) -> Example:
    """Set a clause against an empty option, which makes the softmax a logistic regression."""
    right = frozenset({0 if case.right else 1})
    return Example([case.features, []], right, right, direct=False, caution=0.0)


def probability(case: Case, weights: dict[Feature, float]) -> float:
    """Give the probability that a clause is right."""
    return 1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in case.features)))


if __name__ == "__main__":
    main()
