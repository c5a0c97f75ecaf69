"""Small files are there whole or not at all, here and elsewhere."""

import multiprocessing
import os
import signal
import time

import fsspec
import pytest

from toolkit.errors import ConfigError
from toolkit.storage import blob_store as shelves
from toolkit.storage.blob_store import FsspecBlobStore, LocalBlobStore, open_blob_store
from toolkit.storage.filesystem import resolve_filesystem

NAME = "step/ab/abcdef"


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def shelf(request, tmp_path):
    roots = {"folder": tmp_path / "cache", "file": f"file://{tmp_path}/cache", "memory": f"memory://{tmp_path}/cache"}
    yield open_blob_store(
        f"{request.getfixturevalue('bucket')}/cache" if request.param == "s3" else roots[request.param]
    )
    fsspec.filesystem("memory").store.clear()


def test_what_is_written_is_read(shelf):
    assert shelf.read(NAME) is None
    shelf.write(NAME, b"one")
    shelf.write(NAME, b"another")
    assert shelf.read(NAME) == b"another"


def test_what_is_removed_is_gone_and_may_be_gone_before(shelf):
    shelf.write(NAME, b"one")
    shelf.remove(NAME)
    shelf.remove(NAME)
    assert shelf.read(NAME) is None


def test_only_the_files_of_steps_are_counted(shelf):
    assert list(shelf.sizes()) == []
    with shelf.in_use():
        shelf.write(NAME, b"one")
        shelf.write("latest/ab/abc", b"")
    assert sorted(shelf.sizes()) == [("latest/ab/abc", 0), (NAME, 3)]


def test_all_files_are_removed_together_and_the_place_can_be_used_again(shelf):
    with shelf.in_use():
        shelf.write(NAME, b"one")
    shelf.clear()
    assert (shelf.read(NAME), list(shelf.sizes())) == (None, [])
    with shelf.in_use():
        shelf.write(NAME, b"two")
    assert shelf.read(NAME) == b"two"


def test_a_place_that_is_not_there_is_empty(shelf):
    shelf.clear()
    assert list(shelf.sizes()) == []


def test_another_folder_is_not_cleared(shelf):
    shelf.write(NAME, b"the only copy")
    with pytest.raises(ConfigError, match="is no cache of this toolkit"):
        shelf.clear()
    assert shelf.read(NAME) == b"the only copy"


def test_an_address_is_elsewhere_and_a_path_is_here(tmp_path):
    assert open_blob_store(tmp_path) == open_blob_store(str(tmp_path)) == LocalBlobStore(tmp_path)
    assert open_blob_store("s3://bucket/cache") == FsspecBlobStore("s3://bucket/cache")


def test_a_place_that_cannot_be_reached_is_one_sentence(bucket):
    shelf = FsspecBlobStore(f"{bucket}-of-nobody/cache")
    with pytest.raises(ConfigError, match=r"^s3://bucket-\w+-of-nobody/cache cannot be used .*check the address"):
        shelf.write(NAME, b"one")


def _write_again_and_again(root):
    shelf, content = open_blob_store(root), bytes(2_000_000)
    while True:
        shelf.write(NAME, b"begin" + content + b"end")


@pytest.mark.parametrize("address", [False, True])
def test_a_file_is_whole_when_its_writer_is_killed(tmp_path, address):
    root = f"file://{tmp_path}/cache" if address else tmp_path / "cache"
    shelf = open_blob_store(root)
    context = multiprocessing.get_context("spawn")
    for _ in range(2):
        process = context.Process(target=_write_again_and_again, args=(root,))
        process.start()
        deadline = time.monotonic() + 60
        while shelf.read(NAME) is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        content = shelf.read(NAME)
        assert (content[:5], content[-3:], len(content)) == (b"begin", b"end", 2_000_008)


def test_drafts_of_a_dead_build_are_removed_by_the_next_one(tmp_path):
    shelf = LocalBlobStore(tmp_path)
    draft = tmp_path / shelves._DRAFTS / "draft"
    draft.parent.mkdir()
    draft.touch()
    with shelf.in_use():
        assert not draft.exists()
        draft.parent.mkdir()
        draft.touch()
        with shelf.in_use():
            assert draft.exists()


def test_a_folder_in_use_is_not_cleared(tmp_path):
    shelf = LocalBlobStore(tmp_path)
    with shelf.in_use(), pytest.raises(ConfigError, match="is in use by a build"):
        shelf.clear()


def test_what_is_superseded_is_collected_by_the_last_user_only(shelf):
    calls = []
    with shelf.in_use(lambda: calls.append("outer")), shelf.in_use(lambda: calls.append("inner")):
        pass
    assert calls == ["outer"]


def test_a_lease_of_a_killed_process_ends_by_its_age(tmp_path):
    shelf, calls = FsspecBlobStore(f"file://{tmp_path}/cache"), []
    shelf.write("leases/killed", b'{"started": 0}')
    shelf.write("leases/damaged", bytes(20))
    with shelf.in_use(lambda: calls.append("alone")):
        pass
    assert (calls, shelf.read("leases/killed")) == (["alone"], None)


def test_a_remote_store_in_use_is_not_cleared(tmp_path):
    shelf = FsspecBlobStore(f"file://{tmp_path}/cache")
    with shelf.in_use(), pytest.raises(ConfigError, match="is in use by a build"):
        shelf.clear()


def test_backup_programs_are_told_what_it_is(shelf):
    with shelf.in_use():
        assert shelf.read("CACHEDIR.TAG").startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_nothing_is_left_beside_a_file_elsewhere(tmp_path):
    shelf = FsspecBlobStore(f"file://{tmp_path}/cache")
    shelf.write(NAME, b"one")
    location, root = resolve_filesystem(shelf.root)
    assert location.find(root) == [f"{root}/{NAME}"]
