"""A small file cannot exhaust time or memory: what goes beyond a limit is refused, and what came before is read."""

import gzip
import time
from dataclasses import replace
from pathlib import Path

import pytest
from backports import zstd

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions, discover, read

STORY = "The harbour of Lindhafen gets a new bell, and the old one stays where it hangs. " * 6
RECORD = b'{"body": "' + STORY.encode() + b'"}\n'


def _read(path, content, **options):
    path.write_bytes(content)
    limits = replace(ReadOptions(), **options)
    return [item for source in discover([path], limits) for item in read(source, limits)]


def _refusals(items):
    return [(item.reason, item.detail) for item in items if isinstance(item, Rejection)]


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("zst", zstd.compress)])
def test_a_file_that_unpacks_to_many_times_its_size_is_refused(tmp_path, monkeypatch, suffix, pack):
    monkeypatch.setattr("toolkit.read.stream_limits.LEAST", 1_000_000)
    items = _read(tmp_path / f"a.jsonl.{suffix}", pack(RECORD) + pack(b"a" * 6_000_000), max_ratio=20)
    assert isinstance(items[0], Document)
    assert [reason for reason, _ in _refusals(items)] == ["too_large"]
    assert "read.max_ratio" in items[-1].detail


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.mbox", "a.txt"])
def test_many_blanks_in_a_row_are_refused(tmp_path, name):
    items = _read(tmp_path / name, RECORD + b"\n" * 3_000_000, max_blank_bytes=1_000_000)
    assert "too_large" in [reason for reason, _ in _refusals(items)]


def test_a_bomb_of_newlines_ends_soon(tmp_path):
    bomb = gzip.compress(b"\n" * 64_000_000, 1)
    start = time.process_time()
    items = _read(tmp_path / "a.jsonl.gz", gzip.compress(RECORD) + bomb)
    assert [type(item) for item in items] == [Document, Rejection]
    assert time.process_time() - start < 5


def test_a_file_of_too_many_bytes_is_refused(tmp_path):
    items = _read(tmp_path / "a.jsonl", RECORD * 1000, max_unpacked_bytes=300_000)
    assert [reason for reason, _ in _refusals(items)] == ["too_large"]
    assert 0 < len(items) < 1000


def test_records_beyond_the_limit_are_refused_together(tmp_path):
    items = _read(tmp_path / "a.jsonl", RECORD * 9, max_records=4)
    assert [type(item) for item in items] == [Document] * 4 + [Rejection]
    assert (items[-1].reason, items[-1].record) == ("too_large", 4)
    assert len(_read(tmp_path / "a.jsonl", RECORD * 4, max_records=4)) == 4


def test_blank_lines_keep_the_numbers_of_the_lines_that_follow(tmp_path):
    items = _read(tmp_path / "a.jsonl", b"\n" * 700_000 + RECORD)
    assert [item.line for item in items] == [700_001]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="there is no /proc")
@pytest.mark.parametrize("target", ["/proc/self/environ", "/proc/self", "/dev/zero", "/dev"])
def test_a_link_to_a_file_of_the_system_is_not_followed(tmp_path, target):
    (tmp_path / "a.txt").symlink_to(target)
    for named in (tmp_path, tmp_path / "a.txt", tmp_path / "*.txt"):
        (item,) = discover([named], ReadOptions())
        assert (item.reason, "file of the system" in item.detail) == ("unreadable", True)
