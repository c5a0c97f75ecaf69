"""Finished work is found again, whole or not at all."""

import multiprocessing
import os
import signal
import time

import pyarrow
import pytest

from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.cache import Cache, key_of, work_store
from toolkit.pipeline.fingerprints import code_fingerprint

TABLES = {
    "one": pyarrow.table({"text": ["Fähre 🚲", None]}),
    "none": pyarrow.table({"number": pyarrow.array([], "int8")}),
}
KEY = "ab" + "0" * 62


@pytest.fixture
def store(tmp_path):
    return Cache(tmp_path / "cache")


def test_an_entry_is_found_as_it_was_kept(store):
    kept = store.save("step", KEY, {"number": 1}, TABLES)
    result = store.load("step", KEY)
    assert (result.facts, result.tables, result.digest) == ({"number": 1}, TABLES, kept.digest)


def test_some_columns_of_a_table_are_found_in_the_order_asked_for(store):
    tables = {"one": pyarrow.table({"text": ["Fähre 🚲", None], "parts": [[{"start": 1}], []], "number": [1, 2]})}
    kept = store.save("step", KEY, {}, tables)
    result = store.load("step", KEY)
    assert result.select("one", ["number", "parts"]) == tables["one"].select(["number", "parts"])
    assert kept.select("one", ["text"]) == result.select("one", ["text"])


def test_what_was_never_kept_is_not_found(store):
    assert (store.load("step", KEY), store.latest("name")) == (None, None)


def test_entries_of_different_steps_are_different(store):
    store.save("step", KEY, {}, {})
    assert store.load("other", KEY) is None


def test_the_same_work_has_the_same_digest(store):
    assert store.save("step", KEY, {}, TABLES).digest == store.save("other", KEY, {}, TABLES).digest


@pytest.mark.parametrize("size", [0, 10, -1])
def test_an_entry_that_was_cut_is_not_found_and_removed(store, size):
    store.save("step", KEY, {}, TABLES)
    (path,) = (store.root / "step").glob("*/*")
    path.write_bytes(path.read_bytes()[:size])
    assert (store.load("step", KEY), path.exists()) == (None, False)


def test_every_bit_that_flips_is_noticed(store):
    store.save("step", KEY, {"number": 1}, {})
    (path,) = (store.root / "step").glob("*/*")
    whole = path.read_bytes()
    for location in range(len(whole)):
        path.write_bytes(whole[:location] + bytes([whole[location] ^ 4]) + whole[location + 1 :])
        assert store.load("step", KEY) is None


def test_a_table_that_was_removed_meanwhile_stops_the_build_with_advice(store):
    with pytest.raises(ReleaseError, match="build again"):
        store.table("step", KEY, "one")


def test_a_superseded_entry_is_removed_when_the_last_build_ends(store):
    with store.in_use():
        with store.in_use():
            for key in ("aa1", "bb2", "bb2"):
                store.save("step", key, {}, {})
                store.supersede("step", KEY, key)
        assert store.load("step", "aa1") is not None
    assert (store.latest(KEY), store.load("step", "aa1"), store.load("step", "bb2").facts) == ("bb2", None, {})


def test_an_entry_that_is_the_latest_again_is_kept(store):
    with store.in_use():
        for key in ("aa1", "bb2", "aa1"):
            store.save("step", key, {}, {})
            store.supersede("step", KEY, key)
    assert (store.load("step", "aa1") is not None, store.load("step", "bb2")) == (True, None)


@pytest.mark.parametrize("content", [b"", bytes(64), b"../../../etc/passwd", b"\xff" * 64])
def test_a_damaged_pointer_to_the_latest_entry_is_removed(store, content):
    store.supersede("step", KEY, "aa1")
    (path,) = (store.root / "latest").glob("*/*")
    path.write_bytes(content)
    assert (store.latest(KEY), path.exists()) == (None, False)


