"""How far the confidence of a release says how often it is right: a reliability curve and its error.

The curve and the error are those of Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from toolkit.release.evaluate.compare_gold import bare, marked, named, plain
from toolkit.release.evaluate.gold_answers import Answer

CONFIDENT = ("headline", "date", "authors", "source", "language", "quotes", "entities")
"""What has a confidence."""
_BANDS = 10
_COLUMN = {"date": "date_edtf"}
_EVIDENCE = {"date": ("date", "date_edtf")}
"""Names of the column and of the evidence of a field, where they differ from its own."""


class Judgement(NamedTuple):
    """One value of a release that a gold answer judges."""

    field: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The values whose confidence lies between two bounds."""

    low: float
    high: float
    """Exclusive but for 1."""
    answers: int
    said: float
    """Mean confidence."""
    right: float
    """Share that is right."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How the confidence of one field compares with the share that is right."""

    answers: int
    error: float
    """Expected calibration error: mean distance of `said` and `right` over the bands, weighted by their answers."""
    bands: tuple[Band, ...]
    """Bands of equal width, ascending, without empty ones."""


def judge(answer: Answer, row: Mapping[str, Any]) -> Iterator[Judgement]:
    """Yield whether each value of an article that has a confidence is right, as far as the gold answer knows.

    A field is right as a whole, a list of authors with all its names; a quote with its words and its speaker; an entity
    with its words and its type.
    """
    gold = answer.values
    for field in ("headline", "date", "authors", "source", "language"):
        column = _COLUMN.get(field, field)
        confidence = field_confidence(row, field)
        if column in gold and row[column] and confidence is not None:
            yield Judgement(field, confidence, _folded(gold[column]) == _folded(row[column]))
    if "quotes" in gold:
        wanted = [(bare(quote["text"]), named(quote["speaker"])) for quote in gold["quotes"]]
        for quote in marked(row["quotes"]):
            right = (bare(quote["text"]), named(quote["speaker"])) in wanted
            yield Judgement("quotes", quote["confidence"], right)
    if gold.get("entities") is not None:
        known = {(entity["text"], entity["type"]) for entity in gold["entities"]}
        for entity in row["entities"] or ():
            yield Judgement("entities", entity["confidence"], (entity["text"], entity["type"]) in known)


def field_confidence(row: Mapping[str, Any], field: str) -> float | None:
    """Return the confidence of a field of an article's row; null where it was not measured."""
    names = _EVIDENCE.get(field, (field,))
    stated = (item.get("confidence") for item in row.get("evidence") or () if item["field"] in names)
    return next((value for value in stated if value is not None), None)


def reliability(judgements: Iterable[Judgement]) -> dict[str, Reliability]:
    """Return the reliability of each field that was judged, in the order of `CONFIDENT`."""
    by_field: dict[str, list[Judgement]] = {name: [] for name in CONFIDENT}
    for item in judgements:
        by_field[item.field].append(item)
    return {name: _measure(items) for name, items in by_field.items() if items}


def _measure(items: list[Judgement]) -> Reliability:
    members: dict[int, list[Judgement]] = {}
    for item in items:
        members.setdefault(min(int(item.confidence * _BANDS), _BANDS - 1), []).append(item)
    bands = tuple(_band(number, members[number]) for number in sorted(members))
    error = sum(band.answers * abs(band.said - band.right) for band in bands) / len(items)
    return Reliability(len(items), round(error, 4), bands)


def _band(number: int, items: list[Judgement]) -> Band:
    said = sum(item.confidence for item in items) / len(items)
    right = sum(item.right for item in items) / len(items)
    return Band(number / _BANDS, (number + 1) / _BANDS, len(items), round(said, 4), round(right, 4))


def _folded(value: object) -> object:
    """Return a value as it is compared: a list without its order."""
    return sorted(map(str, map(plain, value))) if isinstance(value, list | tuple) else plain(value)
