"""The order in which articles are reviewed: the least certain first, a random sample, or those with warnings."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.errors import ConfigError

ORDERS = ("confidence", "random", "warnings")
_SEED = 20


def review_queue(
    rows: Mapping[str, Mapping[str, Any]], order: str, limit: int | None, warnings: Mapping[str, Any]
) -> list[str]:
    """Return the ids of the articles to review.

    Args:
        rows: The articles of the release, by id.
        order: `confidence`: by their least certain quote, those without quotes last; `random`: a sample that is the
            same for everybody who reviews the release; `warnings`: those that the manifest names as examples.
        limit: So many at most.
        warnings: `warnings` of the manifest.

    Raises:
        ConfigError: the order is not known.
    """
    if order not in ORDERS:
        raise ConfigError(f"--order {order} is not known; known are {', '.join(ORDERS)}.")
    identifiers: Sequence[str] = sorted(rows)
    if order == "random":
        shuffled = list(identifiers)
        random.Random(_SEED).shuffle(shuffled)
        identifiers = shuffled
    elif order == "warnings":
        named = dict.fromkeys(identifier for rule in warnings.values() for identifier in rule["examples"])
        identifiers = [identifier for identifier in named if identifier in rows]
    else:
        identifiers = sorted(identifiers, key=lambda identifier: (confidence(rows[identifier]), identifier))
    return list(identifiers[:limit])


def confidence(row: Mapping[str, Any]) -> float:
    """Return the confidence of the least certain quote of an article; 1 where it has none."""
    return min((quote["confidence"] for quote in row["quotes"]), default=1.0)
