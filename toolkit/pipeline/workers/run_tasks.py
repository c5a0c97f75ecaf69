"""Maps a function over many tasks: results in the order of the tasks, retries after a worker's death."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from itertools import chain, count, islice
from typing import TypeVar

from toolkit.pipeline.workers.process_pool import WorkerLostError, process_pool, stop, usable_cpus

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 3
"""Submitted tasks for each worker: enough to keep all busy while the oldest takes long, few enough to stay small."""
ATTEMPTS = 2
"""How often a task whose worker died is tried again, apart from the others, before it is given up."""


def run(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int = 0,
    pool: Callable[[int], Executor] | None = None,
    lost: Callable[[Task, BaseException], Result] | None = None,
    attempts: int = ATTEMPTS,
) -> Iterator[Result]:
    """Yield the result of each task, in the order of the tasks.

    Workers are a pool made by `pool`, by default of processes, to which function, tasks and results are pickled; it is
    asked for another when the first breaks. No number means as many workers as there are usable processors, or as a
    cluster has. One worker without a `pool` is this process. When a worker dies or runs out of memory, the tasks in
    hand are tried again one by one. For a task that kills its worker every time, `lost` makes the result; without
    `lost` its error is raised. Any other error of a task is raised at once. When the iteration ends early, for
    whatever reason, waiting tasks are dropped and the workers ended.
    """
    workers = workers or usable_cpus()
    if workers == 1 and pool is None:
        yield from _here(function, tasks, lost)
    else:
        yield from _pooled(function, tasks, workers, pool or process_pool, (lost, attempts))


def run_unknown(
    tasks: Iterable[Task],
    recognise: Callable[[Task], Callable[[], Result] | None],
    work: Callable[[Iterable[Task]], Iterable[Result]],
) -> Iterator[Result]:
    """Yield the result of each task in order, of which only those that are not recognised are worked on.

    Args:
        tasks: All tasks.
        recognise: Returns what gives the result of a task that is known; null for one that is not.
        work: Yields the results of tasks in their order, asking for tasks as it goes.
    """
    waiting: deque[Callable[[], Result] | None] = deque()

    def unknown() -> Iterator[Task]:
        for task in tasks:
            known = recognise(task)
            waiting.append(known)
            if known is None:
                yield task

    for made in work(unknown()):
        while (known := waiting.popleft()) is not None:
            yield known()
        yield made
    yield from (known() for known in waiting if known is not None)


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
    patience: "tuple[Callable[[Task, BaseException], Result] | None, int]",
) -> Iterator[Result]:
    waiting = iter(tasks)
    first = list(islice(waiting, 1))
    if not first:
        return  # no workers are started for nothing
    waiting = chain(first, waiting)
    hand: deque[tuple[Task, Future[Result]]] = deque()
    pool = make(workers)
    broken = False
    try:
        while True:
            if broken and not hand:
                stop(pool)
                pool, broken = make(workers), False
            if not broken:
                more = islice(waiting, AHEAD * max(workers, getattr(pool, "workers", 0)) - len(hand))
                hand.extend((task, _submitted(pool, function, task)) for task in more)
            if not hand:
                break
            task, future = hand.popleft()
            try:
                result = future.result()
            except WorkerLostError:
                result = _retried(function, task, partial(_as_it_is, pool), patience)
            except (BrokenExecutor, MemoryError) as error:
                broken = broken or isinstance(error, BrokenExecutor)
                result = _retried(function, task, partial(_alone, make), patience)
            yield result
        pool.shutdown()
    finally:
        stop(pool)


def _submitted(pool: Executor, function: Callable[[Task], Result], task: Task) -> Future[Result]:
    """Submit a task; a pool that breaks at that moment counts as the death of the task's worker."""
    try:
        return pool.submit(function, task)
    except (BrokenExecutor, EOFError, ConnectionError) as error:  # the last two: whoever starts workers was killed
        future: Future[Result] = Future()
        future.set_exception(error if isinstance(error, BrokenExecutor) else BrokenExecutor(f"no worker: {error}"))
        return future


def _as_it_is(pool: Executor) -> AbstractContextManager[Executor]:
    return nullcontext(pool)


@contextmanager
def _alone(make: Callable[[int], Executor]) -> Iterator[Executor]:
    pool = make(1)
    try:
        yield pool
    finally:
        stop(pool)


def _retried(
    function: Callable[[Task], Result],
    task: Task,
    pools: Callable[[], AbstractContextManager[Executor]],
    patience: "tuple[Callable[[Task, BaseException], Result] | None, int]",
) -> Result:
    """Retry a task whose worker died, isolated from the other tasks."""
    lost, attempts = patience
    for attempt in count(1):
        with pools() as pool:
            try:
                return _submitted(pool, function, task).result()
            except (BrokenExecutor, WorkerLostError, MemoryError) as error:
                if attempt < attempts:
                    continue
                if lost is None:
                    raise
                return lost(task, error)
    raise AssertionError
