"""A generator in a process beside this one."""

import os
import signal
import time
from itertools import count
from pathlib import Path

import pytest

from toolkit.pipeline.workers.isolated_process import IsolatedProcess
from toolkit.pipeline.workers.process_pool import WorkerLostError


def _numbers(end):
    yield from range(end)


def _deeds(deed):
    yield os.getpid()
    if deed == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if deed == "hangs":
        max(iter(int, 1))
    if deed == "fails":
        raise ZeroDivisionError
    yield deed


def test_it_gives_what_the_generator_yields_from_another_process():
    with IsolatedProcess(_deeds) as beside:
        process, deed = beside.run("well", 60)
    assert (process != os.getpid(), deed) == (True, "well")


def _environment(name):
    yield os.environ.get(name)


def test_it_has_the_environment_of_its_parent_as_it_is_now(monkeypatch):
    result = []
    for value in ("old", "new"):
        monkeypatch.setenv("KEY_TO_A_BUCKET", value)
        with IsolatedProcess(_environment) as beside:
            result += beside.run("KEY_TO_A_BUCKET", 60)
    assert result == ["old", "new"]


def test_one_process_runs_it_again_and_again_and_is_gone_afterwards():
    with IsolatedProcess(_deeds) as beside:
        processes = {next(iter(list(beside.run("well", 60)))) for _ in range(3)}
    assert len(processes) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(processes.pop(), 0)


@pytest.mark.parametrize(
    ("deed", "seconds", "error"),
    [("dies", 60, WorkerLostError), ("hangs", 1, TimeoutError), ("fails", 60, ZeroDivisionError)],
)
def test_after_an_end_before_time_it_can_be_run_again(deed, seconds, error):
    with IsolatedProcess(_deeds) as beside:
        with pytest.raises(error):
            list(beside.run(deed, seconds))
        assert list(beside.run("well", 60))[1] == "well"


def test_what_is_no_longer_wanted_does_not_stand_in_the_way():
    with IsolatedProcess(_numbers) as beside:
        result = beside.run(100_000, 60)
        assert next(result) == 0
        result.close()
        assert list(beside.run(3, 60)) == [0, 1, 2]


def _marks(folder):
    for number in count():
        Path(folder, str(number)).touch()
        yield b"x" * 100_000


def test_it_runs_no_further_ahead_than_fits_into_the_pipe(tmp_path):
    with IsolatedProcess(_marks) as beside:
        result = beside.run(tmp_path, 60)
        next(result)
        time.sleep(0.5)
        assert len(list(tmp_path.iterdir())) < 20
        result.close()
