"""The sample of shingle hashes that stands for a text."""

import numpy as np
import pytest

from toolkit.group.minhash_sketch import PLACE, PLACES, VOID, entries, table_of

WORDS = [f"w{number}".encode() for number in range(400)]


def test_entries_ascend():
    result = entries(WORDS, 4)
    assert (np.diff(result.astype(object)) > 0).all()


def test_a_text_shares_the_hashes_of_its_parts():
    part, whole = (set((entries(words, 4) >> PLACE).tolist()) for words in (WORDS[100:200], WORDS))
    assert part <= whole


def test_the_order_of_words_matters():
    assert entries(WORDS[:4], 4).tolist() != entries(WORDS[3::-1], 4).tolist()


def test_the_place_says_where_in_the_text_a_shingle_stands():
    last = set((entries(WORDS, 4) >> PLACE).tolist()) - set((entries(WORDS[:-1], 4) >> PLACE).tolist())
    (entry,) = (entry for entry in entries(WORDS, 4).tolist() if entry >> PLACE in last)
    assert entry % PLACES == 255


@pytest.mark.parametrize(("words", "size", "count"), [(0, 4, 0), (1, 4, 1), (4, 4, 1), (6, 4, 3), (6, 1, 6)])
def test_short_texts_have_few_entries(words, size, count):
    assert len(entries(WORDS[:words], size)) == count


def test_hashes_are_spread_evenly():
    words = [f"w{number}".encode() for number in range(64_000)]
    counts = np.histogram(entries(words, 4).astype(float), bins=16, range=(0, 2.0**64))[0]
    assert counts.min() > 3_700
    assert counts.max() < 4_300


def test_sketches_become_rows_that_are_filled_up():
    sketches = [entries(WORDS[:7], 4).tobytes(), b""]
    assert table_of(sketches, 6).tolist() == [[*entries(WORDS[:7], 4).tolist(), VOID, VOID], [VOID] * 6]
