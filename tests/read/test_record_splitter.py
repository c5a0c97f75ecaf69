"""Cutting containers into records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.read import ReadOptions
from toolkit.read.decompression import BrokenArchiveError
from toolkit.read.field_mapping import refuse_record
from toolkit.read.input_file import Source
from toolkit.read.record_splitter import Growing, documents, lines

SOURCE = Source("a.jsonl", "a.jsonl", "jsonl", 9)


@given(st.lists(st.sampled_from([b"ab\n", b"\r\n", b"x", b"\n", b""])), st.integers(1, 5))
def test_lines_join_to_what_was_cut(parts, longest):
    result = list(lines(iter(parts), longest))
    assert b"".join(result) == b"".join(parts)
    assert all(b"\n" not in line[:-1] for line in result)


def test_a_long_line_comes_in_pieces():
    assert list(lines(iter([b"aaa", b"bbb", b"\ncc"]), 4)) == [b"aaabbb", b"\n", b"cc"]


@pytest.mark.parametrize(("limit", "raw", "whole"), [(6, b"ferry ", True), (5, b"fe", False)])
def test_a_record_above_the_limit_keeps_its_first_bytes_and_its_digest(limit, raw, whole):
    record = Growing(ReadOptions(max_bytes=limit, kept_bytes=2), 7)
    for part in (b"fer", b"ry", b" "):
        record.add(part)
    piece = record.piece()
    assert (piece.raw, piece.line, piece.size, piece.sha256 is None) == (raw, 7, 6, whole)


def test_records_that_hold_several_documents_are_counted_on():
    def pieces():
        for part in (b"one", b"two"):
            record = Growing(ReadOptions(), 1)
            record.add(part)
            yield record.piece()
        raise BrokenArchiveError("It ends.")

    def convert(record, options):
        for _ in range(2):
            yield refuse_record(record, options, "missing_text", record.raw.decode())

    result = list(documents(SOURCE, pieces(), ReadOptions(), convert))
    assert [item.detail for item in result] == ["one", "one", "two", "two", "It ends."]
    assert (result[-1].reason, result[-1].record) == ("broken_archive", 4)
