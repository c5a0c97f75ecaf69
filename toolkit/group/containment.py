"""Containment, the one-sided form of Jaccard similarity: the share of one text in another, by MinHash sketches.

Below the smaller of two sketches' largest entries both are complete, so there the share of common hashes
estimates the share of common shingles, as in FracMinHash (Irber et al. 2022). What two texts share in all their
parts is the text itself; what they share at one end may be boilerplate or a quotation.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import IO

import numpy as np
from numpy.typing import NDArray

from toolkit.group.candidate_pairs import LEAST_SHARED, candidates
from toolkit.group.minhash_sketch import PLACE, PLACES, VOID, Entries
from toolkit.group.options import GroupOptions

_COMPARED = 1 << 23  # about so many pairs of entries are compared at a time


def near_pairs(
    table: Entries, chosen: NDArray[np.integer], options: GroupOptions, open_scratch: Callable[[], IO[bytes]] = BytesIO
) -> Iterator[tuple[int, int]]:
    """Find the pairs of texts of which one contains enough of the other, by their position in `chosen`.

    The order of the chosen rows decides which neighbours are compared inside a crowd, so keep it canonical.

    Args:
        table: Sketches, one a row; may be mapped from disk, since only parts of it are read at a time.
        chosen: The rows that are compared.
        options: How much is enough.
        open_scratch: Opens a file in which candidates wait, see `candidates`.
    """
    keys, crowded = candidates(table, chosen, options.crowd, open_scratch)
    batch = max(1, _COMPARED // options.sketch**2)
    for start in range(0, len(keys), batch):
        pairs = np.divmod(keys[start : start + batch], len(chosen))
        texts = [table[chosen[pair]] for pair in pairs]
        near = _near(texts, [crowded[pair] for pair in pairs], options)
        yield from zip(pairs[0][near].tolist(), pairs[1][near].tolist(), strict=True)


def _near(texts: Sequence[Entries], crowded: Sequence[NDArray[np.bool_]], options: GroupOptions) -> NDArray[np.bool_]:
    """Which of the pairs are near-duplicates; entries and crowds of the left ones, and of the right ones."""
    limit = np.minimum(np.minimum(texts[0][:, -1], texts[1][:, -1]), VOID - 1)
    sizes = [(entries <= limit[:, np.newaxis]).sum(axis=1) for entries in texts]
    swapped = (sizes[0] > sizes[1])[:, np.newaxis]
    small, large = np.where(swapped, texts[1], texts[0]), np.where(swapped, texts[0], texts[1])
    complete = small <= limit[:, np.newaxis]
    shared = _shared(small, large) & complete
    rare = ~np.where(swapped, crowded[1], crowded[0])
    thirds = _everywhere(shared, complete, small, 3)
    sixths = _everywhere(shared, complete, small, 6)
    crowds = 2 * (shared & rare).sum(axis=1) < shared.sum(axis=1)
    alike = _enough(shared, complete, options.containment) & np.where(crowds, sixths, thirds)
    opening = (shared & (_part(small, 3) == 0)).any(axis=1)
    needed = np.where(opening, options.partial_containment, options.ending_containment)
    alike |= _enough(shared & rare, complete & rare, needed)
    return np.asarray(alike & (np.minimum(*sizes) >= options.size_ratio * np.maximum(*sizes)), dtype=np.bool_)


def _shared(one: Entries, other: Entries) -> NDArray[np.bool_]:
    """Which entries of each row of one have their hash in the same row of the other."""
    hashes, others = (one >> PLACE)[:, :, np.newaxis], (other >> PLACE)[:, np.newaxis, :]
    return np.asarray((hashes == others).any(axis=2), dtype=np.bool_)


def _enough(
    shared: NDArray[np.bool_], complete: NDArray[np.bool_], threshold: float | NDArray[np.float64]
) -> NDArray[np.bool_]:
    count = shared.sum(axis=1)
    return np.asarray((count >= LEAST_SHARED) & (count >= threshold * complete.sum(axis=1)), dtype=np.bool_)


def _everywhere(
    shared: NDArray[np.bool_], complete: NDArray[np.bool_], entries: Entries, parts: int
) -> NDArray[np.bool_]:
    """True if each part of the text, from beginning to end, shares a tenth of its entries or more."""
    part = _part(entries, parts)
    result = np.ones(len(entries), dtype=np.bool_)
    for number in range(parts):
        count, possible = ((mask & (part == number)).sum(axis=1) for mask in (shared, complete))
        result &= (count > 0) & (10 * count >= possible)
    return result


def _part(entries: Entries, parts: int) -> Entries:
    """In which of so many equal parts of its text each entry is, from 0."""
    return np.asarray((entries % PLACES) * parts // PLACES, dtype=np.uint64)
