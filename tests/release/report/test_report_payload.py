"""Rows in compressed blocks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.release.report.report_payload import (
    BLOCK_BYTES,
    blocks_of,
    elements,
    pack,
    pack_rows,
    packed_blocks,
    unpack,
    without_blocks,
)

JSON = st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), st.lists)


def _rows(count, letters=1000):
    return [{"id": number, "body": f"{number} " * letters} for number in range(count)]


@given(JSON)
def test_a_value_comes_out_as_it_went_in(value):
    assert unpack(pack(value)) == value


@given(st.text())
def test_a_block_holds_no_character_that_means_something_in_a_page(text):
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", pack(text))


def test_a_block_is_small_enough_to_be_unpacked_at_once():
    packed = list(pack_rows(_rows(1000), 10**9))
    assert len(packed) > 5
    assert max(sum(len(row["body"]) for row in held) for _, held in packed) < 1.1 * BLOCK_BYTES


def test_blocks_hold_the_rows_in_their_order():
    rows = _rows(1000)
    packed = list(pack_rows(rows, 10**9))
    assert [row for block, _ in packed for row in unpack(block)] == rows
    assert [row for _, held in packed for row in held] == rows


@pytest.mark.parametrize("letters", [0, 1_000, 10_000, 30_000])
def test_all_blocks_together_have_no_more_letters_than_asked_for(letters):
    assert sum(len(block) for block, _ in pack_rows(_rows(1000), letters)) <= letters


def test_a_block_that_is_packed_already_is_taken_over_and_others_are_not():
    rows = _rows(1000)
    blocks = [block for block, _ in pack_rows(rows, 10**9)]
    known = dict.fromkeys((content for content, _ in packed_blocks(elements(blocks[:1]))), "AAAA")
    assert [block for block, _ in pack_rows(rows, 10**9, known)] == ["AAAA", *blocks[1:]]


def test_a_page_gives_its_blocks_back():
    page = f"<p>one</p>\n{elements([pack([1]), pack({'a': 'ü'})])}\n<script>let a = 1;</script>"
    assert blocks_of(page) == [[1], {"a": "ü"}]


def test_a_damaged_block_is_no_block():
    with pytest.raises(ValueError, match="damaged"):
        blocks_of(elements(["AAAA" + pack("a long text " * 9)[4:]]))


def test_a_page_without_its_blocks_is_the_same_however_they_were_compressed():
    one, other = (without_blocks(f"<p>{elements([block])}</p>") for block in (pack([1]), pack([2])))
    assert one == other
    assert "<p>" in one
