"""A release reaches a folder or an object store whole, and latest.json is switched last."""

import json
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest

from toolkit import api
from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.publishing import object_store
from toolkit.publishing.object_store import publish
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.release.bundle import bundle
from toolkit.release.load import load
from toolkit.release.release_folder import open_release


@pytest.fixture(params=["folder", "s3"])
def location(request, tmp_path):
    """Give an empty place, as people would name it."""
    return str(tmp_path / "there") if request.param == "folder" else f"{request.getfixturevalue('bucket')}/news"


@pytest.fixture
def sent(location, bundles):
    return lambda version="1.0.0", **way: publish(bundles[version], location, PublishOptions(**way), NullProgress())


def latest(location):
    system, root = fsspec.core.url_to_fs(location)
    system.invalidate_cache()
    return json.loads(system.cat_file(f"{root}/latest.json"))


def test_a_version_is_sent_and_named_as_the_latest(sent, location, bundles):
    outcome = sent()
    assert (outcome.state, outcome.address) == ("published", f"{location}/versions/1.0.0")
    assert latest(location) == {
        "name": "benches",
        "version": "1.0.0",
        "path": "versions/1.0.0",
        "checksums": bundles["1.0.0"].checksums,
    }
    system, root = fsspec.core.url_to_fs(location)
    start = system.find(f"{root}/versions/1.0.0")
    assert len(start) == len(bundles["1.0.0"].items)


@pytest.mark.parametrize("content", ["[]", "7", "{", "", "[" * 100_000])
def test_a_pointer_that_is_none_is_written_anew(sent, location, content):
    system, root = fsspec.core.url_to_fs(location)
    system.makedirs(root, exist_ok=True)
    system.pipe_file(f"{root}/latest.json", content.encode())
    assert sent().state == "published"
    assert latest(location)["version"] == "1.0.0"


@pytest.mark.parametrize("version", ["new", 7, None, [], "1.0"])
def test_a_pointer_to_no_version_is_refused(sent, location, version):
    system, root = fsspec.core.url_to_fs(location)
    system.makedirs(root, exist_ok=True)
    system.pipe_file(f"{root}/latest.json", json.dumps({"name": "benches", "version": version}).encode())
    with pytest.raises(PublishError, match="names no version"):
        sent()


def test_the_next_version_is_switched_to_and_the_one_before_stays(sent, location):
    sent("1.0.0")
    sent("1.1.0")
    assert latest(location)["version"] == "1.1.0"
    system, root = fsspec.core.url_to_fs(location)
    assert system.exists(f"{root}/versions/1.0.0/SHA256SUMS")
    with pytest.raises(PublishError, match=r"newer than 1\.0\.0"):
        sent("1.0.0")


def test_a_second_run_sends_nothing(sent, monkeypatch):
    sent()
    monkeypatch.setattr(object_store, "upload", None)
    monkeypatch.setattr(object_store, "write_file", None)
    assert sent().state == "unchanged"


def test_a_dry_run_sends_nothing(sent, location):
    plan = sent(dry_run=True).plan
    assert (plan.step, plan.new_bytes) == ("upload", plan.bytes)
    system, root = fsspec.core.url_to_fs(location)
    assert not system.exists(f"{root}/latest.json")


@pytest.mark.parametrize("step", ["upload", "verify_upload", "write_file"])
def test_a_run_that_was_cut_short_leaves_the_release_before_and_is_completed(sent, location, monkeypatch, step):
    sent("1.0.0")
    work = getattr(object_store, step)
    calls = []

    def cut(*arguments):
        calls.append(arguments)
        if step == "upload":
            system, folder, items, progress = arguments
            work(system, folder, items[:3], progress)
        raise ConnectionResetError("cut")

    monkeypatch.setattr(object_store, step, cut)
    with pytest.raises(PublishError, match="it continues where it stopped"):
        sent("1.1.0")
    assert calls
    assert latest(location)["version"] == "1.0.0"
    monkeypatch.setattr(object_store, step, work)
    sent("1.1.0")
    assert latest(location)["version"] == "1.1.0"


