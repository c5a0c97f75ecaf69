"""A function over many tasks: the order of the results, look-ahead, failing tasks and dying workers.

A task is a call without arguments, and the function that is run is `operator.call`.
"""

import multiprocessing
import operator
import os
import signal
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from functools import partial

import pytest

from toolkit.pipeline.workers.process_pool import process_pool
from toolkit.pipeline.workers.run_tasks import AHEAD, run

DEADLY = [partial(os._exit, 1), partial(signal.raise_signal, signal.SIGKILL)]


def test_one_worker_is_this_process():
    assert list(run(operator.call, [os.getpid], workers=1)) == [os.getpid()]


def test_more_workers_are_other_processes():
    assert os.getpid() not in set(run(operator.call, [os.getpid] * 4, workers=2))


def test_without_a_number_there_is_a_worker_for_every_usable_processor():
    asked = []

    def pool(workers):
        asked.append(workers)
        return ThreadPoolExecutor(workers)

    assert (list(run(abs, [-1], pool=pool)), asked) == ([1], [len(os.sched_getaffinity(0))])


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers):
    tasks = [partial(_late, number, 0.2 if number == 0 else 0) for number in range(12)]
    assert list(run(operator.call, tasks, workers=workers, pool=ThreadPoolExecutor)) == list(range(12))


def test_processes_give_what_one_process_gives():
    numbers = [-number for number in range(50)]
    assert list(run(abs, numbers, workers=2)) == list(run(abs, numbers, workers=1))


def test_no_tasks_give_no_results():
    assert list(run(abs, [], workers=2)) == []


def test_tasks_are_drawn_only_as_they_are_needed():
    drawn = []

    def tasks():
        for number in range(1000):
            drawn.append(number)
            yield number

    next(run(abs, tasks(), workers=2, pool=ThreadPoolExecutor))
    assert len(drawn) <= 2 * AHEAD + 1


@pytest.mark.parametrize("workers", [1, 2])
def test_the_error_of_a_task_is_raised(workers):
    with pytest.raises(ZeroDivisionError):
        list(run(operator.call, [partial(divmod, 1, 0), *[os.getpid] * 20], workers=workers))


@pytest.mark.parametrize("workers", [1, 2])
def test_the_error_of_a_task_does_not_call_it_lost(workers):
    with pytest.raises(ZeroDivisionError):
        list(run(operator.call, [partial(divmod, 1, 0)], workers=workers, lost=_name))


def test_a_failing_task_leaves_no_process_behind():
    before = set(multiprocessing.active_children())
    with pytest.raises(ZeroDivisionError):
        list(run(operator.call, [partial(divmod, 1, 0), *[partial(time.sleep, 60)] * 5], workers=2))
    assert set(multiprocessing.active_children()) <= before


def test_results_that_nobody_wants_any_more_are_not_worked_for():
    before = set(multiprocessing.active_children())
    results = run(operator.call, [os.getpid, *[partial(time.sleep, 60)] * 5], workers=2)
    next(results)
    results.close()
    assert set(multiprocessing.active_children()) <= before


@pytest.mark.parametrize("deadly", DEADLY, ids=["exits", "is killed"])
def test_a_task_that_kills_every_worker_is_lost_and_the_others_are_not(deadly):
    tasks = [partial(abs, number) for number in range(10)]
    tasks[4] = deadly
    expected = [0, 1, 2, 3, "BrokenProcessPool", 5, 6, 7, 8, 9]
    assert list(run(operator.call, tasks, workers=2, lost=_name)) == expected


def test_a_task_whose_worker_died_by_chance_is_done_after_all(tmp_path):
    once = f"__import__('os')._exit(1) if not {_mark(tmp_path)} else 'done'"
    tasks = [partial(eval, once), *[partial(abs, number) for number in range(5)]]
    assert list(run(operator.call, tasks, workers=2)) == ["done", 0, 1, 2, 3, 4]


def test_two_deadly_tasks_are_both_lost():
    tasks = [DEADLY[0], *[partial(abs, number) for number in range(12)], DEADLY[1]]
    expected = ["BrokenProcessPool", *range(12), "BrokenProcessPool"]
    assert list(run(operator.call, tasks, workers=2, lost=_name)) == expected


def test_without_a_way_to_lose_a_task_the_death_is_raised():
    with pytest.raises(BrokenExecutor):
        list(run(operator.call, [DEADLY[0]], workers=2))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_that_runs_out_of_memory_is_lost(workers):
    tasks = [partial(abs, 1), partial(bytes, 2**62), partial(abs, 2)]
    assert list(run(operator.call, tasks, workers=workers, lost=_name)) == [1, "MemoryError", 2]


def test_running_out_of_memory_is_raised_if_nothing_can_be_lost():
    with pytest.raises(MemoryError):
        list(run(operator.call, [partial(bytes, 2**62)], workers=1))


def _late(number, seconds):
    time.sleep(seconds)
    return number


def _name(task, error):
    return type(error).__name__


def _mark(folder):
    """An expression that is false the first time it is evaluated, in whatever process, and true from then on."""
    path = str(folder / "mark")
    return f"(__import__('os').path.exists({path!r}) or __import__('os').mkdir({path!r}))"


@pytest.mark.parametrize("error", [EOFError, ConnectionResetError])
def test_a_pool_that_cannot_start_workers_is_replaced(error):
    pools = []

    def make(workers):
        pools.append(workers)
        pool = process_pool(workers)
        if len(pools) == 1:

            def fails(*_):  # what a pool does whose process that starts workers was killed
                raise error("it is gone")

            pool.submit = fails
        return pool

    assert list(run(abs, [-1, -2, -3], workers=2, pool=make)) == [1, 2, 3]
    assert len(pools) > 1
