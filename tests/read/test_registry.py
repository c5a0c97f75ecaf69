"""The table of readers, and what every reader promises."""

import hashlib
import subprocess
import sys

import pytest

from toolkit.read import ReadOptions, Source, read
from toolkit.read.registry import READERS, reader_of


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.txt", "text"),
        ("A.TXT.GZ", "text"),
        ("a.htm.zst", "html"),
        ("a.ndjson", "jsonl"),
        ("a.json", "json"),
        ("a.parquet", "parquet"),
        ("README", "unknown"),
        ("a.article", "unknown"),
        ("a.csv.gz", "table"),
        ("CC-NEWS-2023.warc.gz", "warc"),
        ("a.mbox.zst", "mailbox"),
        ("a.xml", "xml"),
    ],
)
def test_the_name_chooses_the_reader(name, reader):
    assert reader_of(name) == reader


def test_no_two_rows_of_the_table_claim_one_suffix():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_packed_and_plain_files_give_the_same_document(read_bytes, ending):
    (document,) = read_bytes(f"a.txt{ending}", b"The ferry to Ormsund runs again.")
    raw = b"The ferry to Ormsund runs again."
    expected = (raw.decode(), hashlib.sha256(raw).hexdigest(), f"a.txt{ending}")
    assert (document.text, document.sha256, document.path) == expected


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_cut_archive_is_refused(read_bytes, pack, name, cut):
    packed = pack(name, bytes(range(32, 127)) * 5)
    (refusal,) = read_bytes(name, packed[:-cut], packed=False)
    assert (refusal.reason, refusal.stage, refusal.size) == ("broken_archive", "read", len(packed) - cut)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
def test_an_archive_that_is_none_is_refused(read_bytes, name):
    (refusal,) = read_bytes(name, b"The ferry to Ormsund runs again.", packed=False)
    assert refusal.reason == "broken_archive"


def test_a_file_that_has_gone_since_it_was_found_is_refused(tmp_path):
    source = Source(str(tmp_path / "gone.txt"), "gone.txt", "text", 3)
    (refusal,) = read(source, ReadOptions())
    assert (refusal.reason, refusal.path, refusal.sha256) == ("unreadable", "gone.txt", None)


def test_two_refused_files_with_the_same_bytes_have_two_ids(read_bytes):
    (first,), (second,) = read_bytes("a.txt", b""), read_bytes("b.txt", b"")
    assert first.id != second.id


def test_importing_the_stage_loads_no_heavy_library():
    heavy = {"pyarrow", "resiliparse", "orjson", "feedparser", "fastwarc", "defusedxml"}
    command = f"import sys, toolkit.read; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
