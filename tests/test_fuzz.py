"""The fuzzer runs, tries the same inputs again for the same seed, and notices a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FAULT = """
import runpy, sys
from toolkit.pipeline import document_stages

def prepare_document(document, config):
    raise AssertionError("a fault of the stage")

document_stages.prepare_document = prepare_document
sys.argv = ["run.py", "--seconds", "30"]
runpy.run_path('fuzz/run.py', run_name="__main__")
"""


def _run(*arguments):
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_damaged_files_are_tried_and_counted():
    done = _run("fuzz/run.py", "--seconds", "0.1", "--seed", "7")
    assert (done.returncode, "with the seeds 7 to 7" in done.stdout) == (0, True), done.stderr
    assert done.stdout == _run("fuzz/run.py", "--seconds", "0.1", "--seed", "7").stdout


def test_a_fault_is_shown_with_its_file():
    done = _run("-c", FAULT)
    assert (done.returncode, "a fault of the stage" in done.stderr, "content=" in done.stderr) == (1, True, True)
