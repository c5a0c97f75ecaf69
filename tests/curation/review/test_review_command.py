"""`toolkit review` as a person starts and ends it."""

import re
import signal
import subprocess
import sys
from urllib.request import ProxyHandler, build_opener


def test_the_command_prints_the_address_serves_the_page_and_ends_with_control_c(small, tmp_path):
    line = [sys.executable, "-m", "toolkit", "review", str(small[0]), "--who", "Ida Brandt"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(line, **pipes, cwd=tmp_path, preexec_fn=heed_control_c) as process:  # noqa: PLW1509
        try:
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/[\w-]+/", process.stdout.readline())
            with build_opener(ProxyHandler({})).open(address, timeout=20) as answer:
                assert b"Review of benches-" in answer.read()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "Written to corrections\n", "")


def heed_control_c():
    """Undo what a shell does to commands in its background: they ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_order_that_is_not_known_is_named_with_those_that_are(small, command):
    outcome = command("review", small[0], "--order", "age")
    assert (outcome.code, outcome.err) == (
        2, "toolkit: --order age is not known; known are confidence, random, warnings.\n",
    )  # fmt: skip
