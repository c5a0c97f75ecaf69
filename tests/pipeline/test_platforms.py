"""What runs on Linux also runs where fork, file locks and timers of signals are missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit import api

POOR = """
import multiprocessing, signal, sys

sys.modules["fcntl"] = None
del signal.setitimer, signal.SIGALRM
multiprocessing.get_all_start_methods = lambda: ["spawn"]
import toolkit

raw, out = sys.argv[1:]
built = toolkit.build([raw], out=out, workers=2)
assert toolkit.verify(built.folder) == []
assert toolkit.validate(built.folder).exit_code() == 0
assert toolkit.load(built.folder, form="polars").height == built.manifest["tables"]["articles"]["rows"]
print(built.folder)
"""
"""Removes from its process what Windows has not, then builds, verifies, validates and loads."""


def _run_without(raw_folder, out):
    line = [sys.executable, "-c", POOR, str(raw_folder), str(out)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.mark.slow
def test_a_build_without_fork_locks_and_timers_gives_the_same_tables(raw_folder, tmp_path):
    poor = _run_without(raw_folder, tmp_path / "poor")
    rich = api.build([raw_folder], out=tmp_path / "rich", engine="here").folder
    for folder in ("data", "quarantine"):
        files = sorted(path.relative_to(rich) for path in (rich / folder).rglob("*.parquet"))
        assert files == sorted(path.relative_to(poor) for path in (poor / folder).rglob("*.parquet"))
        assert [name for name in files if (rich / name).read_bytes() != (poor / name).read_bytes()] == []


def test_the_package_is_imported_without_locks_and_timers():
    program = "import signal, sys; sys.modules['fcntl'] = None; del signal.setitimer, signal.SIGALRM\n"
    program += "import toolkit, toolkit.cli, toolkit.pipeline.build, toolkit.release.install, toolkit.cli.pytest_plugin"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
