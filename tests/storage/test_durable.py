"""Renames that survive a power cut."""

import os
import threading

import pytest

from toolkit.storage.durable import exchange, sync_tree, write_durably


@pytest.fixture
def synced(monkeypatch):
    """Record the inode of everything that is brought to the disk."""
    seen = []
    real = os.fsync

    def fsync(descriptor):
        seen.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def _folder(path, content):
    path.mkdir()
    (path / "content").write_text(content, encoding="utf-8")
    return path


def test_every_file_is_synced_before_its_folder(tmp_path, synced):
    (tmp_path / "a" / "b").mkdir(parents=True)
    files = [tmp_path / "a" / "b" / "c", tmp_path / "a" / "d"]
    for file in files:
        file.touch()
    sync_tree(tmp_path / "a")
    order = [synced.index(path.stat().st_ino) for path in (files[0], tmp_path / "a" / "b", tmp_path / "a")]
    assert order == sorted(order)
    assert files[1].stat().st_ino in synced


def test_a_file_is_on_the_disk_before_and_its_name_after_the_rename(tmp_path, synced):
    write_durably(tmp_path / "list", b"one", tmp_path / ".list.part")
    assert synced == [(tmp_path / "list").stat().st_ino, tmp_path.stat().st_ino]
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_draft(tmp_path):
    (tmp_path / "list").mkdir()
    with pytest.raises(OSError, match="list"):
        write_durably(tmp_path / "list", b"one", tmp_path / ".list.part")
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


def test_two_folders_swap_their_names_without_a_moment_in_which_one_is_missing(tmp_path):
    one, other = _folder(tmp_path / "one", "first"), _folder(tmp_path / "other", "second")
    if not exchange(one, other):
        pytest.skip("this file system cannot exchange names")
    assert ((one / "content").read_text(), (other / "content").read_text()) == ("second", "first")
    missed, done = [], threading.Event()

    def watch():
        while not done.is_set():
            if not (one / "content").exists():
                missed.append(1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(300):
        exchange(one, other)
    done.set()
    watcher.join()
    assert missed == []


def test_a_folder_that_is_not_there_cannot_be_exchanged(tmp_path):
    with pytest.raises(FileNotFoundError):
        exchange(_folder(tmp_path / "one", "first"), tmp_path / "gone")
