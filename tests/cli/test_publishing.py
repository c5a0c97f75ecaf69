"""The commands that make a release public."""

import signal
import subprocess
import sys

import httpx

WHOAMI = "from huggingface_hub import HfApi; print(HfApi().whoami()['name'])"


def test_a_command_runs_against_the_rehearsal_hub(real_command, tmp_path):
    done = real_command("hub", "serve", tmp_path, "--log", "--", sys.executable, "-c", WHOAMI)
    assert (done.code, done.out, done.err) == (0, "rehearsal\n", "200 GET /api/whoami-v2\n")


def test_a_fault_can_be_put_into_the_way(real_command, tmp_path):
    done = real_command(
        "hub", "serve", tmp_path, "--fault", "*/whoami-v2=403", "--log", "--", sys.executable, "-c", WHOAMI
    )
    assert done.code == 1
    assert "403 GET /api/whoami-v2" in done.err.splitlines()


def test_the_rehearsal_hub_runs_until_it_is_stopped(tmp_path):
    line = [sys.executable, "-m", "toolkit", "hub", "serve", str(tmp_path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        first, address, token = (server.stdout.readline() for _ in range(3))
        assert first == f"Serving {tmp_path} until Ctrl-C; in the shell that rehearses:\n"
        place = address.removeprefix("  export HF_ENDPOINT=").strip()
        headers = {"Authorization": f"Bearer {token.removeprefix('  export HF_TOKEN=').strip()}"}
        assert httpx.get(f"{place}/api/whoami-v2", headers=headers).status_code == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
