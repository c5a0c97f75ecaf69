"""Command lines of other makers accept the files that a release brings for them.

Installs frictionless and datacontract-cli into environments of their own, so it is run by `make test-all`.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FRICTIONLESS = "frictionless[pandas,parquet]==5.21.0"
DATACONTRACT = "datacontract-cli[duckdb,parquet]==1.2.8"
CFFCONVERT = "cffconvert==2.0.0"
DATACITE = "datacite==1.4.1"
pytestmark = pytest.mark.installs


def _run(folder, *command):
    return subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False)


def _environment(folder, requirement):
    """Make an environment with one tool and return the folder of its commands."""
    venv.create(folder, with_pip=True)
    commands = folder / "bin"
    installed = _run(folder, commands / "python", "-m", "pip", "install", "--quiet", requirement)
    assert installed.returncode == 0, installed.stderr
    return commands


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """Build the sample release."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "toolkit", "build", "--out", str(folder), "--json", "--quiet"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Path(json.loads(built.stdout)["folder"])


@pytest.fixture(scope="module")
def frictionless(tmp_path_factory):
    """Install frictionless."""
    return _environment(tmp_path_factory.mktemp("frictionless"), FRICTIONLESS) / "frictionless"


@pytest.fixture(scope="module")
def datacontract(tmp_path_factory):
    """Install datacontract-cli."""
    return _environment(tmp_path_factory.mktemp("datacontract"), DATACONTRACT) / "datacontract"


def test_frictionless_finds_every_table_valid(release, frictionless):
    checked = _run(release, frictionless, "validate", "--json", "datapackage.json")
    tasks = json.loads(checked.stdout)["tasks"]
    assert [task["name"] for task in tasks] == ["articles", "quotes", "entities", "names", "quarantine"]
    assert [error for task in tasks for error in task["errors"]] == []


def test_frictionless_notices_a_table_with_another_number_of_rows(release, frictionless):
    described = json.loads((release / "datapackage.json").read_text())
    quarantine = next(resource for resource in described["resources"] if resource["name"] == "quarantine")
    quarantine["rows"] += 1
    changed = release / "changed.json"
    changed.write_text(json.dumps(described))
    try:
        checked = _run(release, frictionless, "validate", "changed.json")
    finally:
        changed.unlink()
    assert checked.returncode == 1
    assert "row-count" in checked.stdout


def test_the_contract_is_valid_odcs(release, datacontract):
    assert _run(release, datacontract, "lint", "contract.odcs.yaml").returncode == 0


@pytest.mark.parametrize("table", ["entities", "quarantine"])
def test_the_contract_holds_for_a_table_in_duckdb(release, datacontract, table):
    """Tables with spans inside are left out: datacontract-cli does not quote `end`, a word of SQL, inside a struct."""
    checked = _run(release, datacontract, "test", "contract.odcs.yaml", "--schema-name", table)
    assert checked.returncode == 0, checked.stdout
    assert "ailed" not in checked.stdout


@pytest.mark.parametrize("whose", ["release", "software"])
def test_cffconvert_finds_the_citation_valid(release, tmp_path_factory, whose):
    commands = _environment(tmp_path_factory.mktemp("cffconvert"), CFFCONVERT)
    folder = release if whose == "release" else ROOT
    checked = _run(folder, commands / "cffconvert", "--validate", "-i", "CITATION.cff")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_datacite_finds_its_metadata_valid(release, tmp_path_factory):
    """The DOI is what the registration adds."""
    commands = _environment(tmp_path_factory.mktemp("datacite"), DATACITE)
    program = "import json, sys; from datacite import schema45; described = json.load(open(sys.argv[1]))\n"
    program += "described['doi'] = '10.5281/zenodo.1234567'; schema45.validator.validate(described)"
    checked = _run(release, commands / "python", "-c", program, "datacite.json")
    assert checked.returncode == 0, checked.stderr
