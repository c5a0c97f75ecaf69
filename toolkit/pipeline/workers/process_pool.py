"""Processes of this machine as a pool of workers that never outlive the one who started them."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import context
from multiprocessing.connection import wait
from typing import Any, ClassVar


class WorkerLostError(Exception):
    """The worker of a task died, but its pool goes on."""


ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
"""There is a worker for each processor; and a process without threads can be forked."""


def process_pool(workers: int, preload: str = "") -> ProcessPoolExecutor:
    """Make a pool of fresh processes, which inherit no threads or locks, and end when this process ends.

    Args:
        workers: How many processes.
        preload: Name of a module that they have in common. Where that is safe, it is imported once, by a process of
            one thread from which the workers are forked; the first pool decides for all of this process.
    """
    return ProcessPoolExecutor(
        workers, mp_context=fresh_processes(preload), initializer=follow_parent, initargs=(surroundings(),)
    )


def fresh_processes(preload: str = "") -> "context.SpawnContext | context.ForkServerContext":
    """Return the multiprocessing context that processes are started with, see `process_pool`."""
    methods = multiprocessing.get_all_start_methods()
    if sys.platform == "win32" or "forkserver" not in methods:
        return _SpawnContext()
    if preload and sys.platform == "linux":  # on other systems the libraries that numpy computes with forbid to fork
        _start_forkserver(preload)
    return _ForkServerContext()


@contextmanager
def main_not_imported() -> Iterator[None]:
    """Start processes without the `__main__` module of this process.

    multiprocessing runs the file of `__main__` again in each process that it starts. A script without
    `if __name__ == "__main__":` would start a build in each worker, and one read from standard input has no file.
    Workers run functions of this package only, which they import by name.
    """
    main = sys.modules["__main__"]
    with _STARTING:
        hidden: dict[str, Any] = {name: vars(main)[name] for name in ("__spec__", "__file__") if name in vars(main)}
        main.__spec__ = None
        vars(main).pop("__file__", None)
        try:
            yield
        finally:
            vars(main).update(hidden)


_STARTING = threading.Lock()
"""`__main__` is changed by one thread at a time."""


class _SpawnProcess(context.SpawnProcess):
    def start(self) -> None:
        with main_not_imported():
            super().start()


class _SpawnContext(context.SpawnContext):
    Process: ClassVar[Any] = _SpawnProcess


if sys.platform != "win32":  # which has no such processes

    class _ForkServerProcess(context.ForkServerProcess):
        def start(self) -> None:
            with main_not_imported():
                super().start()

    class _ForkServerContext(context.ForkServerContext):
        Process: ClassVar[Any] = _ForkServerProcess


def usable_cpus() -> int:
    """Count the processors that this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def stop(pool: Executor) -> None:
    """Cancel the pending tasks of a pool, and terminate its processes."""
    # shutdown alone waits for the running tasks; terminate_workers is public from Python 3.14 on only.
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    pool.shutdown(cancel_futures=True)


def surroundings() -> dict[str, str]:
    """Return the environment of a process that is started now."""
    return {**ONE_THREAD, **os.environ}


def follow_parent(environment: Mapping[str, str]) -> None:
    """Copy the parent's environment, ignore Ctrl-C, which the parent handles, and exit when the parent does.

    A process that was forked from another has the environment of that one, in which a key to a bucket may be missing
    that was set since.
    """
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _start_forkserver(preload: str) -> None:
    """Start the process that workers are forked from, while this one does other things; harmless if it runs."""
    from multiprocessing import forkserver  # cannot be imported everywhere

    before = dict(os.environ)
    os.environ.update(surroundings())
    try:
        forkserver.set_forkserver_preload([preload])
        with main_not_imported():
            forkserver.ensure_running()
    finally:
        for name in ONE_THREAD.keys() - before.keys():
            del os.environ[name]


def _end_with_parent() -> None:
    """Exit when the parent was killed; a worker would wait for tasks for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
