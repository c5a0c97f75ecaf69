"""Which keys of a text belong to a known name of several words: a feature of the taggers."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.place_names import LONGEST_PHRASE


def phrase_parts(
    keys: Sequence[str],
    phrases: NDArray[np.int8],
    kind_of: Callable[[str], str | None],
    first: Mapping[str, int],
    size: int,
) -> NDArray[np.intp]:
    """Return for each key its part in a known name, as a number below `size`.

    Args:
        keys: The keys of a text.
        phrases: For each key the number of a known name of one word, `size` for none; negative where a longer one
            begins.
        kind_of: Returns the kind of a known name, null for others.
        first: For each kind the number of a name of one word; the next two stand for the first word of a longer name
            and for its other words.
        size: How many numbers there are.
    """
    parts = np.abs(phrases).astype(np.intp)
    parts[parts == size] = 0
    covered = 0
    for row in np.flatnonzero(phrases < 0).tolist():
        if row < covered:
            continue
        words = (keys[row].removeprefix("^"), *keys[row + 1 : row + LONGEST_PHRASE])
        for length in range(len(words), 1, -1):
            kind = kind_of(" ".join(words[:length]))
            if kind is not None:
                parts[row] = first[kind] + 1
                parts[row + 1 : row + length] = first[kind] + 2
                covered = row + length
                break
    return parts
