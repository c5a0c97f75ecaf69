"""A watch over the steps of a task: time, and deaths in earlier attempts."""

import multiprocessing
import os
import re
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from toolkit.pipeline.workers import watchdog as module
from toolkit.pipeline.workers.watchdog import TimeLimitError, Watchdog


def _attempt(path, *steps):
    """Make an attempt that dies in the last of its steps."""
    path.write_text((path.read_text() if path.exists() else "") + "\n".join(["begin", *steps]) + "\n")


def test_nothing_is_to_blame_at_first(tmp_path):
    with Watchdog(tmp_path / "attempts", 60) as watchdog, watchdog.over("one"):
        assert watchdog.blame("one") is None


def test_a_step_that_was_in_hand_once_may_be_tried_again(tmp_path):
    _attempt(tmp_path / "attempts", "one", "two")
    with Watchdog(tmp_path / "attempts", 60) as watchdog:
        assert (watchdog.blame("one"), watchdog.blame("two")) == (None, None)


def test_a_step_that_was_in_hand_at_two_deaths_is_to_blame_and_the_others_are_not(tmp_path):
    _attempt(tmp_path / "attempts", "one", "two")
    _attempt(tmp_path / "attempts")
    _attempt(tmp_path / "attempts", "one", "two")
    with Watchdog(tmp_path / "attempts", 60) as watchdog:
        assert watchdog.blame("one") is None
        assert "ended without an answer" in watchdog.blame("two")
        assert not watchdog.is_timeout("two")


def test_a_step_within_its_time_is_left_alone(tmp_path):
    with Watchdog(tmp_path / "attempts", 60) as watchdog:
        for number in range(100):
            with watchdog.over(str(number)):
                pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def _work_under(watchdog, work):
    with watchdog.over("x"):
        work()


def _loop():
    while True:
        pass


def _backtrack():
    re.match("(a+)+$", "a" * 60 + "b")


def _swallow():
    try:
        time.sleep(30)
    except Exception:  # noqa: BLE001 - as a library may do
        time.sleep(30)


@pytest.mark.parametrize("work", [partial(time.sleep, 30), _loop, _backtrack, _swallow])
def test_a_step_that_takes_too_long_is_interrupted(tmp_path, work):
    with Watchdog(tmp_path / "attempts", 0.1) as watchdog, pytest.raises(TimeLimitError, match=r"0\.1 seconds"):
        _work_under(watchdog, work)


def test_who_had_the_alarm_before_has_it_again(tmp_path):
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        with Watchdog(tmp_path / "attempts", 60):
            pass
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGALRM, before)


def test_no_limit_is_no_alarm(tmp_path):
    with Watchdog(tmp_path / "attempts", 0) as watchdog, watchdog.over("x"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_beside_the_main_thread_there_is_no_alarm(tmp_path):
    result = []

    def work():
        with Watchdog(tmp_path / "attempts", 60) as watchdog, watchdog.over("x"):
            result.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert result == [(0, 0)]


def test_threads_of_one_process_take_turns(tmp_path):
    seen = []

    def work(name):
        with Watchdog(tmp_path / name, 60) as watchdog, watchdog.over("x"):
            seen.append(name)
            time.sleep(0.1)
            seen.append(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "".join(seen) in ("aabb", "bbaa")


def _fill_the_disk(*_):
    with Path("/dev/full").open("wb", buffering=0) as disk:
        disk.write(b"begin")


def test_an_attempt_that_cannot_begin_gives_its_turn_to_others(tmp_path, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(Watchdog, "_write", _fill_the_disk)
        with pytest.raises(OSError, match="No space left"), Watchdog(tmp_path / "one", 60):
            pass
    assert not module._TURN.locked()
    with Watchdog(tmp_path / "other", 60) as watchdog, watchdog.over("one"):
        assert module._TURN.locked()


def _hang(path, work):
    module.GRACE = 0.2
    with Watchdog(path, 0.2) as watchdog, watchdog.over("one"):
        work()


def _hang_beside_the_main_thread(path):
    thread = threading.Thread(target=_hang, args=(path, partial(time.sleep, 60)))
    thread.start()
    thread.join()


def _hang_in_foreign_code(path):
    _hang(path, partial(max, iter(int, 1)))


@pytest.mark.parametrize("hang", [_hang_beside_the_main_thread, _hang_in_foreign_code])
def test_a_process_that_cannot_be_interrupted_is_ended_and_the_next_knows_why(tmp_path, hang):
    process = multiprocessing.get_context("spawn").Process(target=hang, args=(tmp_path / "attempts",))
    process.start()
    process.join(30)
    assert process.exitcode == 1
    for _ in range(2):
        with Watchdog(tmp_path / "attempts", 0.2) as watchdog:
            assert (watchdog.is_timeout("one"), "0.2 seconds" in watchdog.blame("one")) == (True, True)


def _die(path):
    with Watchdog(path, 60) as watchdog:
        for step in ("one", "two", "three"):
            with watchdog.over(step):
                if step == "two":
                    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_has_written_down_what_it_was_doing(tmp_path):
    for _ in range(2):
        process = multiprocessing.get_context("spawn").Process(target=_die, args=(tmp_path / "attempts",))
        process.start()
        process.join(30)
    with Watchdog(tmp_path / "attempts", 60) as watchdog:
        assert [watchdog.blame(step) is None for step in ("one", "two", "three")] == [True, False, True]


def test_on_another_machine_than_the_build_attempts_are_remembered_there(tmp_path, monkeypatch):
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path))
    away = tmp_path / "not mounted here" / ".news-1.0.0.x1" / "attempts-000003"
    here = tmp_path / ".news-1.0.0.x1-attempts-000003"
    for _ in range(2):
        _attempt(here, "one")
    with Watchdog(away, 60) as watchdog:
        assert "ended without an answer" in watchdog.blame("one")
        with watchdog.over("two"):
            assert here.read_text().endswith("two\n")
    assert (list(tmp_path.iterdir()), away.parent.exists()) == ([], False)