def test_wherever_a_folder_is_cut_off_the_release_before_stays_and_the_next_run_completes_it(
    tmp_path, bundles, monkeypatch
):
    from fsspec.implementations.local import LocalFileSystem

    calls = {}

    def counted(owner, name):
        work = getattr(owner, name)

        def act(system, *arguments, **options):
            calls["count"] += 1
            if calls["count"] == calls["last"]:
                if name == "put_file":  # what a process that dies leaves behind
                    Path(arguments[1]).write_bytes(Path(arguments[0]).read_bytes()[:-1])
                raise KeyboardInterrupt
            return work(system, *arguments, **options)

        monkeypatch.setattr(owner, name, act)

    for owner, name in ((LocalFileSystem, "put_file"), (LocalFileSystem, "mv"), (Path, "replace")):
        counted(owner, name)
    calls.update(count=0, last=None)
    publish(bundles["1.1.0"], str(tmp_path / "whole"), PublishOptions(), NullProgress())
    steps = calls["count"]
    assert steps == 2 * len(bundles["1.1.0"].items)  # SHA256SUMS and latest.json are renamed only
    for step in range(1, steps + 1):
        location = str(tmp_path / f"{step}")
        calls.update(count=0, last=None)
        publish(bundles["1.0.0"], location, PublishOptions(), NullProgress())
        calls.update(count=0, last=step)
        with pytest.raises(KeyboardInterrupt):
            publish(bundles["1.1.0"], location, PublishOptions(), NullProgress())
        assert latest(location)["version"] == "1.0.0"
        publish(bundles["1.1.0"], location, PublishOptions(), NullProgress())
        assert latest(location)["version"] == "1.1.0"


def test_somebody_else_in_between_stops_the_switch(tmp_path, bundles, monkeypatch):
    verify_upload = object_store.verify_upload

    def late(*arguments):
        verify_upload(*arguments)
        (tmp_path / "latest.json").write_text('{"name": "benches", "version": "9.0.0"}', encoding="utf-8")

    monkeypatch.setattr(object_store, "verify_upload", late)
    with pytest.raises(PublishError, match="has moved while"):
        publish(bundles["1.0.0"], str(tmp_path), PublishOptions(), NullProgress())
    assert latest(str(tmp_path))["version"] == "9.0.0"


def test_a_file_that_was_damaged_on_the_way_is_found_and_sent_again(sent, location, monkeypatch, bundles):
    item = next(item for item in bundles["1.0.0"].items if item.path == "README.md")
    upload = object_store.upload

    def damage(system, folder, items, progress):
        upload(system, folder, items, progress)
        system.pipe_file(f"{folder}/{item.path}", b"x" * item.size)
        system.rm_file(f"{folder}/SHA256SUMS")

    monkeypatch.setattr(object_store, "upload", damage)
    with pytest.raises(PublishError):
        sent()
    monkeypatch.setattr(object_store, "upload", upload)
    outcome = sent()
    assert (outcome.state, outcome.plan.new_files) == ("published", 2)


def test_a_version_is_never_changed(sent, location, benches):
    sent()
    with (
        bundle(open_release(benches["1.0.0"]), ("Another.", 1)) as changed,
        pytest.raises(PublishError, match=r"holds version 1\.0\.0 with other files"),
    ):
        publish(changed, location, PublishOptions(), NullProgress())


def test_a_published_folder_is_loaded_by_version(tmp_path, bundles):
    publish(bundles["1.0.0"], str(tmp_path), PublishOptions(), NullProgress())
    assert load(tmp_path / "versions", "1.0.0", "arrow").num_rows == 1


def test_a_missing_library_is_named_by_its_extra(bundles):
    with pytest.raises(PublishError, match=r"pip install 'news-dataset-toolkit\[gcs\]'"):
        publish(bundles["1.0.0"], "gs://bucket/news", PublishOptions(), NullProgress())


def test_a_password_in_an_address_is_never_shown(bundles):
    with pytest.raises(PublishError) as error:
        publish(bundles["1.0.0"], "ftp://ida:s3cret@127.0.0.1:9/news", PublishOptions(), NullProgress())
    assert "s3cret" not in str(error.value)
    assert "ftp://***@127.0.0.1:9/news" in str(error.value)


PUBLISH = """
import sys
from toolkit import api

print(api.publish(*sys.argv[1:]).outcome.state)
"""


@pytest.mark.slow
def test_two_runs_that_publish_the_same_at_once_both_end_well(raw_folder, tmp_path):
    release = api.build(raw_folder, out=tmp_path / "dist", name="halden", version="1.0.0", engine="here").folder
    for attempt in range(2):
        target = tmp_path / f"shared-{attempt}"
        line = [sys.executable, "-W", "ignore", "-c", PUBLISH, str(release), str(target)]
        runs = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        results = [run.communicate(timeout=240) for run in runs]
        assert [run.returncode for run in runs] == [0, 0], results
        assert {output.strip() for output, _ in results} <= {"published", "unchanged"}
        assert not list(target.rglob("*.drafts"))
        assert api.verify(f"file://{target}") == []
