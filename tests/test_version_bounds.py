"""The lowest versions that pyproject.toml allows, and the newest of all, are enough for the core flow.

Installs them into environments of their own, so it is run by `make test-all`.
"""

import subprocess
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
pytestmark = pytest.mark.installs


def _lowest(line):
    """Return a requirement with its lower bound as the only version; null where it is not for this platform."""
    wanted = Requirement(line)
    if wanted.marker and not wanted.marker.evaluate():
        return None
    extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
    (lowest,) = [bound.version for bound in wanted.specifier if bound.operator == ">="]
    return f"{wanted.name}{extras}=={lowest}"


@pytest.fixture(scope="module", params=["lowest", "newest"])
def toolkit(request, tmp_path_factory):
    """Install the package with the lowest version of each of its direct dependencies, or with the newest of all."""
    folder = tmp_path_factory.mktemp(request.param)
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    lowest = [requirement for requirement in map(_lowest, PROJECT["dependencies"]) if requirement]
    wanted = lowest if request.param == "lowest" else ["--upgrade", *PROJECT["dependencies"]]
    subprocess.run([*install, *wanted, "hatchling"], check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", ROOT], check=True)

    def run(*arguments):
        line = [str(folder / "bin" / "toolkit"), *map(str, arguments)]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture(scope="module")
def release(toolkit, tmp_path_factory):
    """Build the sample with them."""
    out = tmp_path_factory.mktemp("built")
    code, printed = toolkit("build", "--out", out, "--quiet")
    assert code == 0, printed
    (folder,) = [path for path in out.iterdir() if path.name != ".cache"]
    return folder


@pytest.mark.parametrize("command", ["validate", "verify", "report"])
def test_a_command_works_on_the_release(toolkit, release, command, tmp_path):
    options = ["--out", tmp_path / "report.html"] if command == "report" else []
    code, printed = toolkit(command, release, *options)
    assert code == 0, printed


def test_the_rows_are_those_of_the_locked_versions(release, sample):
    import polars

    rows = [
        polars.read_parquet(folder / "data" / "articles" / "*.parquet").select("id", "headline", "body", "date")
        for folder in (release, sample.folder)
    ]
    assert rows[0].sort("id").equals(rows[1].sort("id"))
