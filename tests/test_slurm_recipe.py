"""The job array of the documentation builds parts and the release of one build; two scripts stand for Slurm."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "howto" / "cluster.md"
SETTINGS = """
[annotate]
entities = false

[group]
splits = { train = 1.0 }

[dataset]
name = "halden-news"
version = "1.0.0"
license = "cc0-1.0"
"""
SBATCH = """#!/bin/bash
# Runs every task of an array at once, or a wrapped command, and prints the number of the job.
set -euo pipefail
for option in "$@"; do [ "${previous:-}" != --wrap ] || exec bash -euc "$option"; previous=$option; done
script=$previous
export SLURM_SUBMIT_DIR=$PWD SLURM_CPUS_PER_TASK=1
export SLURM_ARRAY_TASK_COUNT=$(sed -n 's/^#SBATCH --array=1-//p' "$script")
for SLURM_ARRAY_TASK_ID in $(seq "$SLURM_ARRAY_TASK_COUNT"); do export SLURM_ARRAY_TASK_ID; bash "$script" >&2; done
echo 4711
"""


@pytest.fixture
def cluster(tmp_path, story):
    """Give a folder with raw texts, and the variables with which its commands find the programs of a cluster."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"sbatch": SBATCH, "srun": '#!/bin/bash\nexec "$@"\n'}.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    (tmp_path / "dumps").mkdir()
    for number in range(1, 4):
        (tmp_path / "dumps" / f"{number}.txt").write_text(story(number), encoding="utf-8")
    (tmp_path / "toolkit.toml").write_text(SETTINGS, encoding="utf-8")
    search = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    return tmp_path, {**os.environ, "PATH": search}


@pytest.mark.slow
def test_the_job_array_gives_the_release_of_one_build(cluster):
    folder, variables = cluster
    script, submission = re.findall(
        r"```sh\n(#!/bin/bash\n.*?|job=.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    (folder / "parts.sbatch").write_text(script.replace("--array=1-64", "--array=1-2"), encoding="utf-8")
    for line in (submission.replace("-of-64", "-of-2"), "toolkit build dumps/ --out alone --quiet"):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=folder,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    sums = [(folder / out / "halden-news-1.0.0" / "SHA256SUMS").read_bytes() for out in ("dist", "alone")]
    assert sums[0] == sums[1]
