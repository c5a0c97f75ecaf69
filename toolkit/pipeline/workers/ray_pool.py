"""Ray's workers as a pool: a cluster of its own on this machine, or one that is there already."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

from toolkit.errors import ConfigError
from toolkit.pipeline.workers.process_pool import ONE_THREAD, WorkerLostError

OWN = "ray"
"""Stands for a cluster that is made for one build and ends with it; anything else is a client server's address."""
GONE = "The Ray cluster is gone; start it and build again, which goes on where this build was."
ATTEMPTS = 3
"""So often a cluster that answers is asked for a session: gRPC can break the process that the head forks for one."""


def ray_pool(address: str, workers: int) -> Executor:
    """Make a pool of a cluster's workers.

    Args:
        address: `ray`, or the address of a client server such as `ray://10.0.0.1:10001`.
        workers: Number of processes of a cluster of its own; one that is there has as many as it has processors.

    Raises:
        ConfigError: Ray is not installed, nobody answers at the address, or the cluster has no processors.
    """
    try:
        import ray
    except ImportError as error:
        raise ConfigError("This engine needs Ray: pip install 'news-dataset-toolkit[ray]'.") from error
    options: dict[str, Any] = {"runtime_env": {"env_vars": ONE_THREAD}, "logging_level": logging.ERROR}
    if address == OWN:
        options |= {"num_cpus": workers, "include_dashboard": False}
    else:
        options["address"] = address
    _connect(address, options)
    processors = int(ray.cluster_resources().get("CPU", 0))
    if not processors:
        ray.shutdown()
        raise ConfigError(f"The Ray cluster at {address} has no processors; start workers with `ray start`.")
    return _RayPool(processors)


def _connect(address: str, options: dict[str, Any]) -> None:
    import ray

    for attempt in range(1, ATTEMPTS + 1):
        try:
            ray.init(log_to_driver=False, **options)
        except ConnectionAbortedError as error:
            if attempt == ATTEMPTS:
                raise ConfigError(
                    f"The Ray cluster at {address} cannot start a session for this build ({ATTEMPTS} tries); "
                    "start its head with GRPC_ENABLE_FORK_SUPPORT=0, or look into ray_client_server.err on it."
                ) from error
        except (ConnectionError, TimeoutError) as error:
            raise ConfigError(
                f"No Ray cluster answers at {address}; check build.engine, start one, "
                "or set RAY_AUTH_MODE=token if it asks for a token."
            ) from error
        else:
            return


class _RayPool(Executor):
    """An executor that reports a worker's death as other pools do, and closes what it opened."""

    def __init__(self, workers: int) -> None:
        import ray

        self.workers = workers
        """So many tasks can be worked on at once."""
        # A task whose worker died is ours to try again, apart from the others.
        self._call = ray.remote(num_cpus=1, max_retries=0)(_call)
        self._open: set[Any] = set()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        reference = self._call.remote(function, arguments, named)
        self._open.add(reference)
        result: Future[Any] = Future()
        reference.future().add_done_callback(partial(self._pass_on, reference, result))
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - inherited
        import ray

        if not ray.is_initialized():
            return
        if cancel_futures:
            for reference in list(self._open):
                ray.cancel(reference, force=True)
        elif wait and self._open:
            ray.wait(list(self._open), num_returns=len(self._open))
        ray.shutdown()

    def _pass_on(self, reference: Any, result: "Future[Any]", done: "Future[Any]") -> None:
        """Pass a result on; the error of a task is the one that it raised, without Ray's wrapping."""
        from ray import exceptions

        self._open.discard(reference)
        error = None if done.cancelled() else done.exception()
        if done.cancelled() or isinstance(error, (exceptions.TaskCancelledError, ConnectionError)):
            result.set_exception(ConfigError(GONE))
        elif isinstance(error, exceptions.RayTaskError):
            result.set_exception(error.cause)
        elif isinstance(error, exceptions.RayError):
            result.set_exception(WorkerLostError(str(error)))
        elif error is not None:
            result.set_exception(error)
        else:
            result.set_result(done.result())


def _call(function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    return function(*arguments, **named)
