"""The rows of a release do not depend on the library that writes its Parquet files; only its bytes do.

Installs another pyarrow beside the locked one, so it is run by `make test-all`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OTHER = "24.0.0"
pytestmark = pytest.mark.installs


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Install another pyarrow into a folder of its own."""
    location = tmp_path_factory.mktemp("other-pyarrow")
    line = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(location),
        f"pyarrow=={OTHER}",
    ]
    subprocess.run(line, check=True)
    return location


def _toolkit(*arguments, other=None, code=0):
    path = [str(other), str(ROOT)] if other else [str(ROOT)]
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(other, tmp_path_factory):
    """Build the sample release with each of the two."""
    location = tmp_path_factory.mktemp("built")
    made = {}
    for name, library in (("ours", None), ("theirs", other)):
        printed = _toolkit("build", "--out", location / name, "--json", "--quiet", other=library)
        made[name] = json.loads(printed)
    return made


def test_two_libraries_were_really_used(built):
    versions = {name: made["manifest"]["libraries"]["pyarrow"] for name, made in built.items()}
    assert versions["theirs"] == OTHER != versions["ours"]


def test_the_rows_have_the_same_logical_digest(built):
    ours, theirs = (
        {name: table["digest"] for name, table in made["manifest"]["tables"].items()} for made in built.values()
    )
    assert ours == theirs


def test_each_release_verifies_with_the_other_library(built, other):
    _toolkit("verify", built["theirs"]["folder"])
    _toolkit("verify", built["ours"]["folder"], other=other)


def test_building_again_with_another_library_gives_the_same_rows(built):
    printed = _toolkit("verify", built["theirs"]["folder"], "--rebuild")
    assert "built again: the same" in printed
    assert f"pyarrow {OTHER}" in printed


def test_nothing_differs_between_the_two(built):
    folders = [made["folder"] for made in built.values()]
    assert "no difference" in _toolkit("diff", *folders, "--exit-code").lower()
