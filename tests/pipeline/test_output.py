"""Builds whose input, cache and output are in a bucket."""

import gzip
import json
import re
import subprocess
import sys
import time

import fsspec
import pyarrow
import pyarrow.parquet
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from toolkit import api
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline import annotate_stage, build, normalise_stage
from toolkit.progress import NullProgress
from toolkit.release.bundle import bundle
from toolkit.release.load import load
from toolkit.release.release_folder import open_release
from toolkit.release.remote_install import install_remote

OPTIONS = {"annotate": {"entities": False}, "dataset": {"name": "halden"}}


@pytest.fixture(scope="module")
def raw(tmp_path_factory, story):
    """Give a folder of every kind of file that is read in its own way."""
    folder = tmp_path_factory.mktemp("delivery") / "raw"
    (folder / "deep" / "er").mkdir(parents=True)
    for number in range(4):
        (folder / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    (folder / "deep" / "er" / "copy [1] 100%?#::two.txt").write_text(story(1), encoding="utf-8")
    (folder / "deep" / "packed.txt.gz").write_bytes(gzip.compress(story(5).encode(), mtime=0))
    (folder / "deep" / "broken.txt.gz").write_bytes(gzip.compress(story(6).encode(), mtime=0)[:-9])
    records = "".join(f"{json.dumps({'body': story(number)})}\n" for number in range(10, 13))
    (folder / "records.jsonl").write_text(records + "{\n", encoding="utf-8")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(records.replace("bench", "chair").encode(), mtime=0))
    pyarrow.parquet.write_table(pyarrow.table({"body": [story(20), story(21)]}), folder / "rows.parquet")
    (folder / "empty.txt").touch()
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (folder / "one.gold.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(raw, tmp_path_factory):
    """Give the release that is built of it on this disk."""
    return api.build([raw], out=tmp_path_factory.mktemp("whole"), config=OPTIONS, engine="here", cache="off").folder


@pytest.fixture
def there(bucket, raw):
    """Give the address of the bucket in which the same files are."""
    location, root = fsspec.core.url_to_fs(bucket)
    for path in raw.rglob("*"):
        if path.is_file():
            location.pipe_file(f"{root}/raw/{path.relative_to(raw).as_posix()}", path.read_bytes())
    return bucket


def built(there, **changes):
    options = {"out": f"{there}/dist", "config": OPTIONS, "engine": "here", **changes}
    return api.build(f"{there}/raw", **options)


def names(address):
    location, root = fsspec.core.url_to_fs(address)
    location.invalidate_cache()
    return [path.removeprefix(f"{root}/") for path in location.find(root)]


def listed(address):
    location, root = fsspec.core.url_to_fs(address)
    return {name: location.cat_file(f"{root}/{name}") for name in names(address)}


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_from_a_bucket_to_a_bucket_gives_the_bytes_of_a_local_one(there, whole):
    result = built(there)
    assert result.folder == f"{there}/dist/{whole.name}"
    assert listed(result.folder) == content(whole)
    assert {name.partition("/")[0] for name in names(f"{there}/dist")} == {whole.name, ".cache"}


@pytest.mark.slow
def test_a_build_from_a_bucket_to_a_folder_gives_the_bytes_of_a_local_one(there, whole, tmp_path):
    result = built(there, out=tmp_path, workers=2)
    assert content(result.folder) == content(whole)


@pytest.mark.slow
def test_a_second_build_does_nothing_again(there, monkeypatch):
    first = built(there)

    def never(*_):
        raise AssertionError("This was done before.")

    for module, name in ((normalise_stage, "normalise_document"), (annotate_stage, "annotate_all")):
        monkeypatch.setattr(module, name, never)
    monkeypatch.setattr(build, "write_release", never)
    again = built(there)
    assert (first.changed, first.reused, again.changed, again.reused > 0) == (True, 0, False, True)


@pytest.mark.slow
def test_damage_in_the_cache_is_healed(there, whole):
    built(there)
    location, root = fsspec.core.url_to_fs(f"{there}/dist/.cache")
    for path, data in location.cat(
        [path for path in location.find(root) if path.count("/") == root.count("/") + 3]
    ).items():
        location.pipe_file(path, data[:-1] + bytes([data[-1] ^ 1]))
    again = built(there)
    assert (again.changed, again.reused) == (False, 0)
    assert listed(again.folder) == content(whole)


@pytest.mark.slow
def test_a_file_that_was_lost_from_the_release_is_sent_again(there, whole):
    location, root = fsspec.core.url_to_fs(built(there).folder)
    location.rm_file(f"{root}/README.md")
    again = built(there)
    assert (again.changed, listed(again.folder)) == (True, content(whole))


def test_what_only_this_process_remembers_is_built_by_it_alone(raw_folder, tmp_path):
    memory = fsspec.filesystem("memory")
    memory.put(str(raw_folder), "/", recursive=True)
    with pytest.raises(ConfigError, match=r"^memory://raw is in the memory of one process, .* --engine here\.$"):
        api.build("memory://raw", out=tmp_path, config=OPTIONS, workers=2)
    there = api.build("memory://raw", out="memory://dist", config=OPTIONS, engine="here")
    assert listed(there.folder) == content(api.build(raw_folder, out=tmp_path, config=OPTIONS, engine="here").folder)
    memory.rm("/", recursive=True)


def test_a_file_in_a_bucket_is_explained(there, command):
    shown = command("explain", f"{there}/raw/story-1.txt")
    assert (shown.code, shown.out.splitlines()[0].partition(":")[0]) == (0, "story-1.txt")


@pytest.mark.slow
def test_a_build_on_the_command_line_says_where_the_release_is(there, command, whole, tmp_path):
    (tmp_path / "toolkit.toml").write_text("annotate.entities = false", encoding="utf-8")
    line = ("build", f"{there}/raw", "--out", f"{there}/dist", "--name", "halden", "--workers", 1)
    shown = command(*line)
    assert (shown.code, "broken_archive" in shown.out) == (0, True)
    assert shown.out.startswith(f"Built {there}/dist/{whole.name}\n")
    assert command(*line).out.startswith(f"Unchanged: {there}/dist/{whole.name}\n")
    message = command("cache", "info", f"{there}/dist/.cache").out
    assert re.match(rf"{there}/dist/\.cache: \d+ entries, ", message)
    assert command("cache", "clear", f"{there}/dist/.cache").out.startswith(f"{there}/dist/.cache: removed")
    assert not [name for name in names(f"{there}/dist") if name.startswith(".cache")]


@pytest.mark.slow
def test_a_release_in_a_bucket_is_checked_there(there, command):
    address = built(there).folder
    assert command("verify", address).out == f"{address}: checksums, manifest, tables and card agree\n"
    assert command("card", "check", address).out == f"{address}: the card agrees with the data\n"
    assert command("validate", address, "--fail-on", "never").out.startswith(f"{address}: ")
    assert api.rebuild(address, f"{there}/raw", config=OPTIONS).passed


@pytest.mark.slow
def test_an_article_of_a_release_in_a_bucket_is_taken_down(there, command, tmp_path):
    address = built(there).folder
    (tmp_path / "toolkit.toml").write_text(f"build.out = '{there}/dist'", encoding="utf-8")
    article = _articles(address)[0]["id"]
    shown = command("takedown", article, "--why", "asked for")
    assert (shown.code, "name the releases that are to be searched with --release" in shown.err) == (2, True)
    assert command("takedown", article, "--why", "asked for", "--release", address).code == 0
    assert (tmp_path / "takedowns.toml").is_file()


def test_a_place_that_cannot_be_used_is_told_before_any_work(there, command):
    for option in ("--out", "--cache"):
        shown = command("build", f"{there}/raw", option, f"{there}-of-nobody/dist")
        assert (shown.code, shown.out) == (2, "")
        assert f"{there}-of-nobody/dist" in shown.err
        assert "check the address and your access" in shown.err


@pytest.mark.slow
def test_a_cache_that_local_builds_share_is_shared_with_a_bucket(there, raw, whole, tmp_path):
    cache = f"{there}/finished"
    api.build(raw, out=tmp_path, config=OPTIONS, engine="here", cache=cache)
    assert built(there, cache=cache).reused > 0


@pytest.mark.slow
def test_an_earlier_release_in_the_bucket_is_no_input(there, whole):
    built(there)
    again = api.build(there, out=f"{there}/dist", config=OPTIONS, engine="here", version="1.0.1")
    paths = {row["provenance"]["path"] for row in _articles(again.folder)}
    name = there.removeprefix("s3://")
    assert paths
    assert all(path.startswith(f"{name}/raw/") for path in paths)


def _articles(address):
    return load(address, form="arrow").to_pylist()


@pytest.mark.slow
def test_a_release_follows_one_in_the_bucket(there, story):
    first = built(there, version="1.0.0")
    location, root = fsspec.core.url_to_fs(there)
    location.pipe_file(f"{root}/raw/story-9.txt", story(30).encode())
    second = built(there, previous=first.folder)
    assert second.folder.endswith("-1.1.0")
    assert {row["added_in"] for row in _articles(second.folder)} == {"1.0.0", "1.1.0"}


@pytest.mark.slow
def test_another_release_of_that_name_is_left_alone_unless_it_is_to_be_replaced(there, whole):
    built(there, config={**OPTIONS, "dataset": {"name": "halden", "title": "Another"}})
    before = listed(f"{there}/dist/{whole.name}")
    with pytest.raises(ReleaseError, match=r"raise dataset\.version, or overwrite it with --replace"):
        built(there)
    assert listed(f"{there}/dist/{whole.name}") == before
    location, root = fsspec.core.url_to_fs(there)
    location.pipe_file(f"{root}/dist/{whole.name}/data/stale.parquet", b"of the one before")
    assert built(there, overwrite=True).changed
    assert listed(f"{there}/dist/{whole.name}") == content(whole)


def test_what_is_no_release_is_not_overwritten(there, whole):
    location, root = fsspec.core.url_to_fs(there)
    location.pipe_file(f"{root}/dist/{whole.name}/thesis.txt", b"the only copy")
    with pytest.raises(ReleaseError, match="exists and is not a release"):
        built(there, overwrite=True)
    assert location.cat_file(f"{root}/dist/{whole.name}/thesis.txt") == b"the only copy"


@pytest.mark.parametrize("replaced", [pytest.param(False, marks=pytest.mark.slow), True])
def test_wherever_the_delivery_is_cut_off_no_partial_release_can_be_seen_and_the_next_build_completes_it(
    whole, monkeypatch, tmp_path, replaced
):
    monkeypatch.setattr(MemoryFileSystem, "store", {})
    monkeypatch.setattr(MemoryFileSystem, "pseudo_dirs", [""])
    calls = {"count": 0, "last": None}

    def counted(name):
        work = getattr(MemoryFileSystem, name)

        def act(system, *arguments, **options):
            calls["count"] += 1
            if calls["count"] == calls["last"]:
                raise KeyboardInterrupt
            return work(system, *arguments, **options)

        monkeypatch.setattr(MemoryFileSystem, name, act)

    for name in ("put_file", "pipe_file", "cp_file", "rm_file"):
        counted(name)

    def deliver(out, last=None):
        calls.update(count=0, last=last)
        with bundle(open_release(whole)) as packed:
            return install_remote(packed, out, NullProgress(), replace=replaced)

    def earlier(out):
        if replaced:
            for name in ("manifest.json", "SHA256SUMS", "data/old.parquet"):
                fsspec.filesystem("memory").pipe_file(f"{out.removeprefix('memory:/')}/{whole.name}/{name}", b"before")

    earlier("memory://whole")
    deliver("memory://whole")
    steps = calls["count"]
    assert steps > 2 * len(content(whole))
    for step in range(1, steps + 1):
        out = f"memory://cut-{step}"
        earlier(out)
        with pytest.raises(KeyboardInterrupt):
            deliver(out, step)
        seen = listed(f"{out}/{whole.name}")
        assert seen.get("SHA256SUMS", b"before") == b"before" or seen == content(whole)
        deliver(out)
        assert listed(out) == {f"{whole.name}/{name}": data for name, data in content(whole).items()}


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_nothing_under_the_name_and_the_next_one_completes_it(there, whole, tmp_path):
    settings = f"""
        dataset.name = "halden"
        annotate.entities = false
        build = {{ inputs = ["{there}/raw"], out = "{there}/dist", workers = 2 }}
    """
    (tmp_path / "toolkit.toml").write_text(settings, encoding="utf-8")
    with subprocess.Popen([sys.executable, "-m", "toolkit", "build", "-q"], cwd=tmp_path) as process:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not _begun(there, whole):
            time.sleep(0.02)
        process.kill()
    assert _begun(there, whole)
    assert f"{whole.name}/SHA256SUMS" not in names(f"{there}/dist")
    assert built(there).changed
    assert listed(f"{there}/dist/{whole.name}") == content(whole)
    assert not _begun(there, whole)


def _begun(there, whole):
    return [name for name in names(f"{there}/dist") if re.match(rf"\.{re.escape(whole.name)}\.\w+/", name)]
