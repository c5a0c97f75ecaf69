"""The Hub emulator as a program."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from hub_emulator.__main__ import main
from toolkit.errors import ConfigError

ROOT = Path(__file__).parents[2]
WHOAMI = "from huggingface_hub import HfApi; print(HfApi().whoami()['name'])"


def serve(*arguments):
    line = [sys.executable, "-m", "hub_emulator", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_command_runs_against_the_rehearsal_hub(tmp_path):
    done = serve(tmp_path, "--log", "--", sys.executable, "-c", WHOAMI)
    assert (done.returncode, done.stdout, done.stderr) == (0, "rehearsal\n", "200 GET /api/whoami-v2\n")


@pytest.mark.parametrize("port", [-1, 65536, 10**12])
def test_a_port_out_of_range_is_one_sentence(tmp_path, port):
    with pytest.raises(ConfigError, match=f"--port {port} is out of range"):
        main([str(tmp_path), "--port", str(port)])


def test_a_fault_can_be_put_into_the_way(tmp_path):
    done = serve(tmp_path, "--fault", "*/whoami-v2=403", "--log", "--", sys.executable, "-c", WHOAMI)
    assert done.returncode == 1
    assert "403 GET /api/whoami-v2" in done.stderr


def test_the_rehearsal_hub_runs_until_it_is_stopped(tmp_path):
    line = [sys.executable, "-m", "hub_emulator", str(tmp_path)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        first, address, token = (server.stdout.readline() for _ in range(3))
        assert first == f"Serving {tmp_path} until Ctrl-C; in the shell that uses it:\n"
        location = address.removeprefix("  export HF_ENDPOINT=").strip()
        headers = {"Authorization": f"Bearer {token.removeprefix('  export HF_TOKEN=').strip()}"}
        assert httpx.get(f"{location}/api/whoami-v2", headers=headers).status_code == 200
        server.send_signal(signal.SIGINT)
        try:
            assert server.wait(timeout=20) == 0
        finally:
            server.kill()


@pytest.mark.slow
def test_a_release_is_published_as_a_user_does_it(sample, tmp_path):
    """The command, the clients of the Hub and the reading back all run in processes of their own."""
    line = [tmp_path, "--log", "--", sys.executable, "-m", "toolkit", "publish", sample.folder]
    done = serve(*line, "hf://datasets/halden/news", "--json")
    assert done.returncode == 0, done.stderr
    message = json.loads(done.stdout)
    assert (message["state"], message["read"]) == ("published", ["articles", "quotes", "entities", "names"])
    assert "/xet/v1/shards" in done.stderr
    assert done.stderr.count("/commit/") == 1
    assert "hf_rehearsal" not in done.stdout + done.stderr
