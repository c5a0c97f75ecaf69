"""A command ends well: on signals, closed pipes, and limits of the system."""

import json
import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from toolkit.cli.process import describe_shortage

COMMAND = [sys.executable, "-W", "ignore", "-m", "toolkit"]


def _write(folder, story, number):
    folder.mkdir()
    for index in range(number):
        (folder / f"{index}.txt").write_text(story(index), encoding="utf-8")
    return folder


def _wait_for(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_signal_ends_a_build_in_one_sentence_and_leaves_nothing(tmp_path, story, number):
    raw, out = _write(tmp_path / "raw", story, 200), tmp_path / "out"
    line = [*COMMAND, "build", str(raw), "--out", str(out), "--workers", "2", "--quiet"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        _wait_for(lambda: list(out.glob(".cache/normalised/*/*")))
        process.send_signal(number)
        _, errors = process.communicate(timeout=120)
    assert errors == "toolkit: stopped; run the same command again to continue.\n"
    assert process.returncode == 128 + number
    assert [path.name for path in out.iterdir()] == [".cache"]
    _wait_for(lambda: not _is_alive(process.pid), 30)


def _is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_reader_that_ends_early_changes_neither_work_nor_exit_code():
    shell = f"{' '.join(COMMAND)} schema show | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert (done.stdout.splitlines()[-1], done.stderr) == ("0", "")


def _limited(limit, value):
    return lambda: resource.setrlimit(limit, (value, value))


@pytest.mark.parametrize(
    ("limit", "value", "advice"),
    [(resource.RLIMIT_NOFILE, 20, "ulimit -n"), (resource.RLIMIT_AS, 1 << 30, "ulimit -v")],
)
def test_a_limit_of_the_system_that_is_too_small_is_one_sentence(tmp_path, limit, value, advice):
    line = [*COMMAND, "build", str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, preexec_fn=_limited(limit, value))
    assert (done.returncode, done.stderr.count("\n"), advice in done.stderr) == (2, 1, True)


def test_few_open_files_are_raised_where_that_is_allowed():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    low = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (20, hard))  # noqa: E731
    assert subprocess.run([*COMMAND, "--version"], capture_output=True, check=False, preexec_fn=low).returncode == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(24, "Too many open files"), "ulimit -n"),
        (OSError(28, "No space left on device"), "disk is full"),
        (MemoryError(), "too little memory"),
        (ImportError("libx.so: failed to map segment from shared object"), "too little memory"),
        (RuntimeError("can't start new thread"), "threads"),
    ],
)
def test_a_shortage_is_told_from_a_fault(error, words):
    assert words in describe_shortage(error)
    assert describe_shortage(ValueError("a fault")) is None
    assert describe_shortage(RuntimeError("a fault")) is None


def test_an_error_is_json_where_json_is_asked_for():
    done = subprocess.run([*COMMAND, "verify", "nothere", "--json"], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout) == {"error": done.stderr.removeprefix("toolkit: ").strip(), "exit_code": 2}
