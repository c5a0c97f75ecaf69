"""The fixture that gives a release to other people's tests."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

ROOT = Path(__file__).parents[2]
TEST = """
def test_the_release_can_be_read(toolkit_release):
    assert toolkit_release.read("articles").num_rows > 0
"""


@pytest.fixture
def run(tmp_path):
    """Run pytest on a test that asks for the release."""
    (tmp_path / "test_data.py").write_text(TEST, encoding="utf-8")

    def pytest_on(*options):
        line = [sys.executable, "-m", "pytest", "-q", "-p", "no:toolkit", "-p", "toolkit.cli.pytest_plugin", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        return subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return pytest_on


def test_a_good_release_is_given_to_the_test(run, sample):
    done = run("--toolkit-release", str(sample.folder))
    assert (done.returncode, "1 passed" in done.stdout) == (0, True)


@pytest.mark.slow
def test_the_release_may_be_named_in_the_configuration(run, sample, tmp_path):
    (tmp_path / "pytest.ini").write_text(f"[pytest]\ntoolkit_release = {sample.folder}\n", encoding="utf-8")
    assert run().returncode == 0


@pytest.mark.slow
def test_a_bad_release_fails_with_the_report(run, sample_copy):
    path = next(sample_copy.glob("data/articles/train-*"))
    table = pyarrow.parquet.ParquetFile(path).read()
    location = table.column_names.index("word_count")
    nothing = pyarrow.array([0] * table.num_rows, pyarrow.int32())
    pyarrow.parquet.write_table(table.set_column(location, table.schema.field("word_count"), nothing), path)
    done = run("--toolkit-release", str(sample_copy))
    assert (done.returncode, "error minimum" in done.stdout) == (1, True)


@pytest.mark.slow
def test_without_a_name_the_failure_says_how_to_give_one(run):
    done = run()
    assert (done.returncode, "--toolkit-release FOLDER" in done.stdout) == (1, True)
