"""Files at addresses are found, named, read and refused as on this disk."""

import gzip
import hashlib
import io
import os
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow
import pyarrow.parquet
import pytest

from toolkit.contract.records import Document, Rejection
from toolkit.errors import SourceError
from toolkit.read import ReadOptions, Source, discover, read
from toolkit.read.decompression import chunks, file_digest
from toolkit.read.remote_files import BLOCK, RemoteFile, _location, at_hand

NAMES = (
    *("one.txt", "two.html", "a/three.txt", "a/b/four.txt", "a/b/packed.txt.gz", "c/five.txt", "c/report [final].txt"),
    *(".hidden.txt", ".git/config.txt", "a/.notes/six.txt", "one.gold.json", "toolkit.toml", "c/.env"),
)


@pytest.fixture
def memory(monkeypatch):
    """Give an empty place in the memory of this process."""
    position = fsspec.filesystem("memory")
    monkeypatch.setattr(type(position), "store", {})
    monkeypatch.setattr(type(position), "pseudo_dirs", [""])
    return position


@pytest.fixture
def both(tmp_path, memory):
    """Write the same files into a folder of this disk and into memory."""

    def write(names=NAMES):
        for name in names:
            path = tmp_path / "wire" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
            memory.pipe_file(f"/{tmp_path.name}/wire/{name}", name.encode())
        return tmp_path

    return write


def result(named, options=None):
    return [(entry.path, type(entry), entry.size) for entry in discover(named, options or ReadOptions())]


@pytest.mark.parametrize(
    "named",
    [
        *("wire", "wire/", "wire/a", "wire/one.txt", "wire/.hidden.txt", "wire/a/.notes", "wire/c/report [final].txt"),
        *("wire/*", "wire/*.txt", "wire/**", "wire/**/*.txt", "wire/*/*.txt", "wire/?", "wire/[ac]/*", "wire/a/**/f*"),
        *("wire/.*", "wire/**/b", "wi*/a/*.txt", "w*", "**/b/*", "wire/*/.notes", "wire/[!a]*"),
    ],
)
def test_the_same_names_and_globs_find_the_same_files(both, monkeypatch, tmp_path, named):
    monkeypatch.chdir(both())
    here, there = result([named]), result([f"memory://{tmp_path.name}/{named}"])
    assert there == here
    assert here or "hidden" not in named


@pytest.mark.parametrize("named", ["gone", "wire/gone.txt", "wire/*.pdf", "gone/*.txt", "wire/a/*.html"])
def test_nothing_at_an_address_is_one_sentence_of_error(both, named):
    both()
    with pytest.raises(
        SourceError, match=r"^(There is no file or folder|Nothing matches) 'memory://.*'; check the add"
    ):
        discover([f"memory://{named}"], ReadOptions())


def test_include_and_exclude_choose_by_name_or_recorded_path(both):
    position = both().name
    options = ReadOptions(include=("*.txt",), exclude=("wire/a/*", "one.*"))
    assert [path for path, *_ in result([f"memory://{position}/wire"], options)] == [
        "wire/c/five.txt",
        "wire/c/report [final].txt",
    ]


def test_a_file_that_two_addresses_reach_is_read_once(both):
    wire = f"memory://{both().name}/wire"
    assert result([wire, f"{wire}/a", f"{wire}/one.txt"]) == result([wire])


def test_inputs_that_would_collide_get_the_folders_above_as_prefix(both, memory, tmp_path):
    both(["one.txt"])
    memory.pipe_file("/monday/wire/one.txt", b"another")
    paths = [path for path, *_ in result([tmp_path / "wire", "memory://monday/wire"])]
    assert paths == sorted([f"{tmp_path.name}/wire/one.txt", "monday/wire/one.txt"])


def test_a_bucket_is_a_folder(bucket):
    position, root = fsspec.core.url_to_fs(bucket)
    position.pipe_file(f"{root}/raw/one.txt", b"one")
    position.pipe_file(f"{root}/raw/deep/", b"")  # what browsers of buckets make of an empty folder
    assert result([bucket]) == [(f"{root}/raw/one.txt", Source, 3)]
    assert result([f"{bucket}/raw"]) == [("raw/one.txt", Source, 3)]


def test_a_file_inside_an_archive_is_found_and_read(tmp_path):
    fsspec.filesystem("zip", fo=str(tmp_path / "a.zip"), mode="w").pipe_file("wire/one.txt", b"one")
    (source,) = discover([f"zip://wire::file://{tmp_path}/a.zip"], ReadOptions())
    assert (source.path, b"".join(chunks(source))) == ("wire/one.txt", b"one")


def test_the_name_and_password_in_an_address_are_not_recorded():
    assert _location("http://mara:secret@host/raw/a@b.txt") == "/host/raw/a@b.txt"
    assert _location("bucket/a@b.txt") == _location("/bucket/a@b.txt") == "/bucket/a@b.txt"


def source(memory, name, data, reader="text"):
    memory.pipe_file(f"/{name}", data)
    return Source(f"memory://{name}", name, reader, len(data))


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_bytes_come_in_chunks_and_unpacked(memory, name):
    text = os.urandom(600_000)
    data = gzip.compress(text) if name.endswith(".gz") else text
    parts = list(chunks(source(memory, name, data)))
    assert (b"".join(parts), len(parts) > 2) == (text, True)
    assert file_digest(source(memory, name, data)) == hashlib.sha256(data).hexdigest()


