"""Precision, recall and F1 over many articles, with the interval that chance leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.release.evaluate.compare_gold import Count

_RESAMPLES = 1000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Score:
    """How much of something is right."""

    f1: float | None
    """Harmonic mean of precision and recall; of single values the share that is right. Null if nothing was asked."""
    low: float | None
    """Lower end of the 95 % interval of F1."""
    high: float | None
    precision: float | None
    recall: float | None
    right: int
    found: int
    wanted: int


def score(counts: Sequence[Count]) -> Score:
    """Return the score over articles; each has its count of right, found and wanted things.

    The interval is the percentile bootstrap over articles with a fixed seed (Efron and Tibshirani 1993, chapter 13),
    since mistakes in one article are not independent of each other.
    """
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    low, high = _interval(counts)
    return Score(
        f1=_ratio(2 * right, given + wanted),
        low=low,
        high=high,
        precision=_ratio(right, given),
        recall=_ratio(right, wanted),
        right=right,
        found=given,
        wanted=wanted,
    )


def _interval(counts: Sequence[Count]) -> tuple[float | None, float | None]:
    import numpy

    table = numpy.array(counts, dtype=numpy.float64).reshape(-1, 3)
    if not table.size or table[:, 1:].sum() == 0:
        return None, None
    generator = numpy.random.Generator(numpy.random.PCG64(_SEED))
    samples = numpy.stack([table[generator.integers(len(table), size=len(table))].sum(0) for _ in range(_RESAMPLES)])
    asked = samples[:, 1] + samples[:, 2]
    values = numpy.divide(2 * samples[:, 0], asked, out=numpy.ones(_RESAMPLES), where=asked > 0)
    low, high = numpy.quantile(values, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
