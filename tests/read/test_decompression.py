"""Bytes of a file in chunks."""

import gzip
import hashlib

import pytest

from toolkit.read.decompression import BrokenArchiveError, ByteFile, chunks, digest, file_digest, gather
from toolkit.read.input_file import Source


def source_of(path, raw):
    path.write_bytes(raw)
    return Source(str(path), path.name, "text", len(raw))


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.TXT.ZST"])
def test_chunks_join_to_the_unpacked_bytes(tmp_path, pack, name):
    raw = bytes(range(256)) * 5000
    assert b"".join(chunks(source_of(tmp_path / name, pack(name.lower(), raw)))) == raw


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_archives_of_several_members_are_read_to_the_end(tmp_path, pack, ending):
    packed = pack(ending, b"one ") + pack(ending, b"two")
    assert b"".join(chunks(source_of(tmp_path / f"a{ending}", packed))) == b"one two"


def test_a_member_that_is_damaged_is_noticed(tmp_path):
    packed = gzip.compress(b"one " * 100, mtime=0) + b"not a member"
    with pytest.raises(BrokenArchiveError):
        list(chunks(source_of(tmp_path / "a.gz", packed)))


def test_gathering_stops_above_the_limit():
    parts = iter([b"aa", b"bb", b"cc"])
    assert gather(parts, 3) == (b"aabb", False)
    assert list(parts) == [b"cc"]


def test_digests_are_those_of_the_bytes(tmp_path):
    expected = hashlib.sha256(b"ferry").hexdigest()
    assert digest([b"fer", b"ry"]) == (expected, 5)
    assert file_digest(source_of(tmp_path / "a.gz", b"ferry")) == expected


def test_what_stands_before_a_damage_is_read(tmp_path, pack):
    packed = pack(".gz", b"one ") + pack(".gz", b"two")[:-3]
    result = chunks(source_of(tmp_path / "a.gz", packed))
    assert (next(result), next(result)) == (b"one ", b"two")
    with pytest.raises(BrokenArchiveError):
        next(result)


def test_members_may_be_padded(tmp_path, pack):
    packed = pack(".gz", b"one ") + bytes(600) + pack(".gz", b"two") + bytes(9)
    assert b"".join(chunks(source_of(tmp_path / "a.gz", packed))) == b"one two"


def test_chunks_are_a_file_that_is_read_forwards():
    file = ByteFile(iter([b"", b"ferry", b"", b"bell"]))
    assert (file.read(2), file.read(9), file.tell(), file.seek(0, 1)) == (b"fe", b"rry", 5, 5)
    assert (file.read(), file.read(3)) == (b"bell", b"")
    with pytest.raises(OSError, match="forwards"):
        file.seek(0)
