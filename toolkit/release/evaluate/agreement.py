"""How far the gold answers of two people agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import SourceError
from toolkit.release.evaluate.compare_gold import FIELDS, Mistake, Tally, compare
from toolkit.release.evaluate.gold_answers import Answer, read_gold
from toolkit.release.evaluate.precision_recall import Score, score


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people say about the same documents."""

    documents: int
    """Documents that both have answered."""
    same_decision: int
    """Those of which both say that they are articles, or both that they must be refused."""
    scores: Mapping[str, Score]
    """F1 of the answers of one held against those of the other, which is the same in both directions (Hripcsak and
    Rothschild 2005); of single values the share that is the same."""
    differences: tuple[Mistake, ...]
    """`wanted` is what the first says, `found` what the second says."""


def measure_agreement(one: str | Path, other: str | Path) -> Agreement:
    """Compare the `*.gold.json` files of two folders, document by document and field by field.

    Only documents and fields that both have answered are compared.

    Raises:
        SourceError: a folder has no gold file, one cannot be read, or no document is in both.
    """
    first, second = ({(item.path, item.record): item for item in read_gold(Path(side))} for side in (one, other))
    shared = sorted(first.keys() & second.keys(), key=str)
    if not shared:
        raise SourceError(f"No document is answered in both {one} and {other}.")
    pairs = [(first[key], second[key]) for key in shared]
    tallies: list[Tally] = []
    differences: list[Mistake] = []
    for ours, theirs in pairs:
        if not (ours.rejected or theirs.rejected):
            tally, wrong = compare(_restricted(ours, theirs), _as_row(theirs))
            tallies.append(tally)
            differences.extend(wrong)
    scores = {name: score([tally[name] for tally in tallies if name in tally]) for name in FIELDS}
    same = sum(ours.rejected == theirs.rejected for ours, theirs in pairs)
    return Agreement(len(pairs), same, scores, tuple(differences))


def _restricted(answer: Answer, other: Answer) -> Answer:
    """Return an answer without the fields that the other leaves out."""
    return Answer(
        answer.path, answer.record, {name: answer.values[name] for name in answer.values.keys() & other.values}
    )


def _as_row(answer: Answer) -> dict[str, Any]:
    """Return an answer in the form of a row, which gold is compared with."""
    quotes = [{**quote, "kind": "direct"} for quote in answer.values.get("quotes") or ()]
    return {**answer.values, "quotes": quotes}
