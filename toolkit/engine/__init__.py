"""Where work runs: a function over tasks, in this process or in a pool of others; knows no stage."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from toolkit.engine.cluster import cluster_pool
from toolkit.engine.local import process_pool, usable_cpus
from toolkit.engine.ordered import run

__all__ = ["cluster_pool", "pool_of", "process_pool", "run", "usable_cpus"]


def pool_of(engine: str) -> Callable[[int], Executor] | None:
    """Return what makes a pool of so many workers: `local` processes (none, for one worker), `dask` or an address."""
    return None if engine == "local" else partial(cluster_pool, engine)
