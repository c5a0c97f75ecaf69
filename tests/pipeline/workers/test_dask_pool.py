"""Dask's workers as a pool: real clusters on this machine."""

import operator
import os
import signal
import sys
import time
from functools import partial

import pytest

from toolkit.errors import ConfigError
from toolkit.pipeline.workers import cluster_pool, pool_of, run

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # the libraries of a cluster warn about themselves


def _run(address, tasks, **options):
    return list(run(operator.call, tasks, workers=2, pool=pool_of(address), **options))


def test_an_own_cluster_gives_what_one_process_gives_and_is_gone_afterwards():
    result = _run("dask", [partial(abs, -number) for number in range(20)] + [os.getpid])
    assert result[:-1] == list(range(20))
    assert result[-1] != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(result[-1], 0)


@pytest.mark.slow
def test_a_cluster_that_is_there_gives_the_results_in_order_and_stays(dask_cluster):
    for _ in range(2):
        assert _run(dask_cluster, [partial(abs, -number) for number in range(20)]) == list(range(20))


def test_the_error_of_a_task_is_raised(dask_cluster):
    with pytest.raises(ZeroDivisionError):
        _run(dask_cluster, [partial(divmod, 1, 0), os.getpid])


@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_lost_and_the_others_are_not(monkeypatch):
    monkeypatch.setattr("toolkit.pipeline.workers.run_tasks.ATTEMPTS", 3)
    tasks = [partial(abs, number) for number in range(6)]
    tasks[2] = partial(signal.raise_signal, signal.SIGKILL)
    result = _run("dask", tasks, lost=lambda _, error: type(error).__name__)
    assert result == [0, 1, "WorkerLostError", 3, 4, 5]


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr("toolkit.pipeline.workers.dask_pool._PATIENCE", 1)
    with pytest.raises(ConfigError, match=r"tcp://127\.0\.0\.1:1"):
        _run("tcp://127.0.0.1:1", [os.getpid])


def test_a_scheduler_without_workers_is_named(monkeypatch):
    monkeypatch.setattr("toolkit.pipeline.workers.dask_pool._WORKER_SECONDS", 0.2)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0") as cluster,
        pytest.raises(ConfigError, match="has no workers; start some with `dask worker tcp://"),
    ):
        cluster_pool(cluster.scheduler_address, 2)


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_sentence(start_cluster):
    with start_cluster() as (address, scheduler):
        results = run(operator.call, [partial(abs, -1), *[partial(time.sleep, 1)] * 30], pool=pool_of(address))
        assert next(results) == 1
        scheduler.kill()
        with pytest.raises(ConfigError, match="scheduler is gone"):
            list(results)


def test_a_cluster_that_is_there_is_kept_busy_whatever_this_machine_has(dask_cluster):
    with distributed.Client(dask_cluster, set_as_default=False) as client:
        client.wait_for_workers(2)
    with cluster_pool(dask_cluster, 0) as pool:
        assert pool.workers == 2


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"\[cluster\]"):
        _run("dask", [os.getpid])
