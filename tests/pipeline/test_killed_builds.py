"""A build that is killed, whenever and however, leaves no trace in the next one."""

import filecmp
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import distributed
import pyarrow.parquet
import pytest

from toolkit import api
from toolkit.pipeline import annotate_stage, normalise_stage, partition
from toolkit.pipeline.cache import Cache
from toolkit.release.release_folder import open_release

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from toolkit import api
from toolkit.pipeline import partition

partition.TASK_ITEMS, partition.FINISHED_SHARDS = 2, 1
raw = sys.argv[1]
api.normalise(Path(raw, "0.txt").read_bytes())  # what each child would have to load

def build(out, left):
    touching = ("open", "os.rename", "os.mkdir", "shutil.rmtree", "os.remove")
    touched = 0

    def count(event, arguments):
        nonlocal touched
        if event in touching and str(arguments[0]).startswith(out):
            touched += 1
            if touched == left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    api.build(raw, out=out, engine="here", overwrite=True)
    return touched

for line in sys.stdin:
    out, left = line.split()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.write(writer, str(build(out, int(left))).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    print(os.read(reader, 100).decode() or "killed", flush=True)
"""
"""Builds in a child that dies just before it touches its output for the nth time; says so, or how often it did."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, story):
    """Give a folder of a few articles, a copy and a container, and the release that is built of it undisturbed."""
    location = tmp_path_factory.mktemp("killed")
    raw = location / "raw"
    raw.mkdir()
    for number in range(4):
        (raw / f"{number}.txt").write_text(story(number), encoding="utf-8")
    (raw / "copy.txt").write_text(story(1), encoding="utf-8")
    (raw / "records.jsonl").write_text(f"{json.dumps({'raw': story(9)})}\n{{\n", encoding="utf-8")
    return raw, api.build(raw, out=location / "whole", engine="here", cache="off").folder


@pytest.fixture(scope="module")
def build(corpus):
    """Build in a child process that dies when it touches its output for the nth time."""
    line = [sys.executable, "-W", "ignore", "-c", KILLED_AT, str(corpus[0])]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def run(out, touches):
            process.stdin.write(f"{out} {touches}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield run
        process.stdin.close()


@pytest.fixture(scope="module")
def touches(corpus, build, tmp_path_factory):
    """Count how often an undisturbed build touches its output."""
    _, whole = corpus
    out = tmp_path_factory.mktemp("touches") / "out"
    result = int(build(out, 0))
    assert _same(out / whole.name, whole)
    return result


def _files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _same(one, other):
    names = _files(one)
    return names == _files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def _visible(out):
    return [path for path in out.iterdir() if not path.name.startswith(".")] if out.exists() else []


@pytest.fixture
def interrupted(corpus, build, touches, tmp_path):
    """Build again and again into one folder until nothing interrupts it, and count how often it was killed."""

    def run(seed, attempts):
        chance, out = random.Random(seed), tmp_path / "out"
        deaths = [build(out, chance.randint(1, touches)) for _ in range(attempts)].count("killed")
        assert all(_same(release, corpus[1]) for release in _visible(out)), "a partial release can be seen"
        build(out, 0)
        return deaths

    return run


MANY = [pytest.param(seed, 12, marks=pytest.mark.slow) for seed in range(4)]


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "attempts"), [(0, 4), *MANY])
def test_a_build_that_is_killed_again_and_again_ends_with_the_same_bytes(interrupted, corpus, tmp_path, seed, attempts):
    _, whole = corpus
    out = tmp_path / "out"
    assert interrupted(seed, attempts) >= max(1, attempts // 6)
    assert (_same(out / whole.name, whole), [path.name for path in _visible(out)]) == (True, [whole.name])


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_build_of_two_workers_that_is_killed_at_any_time_ends_with_the_same_bytes(corpus, build, tmp_path, moment):
    raw, whole = corpus
    out = tmp_path / "out"
    line = [sys.executable, "-m", "toolkit", "build", str(raw), "--out", str(out), "--workers", "2", "--quiet"]
    with subprocess.Popen(line, cwd=tmp_path) as process:  # where no toolkit.toml asks for another release
        deadline = time.monotonic() + 60
        while not out.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(random.Random(moment).uniform(0, 4))
        process.send_signal(signal.SIGKILL)
    assert all(_same(release, whole) for release in _visible(out)), "a partial release can be seen"
    build(out, 0)
    assert _same(out / whole.name, whole)


def test_what_was_done_before_the_death_is_not_done_again(corpus, build, touches, tmp_path, monkeypatch):
    raw, whole = corpus
    out = tmp_path / "out"
    assert build(out, touches - 5) == "killed"
    for module, name in ((normalise_stage, "normalise_document"), (annotate_stage, "annotate_all")):
        monkeypatch.setattr(module, name, _never)
    monkeypatch.setattr(partition, "TASK_ITEMS", 2)
    built = api.build(raw, out=out, engine="here")
    assert (built.reused > 0, _same(built.folder, whole)) == (True, True)


def _never(*_):
    raise AssertionError("This was done before.")


FAULTS = Path(__file__).parent / "workers" / "faults.py"
DEADLY = {
    "ends": ("This bench ends its process.", "unexpected_error"),
    "fills": ("This bench fills the memory.", "unexpected_error"),
    "hangs": ("This bench never answers.", "timeout"),
    "hangs-in-foreign-code": ("This bench never answers from foreign code.", "timeout"),
}
"""What is said in a document, what a worker then does is in engine/faults.py, and why the document is refused."""


CLUSTER = pytest.param("cluster", marks=pytest.mark.slow)


@pytest.fixture(params=["local", pytest.param("dask", marks=pytest.mark.slow), CLUSTER])
def any_engine(request):
    """Name each engine whose workers are processes of their own."""
    return request.getfixturevalue("dask_cluster") if request.param == "cluster" else request.param


@pytest.fixture(params=["local", CLUSTER])
def engine(request):
    """Name processes of this machine, and a cluster that is there, whose workers are those of an own one too."""
    return request.getfixturevalue("dask_cluster") if request.param == "cluster" else request.param


@pytest.mark.slow
def test_documents_that_kill_or_hang_their_workers_are_refused_alone(corpus, engine, story, tmp_path):
    raw, whole = corpus
    shutil.copytree(raw, tmp_path / "raw")
    for number, (name, (words, _)) in enumerate(DEADLY.items(), start=20):
        (tmp_path / "raw" / f"{name}.txt").write_text(f"{story(number)}\n{words}\n", encoding="utf-8")
    pyarrow.parquet.write_table(pyarrow.table({"body": [story(30)]}), tmp_path / "raw" / "deadly.parquet")
    line = [sys.executable, "-W", "ignore", str(FAULTS), str(tmp_path / "raw"), str(tmp_path / "out"), engine, "6"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    release = open_release(tmp_path / "out" / whole.name)
    refused = {Path(row["path"]).stem: row["reason"] for row in release.read("quarantine").to_pylist()}
    assert {name: refused.get(name) for name in DEADLY} == {name: reason for name, (_, reason) in DEADLY.items()}
    assert refused["deadly"] == "unexpected_error"
    assert release.read("articles")["id"] == open_release(whole).read("articles")["id"]


@pytest.mark.slow
def test_every_engine_gives_the_same_bytes(corpus, any_engine, tmp_path):
    raw, whole = corpus
    line = [
        sys.executable,
        "-m",
        "toolkit",
        "build",
        str(raw),
        "--out",
        "out",
        "--engine",
        any_engine,
        "--workers",
        "2",
        "-q",
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=200)
    assert (done.returncode, _same(tmp_path / "out" / whole.name, whole)) == (0, True), done.stderr


class _Killer:
    """A watch that kills all workers when the first task is done."""

    def __init__(self, workers):
        self.workers = workers

    def begin(self, step, total):
        """Hear that a step begins."""

    def advance(self, units):  # noqa: ARG002 - as a watch hears it
        """Kill, once."""
        result, self.workers = self.workers(), list
        for process in result:
            os.kill(process, signal.SIGKILL)


@pytest.mark.slow
def test_workers_that_are_killed_from_outside_lose_nothing(corpus, engine, tmp_path, monkeypatch):
    raw, whole = corpus
    monkeypatch.setattr(partition, "TASK_ITEMS", 1)
    if engine == "local":
        killer = _Killer(lambda: [item.pid for item in multiprocessing.active_children()])
    else:
        with distributed.Client(engine, set_as_default=False) as client:
            client.wait_for_workers(2)
            result = list(client.run(os.getpid).values())
        killer = _Killer(lambda: result)
    built = api.build(raw, out=tmp_path, workers=2, engine=engine, progress=killer)
    assert (killer.workers, _same(built.folder, whole)) == (list, True)


def test_damage_in_the_cache_is_healed(corpus, tmp_path):
    raw, whole = corpus
    out = tmp_path / "out"
    api.build(raw, out=out, engine="here")
    for path in (out / ".cache").glob("*/??/*"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    again = api.build(raw, out=out, engine="here")
    assert (again.changed, _same(again.folder, whole), again.reused) == (False, True, 0)
    assert Cache(out / ".cache").usage().entries >= 3


def test_a_second_build_does_nothing_again(corpus, tmp_path, monkeypatch):
    raw, whole = corpus
    first = api.build(raw, out=tmp_path, engine="here")
    for module, name in ((normalise_stage, "normalise_document"), (annotate_stage, "annotate_all")):
        monkeypatch.setattr(module, name, _never)
    again = api.build(raw, out=tmp_path, engine="here")
    assert (first.reused, again.reused > 0, _same(again.folder, whole)) == (0, True, True)
