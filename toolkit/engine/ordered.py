"""A function over many tasks, with the results in the order of the tasks and no worker's death fatal."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from typing import TypeVar

from toolkit.engine.local import process_pool, stop, usable_cpus

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 3
"""Tasks in hand for each worker: enough to keep all busy while the oldest takes long, few enough to stay small."""
ATTEMPTS = 2
"""How often a task whose worker died is tried again, in a process of its own, before it is given up."""


def run(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int = 0,
    pool: Callable[[int], Executor] | None = None,
    lost: Callable[[Task, BaseException], Result] | None = None,
) -> Iterator[Result]:
    """Yield the result of each task, in the order of the tasks.

    One worker means this process, none means as many as there are usable processors. More than one are a pool
    made by `pool`, by default of processes, to which function, tasks and results are pickled; it is asked for
    another when the first breaks. When a worker dies or runs out of memory, the tasks in hand are tried again
    one by one. For a task that kills its worker every time, `lost` makes the result; without `lost` its error is
    raised. Any other error of a task is raised at once. When the iteration ends early, for whatever reason,
    waiting tasks are dropped and the workers ended.
    """
    workers = workers or usable_cpus()
    if workers == 1 and pool is None:
        yield from _here(function, tasks, lost)
    else:
        yield from _pooled(function, tasks, workers, pool or process_pool, lost)


def _here(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    lost: Callable[[Task, BaseException], Result] | None,
) -> Iterator[Result]:
    for task in tasks:
        try:
            result = function(task)
        except MemoryError as error:
            if lost is None:
                raise
            result = lost(task, error)
        yield result


def _pooled(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    make: Callable[[int], Executor],
    lost: Callable[[Task, BaseException], Result] | None,
) -> Iterator[Result]:
    waiting = iter(tasks)
    hand: deque[tuple[Task, Future[Result]]] = deque()
    pool = make(workers)
    broken = False
    try:
        while True:
            if broken and not hand:
                stop(pool)
                pool, broken = make(workers), False
            if not broken:
                more = islice(waiting, AHEAD * workers - len(hand))
                hand.extend((task, _submitted(pool, function, task)) for task in more)
            if not hand:
                break
            task, future = hand.popleft()
            try:
                result = future.result()
            except (BrokenExecutor, MemoryError) as error:
                broken = broken or isinstance(error, BrokenExecutor)
                result = _alone(function, task, make, lost)
            yield result
        pool.shutdown()
    finally:
        stop(pool)


def _submitted(pool: Executor, function: Callable[[Task], Result], task: Task) -> Future[Result]:
    """A pool can break while it is being filled; that is as if the task had met a worker's death."""
    try:
        return pool.submit(function, task)
    except BrokenExecutor as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _alone(
    function: Callable[[Task], Result],
    task: Task,
    make: Callable[[int], Executor],
    lost: Callable[[Task, BaseException], Result] | None,
    attempts: int = ATTEMPTS,
) -> Result:
    """Run a task that may be deadly where it can kill nothing but itself."""
    pool = make(1)
    try:
        return pool.submit(function, task).result()
    except (BrokenExecutor, MemoryError) as error:
        if attempts == 1:
            if lost is None:
                raise
            return lost(task, error)
    finally:
        stop(pool)
    return _alone(function, task, make, lost, attempts - 1)
