"""Hashes are found by their index as a binary search would find them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.lines.hash_index import HashIndex

HASHES = st.one_of(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(2**32 - 40, 2**32 - 1))


def find(known, wanted):
    return HashIndex(np.array(known, dtype=np.uint32)).find(np.array(wanted, dtype=np.uint32)).tolist()


def test_known_hashes_are_found_and_unknown_ones_get_the_number_of_the_known():
    assert find([3, 7, 9], [7, 1, 10, 9]) == [1, 3, 3, 2]


def test_nothing_is_found_among_no_hashes():
    assert find([], [0, 2**32 - 1]) == [0, 0]


@settings(max_examples=80, deadline=None)
@given(st.sets(HASHES, max_size=60), st.lists(HASHES, max_size=60))
def test_every_hash_is_found_where_it_stands(known, wanted):
    ordered = sorted(known)
    assert find(ordered, wanted) == [ordered.index(hash_) if hash_ in known else len(ordered) for hash_ in wanted]
