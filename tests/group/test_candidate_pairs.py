"""Pairs of sketches that are worth a closer look."""

from io import BytesIO
from tempfile import TemporaryFile

import numpy as np
import pytest

from toolkit.group import candidate_pairs as module
from toolkit.group.candidate_pairs import LEAST_SHARED, candidates
from toolkit.group.minhash_sketch import PLACE, VOID


def _table(*rows):
    """Sketches of small numbers, spread over the hashes; each row is filled up."""
    width = max(map(len, rows))
    spread = [sorted((number * 0x9E3779B97F4A7C15) % 2**56 << PLACE for number in row) for row in rows]
    return np.array([[*row, *[int(VOID)] * (width - len(row))] for row in spread], dtype=np.uint64)


def _found(table, crowd=8):
    return [divmod(int(key), len(table)) for key in candidates(table, np.arange(len(table)), crowd)[0]]


def test_sketches_with_nothing_in_common_are_no_candidates():
    assert _found(_table(range(10), range(10, 20))) == []


@pytest.mark.parametrize("start", range(0, 100, 7))
def test_no_pair_that_shares_the_least_number_of_hashes_is_missed(start):
    shared = range(start, start + LEAST_SHARED)
    assert _found(_table([*shared, *range(200, 210)], [*range(300, 310)], [*shared, *range(400, 410)])) == [(0, 2)]


def test_one_hash_in_common_is_not_enough():
    assert _found(_table([1, *range(10, 20)], [1, *range(20, 30)])) == []


def test_every_pair_of_a_small_company_is_found():
    assert len(_found(_table(*[range(20)] * 8))) == 8 * 7 / 2


def test_in_a_crowd_each_is_paired_with_its_neighbours_only():
    pairs = _found(_table(*[range(20)] * 100))
    assert {right - left for left, right in pairs} == {1, 2, 3, 4}


def test_the_hashes_of_a_crowd_are_noted():
    table = _table(*([0, 1, 2, 10 + row, 100 + row] for row in range(9)))
    assert candidates(table, np.arange(len(table)), crowd=8)[1].sum(axis=1).tolist() == [3] * 9


def test_a_company_is_no_crowd():
    table = _table(*([0, 1, 2, 10 + row, 100 + row] for row in range(8)))
    assert not candidates(table, np.arange(len(table)), crowd=8)[1].any()


def test_no_sketches_give_no_candidates():
    assert candidates(np.empty((0, 64), dtype=np.uint64), np.arange(0), 8)[0].tolist() == []


def test_sorting_in_many_small_parts_finds_the_same(monkeypatch):
    chance = np.random.default_rng(1)
    table = _table(*(chance.choice(300, 30, replace=False).tolist() for _ in range(100)))
    whole = [array.tolist() for array in candidates(table, np.arange(len(table)), 8)]
    monkeypatch.setattr(module, "_SORTED", 50)
    assert [array.tolist() for array in candidates(table, np.arange(len(table)), 8)] == whole


def test_rows_that_are_not_chosen_are_not_there_and_the_order_of_the_others_is_that_of_the_choice():
    table = _table(range(20), range(10, 30), range(100, 120), range(20))
    assert candidates(table, np.array([3, 2, 1]), crowd=8)[0].tolist() == [0 * 3 + 2]


@pytest.mark.parametrize(("buckets", "open_scratch"), [(1, BytesIO), (3, TemporaryFile), (64, TemporaryFile)])
def test_pairs_that_wait_on_disk_are_found_too(monkeypatch, buckets, open_scratch):
    chance = np.random.default_rng(2)
    table = _table(*(chance.choice(400, 30, replace=False).tolist() for _ in range(60)))
    together = candidates(table, np.arange(60), 8)[0].tolist()
    monkeypatch.setattr(module, "_BUCKETS", buckets)
    assert candidates(table, np.arange(60), 8, open_scratch)[0].tolist() == together != []
