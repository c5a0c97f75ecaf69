"""`python -m toolkit`."""

import subprocess
import sys

from toolkit._version import VERSION


def _run(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_it_is_the_command_line():
    done = _run("-m", "toolkit", "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{VERSION}\n", "")


def test_importing_it_does_nothing():
    done = _run("-c", "import toolkit.__main__")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