def test_parquet_is_read_where_it_lies(memory):
    rows = [f"The tide table of Ormsund, number {number}, was printed again." for number in range(200)]
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"body": rows}), sink, row_group_size=50)
    items = list(read(source(memory, "a.parquet", sink.getvalue(), "parquet"), ReadOptions()))
    assert [row in item.text for row, item in zip(rows, items, strict=True)] == [True] * 200


def test_a_large_file_is_never_asked_for_whole(bucket, monkeypatch):
    from s3fs.core import S3File

    position, root = fsspec.core.url_to_fs(bucket)
    data = os.urandom(3 * BLOCK)
    position.pipe_file(f"{root}/large.txt", data)
    asked = []
    fetch = S3File._fetch_range

    def noting(file, start, end):
        asked.append(end - start)
        return fetch(file, start, end)

    monkeypatch.setattr(S3File, "_fetch_range", noting)
    (large,) = discover([f"{bucket}/large.txt"], ReadOptions())
    with at_hand([large]) as (item,):
        assert item == large
        assert file_digest(item) == hashlib.sha256(data).hexdigest()
    assert max(asked) <= 2 * BLOCK
    assert sum(asked) < 2 * len(data)


def test_a_file_that_is_gone_meanwhile_is_refused_as_on_this_disk(memory, tmp_path):
    there = source(memory, "gone.txt", b"gone")
    memory.rm_file("/gone.txt")
    refused = [
        list(read(entry, ReadOptions())) for entry in (there, replace(there, location=str(tmp_path / "gone.txt")))
    ]
    assert refused[0] == refused[1]
    assert [(entry.reason, entry.detail) for entry in refused[0]] == [
        ("unreadable", "The file cannot be read: No such file or directory.")
    ]


def test_a_file_that_one_may_not_read_is_refused_and_the_others_are_read(bucket):
    import boto3

    position, root = fsspec.core.url_to_fs(bucket)
    for name in ("closed.txt", "open.txt"):
        position.pipe_file(f"{root}/raw/{name}", b"The lighthouse at Ormsund opened to visitors.")
    archived = {"Bucket": root, "Key": "raw/closed.txt", "StorageClass": "GLACIER"}
    boto3.client("s3").copy_object(CopySource=f"{root}/raw/closed.txt", **archived)  # its bytes must be thawed first
    items = [item for entry in discover([f"{bucket}/raw"], ReadOptions()) for item in read(entry, ReadOptions())]
    closed, opened = items
    assert (type(closed), closed.reason, closed.detail) == (
        Rejection,
        "unreadable",
        "The file cannot be read: Permission denied.",
    )
    assert isinstance(opened, Document)


def test_a_place_that_cannot_be_reached_any_more_stops_all(memory, monkeypatch):
    there = source(memory, "a.txt", b"text")

    def away(*_, **__):
        raise ConnectionError("The network is away.")

    monkeypatch.setattr(type(memory), "_open", away)
    with pytest.raises(SourceError, match=r"^memory://a.txt cannot be used \(The network is away\); build again"):
        list(read(there, ReadOptions()))


def test_small_files_are_at_hand_for_a_while(memory, tmp_path):
    local = tmp_path / "b.txt"
    local.write_bytes(b"local")
    magic, packed = source(memory, "deep/a [1].txt", b"magic"), source(memory, "deep/a.txt.gz", b"packed")
    gone, grown = Source("memory://gone.txt", "gone.txt", "text", 4), source(memory, "grown.txt", b"text")
    memory.pipe_file("/grown.txt", b"text and more")
    beside = Source(str(local), "b.txt", "text", 5)
    with at_hand([magic, packed, gone, grown, beside]) as items:
        paths = [Path(entry.location) for entry in items[:2]]
        assert [path.read_bytes() for path in paths] == [b"magic", b"packed"]
        assert [path.suffixes for path in paths] == [[".txt"], [".txt", ".gz"]]
        assert [entry.path for entry in items[:2]] == ["deep/a [1].txt", "deep/a.txt.gz"]
        assert items[2:] == (gone, grown, beside)
    assert not any(path.exists() for path in paths)


def test_a_file_is_read_from_any_place_in_it(memory):
    source(memory, "a.txt", b"0123456789")
    with RemoteFile("memory://a.txt") as file:
        assert (file.seekable(), file.readable(), file.seek(4), file.read(3), file.tell()) == (True, True, 4, b"456", 7)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("https://host/raw/a.txt?X-Amz-Signature=0af3&key=b", "/host/raw/a.txt"),
        ("https://mara:pa/ss@host/raw/a.txt#top", "/host/raw/a.txt"),
        ("https://host:8080/@mara/a.txt", "/host:8080/@mara/a.txt"),
        ("sftp://mara@host/raw/a?.txt", "/host/raw/a?.txt"),
        ("bucket/raw/a.txt", "/bucket/raw/a.txt"),
    ],
)
def test_the_recorded_location_holds_no_secret(path, location):
    assert _location(path) == location
