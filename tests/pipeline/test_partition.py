"""A corpus is cut at places that its own content names."""

import json
from dataclasses import replace

import polars
import pytest

from toolkit.config import Config
from toolkit.contract.records import Document
from toolkit.pipeline import partition as module
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.corrections import Correction
from toolkit.pipeline.partition import finish_tasks, prepare_tasks, total_bytes
from toolkit.pipeline.placement import PLACEMENT_COLUMNS
from toolkit.pipeline.task import Prepared
from toolkit.read import Source, discover


def _sources(count, size=1000):
    return [Source(f"/raw/{number}.txt", f"raw/{number}.txt", "text", size) for number in range(count)]


def _cut(result, tmp_path):
    return list(prepare_tasks(result, tmp_path, Cache(tmp_path), Config()))


def _paths(tasks):
    return [tuple(entry.path for entry in task.items) for task in tasks]


def test_every_file_is_in_one_task_and_in_its_order(tmp_path):
    tasks = _cut(_sources(1000), tmp_path)
    assert [path for paths in _paths(tasks) for path in paths] == [entry.path for entry in _sources(1000)]
    assert [task.index for task in tasks] == list(range(len(tasks)))


def test_a_task_has_about_so_many_files_and_never_many_more(tmp_path):
    sizes = [len(task.items) for task in _cut(_sources(4000), tmp_path)]
    assert 20 < sum(sizes) / len(sizes) < 45
    assert max(sizes) <= 4 * module.TASK_ITEMS


def test_a_task_has_no_more_bytes_than_it_may(tmp_path):
    assert {len(task.items) for task in _cut(_sources(20, 3_000_000), tmp_path)} == {1}


def test_packed_files_count_for_more(tmp_path):
    packed = [replace(entry, location=f"{entry.location}.gz") for entry in _sources(20, 300_000)]
    assert max(len(task.items) for task in _cut(packed, tmp_path)) == 1


@pytest.mark.parametrize("position", [0, 500, 999])
def test_a_file_that_is_added_changes_no_task_but_its_own(tmp_path, position):
    before = _sources(1000)
    added = [*before[:position], Source("/raw/new.txt", "raw/new.txt", "text", 10), *before[position:]]
    one, other = set(_paths(_cut(before, tmp_path))), set(_paths(_cut(added, tmp_path)))
    assert len(one ^ other) <= 4


def test_small_containers_are_read_by_the_workers_and_large_or_packed_ones_here(tmp_path, monkeypatch):
    folder = tmp_path / "raw"
    folder.mkdir()
    lines = "".join(f"{json.dumps({'body': f'Text {number}.'})}\n" for number in range(50))
    (folder / "small.jsonl").write_text(lines[:200], encoding="utf-8")
    (folder / "large.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(module, "TASK_BYTES", 300)
    items = [item for task in _cut(discover([folder], Config().read), tmp_path) for item in task.items]
    assert [type(item) for item in items] == [*[Document] * 50, Source]
    assert [item.record for item in items[:50]] == list(range(50))


def test_the_tasks_together_weigh_what_there_is_to_read(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "TASK_BYTES", 500)
    path = tmp_path / "raw.jsonl"
    path.write_text("".join(f"{json.dumps({'body': f'Text {number}.'})}\n" for number in range(50)), encoding="utf-8")
    result = [*discover([path], Config().read), *_sources(30)]
    assert sum(task.weight for task in _cut(result, tmp_path)) == total_bytes(result)


def test_a_container_is_read_no_further_than_tasks_are_asked_for(tmp_path):
    read = []

    def slow(source, config):
        for number in range(10_000):
            read.append(number)
            yield Document(source.path, "text", "0" * 64, "text/plain", record=number)

    container = Source("/raw.jsonl", "raw.jsonl", "jsonl", 10**9)
    next(prepare_tasks([container], tmp_path, Cache(tmp_path), Config(), read=slow))
    assert len(read) < 5 * module.TASK_ITEMS


def _prepared(number, articles=40):
    name = f"{number * 7919:064x}"
    return Prepared(name, f"n{number}", f"a{number}", f"d{number}", articles, articles, (None, None), 0, 0, None, 0, 0)


def _placements(count):
    ids = [f"{number:024x}" for number in range(count)]
    known = {"id": ids, "group": ids, "split": ["train"] * count}
    return polars.DataFrame({name: known.get(name, [None] * count) for name in PLACEMENT_COLUMNS})


def test_placements_follow_their_articles(tmp_path):
    shards = [_prepared(number) for number in range(200)]
    tasks = list(finish_tasks(shards, _placements(8000), Cache(tmp_path), Config(), {}))
    assert [entry.group for task in tasks for entry in task.placements] == _placements(8000)["group"].to_list()
    assert [name for task in tasks for name, _ in task.shards] == [entry.normalised for entry in shards]
    assert all(len(task.placements) == 40 * len(task.shards) for task in tasks)
    assert max(len(task.placements) for task in tasks) <= module.FINISHED_ARTICLES + 40


def test_a_task_has_the_corrections_of_its_own_articles(tmp_path):
    correction = Correction(f"{41:024x}", "headline", "New", ..., "Ida", "Better.", "a.toml")
    corrections = {correction.article: (correction,), "elsewhere": (correction,)}
    module_cuts = [_prepared(number) for number in range(60)]
    tasks = list(finish_tasks(module_cuts, _placements(2400), Cache(tmp_path), Config(), corrections))
    assert [task.corrections for task in tasks if task.corrections] == [{correction.article: (correction,)}]
