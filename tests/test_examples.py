"""The examples run from end to end, as their README says."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NIGHTLY = ROOT / "examples" / "nightly"


@pytest.fixture
def nights(tmp_path):
    """Run a program in a copy of the nightly example, against a Hub of its own."""
    folder = tmp_path / "nights"
    shutil.copytree(NIGHTLY, folder)
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    library = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])

    def run(*line):
        program = f"import os, subprocess, sys; os.chdir({str(folder)!r}); sys.exit(subprocess.call({list(line)!r}))"
        command = [sys.executable, "-m", "hub_emulator", str(tmp_path / "hub"), "--", sys.executable, "-c", program]
        variables = {**os.environ, "PATH": search, "PYTHONPATH": library}
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=variables)

    run.folder = folder
    return run


@pytest.mark.slow
def test_of_three_nights_the_broken_one_is_caught_and_the_mended_one_published(nights):
    done = nights(sys.executable, "three_nights.py")
    assert done.returncode == 0, done.stderr
    *_, codes, published = done.stdout.splitlines()
    assert codes == "exit codes: 0, 1, 0"
    assert published == "published: 1.0.0 with 8 articles, 1.1.0 with 20 articles"
    assert "refused (8.3%), most of all as " in done.stderr
    assert "; such as raw/2024-05-02/halden-radio.csv, but max_refused_share.all is 0.05" in done.stderr


RUNS = {
    "prefect": "import prefect_flow; print(prefect_flow.halden_nights())",
    "dagster": "import dagster_job; print(dagster_job.halden_nights.execute_in_process().success)",
    "airflow": "import airflow_dag; print(sorted(airflow_dag.halden_nights().task_ids))",
}


@pytest.mark.slow
@pytest.mark.parametrize("library", RUNS)
def test_the_night_of_a_scheduler_runs_where_it_is_installed(nights, library, monkeypatch):
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    monkeypatch.setenv("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")  # it starts a server of its own
    shutil.copytree(nights.folder / "days" / "2024-05-01", nights.folder / "raw" / "2024-05-01")
    done = nights(sys.executable, "-c", f"import sys; sys.path.insert(0, ''); {RUNS[library]}")
    assert done.returncode == 0, done.stderr
    assert any(word in done.stdout for word in ("/tree/v1.0.0", "True", "publish"))
