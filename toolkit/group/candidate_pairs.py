"""Candidate pairs for deduplication: MinHash sketches that share enough hashes to be compared in full.

Equal hashes are brought together by sorting, a part of them at a time so that the memory stays bounded. A hash
that many sketches have (a crowd's) pairs each only with its neighbours, so that the number of pairs stays
proportional to the number of sketches.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import pairwise
from typing import IO, TypeVar

import numpy as np
from numpy.typing import NDArray

from toolkit.group.minhash_sketch import PLACE, VOID, Entries

Number = TypeVar("Number", np.uint64, np.intp)

LEAST_SHARED = 5
"""Pairs that share fewer hashes may be missed: one of the four portions of hashes has two of five."""
_PORTIONS = LEAST_SHARED - 1
_NEIGHBOURS = 4
_SORTED = 1 << 21  # about so many entries are sorted at a time
_BUCKETS = 64  # pairs are sorted in so many parts


def candidates(
    table: Entries, chosen: NDArray[np.integer], crowd: int, open_scratch: Callable[[], IO[bytes]] = BytesIO
) -> tuple[Entries, NDArray[np.bool_]]:
    """Find the pairs of chosen rows that share enough hashes, and which entries of these rows are a crowd's.

    Args:
        table: Sketches, one a row.
        chosen: The rows that are compared.
        crowd: A hash that more sketches have is a crowd's.
        open_scratch: Opens a file in which pairs wait for their like; there are many, and nearly all come once.

    Returns:
        The pairs as left × number of chosen rows + right, by position in `chosen`; and a mask, one row for each
        chosen one.
    """
    crowded = np.zeros((len(chosen), table.shape[1]), dtype=np.bool_)
    slices = 1 << (crowded.size // _PORTIONS // _SORTED).bit_length()
    result: list[Entries] = []
    for portion in range(_PORTIONS):
        parts = range(portion, slices * _PORTIONS, _PORTIONS)
        keys = (key for part in parts for key in _pairs(*_slice(table, chosen, part, slices), crowded, crowd))
        result += _repeated(keys, len(chosen) ** 2, open_scratch)
    return np.unique(_joined(result, np.uint64)), crowded


def _repeated(keys: Iterable[Entries], limit: int, open_scratch: Callable[[], IO[bytes]]) -> Iterator[Entries]:
    """Keys below the limit that come more than once; they are sorted in several buckets, one after the other."""
    with ExitStack() as stack:
        buckets = [stack.enter_context(open_scratch()) for _ in range(_BUCKETS)]
        width = limit // _BUCKETS + 1
        for key in keys:
            numbers = (key // width).astype(np.uint8)
            order = np.argsort(numbers, kind="stable")
            ends = np.searchsorted(numbers[order], np.arange(_BUCKETS + 1))
            for file, (start, end) in zip(buckets, pairwise(ends), strict=True):
                file.write(key[order[start:end]].tobytes())
        for file in buckets:
            file.seek(0)
            together = np.frombuffer(bytearray(file.read()), np.uint64)
            together.sort()
            yield np.unique(together[1:][together[1:] == together[:-1]])


def _slice(table: Entries, chosen: NDArray[np.integer], part: int, slices: int) -> tuple[NDArray[np.intp], Entries]:
    """The hashes whose last bits are the number of the part, and their positions in the flattened chosen rows."""
    bits, wanted = (slices * _PORTIONS - 1) << PLACE, part << PLACE
    rows = max(1, _SORTED // table.shape[1])
    positions, hashes = [], []
    for start in range(0, len(chosen), rows):
        block = table[chosen[start : start + rows]].reshape(-1)
        here = np.flatnonzero((block & bits == wanted) & (block != VOID))
        positions.append(start * table.shape[1] + here)
        hashes.append(block[here] >> PLACE)
    return _joined(positions, np.intp), _joined(hashes, np.uint64)


def _pairs(positions: NDArray[np.intp], hashes: Entries, crowded: NDArray[np.bool_], crowd: int) -> Iterator[Entries]:
    """All pairs of rows that share one of the hashes; in a crowd only neighbours, and the crowd is noted."""
    order = np.argsort(hashes, kind="stable")
    _, run, lengths = np.unique(hashes[order], return_inverse=True, return_counts=True)
    lengths = lengths[run]
    crowded.reshape(-1)[positions[order[lengths > crowd]]] = True
    repeated = lengths > 1
    rows = (positions[order[repeated]] // crowded.shape[1]).astype(np.uint64)
    yield from _paired(rows, run[repeated], lengths[repeated], crowd, len(crowded))


def _paired(
    rows: Entries, run: NDArray[np.intp], lengths: NDArray[np.intp], crowd: int, height: int
) -> Iterator[Entries]:
    """Pairs of rows within each run of equal hashes."""
    reach = np.where(lengths > crowd, _NEIGHBOURS, lengths - 1)
    positions = np.arange(len(rows))
    for distance in range(1, crowd):
        positions = positions[(reach[positions] >= distance) & (positions + distance < len(rows))]
        positions = positions[run[positions] == run[np.minimum(positions + distance, len(rows) - 1)]]
        if not len(positions):
            return
        yield rows[positions] * height + rows[positions + distance]


def _joined(arrays: Sequence[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    """One array of all, also of none."""
    return np.concatenate([np.empty(0, kind), *arrays])
