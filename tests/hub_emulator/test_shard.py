"""Shards are read as clients write them."""

import struct

import pytest

from hub_emulator.shard import Recipe, Term, recipes

HEADER = b"HFRepoMetaData\0".ljust(32, b"U") + struct.pack("<QQ", 2, 0)
LAST = b"\xff" * 32 + bytes(16)
VERIFIED, WITH_DIGEST = 1 << 31, 1 << 30


def stored(name: str) -> bytes:
    return struct.pack("<4Q", *(int(name[start : start + 16], 16) for start in range(0, 64, 16)))


def a_file(file: str, sha256: str | None, terms: list[tuple[str, int, int, int]], *, verified: bool) -> bytes:
    flags = (VERIFIED if verified else 0) | (WITH_DIGEST if sha256 else 0)
    records = [stored(file) + struct.pack("<IIQ", flags, len(terms), 0)]
    records += [stored(xorb) + struct.pack("<IIII", 0, length, start, end) for xorb, start, end, length in terms]
    records += [bytes(48)] * (len(terms) if verified else 0)
    records += [stored(sha256) + bytes(16)] if sha256 else []
    return b"".join(records)


ONE = a_file("01" * 32, "02" * 32, [("0a" * 32, 0, 3, 100), ("0b" * 32, 5, 6, 20)], verified=True)
OTHER = a_file("03" * 32, "04" * 32, [("0a" * 32, 3, 4, 7)], verified=False)


def test_the_files_of_a_shard_are_read():
    assert list(recipes(HEADER + ONE + OTHER + LAST + LAST)) == [
        Recipe("01" * 32, "02" * 32, (Term("0a" * 32, 0, 3, 100), Term("0b" * 32, 5, 6, 20))),
        Recipe("03" * 32, "04" * 32, (Term("0a" * 32, 3, 4, 7),)),
    ]


def test_a_hash_is_printed_as_four_numbers():
    name = "".join(f"{number:02x}" for number in range(32))
    data = HEADER + a_file(name, name[::-1], [], verified=False) + LAST
    assert [(item.file, item.sha256) for item in recipes(data)] == [(name, name[::-1])]


def test_the_size_of_a_file_is_that_of_its_pieces():
    assert next(recipes(HEADER + ONE + LAST)).size == 120


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no shard at all", "not a shard"),
        (HEADER + ONE[:-60], "ends within"),
        (HEADER + ONE, "ends within"),
        (HEADER + a_file("01" * 32, None, [], verified=False) + LAST, "no SHA-256"),
    ],
)
def test_what_cannot_be_a_shard_is_refused(data, message):
    with pytest.raises(ValueError, match=message):
        list(recipes(data))
