"""Measures a release against gold answers: how often its fields, quotes, speakers and entities are right."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import SourceError
from toolkit.release.evaluate.compare_gold import FIELDS, Mistake, Tally, compare, missed
from toolkit.release.evaluate.gold_answers import Answer, read_gold
from toolkit.release.evaluate.precision_recall import Score, score
from toolkit.release.evaluate.reliability import Judgement, Reliability, judge, reliability
from toolkit.release.release_folder import Release, open_release


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured."""

    articles: int
    """Gold articles that were compared."""
    missing: int
    """Those among them that are not in the release; all their answers count as missed."""
    refused: int
    """Gold documents that must be refused."""
    wrongly_published: int
    """Those among them that are in the release all the same."""
    scores: Mapping[str, Score]
    mistakes: tuple[Mistake, ...]
    reliability: Mapping[str, Reliability]
    """How far the confidence of each field says how often it is right; fields without confidence are left out."""


def evaluate(gold: str | Path, release: str | Path) -> Evaluation:
    """Compare a release with the `*.gold.json` files of a folder, in the form that seeds/README.md explains.

    An answer belongs to the article whose raw file has the same path below the input folder, without suffixes, and
    the same record. Articles that the release left out as duplicates are not compared.

    Raises:
        SourceError: there is no gold file, one cannot be read, or none belongs to an article of the release.
        ReleaseError: the release cannot be read.
    """
    return evaluate_release(gold, open_release(release))


def quality_figures(gold: str | Path, release: Release) -> dict[str, Any]:
    """Return what the manifest says about the accuracy of a release.

    These are counts, precision, recall and F1 by field, and how far the confidence of each field is right.

    Raises:
        SourceError: the gold answers cannot be read, or belong to nothing in the release.
    """
    measured = evaluate_release(gold, release)
    return {
        "articles": measured.articles,
        "missing": measured.missing,
        "refused": measured.refused,
        "wrongly_published": measured.wrongly_published,
        "scores": {name: asdict(value) for name, value in measured.scores.items()},
        "reliability": {name: asdict(value) for name, value in measured.reliability.items()},
    }


def evaluate_release(gold: str | Path, release: Release) -> Evaluation:
    """Compare the tables of a release, which need not be sealed yet, with gold answers, as `evaluate` does."""
    answers = read_gold(Path(gold))
    published, refused = _published(release), _duplicates(release)
    unwanted = [answer for answer in answers if answer.rejected]
    wanted = [answer for answer in answers if not answer.rejected and not (_keys(answer) & refused)]
    tallies: list[Tally] = []
    mistakes: list[Mistake] = []
    judgements: list[Judgement] = []
    missing = 0
    for answer in wanted:
        row = next((published[key] for key in sorted(_keys(answer)) if key in published), None)
        if row is None:
            missing += 1
        tally, wrong = missed(answer) if row is None else compare(answer, row)
        tallies.append(tally)
        mistakes.extend(wrong)
        judgements.extend(judge(answer, row) if row is not None else ())
    if missing == len(wanted):
        raise SourceError(
            f"No answer of {gold} belongs to an article of {release.folder}; were they built from these files?"
        )
    scores = {name: score([tally[name] for tally in tallies if name in tally]) for name in FIELDS}
    wrongly = sum(bool(_keys(answer) & published.keys()) for answer in unwanted)
    curves = reliability(judgements)
    return Evaluation(len(wanted), missing, len(unwanted), wrongly, scores, tuple(mistakes), curves)


Key = tuple[str, int]
"""Path without suffixes, and the record: -1 where the file is no container."""


def _keys(answer: Answer) -> set[Key]:
    return {(answer.path, -1 if answer.record is None else answer.record)}


def _published(release: Release) -> dict[Key, dict[str, object]]:
    rows: dict[Key, dict[str, object]] = {}
    for row in release.read("articles").to_pylist():
        for key in _places(row["provenance"]["path"], row["provenance"]["record"]):
            rows.setdefault(key, row)
    return rows


def _duplicates(release: Release) -> set[Key]:
    rows = release.read("quarantine").select(["path", "record", "reason"]).to_pylist()
    return {key for row in rows if row["reason"] == "duplicate" for key in _places(row["path"], row["record"])}


def _places(path: str, record: int | None) -> list[Key]:
    """Return how a raw file may be called in gold: with the name of its input folder, or below it."""
    stem = without_suffixes(path)
    number = -1 if record is None else record
    return [(name, number) for name in dict.fromkeys([stem.partition("/")[2] or stem, stem])]


def without_suffixes(path: str) -> str:
    """Return the path of a raw file as its gold file has it: without the suffixes of compression and format."""
    folder, slash, name = path.rpartition("/")
    plain = name.removesuffix(".gz").removesuffix(".zst")
    return f"{folder}{slash}{plain.rpartition('.')[0] or plain}"


__all__ = ["Evaluation", "Mistake", "Reliability", "Score", "evaluate", "without_suffixes"]
