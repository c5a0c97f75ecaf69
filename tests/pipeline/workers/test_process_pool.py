"""Pools of processes of this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from toolkit.pipeline.workers.process_pool import main_not_imported, process_pool, stop, usable_cpus

SLEEPERS = """
import operator, os, sys, time
from functools import partial
from toolkit.pipeline.workers import run

if __name__ == "__main__":
    tasks = [partial(os.getpid), partial(os.getpid), *[partial(time.sleep, 60)] * 8]
    for result in run(operator.call, tasks, workers=2):
        print(result, flush=True)
"""

LOOK = """
import os, sys

def look():
    return [os.getppid(), "colorsys" in sys.modules, os.environ.get("OPENBLAS_NUM_THREADS")]
"""

PRELOADED = """
import json, os
from look import look
from toolkit.pipeline.workers.process_pool import process_pool

if __name__ == "__main__":
    with process_pool(1, preload="colorsys") as pool:
        print(json.dumps([os.getpid(), look(), pool.submit(look).result()]))
"""


def test_the_usable_processors_are_those_this_process_is_allowed_to_use():
    assert usable_cpus() == len(os.sched_getaffinity(0))


def test_a_pool_works_in_other_processes():
    with process_pool(1) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()


def test_stopping_a_pool_ends_a_process_that_still_works():
    pool = process_pool(1)
    worker = pool.submit(os.getpid).result()
    pool.submit(time.sleep, 60)
    started = time.monotonic()
    stop(pool)
    assert (_alive(worker), time.monotonic() - started < 10) == (False, True)


def test_stopping_drops_the_tasks_that_wait():
    pool = process_pool(1)
    futures = [pool.submit(time.sleep, 60) for _ in range(5)]
    stop(pool)
    assert all(future.done() for future in futures)


def test_stopping_twice_is_harmless():
    pool = process_pool(1)
    pool.submit(os.getpid).result()
    stop(pool)
    stop(pool)


def test_a_pool_of_threads_can_be_stopped_too():
    pool = ThreadPoolExecutor(1)
    future = pool.submit(os.getpid)
    stop(pool)
    assert future.done()


def test_workers_have_the_environment_of_their_parent_as_it_is_now(monkeypatch):
    monkeypatch.setenv("KEY_TO_A_BUCKET", "old")
    monkeypatch.setenv("NO_LONGER_SET", "1")
    with process_pool(1) as pool:
        pool.submit(os.getpid).result()  # whatever workers are forked from has begun
    monkeypatch.setenv("KEY_TO_A_BUCKET", "new")
    monkeypatch.delenv("NO_LONGER_SET")
    with process_pool(1) as pool:
        assert [pool.submit(os.getenv, name).result() for name in ("KEY_TO_A_BUCKET", "NO_LONGER_SET")] == ["new", None]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every worker begins with nothing")
def test_workers_are_forked_from_a_process_of_one_thread_that_has_what_they_need(tmp_path: Path):
    script = tmp_path / "preloaded.py"
    script.write_text(PRELOADED, encoding="utf-8")
    script.with_name("look.py").write_text(LOOK, encoding="utf-8")
    surroundings = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, env=surroundings)
    parent, here, there = json.loads(done.stdout)
    assert (here[1:], there[1:], there[0] != parent) == ([False, None], [True, "1"], True)


UNGUARDED = """
from toolkit.pipeline.workers.isolated_process import IsolatedProcess
from toolkit.pipeline.workers.process_pool import process_pool

print("begun")
with process_pool(2) as pool, IsolatedProcess(range) as process:
    print(pool.submit(abs, -7).result(), list(process.run(2, 60)))
print(globals().get("__file__") is not None)
"""


def test_a_script_without_a_guard_runs_once(tmp_path: Path):
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["begun", "7 [0, 1]", "True"]


def test_a_script_from_standard_input_runs_once():
    done = subprocess.run([sys.executable, "-"], input=UNGUARDED, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:2] == ["begun", "7 [0, 1]"]


def test_the_main_module_is_as_before_when_processes_were_started():
    main = sys.modules["__main__"]
    before = dict(vars(main))
    with main_not_imported():
        assert "__file__" not in vars(main)
    assert dict(vars(main)) == before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_process_that_started_it(how, tmp_path: Path):
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        workers = {int(process.stdout.readline()) for _ in range(2)}
        process.send_signal(how)
        process.wait(timeout=20)
    deadline = time.monotonic() + 10
    while any(map(_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [worker for worker in workers if _alive(worker)] == []


def _alive(process: int) -> bool:
    """Whether it runs; one that ended and was not waited for yet counts as ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
