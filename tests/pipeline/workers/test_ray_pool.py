"""Ray's workers as a pool: real clusters on this machine, where Ray is installed."""

import importlib.util
import operator
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from toolkit import api
from toolkit.errors import ConfigError
from toolkit.pipeline.workers import pool_of, run
from toolkit.pipeline.workers.ray_pool import ATTEMPTS

INSTALLED = importlib.util.find_spec("ray") is not None
pytestmark = pytest.mark.filterwarnings("default")  # the libraries of a cluster warn about themselves
with_ray = pytest.mark.skipif(not INSTALLED, reason="Ray is not installed")


def _run(tasks, address="ray", **options):
    return list(run(operator.call, tasks, workers=2, pool=pool_of(address), **options))


@pytest.fixture
def cluster(monkeypatch):
    """Start a head with a client server, as an institute does, and give its address."""
    # Half of all sessions cannot start where gRPC's fork handlers run in the process that the head forks for a session.
    monkeypatch.setenv("GRPC_ENABLE_FORK_SUPPORT", "0")
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


@pytest.fixture
def refusing_cluster():
    """Serve Ray's client protocol without ever starting a session; give the address and the sessions asked for."""
    import grpc
    from ray.core.generated import ray_client_pb2, ray_client_pb2_grpc

    asked = []

    class Sessions(ray_client_pb2_grpc.RayletDataStreamerServicer):
        def Datapath(self, requests, _context):  # noqa: N802 - the protocol's name
            for request in requests:
                asked.extend(["init"] if request.HasField("init") else [])
                refusal = ray_client_pb2.InitResponse(ok=False, msg="Starting Ray client server failed.")
                yield ray_client_pb2.DataResponse(req_id=request.req_id, init=refusal)

    class Head(ray_client_pb2_grpc.RayletDriverServicer):
        def ClusterInfo(self, request, _context):  # noqa: N802 - the protocol's name
            return ray_client_pb2.ClusterInfoResponse(type=request.type, json="{}")

    server = grpc.server(ThreadPoolExecutor(8))
    ray_client_pb2_grpc.add_RayletDataStreamerServicer_to_server(Sessions(), server)
    ray_client_pb2_grpc.add_RayletDriverServicer_to_server(Head(), server)
    ray_client_pb2_grpc.add_RayletLogStreamerServicer_to_server(ray_client_pb2_grpc.RayletLogStreamerServicer(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"ray://127.0.0.1:{port}", asked
    server.stop(None)


@with_ray
def test_a_cluster_that_cannot_start_a_session_is_asked_again(refusing_cluster):
    address, asked = refusing_cluster
    with pytest.raises(ConfigError, match="cannot start a session"):
        _run([os.getpid], address)
    assert len(asked) == ATTEMPTS


@with_ray
def test_a_cluster_that_is_there_builds_the_bytes_of_one_process(cluster, raw_folder, tmp_path):
    far = api.build([raw_folder], out=tmp_path / "far", engine=cluster).folder
    near = api.build([raw_folder], out=tmp_path / "near", engine="here").folder
    assert (far / "SHA256SUMS").read_bytes() == (near / "SHA256SUMS").read_bytes()
