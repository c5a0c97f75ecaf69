"""The order in which articles are reviewed: the least certain first, a random sample, or those with warnings."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.errors import ConfigError
from toolkit.release.release_folder import Release

ORDERS = ("confidence", "random", "warnings")
_SEED = 20


def review_queue(
    confidence: Mapping[str, float], order: str, limit: int | None, warnings: Mapping[str, Any]
) -> list[str]:
    """Return the ids of the articles to review.

    Args:
        confidence: What `confidences` returns.
        order: `confidence`: by their least certain quote, those without quotes last; `random`: a sample that is the
            same for everybody who reviews the release; `warnings`: those that the manifest names as examples.
        limit: So many at most.
        warnings: `warnings` of the manifest.

    Raises:
        ConfigError: the order is not known.
    """
    if order not in ORDERS:
        raise ConfigError(f"--order {order} is not known; known are {', '.join(ORDERS)}.")
    identifiers: Sequence[str] = sorted(confidence)
    if order == "random":
        shuffled = list(identifiers)
        random.Random(_SEED).shuffle(shuffled)
        identifiers = shuffled
    elif order == "warnings":
        named = dict.fromkeys(identifier for rule in warnings.values() for identifier in rule["examples"])
        identifiers = [identifier for identifier in named if identifier in confidence]
    else:
        identifiers = sorted(identifiers, key=lambda identifier: (confidence[identifier], identifier))
    return list(identifiers[:limit])


def confidences(release: Release, identifiers: Iterable[str]) -> dict[str, float]:
    """Return for each article the confidence of its least certain quote; 1 where it has none."""
    import polars

    least = dict.fromkeys(identifiers, 1.0)
    if paths := release.files("quotes"):
        quotes = polars.scan_parquet(paths, hive_partitioning=False, glob=False)
        rows = quotes.group_by("article_id").agg(polars.col("confidence").min()).collect().iter_rows()
        least.update((identifier, value) for identifier, value in rows if identifier in least)
    return least
