"""Dask's workers as a pool: a cluster of its own on this machine, or one that is there already."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.errors import ConfigError
from toolkit.pipeline.workers.process_pool import WorkerLostError, main_not_imported

if TYPE_CHECKING:
    from distributed import Client

OWN = "dask"
"""Stands for a cluster that is made for one build and ends with it; anything else is a scheduler's address."""
_SETTINGS = {"distributed.scheduler.allowed-failures": 0, "distributed.scheduler.worker-saturation": 1.0}
"""A task whose worker died is ours to try again, and no other task shall wait at the same worker."""
GONE = "The Dask scheduler is gone; start it and build again, which goes on where this build was."
_PATIENCE = 20
"""Seconds to wait for a scheduler's answer."""

_WORKER_SECONDS = 10
"""Seconds to wait for the first worker of a scheduler."""


def cluster_pool(address: str, workers: int) -> Executor:
    """Make a pool of a cluster's workers.

    Args:
        address: `dask`, or a scheduler's address such as `tcp://10.0.0.1:8786`.
        workers: Number of processes of a cluster of its own; one that is there has as many as it has.

    Raises:
        ConfigError: Dask is not installed, nobody answers at the address, or the scheduler has no workers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ConfigError("This engine needs Dask: pip install 'news-dataset-toolkit[cluster]'.") from error
    cluster = None
    if address == OWN:
        with dask.config.set(_SETTINGS), main_not_imported():
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0")
    try:
        client = Client(cluster or address, timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        raise ConfigError(f"No Dask scheduler answers at {address}; check build.engine, or start one.") from error
    try:
        client.wait_for_workers(1, timeout=_WORKER_SECONDS)
    except TimeoutError as error:
        client.close()
        raise ConfigError(
            f"The Dask scheduler at {address} has no workers; start some with `dask worker {address}`."
        ) from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it cannot do is raised here
    return _ClusterPool(client, cluster)


class _ClusterPool(Executor):
    """An executor that reports a worker's death as other pools do, and closes what it opened."""

    def __init__(self, client: "Client", cluster: Any) -> None:
        self._client, self._cluster = client, cluster
        self.workers = sum(client.nthreads().values())
        """So many tasks can be worked on at once."""
        self._executor = client.get_executor(pure=False)

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        result: Future[Any] = Future()
        self._executor.submit(function, *arguments, **named).add_done_callback(partial(_pass_on, result))
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - inherited
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _pass_on(result: "Future[Any]", done: "Future[Any]") -> None:
    """Pass a result on; Dask has retried a task on other workers before it raises KilledWorker."""
    from distributed import KilledWorker

    if done.cancelled():  # by nobody here, unless nobody waits for it any more
        result.set_exception(ConfigError(GONE))
        return
    error = done.exception()
    if isinstance(error, KilledWorker):
        result.set_exception(WorkerLostError(str(error)))
    elif error is not None:
        result.set_exception(error)
    else:
        result.set_result(done.result())
