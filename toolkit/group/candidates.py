"""Candidates: pairs of sketches that share enough hashes to be worth a closer look.

Equal hashes are brought together by sorting, a part of them at a time so that the memory stays bounded. A hash
that many sketches have (a crowd's) pairs each only with its neighbours, so that the number of pairs stays
proportional to the number of sketches.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toolkit.group.sketch import PLACE, VOID, Entries

Number = TypeVar("Number", np.uint64, np.intp)

LEAST_SHARED = 5
"""Pairs that share fewer hashes may be missed: one of the four portions of hashes has two of five."""
_PORTIONS = LEAST_SHARED - 1
_NEIGHBOURS = 4
_SORTED = 1 << 21  # about so many entries are sorted at a time


def candidates(table: Entries, crowd: int) -> tuple[Entries, NDArray[np.bool_]]:
    """Find the pairs of rows that share enough hashes, as left × height + right, and the entries that are a crowd's."""
    crowded = np.zeros(table.shape, dtype=np.bool_)
    slices = 1 << (table.size // _PORTIONS // _SORTED).bit_length()
    found = []
    for portion in range(_PORTIONS):
        parts = range(portion, slices * _PORTIONS, _PORTIONS)
        keys = _joined(
            [key for part in parts for key in _pairs(table, crowded, _chosen(table, part, slices), crowd)], np.uint64
        )
        keys.sort()  # in place: this is the largest array of all
        found.append(np.unique(keys[1:][keys[1:] == keys[:-1]]))
    return np.unique(_joined(found, np.uint64)), crowded


def _chosen(table: Entries, part: int, slices: int) -> NDArray[np.intp]:
    """The positions in the flattened table of the hashes whose last bits are the number of the part."""
    bits, wanted = (slices * _PORTIONS - 1) << PLACE, part << PLACE
    flat = table.reshape(-1)
    found = []
    for start in range(0, len(flat), _SORTED):
        block = flat[start : start + _SORTED]
        found.append(start + np.flatnonzero((block & bits == wanted) & (block != VOID)))
    return _joined(found, np.intp)


def _pairs(table: Entries, crowded: NDArray[np.bool_], chosen: NDArray[np.intp], crowd: int) -> Iterator[Entries]:
    """All pairs of rows that share one of the chosen hashes; in a crowd only neighbours, and the crowd is noted."""
    hashes = table.reshape(-1)[chosen] >> PLACE
    order = np.argsort(hashes, kind="stable")
    _, run, lengths = np.unique(hashes[order], return_inverse=True, return_counts=True)
    lengths = lengths[run]
    crowded.reshape(-1)[chosen[order[lengths > crowd]]] = True
    repeated = lengths > 1
    rows = (chosen[order[repeated]] // table.shape[1]).astype(np.uint64)
    yield from _paired(rows, run[repeated], lengths[repeated], crowd, len(table))


def _paired(
    rows: Entries, run: NDArray[np.intp], lengths: NDArray[np.intp], crowd: int, height: int
) -> Iterator[Entries]:
    """Pairs of rows within each run of equal hashes."""
    reach = np.where(lengths > crowd, _NEIGHBOURS, lengths - 1)
    places = np.arange(len(rows))
    for distance in range(1, crowd):
        places = places[(reach[places] >= distance) & (places + distance < len(rows))]
        places = places[run[places] == run[np.minimum(places + distance, len(rows) - 1)]]
        if not len(places):
            return
        yield rows[places] * height + rows[places + distance]


def _joined(arrays: Sequence[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    """One array of all, also of none."""
    return np.concatenate([np.empty(0, kind), *arrays])
