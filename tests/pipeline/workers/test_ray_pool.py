"""Ray's workers as a pool: real clusters on this machine, where Ray is installed."""

import importlib.util
import operator
import os
import signal
import socket
import subprocess
import sys
from functools import partial

import pytest

from toolkit import api
from toolkit.errors import ConfigError
from toolkit.pipeline.workers import pool_of, run

INSTALLED = importlib.util.find_spec("ray") is not None
pytestmark = pytest.mark.filterwarnings("default")  # the libraries of a cluster warn about themselves
with_ray = pytest.mark.skipif(not INSTALLED, reason="Ray is not installed")


def _run(tasks, address="ray", **options):
    return list(run(operator.call, tasks, workers=2, pool=pool_of(address), **options))


@pytest.fixture
def cluster():
    """Start a head with a client server, as an institute does, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "ray.scripts.scripts"]
    options = ["--head", "--num-cpus=2", "--port=0", f"--ray-client-server-port={port}", "--include-dashboard=false"]
    subprocess.run([*line, "start", *options], check=True, capture_output=True)
    yield f"ray://127.0.0.1:{port}"
    subprocess.run([*line, "stop", "--force"], check=True, capture_output=True)


@pytest.mark.skipif(INSTALLED, reason="Ray is installed")
def test_without_ray_the_extra_is_named():
    with pytest.raises(ConfigError, match=r"news-dataset-toolkit\[ray\]"):
        _run([os.getpid])


@with_ray
def test_an_own_cluster_gives_what_one_process_gives_and_is_gone_afterwards():
    results = _run([partial(abs, -number) for number in range(20)] + [os.getpid])
    assert results[:-1] == list(range(20))
    assert results[-1] != os.getpid()
    assert _run([partial(abs, -1)]) == [1]


@with_ray
def test_the_error_of_a_task_is_raised():
    with pytest.raises(ZeroDivisionError):
        _run([partial(divmod, 1, 0), os.getpid])


@with_ray
def test_a_task_that_kills_every_worker_is_lost_and_the_others_are_not():
    tasks = [partial(abs, number) for number in range(6)]
    tasks[2] = partial(signal.raise_signal, signal.SIGKILL)
    assert _run(tasks, lost=lambda _, error: type(error).__name__) == [0, 1, "WorkerLostError", 3, 4, 5]


@with_ray
def test_an_address_where_nobody_answers_is_named():
    with pytest.raises(ConfigError, match=r"No Ray cluster answers at ray://127\.0\.0\.1:1"):
        _run([os.getpid], "ray://127.0.0.1:1")


@with_ray
def test_a_cluster_that_is_there_builds_the_bytes_of_one_process(cluster, raw_folder, tmp_path):
    far = api.build([raw_folder], out=tmp_path / "far", engine=cluster).folder
    near = api.build([raw_folder], out=tmp_path / "near", engine="here").folder
    assert (far / "SHA256SUMS").read_bytes() == (near / "SHA256SUMS").read_bytes()
