"""Xorbs are taken apart."""

import lz4.frame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_emulator.xorb import Chunk, chunks, content


def packed(payload: bytes, length: int, scheme: int) -> bytes:
    return b"\0" + len(payload).to_bytes(3, "little") + bytes([scheme]) + length.to_bytes(3, "little") + payload


def grouped(data: bytes) -> bytes:
    return data[0::4] + data[1::4] + data[2::4] + data[3::4]


def written(data: bytes, scheme: int) -> bytes:
    payload = {0: data, 1: lz4.frame.compress(data), 2: lz4.frame.compress(grouped(data))}[scheme]
    return packed(payload, len(data), scheme)


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=300), st.integers(0, 2)), min_size=1, max_size=5))
def test_every_chunk_is_found_and_read(parts):
    data = b"".join(written(*part) for part in parts)
    result = chunks(data)
    assert [content(data[item.start : item.end], item) for item in result] == [part for part, _ in parts]


def test_a_footer_is_no_chunk():
    data = written(b"harbour", 0)
    assert chunks(data + b"XETBLOB\1 and so on") == [Chunk(0, 15, 7, 0)]


@pytest.mark.parametrize("data", [b"", b"\1", written(b"harbour", 0)[:-1]], ids=["empty", "other version", "cut off"])
def test_what_is_no_xorb_is_refused(data):
    with pytest.raises(ValueError, match="xorb"):
        chunks(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed(b"harbour", 8, 0), "another length"),
        (packed(b"harbour", 7, 1), "decompressed"),
        (packed(b"harbour", 7, 9), "unknown scheme 9"),
    ],
)
def test_a_payload_that_is_not_what_its_header_says_is_refused(data, message):
    (chunk,) = chunks(data)
    with pytest.raises(ValueError, match=message):
        content(data, chunk)
