"""Runs a function over tasks, in this process or in a pool of worker processes; knows no stage."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from toolkit.pipeline.workers.dask_pool import cluster_pool
from toolkit.pipeline.workers.process_pool import process_pool, usable_cpus
from toolkit.pipeline.workers.ray_pool import OWN as RAY
from toolkit.pipeline.workers.ray_pool import ray_pool
from toolkit.pipeline.workers.run_tasks import run, run_unknown

__all__ = ["HERE", "LOCAL", "cluster_pool", "pool_of", "process_pool", "ray_pool", "run", "run_unknown", "usable_cpus"]

HERE, LOCAL = "here", "local"
"""The engines that need no cluster: this process alone, and others beside it."""


def pool_of(engine: str, preload: str = "") -> Callable[[int], Executor] | None:
    """Return what makes a pool of so many workers; null for this process.

    Args:
        engine: `here`, `local`, `dask` or the address of a Dask scheduler, `ray` or the address of a Ray client server.
        preload: Name of a module that all workers need, see `local.process_pool`.
    """
    if engine == HERE:
        return None
    if engine == LOCAL:
        return partial(process_pool, preload=preload)
    return partial(ray_pool if engine.partition(":")[0] == RAY else cluster_pool, engine)