@pytest.mark.parametrize("content", [b"", bytes(64), b"[]", b"{}"])
def test_a_damaged_pointer_to_a_superseded_entry_is_removed(store, content):
    with store.in_use():
        for key in ("aa1", "bb2"):
            store.supersede("step", KEY, key)
        (path,) = (store.root / "superseded").glob("*/*")
        path.write_bytes(content)
    assert not path.exists()


def test_the_usage_is_told_by_step(store):
    store.save("step", KEY, {}, TABLES)
    store.save("other", KEY, {}, {})
    store.supersede("step", KEY, KEY)
    store.supersede("step", KEY, "aa1")
    usage = store.usage()
    assert (usage.entries, set(usage.steps), usage.steps["other"][0]) == (2, {"step", "other"}, 1)
    assert usage.bytes == sum(
        path.stat().st_size for path in store.root.glob("*/??/*") if path.parts[-3] in ("step", "other")
    )


def test_clearing_removes_everything_and_tells_what_there_was(store):
    with store.in_use():
        store.save("step", KEY, {}, TABLES)
    assert (store.clear().entries, store.usage().entries, store.load("step", KEY)) == (1, 0, None)


def test_a_store_that_is_not_there_is_clear(store):
    assert (store.clear().entries, store.root.exists()) == (0, False)


def test_another_folder_is_not_cleared(tmp_path):
    (tmp_path / "precious").mkdir()
    with pytest.raises(ConfigError, match="no cache"):
        Cache(tmp_path).clear()
    assert (tmp_path / "precious").exists()


def test_a_store_that_a_build_uses_is_not_cleared(store):
    with store.in_use(), pytest.raises(ConfigError, match="in use"):
        store.clear()


def test_several_builds_use_a_store_at_the_same_time(store):
    with store.in_use(), store.in_use():
        store.save("step", KEY, {}, {})


def test_a_store_says_that_it_need_not_be_kept(store):
    with store.in_use():
        tag = (store.root / "CACHEDIR.TAG").read_text(encoding="ascii")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (store.root / ".gitignore").read_text(encoding="ascii") == "*\n"


def _save_for_ever(store):
    for number in range(1_000_000):
        store.save("step", key_of(number), {}, TABLES)


def test_a_process_that_is_killed_leaves_whole_entries_only(store):
    process = multiprocessing.get_context("spawn").Process(target=_save_for_ever, args=(store,))
    process.start()
    deadline = time.monotonic() + 30
    while len(list((store.root / "step").glob("*/*"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    result = [store.load("step", path.name) for path in (store.root / "step").glob("*/*")]
    assert (len(result) >= 20, None in result) == (True, False)


def test_drafts_of_a_killed_build_are_swept_up_by_the_next(store):
    (store.root / "drafts").mkdir(parents=True)
    (store.root / "drafts" / "half").touch()
    with store.in_use():
        assert not (store.root / "drafts").exists()


def test_without_a_cache_the_store_is_in_the_work_folder(tmp_path):
    with work_store(None, tmp_path / "work") as store:
        assert store.root == tmp_path / "work" / "store"


def test_a_read_only_cache_is_looked_up_and_never_changed(tmp_path, monkeypatch, caplog):
    cache = tmp_path / "cache"
    with work_store(cache, tmp_path / "first") as store:
        store.save("step", KEY, {"number": 1}, {})
    before = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    monkeypatch.setattr("toolkit.pipeline.cache.is_writable", lambda _: False)
    monkeypatch.setattr("toolkit.storage.blob_store.is_writable", lambda folder: folder != cache)
    with work_store(cache, tmp_path / "second") as store:
        assert store.load("step", KEY).facts == {"number": 1}
        store.save("step", "bb2", {}, {})
        assert store.load("step", "bb2") is not None
    assert "is read-only" in caplog.text
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == before


def test_keys_tell_values_apart_and_the_order_of_options_does_not_count():
    assert len({key_of(), key_of(1), key_of("1"), key_of([1]), key_of({"a": 1}), key_of("a", 1)}) == 6
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})


def test_the_edition_is_the_same_every_time():
    first = code_fingerprint()
    code_fingerprint.cache_clear()
    assert code_fingerprint() == first
