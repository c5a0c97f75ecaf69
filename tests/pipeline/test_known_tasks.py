"""Files that were read before are recognised by size and times, and are read again when one of these changed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.config import Config
from toolkit.pipeline import known_tasks
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.known_tasks import KnownTasks
from toolkit.pipeline.prepare import prepare
from toolkit.pipeline.shard_schemas import ANNOTATED, NORMALISED
from toolkit.pipeline.task import PrepareTask
from toolkit.read import discover

TEXT = (
    "Ferry Ragna leaves Oldmere late\n\nThe ferry Ragna left the quay of Oldmere an hour late on Tuesday, since a pump "
    "had to be mended before the crossing. Some forty people waited in the rain and went home by bus.\n"
)


@pytest.fixture
def file(tmp_path) -> Path:
    """Write a raw article."""
    path = tmp_path / "raw" / "ragna.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def task(tmp_path, file):
    """Make the task of the file as it is now."""

    def make(config=None):
        config = config or Config()
        items = tuple(discover([file.parent], config.read))
        code = {NORMALISED: "1", ANNOTATED: "1"}
        return PrepareTask(0, "name", items, tmp_path, Cache(tmp_path / "store"), code, config)

    return make


@pytest.fixture
def certain(monkeypatch):
    """Take the times of files for certain, although they were written a moment ago."""
    monkeypatch.setattr(known_tasks, "UNCERTAIN_SECONDS", -60)


@pytest.mark.usefixtures("certain")
def test_a_known_file_is_not_read_again(task, file):
    shard, members = prepare(task())
    known = task()
    file.unlink()
    again, rows = KnownTasks().recognise(known)()
    assert again == replace(shard, reused=shard.articles)
    assert rows.equals(members)


@pytest.mark.usefixtures("certain")
def test_a_file_of_another_size_is_read_again(task, file):
    prepare(task())
    file.write_text(f"{TEXT}The bus was full.\n", encoding="utf-8")
    assert KnownTasks().recognise(task()) is None


@pytest.mark.usefixtures("certain")
def test_another_text_of_the_same_size_and_day_is_read_again(task, file):
    prepare(task())
    before = file.stat()
    file.write_text(TEXT.replace("forty", "fifty"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert KnownTasks().recognise(task()) is None


def test_a_file_that_was_written_a_moment_ago_is_read_again(task):
    prepare(task())
    assert KnownTasks().recognise(task()) is None


@pytest.mark.usefixtures("certain")
def test_a_file_is_read_again_if_that_is_asked_for(task):
    prepare(task())
    asked = Config(build=replace(Config().build, rehash=True))
    assert KnownTasks().recognise(task(asked)) is None


@pytest.mark.usefixtures("certain")
def test_other_options_of_reading_ask_for_the_file_again(task):
    prepare(task())
    other = Config(read=replace(Config().read, kept_bytes=10))
    assert KnownTasks().recognise(task(other)) is None


@pytest.mark.usefixtures("certain")
def test_a_file_whose_article_left_the_cache_is_read_again(task):
    first = task()
    shard, _ = prepare(first)
    key = shard.annotated
    first.store.blobs.remove(f"{ANNOTATED}/{key[:2]}/{key}")
    assert KnownTasks().recognise(task()) is None
