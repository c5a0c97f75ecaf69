"""Which articles the page of a release shows: those of bands of ids, of which a larger release shows fewer.

Ids are digests, so that the articles with ids below a limit are an even sample. Limits lie at fixed ids, and the page
holds the articles of a band all or not at all: articles that are added later change the blocks of their own files, and
those of the others stay as they are, until the release has grown so much that a band is left out.
"""

from collections.abc import Sequence
from math import isqrt
from typing import TYPE_CHECKING

from toolkit.contract.records import ID_LENGTH

if TYPE_CHECKING:
    import polars

ARTICLES = 10_000
"""So many are shown at most."""
_FEW = 1250
"""The first band has at most so many articles; it is not divided."""
_ALL = "g"
"""All ids, which are hexadecimal, are below."""
_LAST = 8 * ID_LENGTH
"""Step below whose limit only an id of zeros is."""
_STEPS = 6
"""Bands that are tried at a time where the first one has no room: with each a page shows 1.4 times as many articles."""


def band_limits(ids: "polars.Series") -> list[str]:
    """Return the ids at which the bands end that the page may show, in their order; none for no articles."""
    if ids.is_empty():
        return []
    least, most = _step(ids, ARTICLES), _step(ids, min(_FEW, ARTICLES))
    return [_limit(step) for step in range(most, least - 1, -1)]


def deeper(limits: Sequence[str], ids: "polars.Series") -> list[str]:
    """Return the ends of narrower bands, below those of which not even the first has room; none below no articles."""
    if not (ids < limits[0]).any():
        return []
    step = next(step for step in range(_LAST + 1) if _limit(step) == limits[0])
    return [_limit(later) for later in range(min(step + _STEPS, _LAST), step, -1)]


def limits_of(ids: "polars.Series", shown: int) -> list[str]:
    """Return the ends of the bands that a page shows, from the number of its articles."""
    limits = band_limits(ids)
    while limits:
        for end, limit in enumerate(limits, 1):
            if (ids < limit).sum() == shown:
                return limits[:end]
        limits = deeper(limits, ids)
    return limits


def _step(ids: "polars.Series", most: int) -> int:
    """Return the first step below whose limit there are no more articles than `most`."""
    return next((step for step in range(_LAST) if (ids < _limit(step)).sum() <= most), _LAST)


def _limit(step: int) -> str:
    """Return the id below which one in the square root of 2, to the power of `step`, of all ids are."""
    return _ALL if step == 0 else f"{isqrt(2 ** (_LAST - step)):0{ID_LENGTH}x}"
